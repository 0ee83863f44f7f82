"""Bringing a collection of statutes in by upload: the file is taken at once, its page tells what becomes of it.

A short file is imported while one waits; a long one by the worker, for a page must not hold up those of others.
"""

from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from qingquan.desk import gates, statutes_gates, statutes_reports
from qingquan.desk.door import see_other
from qingquan.intake.words import FileState
from qingquan.law import Refused
from qingquan.people.models import Actor
from qingquan.statutes.acts import carry_out, hand_in
from qingquan.statutes.files import ends_within
from qingquan.statutes.models import LawImport
from qingquan.statutes.rules.authority import IMPORTERS

MOST_BYTES = 20 * 1024 * 1024
SHORT_LINES, SHORT_BYTES = 500, 1024 * 1024
ON_A_PAGE = 50
SHOWN = 8
TONES = {FileState.DONE: "good", FileState.FAILED: "bad"}


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take a file, and show the last ones."""
    actor = gates.require(gates.actor_of(request), *IMPORTERS)
    error, refused = "", None
    if request.method == "POST":
        file = request.FILES.get("file")
        error = unfit(file)
        if isinstance(file, UploadedFile) and not error:
            try:
                return see_other("desk:statutes_report", taken(file, actor).pk)
            except Refused as no:
                refused = no
    status = 422 if error else 409 if refused else 200
    last = LawImport.objects.select_related("by").defer("left_out")[:SHOWN]
    context = {"error": error, "refused": refused, "last": [(each, *shown(each)) for each in last]}
    return render(request, "desk/statutes/import.html", context, status=status)


def unfit(file: object) -> str:
    """Why a file cannot be taken; empty when it can."""
    if not isinstance(file, UploadedFile):
        return "请选择要导入的文件。"
    if (file.size or 0) > MOST_BYTES:
        return f"文件有 {(file.size or 0) / 1024 / 1024:.1f} MB，最多 20 MB，请压缩（gzip）或者分成几份。"
    return ""


def taken(file: "UploadedFile[bytes]", actor: Actor) -> LawImport:
    """The file as an import: done already when it is short."""
    content, name = file.file, str(file.name)[:200]
    assert content is not None, "an uploaded file has content"
    short = ends_within(content, name, SHORT_LINES) and (file.size or 0) <= SHORT_BYTES
    handed_in = hand_in(content, name=name, by=actor, at=timezone.now())
    if short:
        carry_out(handed_in, now=timezone.now)
    return handed_in


def shown(found: LawImport) -> tuple[str, str]:
    """Where an import stands, as a badge."""
    state = FileState(found.state)
    return state.label, TONES.get(state, "busy")


@require_safe
def told(request: HttpRequest, pk: int) -> HttpResponse:
    """How far an import is; at its end, what it brought and what it left out."""
    found = statutes_gates.import_for(gates.actor_of(request), pk)
    page = Paginator(found.left_out, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"found": found, "state": shown(found), "page": page}
    return render(request, "desk/statutes/report.html", context)


@require_safe
def told_file(request: HttpRequest, pk: int) -> HttpResponse:
    """What was left out, as a file for spreadsheets."""
    found = statutes_gates.import_for(gates.actor_of(request), pk)
    answer = HttpResponse(statutes_reports.as_csv(found.left_out), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="laws-{found.pk}.csv"'
    return answer
