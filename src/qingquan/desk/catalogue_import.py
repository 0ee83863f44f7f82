"""Importing a list of the own organ's items: a file, a map of its columns, and a report of every row."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from qingquan.catalogue.acts import import_rows
from qingquan.catalogue.models import Item
from qingquan.catalogue.reading import RowResult, choose_map, read_rows, shipped_maps
from qingquan.catalogue.reading.table import table_of
from qingquan.catalogue.rules.authority import DRAFTERS
from qingquan.desk import catalogue_gates, gates, import_reports
from qingquan.law import Refused
from qingquan.people.models import Actor
from qingquan.places.models import Organ

MOST_BYTES = 20 * 1024 * 1024
ON_A_PAGE = 50
OTHERS = "这一行写明的实施主体是“{}”，只能导入本机关的事项。"


@require_http_methods(["GET", "HEAD", "POST"])
def import_list(request: HttpRequest) -> HttpResponse:
    """Take a file and enter its rows as drafts."""
    actor = gates.require(gates.actor_of(request), *DRAFTERS)
    organ = catalogue_gates.own_organ(actor)
    wanted = request.POST.get("map", "")
    error, refused = "", None
    if request.method == "POST":
        file = request.FILES.get("file")
        if not isinstance(file, UploadedFile):
            error = "请选择要导入的文件。"
        elif (file.size or 0) > MOST_BYTES:
            error = f"文件有 {(file.size or 0) / 1024 / 1024:.1f} MB，最多 20 MB，请分成几份导入。"
        else:
            try:
                name = entered(file, wanted, actor, organ)
            except Refused as no:
                refused = no
            else:
                messages.success(request, "导入完成，逐行结果如下。")
                return redirect("desk:catalogue_report", name)
    context = {
        "organ": organ,
        "maps": [("", "按列名自动选择"), *((each.name, each.label) for each in shipped_maps())],
        "map": wanted,
        "error": error,
        "refused": refused,
    }
    status = 422 if error else 409 if refused else 200
    return render(request, "desk/catalogue/import.html", context, status=status)


def entered(file: "UploadedFile[bytes]", wanted: str, actor: Actor, organ: Organ) -> str:
    """Read, import, keep the report; the answer is the report's name."""
    raw, at = file.read(), timezone.now()
    table = table_of(raw, str(file.name))
    given = next((each for each in shipped_maps() if each.name == wanted), None)
    rows = own_only(list(read_rows(table, choose_map(table, given))), organ)
    sha256 = hashlib.sha256(raw).hexdigest()
    report = import_rows(rows, source=str(file.name)[:200], sha256=sha256, by=actor, at=at, organ=organ)
    return import_reports.keep(report, sha256, actor, timezone.localtime(at))


def own_only(rows: Iterable[RowResult], organ: Organ) -> Iterator[RowResult]:
    """The rows with those of other organs refused: an organ drafts its own powers only (谁行使谁清理)."""
    kept = list(rows)
    others: dict[str, str] = {}
    for each in Organ.objects.exclude(pk=organ.pk):
        others |= {each.uscc: each.name, each.name: each.name}
    codes = [row.facts.code for row in kept if row.facts]
    taken = Item.objects.filter(code__in=codes).exclude(organ=organ).select_related("organ")
    taken_by = {item.code: item.organ.name if item.organ else "尚未确定" for item in taken}
    for row in kept:
        other = ""
        if row.facts is not None:
            facts = row.facts
            other = taken_by.get(facts.code) or others.get(facts.organ_uscc) or others.get(facts.organ_name, "")
        yield replace(row, facts=None, refusal=OTHERS.format(other)) if other else row


@require_safe
def told(request: HttpRequest, report: str) -> HttpResponse:
    """The rows of an import, all or those of one outcome."""
    actor = gates.actor_of(request)
    rows = import_reports.lines(import_reports.file_for(actor, report))
    counted = Counter(row.outcome for row in rows)
    wanted = request.GET.get("outcome", "")
    shown = [row for row in rows if row.outcome == label_of(wanted)] if wanted else rows
    context = {
        "name": report,
        "total": len(rows),
        "tabs_shown": [
            ("全部", "?", len(rows)),
            *((label, f"?outcome={word.value}", counted[label]) for label, word in import_reports.OUTCOMES.items()),
        ],
        "here_tab": f"?outcome={wanted}" if wanted else "?",
        "page": Paginator(shown, ON_A_PAGE).get_page(request.GET.get("page")),
        "page_link": f"?outcome={wanted}&page=" if wanted else "?page=",
        "tones": {label: import_reports.TONES[word] for label, word in import_reports.OUTCOMES.items()},
        "known": set(Item.objects.filter(code__in=[row.code for row in shown]).values_list("code", flat=True)),
    }
    return render(request, "desk/catalogue/report.html", context)


def label_of(value: str) -> str:
    """The label of an outcome named in an address."""
    return next((label for label, word in import_reports.OUTCOMES.items() if word.value == value), "")


@require_safe
def told_file(request: HttpRequest, report: str) -> HttpResponse:
    """The same as a file for spreadsheets."""
    content = import_reports.file_for(gates.actor_of(request), report)
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="import-{report}.csv"'
    return answer
