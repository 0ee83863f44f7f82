"""Addresses of devolution, entrustment and window authorisation that are for everyone."""

from django.urls import URLPattern, path

from qingquan.portal import deeds

DEEDS: list[URLPattern] = [
    path("deeds/", deeds.deeds, name="deeds"),
    path("deeds/<str:kind>/<int:pk>/", deeds.deed, name="deed"),
    path("deeds/<str:kind>/<int:pk>/file/", deeds.file, name="deed_file"),
]
