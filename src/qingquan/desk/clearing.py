"""The door to clearing the powers: what every room of it is for, and who works there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qingquan.desk.adjustment_urls import ADJUSTMENT
from qingquan.desk.campaign_urls import CAMPAIGN
from qingquan.desk.crosscheck_urls import CROSSCHECK
from qingquan.desk.deeds_urls import DEEDS
from qingquan.desk.door import page
from qingquan.desk.duties_urls import DUTIES
from qingquan.desk.exchange_urls import EXCHANGE
from qingquan.desk.forfeits_urls import FORFEITS
from qingquan.desk.gates import actor_of
from qingquan.desk.leaner_urls import LEANER
from qingquan.desk.publication_urls import PUBLICATION
from qingquan.desk.review_urls import REVIEW
from qingquan.desk.statutes_urls import STATUTES


def clearing(request: HttpRequest) -> HttpResponse:
    """The rooms of the campaign, each with what it is for."""
    actor_of(request)
    return render(request, "desk/clearing.html", {})


CLEARING = [
    page("clearing/", clearing, "clearing"),
    *STATUTES,
    *CAMPAIGN,
    *CROSSCHECK,
    *REVIEW,
    *PUBLICATION,
    *EXCHANGE,
    *ADJUSTMENT,
    *FORFEITS,
    *LEANER,
    *DEEDS,
    *DUTIES,
]
