"""Signing a deed: what it needs is filled in on one page, all objections are told at once with their articles."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from qingquan.catalogue.words import BasisLevel
from qingquan.deeds import acts
from qingquan.deeds.acts import devolving, entrusting, windows
from qingquan.deeds.reading import AnyDeed
from qingquan.deeds.words import Action, Ground, Kind
from qingquan.desk import deeds_gates, gates
from qingquan.desk.deeds import MEANINGS
from qingquan.desk.deeds_forms import DevolutionForm, EntrustmentForm, WindowForm, first_days
from qingquan.desk.door import see_other
from qingquan.law import Refused
from qingquan.people.models import Actor

FORMS: dict[Kind, type[forms.Form]] = {
    Kind.DEVOLUTION: DevolutionForm,
    Kind.ENTRUSTMENT: EntrustmentForm,
    Kind.WINDOW: WindowForm,
}


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """A deed of one kind."""
    actor, wanted = gates.actor_of(request), deeds_gates.kind_of(kind)
    form = form_of(request, actor, wanted)
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            deed = sign(actor, wanted, form.cleaned_data)
        except Refused as no:
            refused = no
        else:
            messages.success(request, f"“{deed.number}”已签发并公布。")
            return see_other("desk:deed", kind, deed.pk)
    errors = [(name, " ".join(map(str, told))) for name, told in form.errors.items()] if form.is_bound else []
    context = {"kind": wanted, "meaning": MEANINGS[wanted], "form": form, "refused": refused, "errors": errors}
    return render(request, "desk/deeds/new.html", context, status=409 if refused else 422 if errors else 200)


def form_of(request: HttpRequest, actor: Actor, kind: Kind) -> forms.Form:
    """The form with what this post may choose from."""
    items = deeds_gates.givable(actor, kind)
    to: Any = deeds_gates.chiefs(actor) if kind is Kind.WINDOW else deeds_gates.receivers(actor, kind)
    initial = first_days(timezone.localdate()) | {"item": request.GET.get("item", "")}
    posted = request.POST if request.method == "POST" else None
    return FORMS[kind](posted, initial=initial, items=items, receivers=to)  # type: ignore[call-arg]


def sign(actor: Actor, kind: Kind, said: dict[str, Any]) -> AnyDeed:
    """The act of each kind, from what was filled in."""
    at = timezone.now()
    if kind is Kind.DEVOLUTION:
        item, receiver = said.pop("item"), said.pop("receiver")
        down = devolving.Terms(**{**said, "ground": Ground(said["ground"])})
        return acts.devolve(item, receiver, down, by=actor, at=at)
    if kind is Kind.ENTRUSTMENT:
        item, receiver = said.pop("item"), said.pop("receiver")
        given = entrusting.Terms(**{**said, "basis_level": BasisLevel(said["basis_level"])})
        return acts.entrust(item, receiver, given, by=actor, at=at)
    post, items = said.pop("post"), said.pop("items")
    terms = windows.Terms(**{**said, "actions": frozenset(map(Action, said["actions"]))})
    return acts.authorise_window(post, list(items), terms, by=actor, at=at)
