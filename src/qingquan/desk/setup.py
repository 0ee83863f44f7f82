"""The county's settings: what is still missing before it can go live, and the way to each part."""

from typing import Any, TypeVar

from django import forms
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from qingquan.desk import gates
from qingquan.desk.setup_checklist import checklist
from qingquan.law import Refused
from qingquan.people.models import Actor
from qingquan.places.words import Role

M = TypeVar("M", bound=Model)


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The list of what a county needs, what is missing first to see."""
    keeper_of(request)
    checks = checklist(timezone.localdate())
    page = {"checks": checks, "missing": sum(each.tone == "bad" for each in checks)}
    return render(request, "desk/setup/overview.html", page)


def keeper_of(request: HttpRequest) -> Actor:
    """Who may set the county up; nobody else finds these pages."""
    return gates.require(gates.actor_of(request), Role.SYSTEM_ADMIN)


def one(rows: "QuerySet[M]", pk: int) -> M:
    """One row of those there are."""
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def asked(
    request: HttpRequest,
    template: str,
    form: forms.Form,
    page: dict[str, Any] | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    """A page with its form: empty, or with what was wrong."""
    errors = [(name, str(told)) for name, texts in form.errors.items() for told in texts]
    status = 409 if refused else 422 if errors else 200
    context = {"form": form, "errors": errors, "refused": refused} | (page or {})
    return render(request, f"desk/setup/{template}.html", context, status=status)
