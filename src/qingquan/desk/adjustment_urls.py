"""Addresses of dynamic adjustment on the desk."""

from django.urls import URLPattern

from qingquan.desk import adjustment, adjustment_records, adjustment_together
from qingquan.desk.door import page

ADJUSTMENT: list[URLPattern] = [
    page("clearing/adjustment/", adjustment.listed, "adjustment"),
    page("clearing/adjustment/new/", adjustment.new, "adjustment_new"),
    page("clearing/adjustment/rulings/", adjustment_records.rulings, "adjustment_rulings"),
    page("clearing/adjustment/reforms/", adjustment_records.reforms, "adjustment_reforms"),
    page("clearing/adjustment/<str:number>/", adjustment.one, "adjustment_one"),
    page("clearing/adjustment/<str:number>/together/", adjustment_together.together, "adjustment_together"),
    page("clearing/adjustment/<str:number>/files/<int:pk>/", adjustment.file, "adjustment_file"),
]
