"""Addresses of exchange and the upper level's base catalogue on the desk."""

from django.urls import URLPattern

from qingquan.desk import exchange, exchange_claim, exchange_items, exchange_records
from qingquan.desk.door import page

EXCHANGE: list[URLPattern] = [
    page("clearing/exchange/", exchange.claims, "exchange"),
    page("clearing/exchange/items/", exchange_items.items, "exchange_items"),
    page("clearing/exchange/items/files/<str:form>/", exchange_items.file, "exchange_file"),
    page("clearing/exchange/records/", exchange_records.records, "exchange_records"),
    page("clearing/exchange/reports/<str:name>/", exchange_items.report, "exchange_report"),
    page("clearing/exchange/<int:pk>/", exchange_claim.claim, "exchange_claim"),
    page("clearing/exchange/<int:pk>/<str:deed>/", exchange_claim.act, "exchange_act"),
]
