"""Addresses of the two-way check and overlaps on the desk."""

from django.urls import URLPattern

from qingquan.desk import (
    crosscheck,
    crosscheck_derive,
    crosscheck_differences,
    crosscheck_import,
    crosscheck_overlaps,
    crosscheck_pairs,
    crosscheck_sets,
    crosscheck_town,
)
from qingquan.desk.door import page

ROOM = "clearing/crosscheck/"

CROSSCHECK: list[URLPattern] = [
    page(ROOM, crosscheck.overview, "crosscheck"),
    page(f"{ROOM}order/", crosscheck.order, "crosscheck_order"),
    page(f"{ROOM}differences/", crosscheck_differences.differences, "crosscheck_differences"),
    page(f"{ROOM}differences/<str:number>/", crosscheck_differences.difference, "crosscheck_difference"),
    page(f"{ROOM}differences/<str:number>/<str:deed>/", crosscheck_differences.act, "crosscheck_act"),
    page(f"{ROOM}pairs/", crosscheck_pairs.pairs, "crosscheck_pairs"),
    page(f"{ROOM}pairs/<int:pk>/<str:said>/", crosscheck_pairs.say, "crosscheck_pair"),
    page(f"{ROOM}overlaps/", crosscheck_overlaps.overlaps, "crosscheck_overlaps"),
    page(f"{ROOM}overlaps/<int:pk>/", crosscheck_overlaps.overlap, "crosscheck_overlap"),
    page(f"{ROOM}overlaps/<int:pk>/propose/", crosscheck_overlaps.propose, "crosscheck_propose"),
    page(f"{ROOM}proposals/<int:pk>/", crosscheck_overlaps.proposal, "crosscheck_proposal"),
    page(f"{ROOM}proposals/<int:pk>/<str:said>/", crosscheck_overlaps.opinion, "crosscheck_opinion"),
    page(f"{ROOM}derive/", crosscheck_derive.derive, "crosscheck_derive"),
    page(f"{ROOM}town/", crosscheck_town.town, "crosscheck_town"),
    page(f"{ROOM}sets/<str:which>/", crosscheck_sets.listed, "crosscheck_set"),
    page(f"{ROOM}sets/<str:which>/import/", crosscheck_import.take, "crosscheck_import"),
    page(f"{ROOM}sets/<str:which>/import/<int:pk>/", crosscheck_import.report, "crosscheck_report"),
    page(f"{ROOM}sets/<str:which>/import/<int:pk>/report.csv", crosscheck_import.report_file, "crosscheck_report_file"),
    page(f"{ROOM}sets/<str:which>/template.csv", crosscheck_sets.template, "crosscheck_template"),
]
