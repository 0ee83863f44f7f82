"""One item under review, everything on one page; and what the two offices do there."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from qingquan.desk import gates, review_gates, review_shown
from qingquan.desk.door import see_other
from qingquan.desk.review_forms import DecisionForm, first_errors, organs_offered
from qingquan.desk.review_queue import TONES
from qingquan.desk.review_writing import Sheet, kept, revision_read, sheet_of, slot_for, stale, typed, writers
from qingquan.law import Refused
from qingquan.people.models import Actor
from qingquan.review import acts
from qingquan.review.reading import Dossier
from qingquan.review.rules.authority import DECIDERS, ORGANISERS
from qingquan.review.rules.decisions import RULES, check_follows, check_suits
from qingquan.review.rules.matter import Standing, check_is_settled
from qingquan.review.rules.opinions import differ
from qingquan.review.rules.phrases import PHRASES
from qingquan.review.words import DecisionCode, DraftKind, Office


@dataclass(frozen=True, slots=True)
class Offer:
    """One of the fourteen: whether it may be taken here, and if not, why."""

    code: DecisionCode
    refused: Refused | None

    @property
    def effect(self) -> str:
        """What it does."""
        return RULES[self.code].effect


@require_safe
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything known of one item, and what may be done with it from this post."""
    actor = gates.actor_of(request)
    return page(request, actor, review_gates.dossier_for(actor, pk, timezone.localdate()))


def page(
    request: HttpRequest,
    actor: Actor,
    dossier: Dossier,
    refused: Refused | None = None,
    form: DecisionForm | None = None,
) -> HttpResponse:
    """The item's page; after a refusal the same page says why, and what was typed is still there."""
    reported, office = dossier.reported, review_gates.office_of(actor)
    errors = first_errors(form) if form is not None else []
    context = {
        "dossier": dossier,
        "reported": reported,
        "organ": reported.report.organ,
        "stage": (dossier.stage.label, TONES[dossier.stage]),
        "office": office,
        "offices": list(Office),
        "opinions": review_gates.opinions_for(actor, dossier),
        "differ": differ(dossier.given),
        "writers": writers(reported, actor, timezone.now()),
        "may_organise": actor.role in ORGANISERS,
        "next_link": reverse("desk:review_next") + f"?after={reported.pk}",
        "refused": refused,
        "errors": errors,
        **review_shown.shown_of(dossier),
        **doing(actor, dossier, form),
    }
    status = 409 if refused else 422 if errors else 200
    return render(request, "desk/review/item.html", context, status=status)


def doing(actor: Actor, dossier: Dossier, form: DecisionForm | None) -> dict[str, object]:
    """What this post may write now: an opinion, a conclusion, a decision; and why not the others."""
    office, reported = review_gates.office_of(actor), dossier.reported
    found: dict[str, object] = {"opinion": None, "conclusion": None, "decision": None, "waits": None, "offers": []}
    found["phrases"] = [(n, code.label, text) for n, (code, text) in enumerate(PHRASES[office])] if office else []
    if office is None:
        return found
    if office not in dossier.opinions:
        found["opinion"] = sheet_of(slot_for(actor, DraftKind.OPINION, reported), actor)
        found["offers"] = offers(dossier, Standing())
        return found
    if may_conclude(dossier):
        found["conclusion"] = sheet_of(slot_for(actor, DraftKind.CONCLUSION, reported), actor)
        found["offers"] = offers(dossier, Standing(vetoed=dossier.standing.vetoed))
    decides = actor.role in DECIDERS and dossier.proposed is not None
    if decides and (dossier.decision is None or dossier.may_be_corrected):
        found |= deciding(actor, dossier, form)
    return found


def may_conclude(dossier: Dossier) -> bool:
    """Whether there is something for the offices to settle between them; a decision may always be set right."""
    both = len(dossier.opinions) == len(Office)
    return both and (
        dossier.objection_open
        or dossier.pending is not None
        or dossier.proposed is None
        or dossier.decision is not None
    )


def deciding(actor: Actor, dossier: Dossier, form: DecisionForm | None) -> dict[str, object]:
    """The decision's form, or what it still waits for."""
    assert dossier.proposed is not None
    sheet = sheet_of(slot_for(actor, DraftKind.DECISION, dossier.reported), actor)
    shown = form or DecisionForm(
        dossier.proposed, dossier.reported, initial={**sheet.fields, "reasons": reasons_so_far(dossier, sheet)}
    )
    waits: Refused | None = None
    try:
        check_is_settled(dossier.standing, dossier.today)
    except Refused as no:
        waits = no
    return {
        "decision": sheet,
        "decision_form": shown,
        "waits": waits,
        "offers": offers(dossier, dossier.standing),
        "organs": organs_offered(),
    }


