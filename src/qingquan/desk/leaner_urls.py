"""Addresses of what became less on the desk."""

from django.urls import URLPattern

from qingquan.desk import leaner, leaner_completeness, leaner_flows, leaner_item
from qingquan.desk.door import page

LEANER: list[URLPattern] = [
    page("clearing/leaner/", leaner.leaner, "leaner"),
    page("clearing/leaner/table.csv", leaner.table, "leaner_table"),
    page("clearing/leaner/uncut/", leaner.not_cut, "leaner_uncut"),
    page("clearing/leaner/organs/<str:seq>/", leaner.organ, "leaner_organ"),
    page("clearing/leaner/items/<str:code>/", leaner_item.item, "leaner_item"),
    page("clearing/leaner/items/<str:code>/flows/", leaner_flows.flows, "leaner_flows"),
    page("clearing/leaner/materials/", leaner_item.found_materials, "leaner_materials"),
    page("clearing/leaner/exceptions/", leaner_item.exceptions, "leaner_exceptions"),
    page("clearing/leaner/exceptions/<int:pk>/", leaner_item.exception, "leaner_exception"),
    page("clearing/leaner/completeness/", leaner_completeness.completeness, "leaner_completeness"),
]
