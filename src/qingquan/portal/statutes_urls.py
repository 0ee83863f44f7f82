"""Addresses of the law library that are for everyone."""

from django.urls import URLPattern, path

from qingquan.portal import statutes

STATUTES: list[URLPattern] = [
    path("laws/", statutes.statutes, name="statutes"),
    path("laws/<str:key>/", statutes.statute, name="statute"),
    path("laws/<str:key>/<str:number>/", statutes.article, name="statute_article"),
]
