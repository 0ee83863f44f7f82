"""Bringing a collection of statutes in by upload, with a report of everything that was left out."""

import hashlib

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from qingquan.desk import gates, statutes_reports
from qingquan.desk.door import see_other
from qingquan.law import Refused
from qingquan.people.models import Actor
from qingquan.statutes.acts import import_laws
from qingquan.statutes.files import collection
from qingquan.statutes.rules.authority import IMPORTERS

MOST_BYTES = 20 * 1024 * 1024
ON_A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take a file and enter what it holds."""
    actor = gates.require(gates.actor_of(request), *IMPORTERS)
    error, refused = "", None
    if request.method == "POST":
        file = request.FILES.get("file")
        if not isinstance(file, UploadedFile):
            error = "请选择要导入的文件。"
        elif (file.size or 0) > MOST_BYTES:
            error = f"文件有 {(file.size or 0) / 1024 / 1024:.1f} MB，最多 20 MB，请压缩（gzip）或者分成几份。"
        else:
            try:
                name = entered(file, actor)
            except Refused as no:
                refused = no
            else:
                messages.success(request, "导入完成，结果如下。")
                return see_other("desk:statutes_report", name)
    status = 422 if error else 409 if refused else 200
    return render(request, "desk/statutes/import.html", {"error": error, "refused": refused}, status=status)


def entered(file: "UploadedFile[bytes]", actor: Actor) -> str:
    """Read, import, keep the report; the answer is the report's name."""
    raw, at, source = file.read(), timezone.now(), str(file.name)[:200]
    found = collection(raw, source)
    sha256 = hashlib.sha256(raw).hexdigest()
    report = import_laws(found.editions, source=source, sha256=sha256, by=actor, at=at)
    kept = statutes_reports.told(source, found, report)
    return statutes_reports.keep(kept, sha256, actor, timezone.localtime(at))


@require_safe
def told(request: HttpRequest, report: str) -> HttpResponse:
    """What an import brought, and what it left out."""
    found = statutes_reports.report_for(gates.actor_of(request), report)
    page = Paginator(found.left_out, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/statutes/report.html", {"report": found, "name": report, "page": page})


@require_safe
def told_file(request: HttpRequest, report: str) -> HttpResponse:
    """What was left out, as a file for spreadsheets."""
    found = statutes_reports.report_for(gates.actor_of(request), report)
    answer = HttpResponse(statutes_reports.as_csv(found), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{report}.csv"'
    return answer
