"""Evaluation panels: whom to ask about an item, how far they are, and what came of it once the seals are broken."""

from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from qingquan.desk import gates, review_gates
from qingquan.desk.catalogue_gates import key_of
from qingquan.desk.door import see_other
from qingquan.desk.review_decisions import pdf
from qingquan.desk.review_forms import PanelForm, first_errors
from qingquan.law import Refused, parameter
from qingquan.papers.printed import pdf_of
from qingquan.people.models import Actor
from qingquan.places.words import Role
from qingquan.review import acts
from qingquan.review.models import Expert, Panel, Seat
from qingquan.review.rules.authority import ONLOOKERS, ORGANISERS
from qingquan.review.rules.scoring import Summary, is_sealed, summarise

MOST = 200


@require_safe
def panels(request: HttpRequest) -> HttpResponse:
    """All panels, open ones first."""
    actor = gates.require(gates.actor_of(request), *ONLOOKERS)
    found = Panel.objects.select_related("reported__report__organ").defer("reported__elements")
    rows = sorted(found[:MOST], key=lambda panel: panel.closed_at is not None)
    seats = Seat.objects.filter(panel__in=rows).select_related("sheet")
    scored: dict[int, list[Seat]] = {}
    for seat in seats:
        scored.setdefault(seat.panel_id, []).append(seat)
    context = {
        "rows": [(panel, *progress(scored.get(panel.pk, []))) for panel in rows],
        "may_organise": actor.role in ORGANISERS,
    }
    return render(request, "desk/review/panels.html", context)


def progress(seats: Sequence[Seat]) -> tuple[int, int, int]:
    """How many take part, have scored, recused themselves."""
    invited = [seat.as_invited() for seat in seats]
    return (
        sum(each.counts for each in invited),
        sum(each.scored for each in invited),
        len(invited) - sum(each.counts for each in invited),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask experts about an item."""
    actor = gates.require(gates.actor_of(request), *ORGANISERS)
    item = review_gates.reported_for(actor, pk)
    least = parameter("review_quorum").number
    form = PanelForm(request.POST or None, initial={"quorum": least})
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        experts = list(said.pop("experts"))
        try:
            made = acts.open_panel(item, experts, **said, by=actor, at=timezone.now())
        except Refused as no:
            refused = no
        else:
            messages.success(request, f"评估论证 {made.number} 已发起，已邀请 {len(experts)} 位专家。")
            return see_other("desk:review_panel", made.number)
    context = {
        "reported": item,
        "form": form,
        "least": least,
        "refused": refused,
        "errors": first_errors(form) if form.is_bound else [],
        "experts": Expert.objects.filter(left_on__isnull=True).exists(),
    }
    status = 409 if refused else 422 if context["errors"] else 200
    return render(request, "desk/review/panel_new.html", context, status=status)


class MoreForm(forms.Form):
    """What may be done with an open panel; which of the fields counts depends on the button."""

    due_on = forms.DateField(required=False)
    conclusion = forms.CharField(required=False, max_length=4000)


@require_http_methods(["GET", "HEAD", "POST"])
def panel(request: HttpRequest, number: str) -> HttpResponse:
    """One panel: its experts, and after the seals are broken its scores."""
    actor = gates.actor_of(request)
    found = review_gates.panel_for(actor, number)
    if request.method != "POST":
        return page(request, actor, found)
    gates.require(actor, *ORGANISERS)
    try:
        told = done(request, found, actor)
    except Refused as no:
        return page(request, actor, found, no)
    messages.success(request, told)
    return see_other("desk:review_panel", number)


def done(request: HttpRequest, found: Panel, actor: Actor) -> str:
    """Invite, prolong or close, as the button says."""
    form, now = MoreForm(request.POST), timezone.now()
    form.is_valid()
    go = request.POST.get("go", "")
    if go == "invite":
        expert = Expert.objects.filter(pk=key_of(request.POST.get("expert", "")), left_on__isnull=True).first()
        if expert is None:
            raise Refused("请选择专家。")
        acts.invite(found, expert, by=actor, at=now)
        return f"已邀请{expert.name}。"
    if go == "prolong":
        due_on = form.cleaned_data.get("due_on")
        if due_on is None:
            raise Refused("请填写新的评分期限。")
        acts.prolong(found, due_on, by=actor, at=now)
        return f"评分期限已延长到{due_on}。"
    if go != "close":
        raise Http404
    closed = acts.close_panel(found, conclusion=form.cleaned_data.get("conclusion", ""), by=actor, at=now)
    return f"评估论证已结束，报告文号 {closed.document.number}。" if closed.document else "评估论证已结束。"


def page(request: HttpRequest, actor: Actor, found: Panel, refused: Refused | None = None) -> HttpResponse:
    """The panel's page. Sealed sheets are not read, so that nothing of them can slip onto it."""
    seats = list(found.seats.select_related("expert", "sheet").defer("sheet__scores", "sheet__opinion"))
    invited = [seat.as_invited() for seat in seats]
    sealed = found.closed_at is None and is_sealed(invited, found.due_on, timezone.localdate(), found.quorum)
    asked = {seat.expert_id for seat in seats}
    sheets = [] if sealed else opened(found)
    context = {
        "panel": found,
        "reported": found.reported,
        "seats": seats,
        "sealed": sealed,
        "scored": sum(each.scored for each in invited),
        "waited": sum(each.counts for each in invited),
        "sheets": sheets,
        "summary": summary_of(sheets),
        "may_organise": actor.role in ORGANISERS and found.closed_at is None and not found.overtaken,
        "may_enter": actor.role == Role.CAMPAIGN_OFFICE and found.closed_at is None and not found.overtaken,
        "experts": Expert.objects.filter(left_on__isnull=True).exclude(pk__in=asked),
        "typed": request.POST.get("conclusion", ""),
        "refused": refused,
    }
    return render(request, "desk/review/panel.html", context, status=409 if refused else 200)


def opened(found: Panel) -> list[Seat]:
    """The seats with their sheets, for when the seals are broken."""
    return list(found.seats.filter(sheet__isnull=False).select_related("expert", "sheet"))


def summary_of(seats: Sequence[Seat]) -> Summary | None:
    """What the sheets say together; nothing while there is none."""
    return summarise([seat.sheet.as_scores() for seat in seats]) if seats else None


@require_safe
def report(request: HttpRequest, number: str) -> HttpResponse:
    """The report of a panel that has ended."""
    found = review_gates.panel_for(gates.actor_of(request), number)
    if found.document is None:
        raise Http404
    return pdf(pdf_of(found.document, timezone.now()), f"{found.document.number}.pdf")
