"""Deciding many uncontested items at once: each still has its own decision and its own document."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from qingquan.campaign.models import Campaign, ReportedItem
from qingquan.desk import gates, review_gates
from qingquan.desk.catalogue_gates import key_of
from qingquan.desk.door import see_other
from qingquan.desk.review_queue import LIGHT, Asked
from qingquan.law import Refused
from qingquan.people.models import Actor
from qingquan.places.models import Organ
from qingquan.review import acts
from qingquan.review.models import Opinion
from qingquan.review.reading.queue import Rows, under_review
from qingquan.review.rules.authority import DECIDERS
from qingquan.review.words import DecisionCode, Office, ReviewStage

AT_ONCE = 100
DEFAULT = "编办、司法局审核意见一致，依据有效，主体适格，予以保留。"


@dataclass(frozen=True, slots=True)
class Left:
    """An item that could not be decided with the others, and why."""

    item: ReportedItem
    refused: Refused


@require_http_methods(["GET", "HEAD", "POST"])
def batch(request: HttpRequest) -> HttpResponse:
    """Items both offices want retained, that nobody contests."""
    actor = gates.require(gates.actor_of(request), *DECIDERS)
    campaign = review_gates.campaign_for(actor)
    if campaign is None:
        return render(request, "desk/review/none.html", {})
    asked = Asked(request.GET)
    if request.method != "POST":
        return offered(request, campaign, asked)
    keys = [key_of(text) for text in request.POST.getlist("item")][:AT_ONCE]
    reasons = request.POST.get("reasons", "").strip() or DEFAULT
    chosen = uncontested(campaign).filter(pk__in=keys)
    if not keys:
        return offered(request, campaign, asked, refused=Refused("请至少勾选一项。"))
    left = decided_one_by_one(list(chosen.select_related("report__organ", "report__campaign", "item")), reasons, actor)
    done = len(set(keys)) - len(left)
    if left:
        return offered(request, campaign, asked, left=left, done=done)
    messages.success(request, f"已逐项作出 {done} 个“保留”决定，每项各有决定书。")
    return see_other("desk:review_batch")


def decided_one_by_one(items: list[Any], reasons: str, actor: Actor) -> list[Left]:
    """Each by an act of its own; one that is refused holds up none of the others."""
    left = []
    for item in items:
        try:
            acts.decide(item, DecisionCode.RETAIN, reasons=reasons, by=actor, at=timezone.now())
        except Refused as no:
            left.append(Left(item, no))
    return left


def uncontested(campaign: Campaign) -> Rows:
    """Both offices said "retain" from the start, and nothing else is being asked."""
    items = under_review(campaign, timezone.localdate())
    return items.filter(stage=ReviewStage.READY.value, est=DecisionCode.RETAIN.value, leg=F("est"), objected=False)


def offered(
    request: HttpRequest,
    campaign: Campaign,
    asked: Asked,
    *,
    refused: Refused | None = None,
    left: list[Left] | None = None,
    done: int = 0,
) -> HttpResponse:
    """The list to tick, with the two opinions of each."""
    waiting = asked.filtered(uncontested(campaign), None)
    rows = list(waiting.select_related("report__organ").order_by("report__organ__seq", "code").defer(*LIGHT)[:AT_ONCE])
    context = {
        "campaign": campaign,
        "asked": asked,
        "rows": with_opinions(rows),
        "total": waiting.count(),
        "most": AT_ONCE,
        "organs": Organ.objects.filter(reports__campaign=campaign).order_by("seq"),
        "default": request.POST.get("reasons", DEFAULT),
        "refused": refused,
        "left": left or [],
        "done": done,
    }
    return render(request, "desk/review/batch.html", context, status=409 if refused or left else 200)


def with_opinions(rows: list[Any]) -> list[tuple[Any, str, str]]:
    """Each item with what the two offices wrote."""
    said = {
        (opinion.reported_id, opinion.revision, opinion.office): opinion.reasons
        for opinion in Opinion.objects.filter(reported__in=rows)
    }
    return [(row, *(said.get((row.pk, row.revision, office.value), "") for office in Office)) for row in rows]
