"""Bringing a list in by a file: it is taken at once, its page tells how far it is and what became of every row.

A short list is entered while one waits; a long one by the worker, for a page must not hold up those of others.
"""

import csv
import io
from collections.abc import Iterator

from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from qingquan.crosscheck.acts import Beside, carry_out, hand_in
from qingquan.crosscheck.models import ListImport, ListImportRow
from qingquan.crosscheck.reading.handed import FORMS, is_short
from qingquan.crosscheck.rules.authority import SETS
from qingquan.crosscheck.words import BaseSource, RowOutcome
from qingquan.desk import crosscheck_gates, gates
from qingquan.desk.crosscheck_sets import KEPT
from qingquan.desk.door import see_other
from qingquan.desk.import_reports import COLUMNS, harmless
from qingquan.intake.words import FileState
from qingquan.law import Refused
from qingquan.people.models import Actor

ON_A_PAGE = 40
SHOWN = 8
MOST_BYTES = 20 * 1024 * 1024
STATES = {FileState.DONE: "good", FileState.FAILED: "bad"}
TONES = {
    RowOutcome.ENTERED: "good",
    RowOutcome.UPDATED: "busy",
    RowOutcome.UNCHANGED: "plain",
    RowOutcome.REFUSED: "bad",
}


@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, which: str) -> HttpResponse:
    """Take a file, and show the last ones."""
    actor = gates.actor_of(request)
    crosscheck_gates.set_kept(actor, which)
    error, refused = "", None
    if request.method == "POST":
        file = request.FILES.get("file")
        error = unfit(file)
        if isinstance(file, UploadedFile) and not error:
            try:
                return see_other("desk:crosscheck_report", which, taken(which, file, request, actor).pk)
            except Refused as no:
                refused = no
    columns = FORMS[which].columns
    last = ListImport.objects.filter(which=which).select_related("by")[:SHOWN]
    context = {
        "which": which,
        "name": SETS[which],
        "says": KEPT[which].says,
        "needed": [column.label for column in columns if column.needed],
        "optional": [column.label for column in columns if not column.needed],
        "sources": [(source.value, source.label) for source in BaseSource],
        "source": request.POST.get("source", BaseSource.PROVINCE.value),
        "whole": request.POST.get("whole", "") == "yes",
        "document": request.POST.get("document", ""),
        "last": [(each, *shown(each)) for each in last],
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


def taken(which: str, file: "UploadedFile[bytes]", request: HttpRequest, actor: Actor) -> ListImport:
    """The file as an import: done already when it is short."""
    content, name = file.file, str(file.name)[:200]
    assert content is not None, "an uploaded file has content"
    short = is_short(content, name, which)
    handed_in = hand_in(content, which=which, beside=beside(which, request), name=name, by=actor, at=timezone.now())
    if short:
        carry_out(handed_in, now=timezone.now)
    return handed_in


def beside(which: str, request: HttpRequest) -> Beside:
    """What was said beside the file, as far as it concerns this set."""
    if which == "base":
        said = request.POST.get("source", "")
        source = BaseSource(said) if said in set(BaseSource) else None
        return Beside(source=source, whole=request.POST.get("whole") == "yes")
    return Beside(document=request.POST.get("document", "").strip()[:80] if which == "duties" else "")


def shown(found: ListImport) -> tuple[str, str]:
    """Where an import stands, as a badge."""
    state = FileState(found.state)
    return state.label, STATES.get(state, "busy")


@require_safe
def report(request: HttpRequest, which: str, pk: int) -> HttpResponse:
    """How far an import is; at its end the rows, all or those of one outcome."""
    found = crosscheck_gates.import_for(gates.actor_of(request), which, pk)
    wanted = outcome_asked(request)
    context = {
        "which": which,
        "name": SETS[which],
        "found": found,
        "state": shown(found),
        "ended": found.counts.get("ended", 0),
        "total": sum(found.counts.get(word.value, 0) for word in RowOutcome),
        "tabs_shown": [
            ("全部", "?", None),
            *((word.label, f"?outcome={word.value}", found.counts.get(word.value, 0)) for word in RowOutcome),
        ],
        "here_tab": f"?outcome={wanted}" if wanted else "?",
        "page": Paginator(rows_of(found, wanted), ON_A_PAGE).get_page(request.GET.get("page")),
        "page_link": f"?outcome={wanted}&page=" if wanted else "?page=",
        "tones": {word.value: tone for word, tone in TONES.items()},
        "asked": f"?outcome={wanted}" if wanted else "",
    }
    return render(request, "desk/crosscheck/report.html", context)


def outcome_asked(request: HttpRequest) -> str:
    """The outcome whose rows are wanted; empty for all."""
    wanted = request.GET.get("outcome", "")
    return wanted if wanted in set(RowOutcome) else ""


def rows_of(found: ListImport, wanted: str) -> QuerySet[ListImportRow]:
    """The rows of an import in the order of its file."""
    rows = found.rows.order_by("line")
    return rows.filter(outcome=wanted) if wanted else rows


@require_safe
def report_file(request: HttpRequest, which: str, pk: int) -> HttpResponseBase:
    """The same rows as a file for spreadsheets, sent as they are read: there may be two hundred thousand."""
    found = crosscheck_gates.import_for(gates.actor_of(request), which, pk)
    rows = rows_of(found, outcome_asked(request))
    answer = StreamingHttpResponse(as_csv(rows), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{which}-{found.pk}.csv"'
    return answer


def as_csv(rows: QuerySet[ListImportRow]) -> Iterator[bytes]:
    """UTF-8 with its mark, since spreadsheets guess wrong without."""
    yield "\ufeff".encode()
    yield line_of(COLUMNS)
    for row in rows.iterator(2000):
        yield line_of(
            (
                str(row.line),
                harmless(row.code),
                harmless(row.name),
                RowOutcome(row.outcome).label,
                harmless(row.said),
            )
        )


def line_of(cells: tuple[str, ...]) -> bytes:
    """One line of a CSV file."""
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue().encode()
