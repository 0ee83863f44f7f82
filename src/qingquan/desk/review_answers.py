"""The organ's side of review: what is proposed for its items, and its one answer to each."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from qingquan.campaign.models import ReportedItem
from qingquan.campaign.reading import current
from qingquan.campaign.words import ReportState
from qingquan.desk import gates, review_gates
from qingquan.desk.door import see_other
from qingquan.desk.review_queue import LIGHT, TONES
from qingquan.desk.review_writing import kept, revision_read, sheet_of, slot_for, stale, typed
from qingquan.law import Refused
from qingquan.people.models import Actor
from qingquan.review import acts
from qingquan.review.models import OrganAnswer
from qingquan.review.reading import Dossier, dossier_of
from qingquan.review.reading.queue import with_stage
from qingquan.review.rules.answers import check_may_answer
from qingquan.review.rules.authority import ANSWERERS
from qingquan.review.rules.decisions import RULES
from qingquan.review.words import DecisionCode, DraftKind, Office, ReviewStage, Stance

MOST = 300


@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """Items of one's own organ for which something is proposed or decided, those that wait for an answer first."""
    actor = gates.require(gates.actor_of(request), *ANSWERERS)
    campaign, today = current(), timezone.localdate()
    rows: list[dict[str, Any]] = []
    if campaign is not None:
        own = ReportedItem.objects.filter(report__campaign=campaign, report__organ=actor.organ)
        items = with_stage(own, today).filter(Q(proposed__isnull=False) | Q(decided__isnull=False))
        rows = [row_of(item) for item in items.order_by("answered", "code").defer(*LIGHT)[:MOST]]
    context = {"campaign": campaign, "rows": rows, "most": MOST}
    return render(request, "desk/review/answers.html", context)


def row_of(item: Any) -> dict[str, Any]:
    """One item as the organ reads it."""
    stage = ReviewStage(item.stage)
    return {
        "item": item,
        "stage": stage.label,
        "tone": TONES[stage],
        "said": DecisionCode(item.decided or item.proposed).label,
        "decided": bool(item.decided),
        "waits": stage is ReviewStage.CONSULTATION,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept, or object once, with reasons."""
    actor = gates.actor_of(request)
    dossier = dossier_of(review_gates.own_reported_for(actor, pk), timezone.localdate())
    if request.method != "POST":
        return page(request, actor, dossier)
    slot = slot_for(actor, DraftKind.ANSWER, dossier.reported)
    now = kept(slot, request.POST, actor)
    if now.stale:
        return stale(request, slot, typed(slot, request.POST), now.writing)
    stance = request.POST.get("stance", "")
    try:
        if stance not in set(Stance):
            raise Refused("请选择“无异议”或者“提出异议”。")
        reasons = request.POST.get("reasons", "")
        read = revision_read(request.POST)
        acts.answer(dossier.reported, Stance(stance), reasons=reasons, by=actor, at=timezone.now(), seen=read)
    except Refused as no:
        return page(request, actor, dossier, no)
    messages.success(request, f"已反馈：{Stance(stance).label}。")
    return see_other("desk:review_answer", pk)


def check_signed(item: ReportedItem) -> None:
    """A report that is being completed is not under review."""
    if item.report.state != ReportState.SIGNED:
        raise Refused("本机关的申报还没有签字报送，或者已退回补报，报送后再反馈。")


def page(request: HttpRequest, actor: Actor, dossier: Dossier, refused: Refused | None = None) -> HttpResponse:
    """What is proposed and why, what the organ said, and what came of it."""
    decided = dossier.decision.as_code() if dossier.decision else None
    asked = decided or dossier.proposed
    not_now: Refused | None = None
    try:
        check_may_answer(asked, answered=dossier.answer is not None, answer_by=dossier.answer_by, today=dossier.today)
    except Refused as no:
        not_now = no
    told = dossier.opinions if asked else {}
    context = {
        "dossier": dossier,
        "reported": dossier.reported,
        "asked": asked,
        "effect": RULES[asked].effect if asked else "",
        "stage": (dossier.stage.label, TONES[dossier.stage]),
        "opinions": [(office.label, told[office]) for office in Office if office in told],
        "answer": dossier.answer,
        "former": OrganAnswer.objects.filter(reported=dossier.reported).exclude(revision=dossier.reported.revision),
        "not_now": not_now,
        "sheet": sheet_of(slot_for(actor, DraftKind.ANSWER, dossier.reported), actor),
        "refused": refused,
    }
    return render(request, "desk/review/answer.html", context, status=409 if refused else 200)