def reasons_so_far(dossier: Dossier, sheet: Sheet) -> str:
    """What was typed, or to begin with what both offices said."""
    if sheet.writing is not None:
        return sheet.text("reasons")
    if dossier.concluded is not None:
        return dossier.concluded.reasons
    return "\n".join(dossier.opinions[office].reasons for office in Office if office in dossier.opinions)


def offers(dossier: Dossier, standing: Standing) -> Sequence[Offer]:
    """All fourteen, each with why not where it cannot be."""
    return [Offer(code, why_not(code, dossier, standing)) for code in DecisionCode]


def why_not(code: DecisionCode, dossier: Dossier, standing: Standing) -> Refused | None:
    """The first thing against a decision on this power; None where there is none."""
    try:
        check_suits(code, dossier.matter, standing)
        check_follows(code, standing)
    except Refused as no:
        return no
    return None


@require_POST
def opinion(request: HttpRequest, pk: int) -> HttpResponse:
    """Give one's office's opinion."""
    return said(request, pk, DraftKind.OPINION)


@require_POST
def conclude(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the joint conclusion."""
    return said(request, pk, DraftKind.CONCLUSION)


def said(request: HttpRequest, pk: int, kind: DraftKind) -> HttpResponse:
    """Keep what was typed, then give it."""
    actor = gates.actor_of(request)
    dossier = review_gates.dossier_for(actor, pk, timezone.localdate())
    slot = slot_for(actor, kind, dossier.reported)
    now = kept(slot, request.POST, actor)
    if now.stale:
        return stale(request, slot, typed(slot, request.POST), now.writing)
    code = request.POST.get("code", "")
    act = acts.give_opinion if kind is DraftKind.OPINION else acts.conclude
    try:
        if code not in set(DecisionCode):
            raise Refused("请选择意见。")
        act(
            dossier.reported,
            DecisionCode(code),
            reasons=request.POST.get("reasons", ""),
            by=actor,
            at=timezone.now(),
            seen=revision_read(request.POST),
        )
    except Refused as no:
        return page(request, actor, review_gates.dossier_for(actor, pk, timezone.localdate()), no)
    messages.success(request, f"{kind.label}已提出：{DecisionCode(code).label}。")
    if request.POST.get("go") == "next":
        return see_other("desk:review_next") if kind is not DraftKind.OPINION else next_page(pk)
    return see_other("desk:review_item", pk)


def next_page(pk: int) -> HttpResponse:
    """To the item after this one that waits for the office."""
    answer = see_other("desk:review_next")
    answer["Location"] += f"?after={pk}"
    return answer


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Stand by the conclusion the other office wrote."""
    actor = gates.actor_of(request)
    dossier = review_gates.dossier_for(actor, pk, timezone.localdate())
    try:
        made = acts.confirm(dossier.reported, by=actor, at=timezone.now(), seen=request.POST.get("read", ""))
    except Refused as no:
        return page(request, actor, review_gates.dossier_for(actor, pk, timezone.localdate()), no)
    messages.success(request, f"会商结论已确认：{made.get_code_display()}。")
    return see_other("desk:review_item", pk)


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide as both offices say."""
    actor = gates.require(gates.actor_of(request), *DECIDERS)
    dossier = review_gates.dossier_for(actor, pk, timezone.localdate())
    slot = slot_for(actor, DraftKind.DECISION, dossier.reported)
    now = kept(slot, request.POST, actor)
    if now.stale:
        return stale(request, slot, typed(slot, request.POST), now.writing)
    code = dossier.proposed
    if code is None:
        return page(request, actor, dossier, Refused("两家还没有形成一致意见，不能决定。"))
    form = DecisionForm(code, dossier.reported, request.POST)
    if not form.is_valid():
        return page(request, actor, dossier, form=form)
    try:
        made = acts.decide(
            dossier.reported,
            code,
            reasons=form.cleaned_data["reasons"],
            particulars=form.particulars(),
            by=actor,
            at=timezone.now(),
            seen=revision_read(request.POST),
        )
    except Refused as no:
        return page(request, actor, dossier, no, DecisionForm(code, dossier.reported, request.POST))
    messages.success(request, f"已作出决定：{made.get_code_display()}，{made.number}。")
    return see_other("desk:review_decision", made.pk)
