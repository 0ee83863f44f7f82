"""Importing a list of the own organ's items: a file, a map of its columns, and a report of every row.

A short list is entered while one waits; a long one by the worker, for a page must not hold up those of others.
"""

import csv
import io
from collections.abc import Iterator

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from qingquan.catalogue.acts import carry_out, hand_in
from qingquan.catalogue.models import Item, ItemImport, ItemImportRow
from qingquan.catalogue.reading import choose_map, shipped_maps
from qingquan.catalogue.reading.short import short_table
from qingquan.catalogue.rules.authority import DRAFTERS
from qingquan.catalogue.words import ImportOutcome
from qingquan.desk import catalogue_gates, gates
from qingquan.desk.door import see_other
from qingquan.desk.import_reports import COLUMNS, TONES, harmless
from qingquan.intake.words import FileState
from qingquan.law import Refused
from qingquan.people.models import Actor
from qingquan.places.models import Organ

MOST_BYTES = 20 * 1024 * 1024
ON_A_PAGE = 50
SHOWN = 8
STATES = {FileState.DONE: "good", FileState.FAILED: "bad"}


@require_http_methods(["GET", "HEAD", "POST"])
def import_list(request: HttpRequest) -> HttpResponse:
    """Take a file whose rows become drafts, and show the last ones."""
    actor = gates.require(gates.actor_of(request), *DRAFTERS)
    organ = catalogue_gates.own_organ(actor)
    wanted = request.POST.get("map", "")
    error, refused = "", None
    if request.method == "POST":
        file = request.FILES.get("file")
        error = unfit(file)
        if isinstance(file, UploadedFile) and not error:
            try:
                found = taken(file, wanted, actor, organ)
            except Refused as no:
                refused = no
            else:
                if found.state == FileState.DONE:
                    messages.success(request, "导入完成，逐行结果如下。")
                return see_other("desk:catalogue_report", found.pk)
    context = {
        "organ": organ,
        "maps": [("", "按列名自动选择"), *((each.name, each.label) for each in shipped_maps())],
        "map": wanted,
        "error": error,
        "refused": refused,
        "last": [(each, *shown(each)) for each in catalogue_gates.imports_for(actor)[:SHOWN]],
    }
    status = 422 if error else 409 if refused else 200
    return render(request, "desk/catalogue/import.html", context, status=status)


def unfit(file: object) -> str:
    """Why a file cannot be taken; empty when it can."""
    if not isinstance(file, UploadedFile):
        return "请选择要导入的文件。"
    if (file.size or 0) > MOST_BYTES:
        return f"文件有 {(file.size or 0) / 1024 / 1024:.1f} MB，最多 20 MB，请分成几份导入。"
    return ""


def taken(file: "UploadedFile[bytes]", wanted: str, actor: Actor, organ: Organ) -> ItemImport:
    """The file as an import: done already when it is short."""
    content, name = file.file, str(file.name)[:200]
    assert content is not None, "an uploaded file has content"
    table = short_table(content, name)
    if table is not None:
        choose_map(table, next((each for each in shipped_maps() if each.name == wanted), None))
    handed_in = hand_in(content, map_name=wanted, name=name, organ=organ, by=actor, at=timezone.now())
    if table is not None:
        carry_out(handed_in, now=timezone.now)
        handed_in.refresh_from_db()
    return handed_in


def shown(found: ItemImport) -> tuple[str, str]:
    """Where an import stands, as a badge."""
    state = FileState(found.state)
    return state.label, STATES.get(state, "busy")


@require_safe
def told(request: HttpRequest, pk: int) -> HttpResponse:
    """How far an import is; at its end the rows, all or those of one outcome."""
    found = catalogue_gates.import_for(gates.actor_of(request), pk)
    wanted = outcome_asked(request)
    page = Paginator(rows_of(found, wanted), ON_A_PAGE).get_page(request.GET.get("page"))
    total = sum(found.counts.get(word.value, 0) for word in ImportOutcome)
    context = {
        "found": found,
        "state": shown(found),
        "total": total,
        "tabs_shown": [
            ("全部", "?", total),
            *((word.label, f"?outcome={word.value}", found.counts.get(word.value, 0)) for word in ImportOutcome),
        ],
        "here_tab": f"?outcome={wanted}" if wanted else "?",
        "page": page,
        "page_link": f"?outcome={wanted}&page=" if wanted else "?page=",
        "tones": {word.value: tone for word, tone in TONES.items()},
        "known": set(Item.objects.filter(code__in=[row.code for row in page]).values_list("code", flat=True)),
    }
    return render(request, "desk/catalogue/report.html", context)


def outcome_asked(request: HttpRequest) -> str:
    """The outcome whose rows are wanted; empty for all."""
    wanted = request.GET.get("outcome", "")
    return wanted if wanted in set(ImportOutcome) else ""


def rows_of(found: ItemImport, wanted: str) -> QuerySet[ItemImportRow]:
    """The rows of an import in the order of its file."""
    rows = found.rows.order_by("line", "pk")
    return rows.filter(outcome=wanted) if wanted else rows


@require_safe
def told_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The same as a file for spreadsheets, sent as it is read."""
    found = catalogue_gates.import_for(gates.actor_of(request), pk)
    answer = StreamingHttpResponse(as_csv(rows_of(found, "")), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="import-{found.pk}.csv"'
    return answer


def as_csv(rows: QuerySet[ItemImportRow]) -> Iterator[bytes]:
    """UTF-8 with its mark, since spreadsheets guess wrong without."""
    yield "\ufeff".encode()
    yield line_of(COLUMNS)
    for row in rows.iterator(2000):
        label = ImportOutcome(row.outcome).label
        yield line_of((str(row.line), harmless(row.code), harmless(row.name), label, harmless(row.said)))


def line_of(cells: tuple[str, ...]) -> bytes:
    """One line of a CSV file."""
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue().encode()
