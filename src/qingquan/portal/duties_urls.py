"""Addresses of post-responsibility statements that are for everyone."""

from django.urls import URLPattern, path

from qingquan.portal import duties

DUTIES: list[URLPattern] = [
    path("duties/", duties.duties, name="duties"),
    path("duties/<str:code>/", duties.post, name="duty_post"),
    path("duties/<str:code>/file/", duties.file, name="duty_file"),
]
