"""The expert's side: what one is asked to score, the declaration, the sheet."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from qingquan.desk import review_gates
from qingquan.desk.catalogue_shown import whole
from qingquan.desk.door import see_other
from qingquan.desk.review_forms import ScoreForm, first_errors
from qingquan.desk.review_writing import Sheet, Slot, answered, kept, sheet_of, stale, typed
from qingquan.law import Refused
from qingquan.people.models import Actor
from qingquan.rendering import moment
from qingquan.review import acts
from qingquan.review.models import Seat
from qingquan.review.rules import owners
from qingquan.review.words import Dimension, DraftKind


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The seats of whoever is an expert; nothing for others."""
    actor = review_gates.scoring_actor_of(request)
    seats = Seat.objects.filter(expert__account=actor.account).select_related("panel__reported__report__organ", "sheet")
    rows = list(seats.order_by("panel__closed_at", "panel__due_on").defer("panel__reported__elements")[:100])
    return render(request, "desk/review/scores.html", {"rows": rows})


def slot_of(actor: Actor, found: Seat) -> Slot:
    """Where the sheet is kept while it is filled in: the writer's own."""
    assert actor.account_id is not None
    here = reverse("desk:review_seat", args=[found.pk])
    names = (*(each.value for each in Dimension), "opinion", "source")
    return Slot(DraftKind.SCORES, owners.seat_key(found.pk), owners.of_person(actor.account_id), names, here, here)


@require_http_methods(["GET", "HEAD", "POST"])
def seat(request: HttpRequest, pk: int) -> HttpResponse:
    """Declare, then score."""
    actor = review_gates.scoring_actor_of(request)
    found = review_gates.seat_for(actor, pk)
    slot = slot_of(actor, found)
    on_paper = found.expert.account_id is None
    if request.method != "POST":
        sheet = sheet_of(slot, actor)
        return page(request, found, sheet, ScoreForm(initial=dict(sheet.fields), on_paper=on_paper))
    if request.POST.get("go") == "declare":
        return declared(request, found, actor, slot)
    if getattr(request, "htmx", False) or request.POST.get("go") == "keep":
        return answered(request, slot, request.POST, actor)
    now = kept(slot, request.POST, actor)
    if now.stale:
        return stale(request, slot, typed(slot, request.POST), now.writing)
    return scored(request, found, actor, slot)


def scored(request: HttpRequest, found: Seat, actor: Actor, slot: Slot) -> HttpResponse:
    """The sheet, once; what was typed is kept already."""
    on_paper = found.expert.account_id is None
    form = ScoreForm(request.POST, on_paper=on_paper)
    if not form.is_valid():
        return page(request, found, sheet_of(slot, actor), form)
    source = form.cleaned_data.get("source", "")
    try:
        acts.score(
            found, form.scores(), opinion=form.cleaned_data["opinion"], source=source, by=actor, at=timezone.now()
        )
    except Refused as no:
        return page(request, found, sheet_of(slot, actor), form, no)
    messages.success(request, "评分已提交并密封，不能更改。")
    return see_other("desk:review_panel", found.panel.number) if on_paper else see_other("desk:review_scores")


def declared(request: HttpRequest, found: Seat, actor: Actor, slot: Slot) -> HttpResponse:
    """The declaration, once."""
    conflict = request.POST.get("conflict", "")
    try:
        if conflict not in {"no", "yes"}:
            raise Refused("请选择有没有利害关系。")
        said = request.POST.get("declaration", "")
        acts.declare(found, conflict=conflict == "yes", declaration=said, by=actor, at=timezone.now())
    except Refused as no:
        on_paper = found.expert.account_id is None
        return page(request, found, sheet_of(slot, actor), ScoreForm(on_paper=on_paper), no)
    messages.success(request, "已登记回避。" if conflict == "yes" else "已声明无利害关系，可以评分。")
    return see_other("desk:review_seat", found.pk)


def given(found: Seat) -> list[tuple[str, str]]:
    """The sheet again as it was given: for its expert alone, it is sealed for who entered it from paper."""
    if not hasattr(found, "sheet"):
        return []
    scores = [(each.label, f"{score} 分") for each, score in found.sheet.as_scores().items()]
    return [*scores, ("意见", found.sheet.opinion or "没有书面意见"), ("提交时间", moment(found.sheet.given_at))]


def page(
    request: HttpRequest, found: Seat, sheet: Sheet, form: ScoreForm, refused: Refused | None = None
) -> HttpResponse:
    """What the item says, and the sheet."""
    reported = found.panel.reported
    errors = first_errors(form) if form.is_bound else []
    context = {
        "seat": found,
        "panel": found.panel,
        "reported": reported,
        "groups": whole(reported.facts(), ()),
        "sheet": sheet,
        "form": form,
        "scored": hasattr(found, "sheet"),
        "given": given(found) if found.expert.account_id == request.user.pk else [],
        "declaration": request.POST.get("declaration", ""),
        "refused": refused,
        "errors": errors,
    }
    return render(request, "desk/review/seat.html", context, status=409 if refused else 422 if errors else 200)
