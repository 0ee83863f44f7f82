"""Addresses of the law library on the desk."""

from django.urls import URLPattern

from qingquan.desk import statutes
from qingquan.desk.door import page

STATUTES: list[URLPattern] = [
    page("statutes/", statutes.statutes, "statutes"),
]
