"""Deciding many uncontested items at once: each still has its own decision and its own document."""

from typing import Any

from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from qingquan.campaign.models import Campaign
from qingquan.desk import gates, review_gates
from qingquan.desk.door import see_other
from qingquan.desk.review_queue import LIGHT, Asked
from qingquan.desk.review_ticks import Checked, in_words, tick_of, ticks_in
from qingquan.law import Refused
from qingquan.people.models import Actor
from qingquan.places.models import Organ
from qingquan.review import acts
from qingquan.review.acts import NothingDone, Together
from qingquan.review.models import Opinion
from qingquan.review.reading.queue import Rows, under_review
from qingquan.review.rules.authority import DECIDERS
from qingquan.review.rules.opinions import check_reasons
from qingquan.review.rules.together import AT_ONCE, check_number, check_seen
from qingquan.review.words import DecisionCode, Office, ReviewStage

DEFAULT = "编办、司法局审核意见一致，依据有效，主体适格，予以保留。"


@require_http_methods(["GET", "HEAD", "POST"])
def batch(request: HttpRequest) -> HttpResponse:
    """Items both offices want retained, that nobody contests: tick, read once more, decide."""
    actor = gates.require(gates.actor_of(request), *DECIDERS)
    campaign = review_gates.campaign_for(actor)
    if campaign is None:
        return render(request, "desk/review/none.html", {})
    asked = Asked(request.GET)
    if request.method != "POST":
        return offered(request, campaign, asked)
    ticked, go = ticks_in(request.POST), request.POST.get("go", "")
    try:
        check_number(ticked)
        reasons = check_reasons(request.POST.get("reasons", "").replace("\r\n", "\n") or DEFAULT, "决定")
    except Refused as no:
        return offered(request, campaign, asked, ticked=ticked, refused=no)
    if go != "decide":
        return checked(request, campaign, asked, ticked, reasons)
    return decided(request, campaign, asked, ticked, reasons, actor)


def decided(  # noqa: PLR0917 - who decides what of which items in which campaign, and the list to come back to.
    request: HttpRequest, campaign: Campaign, asked: Asked, ticked: dict[int, int], reasons: str, actor: Actor
) -> HttpResponse:
    """All in one act; what is contested by now is named on the page that answers."""
    try:
        came = acts.retain_many(ticked, reasons=reasons, by=actor, at=timezone.now())
    except NothingDone as no:
        came = no.came
    if came.left:
        return offered(request, campaign, asked, came=came)
    messages.success(request, in_words(came, "作出“保留”决定"))
    return see_other("desk:review_batch")


def checked(
    request: HttpRequest, campaign: Campaign, asked: Asked, ticked: dict[int, int], reasons: str
) -> HttpResponse:
    """What will be decided of which items, and which will be left out; nothing is decided yet."""
    found = under_review(campaign, timezone.localdate()).filter(pk__in=ticked).select_related("report__organ")
    rows = [
        Checked(item, f"{item.pk}-{ticked[item.pk]}", against(item, ticked[item.pk]))
        for item in found.order_by("report__organ__seq", "code").defer(*LIGHT)
    ]
    context = {
        "fit": [row for row in rows if row.refused is None],
        "left": [row for row in rows if row.refused is not None],
        "gone": len(ticked) - len(rows),
        "reasons": reasons,
        "here_link": asked.link(),
    }
    return render(request, "desk/review/batch_check.html", context)


def against(item: Any, seen: int) -> Refused | None:
    """Why an item cannot be retained with the others; the act asks again, and more."""
    if item.decided:
        return Refused(f"已经决定：{DecisionCode(item.decided).label}。")
    try:
        check_seen(seen, item.revision)
    except Refused as no:
        return no
    agreed = item.est == item.leg == DecisionCode.RETAIN.value and item.stage == ReviewStage.READY.value
    return None if agreed else Refused("两家没有一致提出“保留”，或者还有异议、论证没有办完，请打开这一项办理。")


def uncontested(campaign: Campaign) -> Rows:
    """Both offices said "retain" from the start, and nothing else is being asked."""
    items = under_review(campaign, timezone.localdate())
    return items.filter(stage=ReviewStage.READY.value, est=DecisionCode.RETAIN.value, leg=F("est"), objected=False)


def offered(
    request: HttpRequest,
    campaign: Campaign,
    asked: Asked,
    *,
    ticked: dict[int, int] | None = None,
    refused: Refused | None = None,
    came: Together | None = None,
) -> HttpResponse:
    """The list to tick, with the two opinions of each."""
    waiting = asked.filtered(uncontested(campaign), None)
    rows = list(waiting.select_related("report__organ").order_by("report__organ__seq", "code").defer(*LIGHT)[:AT_ONCE])
    every, chosen = request.GET.get("all", "") == "1", ticked or {}
    context = {
        "asked": asked,
        "rows": [(row, tick_of(row), every or row.pk in chosen, said) for row, said in with_opinions(rows)],
        "every": every,
        "here_link": asked.link(),
        "total": waiting.count() if len(rows) == AT_ONCE else len(rows),
        "most": AT_ONCE,
        "organs": Organ.objects.filter(reports__campaign=campaign).order_by("seq"),
        "default": request.POST.get("reasons", DEFAULT),
        "refused": refused,
        "came": came,
        "said": in_words(came, "作出“保留”决定") if came else "",
    }
    status = 409 if refused or (came and came.left) else 200
    return render(request, "desk/review/batch.html", context, status=status)


def with_opinions(rows: list[Any]) -> list[tuple[Any, dict[str, str]]]:
    """Each item with what the two offices wrote."""
    said = {
        (opinion.reported_id, opinion.revision, opinion.office): opinion.reasons
        for opinion in Opinion.objects.filter(reported__in=rows)
    }
    return [
        (row, {office.label: said.get((row.pk, row.revision, office.value), "") for office in Office}) for row in rows
    ]
