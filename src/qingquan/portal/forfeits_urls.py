"""Addresses of matters outside the list that are for everyone."""

from django.urls import URLPattern, path

from qingquan.portal import forfeits

FORFEITS: list[URLPattern] = [
    path("unlisted/", forfeits.unlisted, name="unlisted"),
    path("unlisted/follow/", forfeits.follow, name="unlisted_follow"),
    path("unlisted/<str:number>/", forfeits.matter, name="unlisted_matter"),
]
