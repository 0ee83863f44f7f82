"""Addresses of devolution, entrustment and window authorisation on the desk."""

from django.urls import URLPattern

from qingquan.desk import deeds, deeds_new
from qingquan.desk.door import page

DEEDS: list[URLPattern] = [
    page("clearing/deeds/", deeds.deeds, "deeds"),
    page("clearing/deeds/new/<str:kind>/", deeds_new.new, "deed_new"),
    page("clearing/deeds/<str:kind>/<int:pk>/", deeds.deed, "deed"),
    page("clearing/deeds/<str:kind>/<int:pk>/file/", deeds.file, "deed_file"),
]
