"""Review, return, publish, withdraw: each on a page of its own that says what will follow."""

from datetime import date, timedelta

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from qingquan.catalogue import acts
from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.rules.authority import REVIEWERS
from qingquan.catalogue.rules.difference import difference
from qingquan.desk import catalogue_gates, gates
from qingquan.desk.catalogue_item import page, unlinked
from qingquan.desk.catalogue_steps import PUBLISH, RETURN, REVIEW, WITHDRAW, Step
from qingquan.desk.catalogue_versions import as_rows
from qingquan.desk.catalogue_words import limits_in_words, state_of
from qingquan.law import Refused
from qingquan.people.models import Actor


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Pass a draft."""
    return step(request, REVIEW, code, number)


@require_http_methods(["GET", "HEAD", "POST"])
def give_back(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Return a reviewed version."""
    return step(request, RETURN, code, number)


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Put a reviewed version in force."""
    return step(request, PUBLISH, code, number)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Take a version out of force."""
    return step(request, WITHDRAW, code, number)


def step(request: HttpRequest, which: Step, code: str, number: int) -> HttpResponse:
    """Gate, form, act, answer: the same for all four."""
    actor = gates.require(gates.actor_of(request), *which.roles)
    version = gates.version_for(actor, code, number)
    if request.method != "POST":
        return ask(request, actor, which, version, which.form(initial=first_day(version)))
    form = which.form(request.POST)
    if not form.is_valid():
        return ask(request, actor, which, version, form)
    try:
        which.act(version, **form.cleaned_data, by=actor, at=timezone.now())
    except Refused as no:
        return ask(request, actor, which, version, form, no)
    messages.success(request, f"“{version.name}”第 {version.number} 版{which.done}")
    return redirect("desk:item_version", code, number)


def first_day(version: ItemVersion) -> dict[str, date]:
    """The earliest day that can be meant: tomorrow, or today when nothing is in force yet."""
    today = timezone.localdate()
    in_force = version.item.versions.in_force(today).exists()
    return {"from_on": today + timedelta(days=1) if in_force else today}


def ask(  # noqa: PLR0917 - who is asked what about which version, and what came of it.
    request: HttpRequest,
    actor: Actor,
    which: Step,
    version: ItemVersion,
    form: forms.Form,
    refused: Refused | None = None,
) -> HttpResponse:
    """The page of one of the four, with what is still wrong and what changes for the public."""
    today = timezone.localdate()
    problems = acts.problems_of(version, today)
    current = version.item.versions.in_force(today).exclude(pk=version.pk).first()
    changes = difference(current.facts(), version.facts()) if current and which is not WITHDRAW else ()
    context = {
        "which": which,
        "item": version.item,
        "version": version,
        "state": state_of(version, today),
        "limits": limits_in_words(version),
        "form": form,
        "refused": refused,
        "problems": unlinked(problems),
        "blocking": sum(problem.blocks for problem in problems),
        "current": current,
        "changes": as_rows(changes),
        "errors": [(name, " ".join(str(each) for each in told)) for name, told in form.errors.items()],
    }
    return render(request, "desk/catalogue/step.html", context, status=409 if refused else 422 if form.errors else 200)


@require_POST
def settle(request: HttpRequest, code: str) -> HttpResponse:
    """Say whose an imported item is."""
    actor = gates.require(gates.actor_of(request), *REVIEWERS)
    newest = catalogue_gates.newest_for(actor, code)
    wanted = request.POST.get("organ", "")
    organ = catalogue_gates.organs_for(actor).filter(pk=catalogue_gates.key_of(wanted)).first()
    try:
        if organ is None:
            raise Refused("请选择实施主体。")
        acts.settle_organ(newest.item, organ, by=actor, at=timezone.now())
    except Refused as no:
        return page(request, actor, newest.item, newest, no)
    messages.success(request, f"实施主体已定为{organ.name}。")
    return redirect("desk:item", code)
