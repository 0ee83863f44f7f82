"""Addresses of powers given up, fees taken under them, and fees as such on the desk."""

from django.urls import URLPattern

from qingquan.desk import fees, forfeits, forfeits_following
from qingquan.desk.door import page

FORFEITS: list[URLPattern] = [
    page("clearing/forfeits/", forfeits.overview, "forfeits"),
    page("clearing/forfeits/new/", forfeits.new, "forfeits_new"),
    page("clearing/forfeits/fees/", forfeits_following.fees, "forfeits_fees"),
    page("clearing/forfeits/fees/<str:number>/return/", forfeits_following.give_back, "forfeits_return"),
    page("clearing/forfeits/stopped/", forfeits_following.stopped, "forfeits_stopped"),
    page("clearing/forfeits/stopped/<int:pk>/", forfeits_following.decide, "forfeits_decide"),
    page("clearing/forfeits/unlisted/", forfeits_following.matters, "forfeits_matters"),
    page("clearing/forfeits/unlisted/<str:number>/", forfeits_following.matter, "forfeits_matter"),
    page("clearing/forfeits/found/<str:number>/", forfeits.one, "forfeits_one"),
    page("clearing/fees/", fees.bills, "fees"),
    page("clearing/fees/new/", fees.new, "fees_new"),
    page("clearing/fees/<str:number>/", fees.one, "fees_one"),
]
