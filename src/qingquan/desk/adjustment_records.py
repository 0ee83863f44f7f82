"""Registers of what the county is told on paper: rulings on the acts of an item, reforms of who exercises what."""

from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from qingquan.adjustment import acts
from qingquan.adjustment.models import Reform, Ruling
from qingquan.adjustment.reading import records
from qingquan.adjustment.rules.authority import OFFICES, REFORMING
from qingquan.adjustment.rules.records import Paper
from qingquan.adjustment.words import Holding, ReformKind, RulingKind
from qingquan.desk import adjustment_gates, gates
from qingquan.desk.adjustment_forms import ReformForm, RulingForm
from qingquan.desk.door import see_other
from qingquan.desk.forfeits import errors_of
from qingquan.law import Refused
from qingquan.people.models import Actor

GET_POST = ["GET", "HEAD", "POST"]
PAGE = 30


@require_http_methods(GET_POST)
def rulings(request: HttpRequest) -> HttpResponse:
    """Judgments, reconsideration and supervision decisions; the offices enter them here."""
    actor = gates.actor_of(request)
    if request.method != "POST":
        return listed_rulings(request, actor, RulingForm(initial={"effective_on": timezone.localdate()}))
    gates.require(actor, *OFFICES)
    form = RulingForm(request.POST)
    code = request.POST.get("code", "").strip()
    item = adjustment_gates.items_named([code]).get(code)
    if code and item is None:
        form.add_error("code", "没有这个编码的事项，请核对。")
    if not form.is_valid() or item is None:
        return listed_rulings(request, actor, form, status=422)
    given = form.cleaned_data
    try:
        made = acts.enter_ruling(
            item,
            Paper(given["number"], given["summary"], given["effective_on"]),
            kind=RulingKind(given["kind"]),
            holding=Holding(given["holding"]),
            body=given["body"],
            decided_on=given["decided_on"],
            case_number=given["case_number"],
            by=actor,
            at=timezone.now(),
        )
    except Refused as no:
        return listed_rulings(request, actor, form, status=409, refused=no)
    messages.success(request, f"已登记{made}。")
    return see_other("desk:adjustment_rulings")


def listed_rulings(
    request: HttpRequest, actor: Actor, form: forms.Form, status: int = 200, refused: Refused | None = None
) -> HttpResponse:
    """The register, and whose acts are annulled again and again."""
    page = Paginator(adjustment_gates.rulings_for(actor), PAGE).get_page(request.GET.get("page"))
    rows: list[Ruling] = list(page)
    wide = actor.role in adjustment_gates.COUNTY_WIDE
    context = {
        "page": page,
        "rows": with_called_up(rows),
        "again": records.annulled_again(timezone.localdate()) if wide else [],
        "form": form if actor.role in OFFICES else None,
        "refused": refused,
        "today": timezone.localdate(),
        "errors": errors_of(form) if form.is_bound else [],
    }
    return render(request, "desk/adjustment/rulings.html", context, status=status)


@require_http_methods(GET_POST)
def reforms(request: HttpRequest) -> HttpResponse:
    """Organs closed, merged, penalties moved; the establishment office enters them here."""
    actor = gates.actor_of(request)
    if request.method != "POST":
        return listed_reforms(request, actor, ReformForm())
    gates.require(actor, *REFORMING)
    form = ReformForm(request.POST)
    codes = request.POST.get("codes", "")[:4000].split()
    items = adjustment_gates.items_named(codes)
    if missing := [code for code in codes if code not in items]:
        form.add_error("codes", f"没有这些编码的事项：{'、'.join(missing)}，请核对。")
    if not form.is_valid():
        return listed_reforms(request, actor, form, status=422)
    given = form.cleaned_data
    try:
        made = acts.enter_reform(
            given["organ"],
            Paper(given["document_no"], given["summary"], given["effective_on"]),
            kind=ReformKind(given["kind"]),
            successor=given["successor"],
            items=list(items.values()),
            by=actor,
            at=timezone.now(),
        )
    except Refused as no:
        return listed_reforms(request, actor, form, status=409, refused=no)
    messages.success(request, f"已登记“{made.document_no}”，一分钟内触发涉及的每个事项，可以一起办理。")
    return see_other("desk:adjustment_reforms")


def listed_reforms(
    request: HttpRequest, actor: Actor, form: forms.Form, status: int = 200, refused: Refused | None = None
) -> HttpResponse:
    """The register."""
    page = Paginator(adjustment_gates.reforms_for(actor), PAGE).get_page(request.GET.get("page"))
    rows: list[Reform] = list(page)
    context = {
        "page": page,
        "rows": with_called_up(rows),
        "form": form if actor.role in REFORMING else None,
        "refused": refused,
        "errors": errors_of(form) if form.is_bound else [],
    }
    return render(request, "desk/adjustment/reforms.html", context, status=status)


def with_called_up(rows: Sequence[Ruling | Reform]) -> list[tuple[Ruling | Reform, int]]:
    """Each with how many adjustments it set off."""
    called = records.called_up([row.source_key for row in rows])
    return [(row, called.get(row.source_key, 0)) for row in rows]
