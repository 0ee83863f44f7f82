"""The four sets that reports are held against: read, found in, and the empty list to fill in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingquan.crosscheck.models import BaseRow, ExercisedRecord, ThreeFixedDuty, TownReport
from qingquan.crosscheck.reading.lists import BASE_LIST, DUTY_LIST, EXERCISED_LIST, TOWN_LIST
from qingquan.crosscheck.reading.sheet import Column
from qingquan.crosscheck.rules.authority import REVIEWING, SETS
from qingquan.desk import crosscheck_gates, gates
from qingquan.places.models import Organ

ON_A_PAGE = 40
MOST_FOUND = 1000


@dataclass(frozen=True, slots=True)
class Kept:
    """One of the sets: its rows, what a search looks through, its columns in a file, what it is for."""

    rows: Callable[[], QuerySet[Any]]
    found: tuple[str, ...]
    columns: tuple[Column, ...]
    says: str


KEPT = {
    "base": Kept(
        lambda: BaseRow.objects.filter(ended_on__isnull=True),
        ("name__contains", "base_code__startswith", "competent_department__contains"),
        BASE_LIST.columns,
        "省、市基本目录和从法规梳理出来的权力：依法应当有、县里应当申报的。",
    ),
    "duties": Kept(
        lambda: ThreeFixedDuty.objects.select_related("organ"),
        ("text__contains", "organ__name__contains"),
        DUTY_LIST.columns,
        "“三定”规定写明的职责，一行一条：申报的权力应当落在职责之内。",
    ),
    "exercised": Kept(
        lambda: ExercisedRecord.objects.select_related("organ"),
        ("name__contains", "organ__name__contains", "code__startswith"),
        EXERCISED_LIST.columns,
        "系统以外的办件、收费和用印，按月汇总；本系统的办件和收费自动参加比对，不必导入。",
    ),
    "towns": Kept(
        lambda: TownReport.objects.select_related("organ", "division", "told_by"),
        ("name__contains", "department__contains", "division__name__contains"),
        TOWN_LIST.columns,
        "镇（街道）、村（社区）说部门让他们做的事。可以由窗口岗位在网上填，也可以汇总成表导入。",
    ),
}


@require_safe
def listed(request: HttpRequest, which: str) -> HttpResponse:
    """The rows of a set."""
    actor = gates.actor_of(request)
    kept = KEPT[crosscheck_gates.set_named(actor, which)]
    asked = request.GET.get("q", "").strip()[:60]
    rows = kept.rows()
    if asked:
        # Nobody reads on past a thousand hits; without an end every search would count and sort them all.
        rows = rows.filter(wanted(kept, asked)).order_by("pk")[:MOST_FOUND]
    shown = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "which": which,
        "name": SETS[which],
        "says": kept.says,
        "asked": asked,
        "more": bool(asked) and shown.paginator.count == MOST_FOUND,
        "page": shown,
        "page_link": f"?q={asked}&page=" if asked else "?page=",
        "may_import": crosscheck_gates.keeps(actor, which),
        "derives": which == "base" and actor.role in REVIEWING,
        "tabs_shown": [(name, f"../{key}/", None) for key, name in SETS.items()],
    }
    return render(request, "desk/crosscheck/set.html", context)


def wanted(kept: Kept, asked: str) -> Q:
    """What a search looks for. Organs are found first: joined to sixty thousand records they would be found slowly."""
    found = Q()
    for lookup in kept.found:
        if lookup == "organ__name__contains":
            found |= Q(organ__in=list(Organ.objects.filter(name__contains=asked).values_list("pk", flat=True)))
        else:
            found |= Q(**{lookup: asked})
    return found


@require_safe
def template(request: HttpRequest, which: str) -> HttpResponse:
    """The headings of a list, as a file to fill in."""
    kept = KEPT[crosscheck_gates.set_kept(gates.actor_of(request), which)]
    head = ",".join(column.label for column in kept.columns)
    answer = HttpResponse(f"{head}\n".encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{which}.csv"'
    return answer
