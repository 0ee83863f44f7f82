"""Versions of an item beside each other: beginning the next one, and the difference of any two."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from qingquan.catalogue import acts
from qingquan.catalogue.rules.authority import DRAFTERS
from qingquan.catalogue.rules.difference import Change, difference
from qingquan.catalogue.words import VersionState
from qingquan.desk import catalogue_gates, gates
from qingquan.desk.catalogue_item import page
from qingquan.law import Refused


@require_POST
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """A new version: everything the newest says, as a draft."""
    actor = gates.require(gates.actor_of(request), *DRAFTERS)
    newest = catalogue_gates.newest_for(actor, code)
    current = newest.item.versions.in_force(timezone.localdate()).first() or newest
    try:
        if newest.state == VersionState.DRAFT:
            raise Refused(f"第 {newest.number} 版还是草稿，请直接在草稿上修改。")
        made = acts.revise(newest.item, current.facts(), by=actor, at=timezone.now(), form_schema=current.form_schema)
    except Refused as no:
        return page(request, actor, newest.item, newest, no)
    messages.success(request, f"已照第 {current.number} 版起草第 {made.number} 版，请修改后提请审核。")
    return redirect("desk:item_edit", code, "identity")


@require_safe
def compare(request: HttpRequest, code: str) -> HttpResponse:
    """The difference of any two versions, field by field."""
    actor = gates.actor_of(request)
    kept = gates.item_for(actor, code)
    numbers = list(kept.versions.order_by("number").values_list("number", flat=True))
    old, new = chosen(request.GET.get("old", ""), request.GET.get("new", ""), numbers)
    before, after = gates.version_for(actor, code, old), gates.version_for(actor, code, new)
    changes = difference(before.facts(), after.facts())
    context = {
        "item": kept,
        "numbers": numbers,
        "old": before,
        "new": after,
        "rows": as_rows(changes),
        "form_changed": before.form_schema != after.form_schema,
    }
    return render(request, "desk/catalogue/compare.html", context)


def chosen(old: str, new: str, numbers: Sequence[int]) -> tuple[int, int]:
    """The two versions asked for; by default the last and the one before it."""
    if not numbers:
        raise Http404
    later = int(new) if new.isdecimal() and len(new) < 6 and int(new) in numbers else numbers[-1]
    before = max((number for number in numbers if number < later), default=later)
    return (int(old) if old.isdecimal() and len(old) < 6 and int(old) in numbers else before), later


def as_rows(changes: Sequence[Change]) -> list[tuple[str, str, str]]:
    """Changes as the macro `difference` shows them."""
    return [(change.label, change.old, change.new) for change in changes]
