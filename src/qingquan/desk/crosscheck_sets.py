"""The four sets that reports are held against: read, found in, brought in by a file with a report of every row."""

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from qingquan.catalogue.reading.table import table_of
from qingquan.crosscheck import acts
from qingquan.crosscheck.models import BaseRow, ExercisedRecord, ThreeFixedDuty, TownReport
from qingquan.crosscheck.reading.lists import BASE_LIST, DUTY_LIST, EXERCISED_LIST, TOWN_LIST, read
from qingquan.crosscheck.reading.sheet import Column
from qingquan.crosscheck.rules.authority import REVIEWING, SETS
from qingquan.crosscheck.words import BaseSource
from qingquan.desk import crosscheck_gates, crosscheck_reports, gates, import_reports
from qingquan.desk.door import see_other
from qingquan.law import Refused
from qingquan.people.models import Actor
from qingquan.places.models import Organ

ON_A_PAGE = 40
MOST_FOUND = 1000
MOST_BYTES = 20 * 1024 * 1024


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


@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, which: str) -> HttpResponse:
    """Take a file and enter its rows."""
    actor = gates.actor_of(request)
    kept = KEPT[crosscheck_gates.set_kept(actor, which)]
    error, refused = "", None
    if request.method == "POST":
        file = request.FILES.get("file")
        error = unfit(file)
        if isinstance(file, UploadedFile) and not error:
            try:
                name = entered(which, file, request, actor)
            except Refused as no:
                refused = no
            else:
                messages.success(request, "导入完成，逐行结果如下。")
                return see_other("desk:crosscheck_report", which, name)
    context = {
        "which": which,
        "name": SETS[which],
        "says": kept.says,
        "needed": [column.label for column in kept.columns if column.needed],
        "optional": [column.label for column in kept.columns if not column.needed],
        "sources": [(source.value, source.label) for source in BaseSource],
        "source": request.POST.get("source", BaseSource.PROVINCE.value),
        "whole": request.POST.get("whole", "") == "yes",
        "document": request.POST.get("document", ""),
        "error": error,
        "refused": refused,
    }
    status = 422 if error else 409 if refused else 200
    return render(request, "desk/crosscheck/import.html", context, status=status)


def unfit(file: object) -> str:
    """Why a file cannot be taken; empty when it can."""
    if not isinstance(file, UploadedFile):
        return "请选择要导入的文件。"
    if (file.size or 0) > MOST_BYTES:
        return f"文件有 {(file.size or 0) / 1024 / 1024:.1f} MB，最多 20 MB，请分成几份导入。"
    return ""


def entered(which: str, file: "UploadedFile[bytes]", request: HttpRequest, actor: Actor) -> str:
    """Read, enter, keep the report; the answer is the report's name."""
    raw, at, name = file.read(), timezone.now(), str(file.name)[:200]
    table, sha256 = table_of(raw, name), hashlib.sha256(raw).hexdigest()
    if which == "base":
        source = BaseSource(request.POST.get("source", "")) if request.POST.get("source") in set(BaseSource) else None
        if source is None:
            raise Refused("请选择目录的来源：省级、市级或者法规梳理。")
        whole = request.POST.get("whole") == "yes"
        report = acts.import_base(
            read(table, BASE_LIST), source=source, whole=whole, name=name, sha256=sha256, by=actor, at=at
        )
    elif which == "duties":
        document = request.POST.get("document", "").strip()[:80]
        report = acts.import_duties(
            read(table, DUTY_LIST), document=document, name=name, sha256=sha256, by=actor, at=at
        )
    elif which == "exercised":
        report = acts.import_exercised(read(table, EXERCISED_LIST), name=name, sha256=sha256, by=actor, at=at)
    else:
        report = acts.import_towns(read(table, TOWN_LIST), name=name, sha256=sha256, by=actor, at=at)
    return crosscheck_reports.keep(report, sha256, actor, timezone.localtime(at))


@require_safe
def report(request: HttpRequest, which: str, name: str) -> HttpResponse:
    """The rows of an import, all or those of one outcome."""
    actor = gates.actor_of(request)
    crosscheck_gates.set_kept(actor, which)
    rows = import_reports.lines(import_reports.file_for(actor, name))
    counted = Counter(row.outcome for row in rows)
    wanted = request.GET.get("outcome", "")
    label = next((each for each, word in crosscheck_reports.OUTCOMES.items() if word.value == wanted), "")
    shown = [row for row in rows if not label or row.outcome == label]
    context = {
        "which": which,
        "name": SETS[which],
        "total": len(rows),
        "tabs_shown": [
            ("全部", "?", len(rows)),
            *((each, f"?outcome={word.value}", counted[each]) for each, word in crosscheck_reports.OUTCOMES.items()),
        ],
        "here_tab": f"?outcome={wanted}" if label else "?",
        "page": Paginator(shown, ON_A_PAGE).get_page(request.GET.get("page")),
        "page_link": f"?outcome={wanted}&page=" if label else "?page=",
        "tones": {each: crosscheck_reports.TONES[word] for each, word in crosscheck_reports.OUTCOMES.items()},
    }
    return render(request, "desk/crosscheck/report.html", context)


@require_safe
def template(request: HttpRequest, which: str) -> HttpResponse:
    """The headings of a list, as a file to fill in."""
    kept = KEPT[crosscheck_gates.set_kept(gates.actor_of(request), which)]
    head = ",".join(column.label for column in kept.columns)
    answer = HttpResponse(f"{head}\n".encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{which}.csv"'
    return answer
