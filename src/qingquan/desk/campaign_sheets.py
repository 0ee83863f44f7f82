"""Spreadsheets of a report: the template, what was sent in, what was said about every cell, the file with comments."""

import hashlib

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from qingquan.campaign import acts
from qingquan.campaign.models import OrganReport, TakenSheet
from qingquan.campaign.reading.workbooks import report_workbook, returned_workbook
from qingquan.campaign.sheets.apart import open_sheet
from qingquan.campaign.sheets.shape import MOST_BYTES, MOST_ROWS
from qingquan.campaign.words import SheetOutcome
from qingquan.desk import campaign_gates
from qingquan.desk.campaign_report import allowed
from qingquan.desk.campaign_shown import outcome_shown
from qingquan.desk.door import see_other
from qingquan.desk.gates import actor_of
from qingquan.law import Refused
from qingquan.people.models import Actor

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SAID = {
    SheetOutcome.TAKEN: "表格已全部导入。",
    SheetOutcome.PARTLY: "无误的行已经导入，有错误的行没有导入。",
    SheetOutcome.REFUSED: "表格有错误，一行也没有导入。请照下面逐格的说明改正后再传。",
}


@require_safe
def template(request: HttpRequest, pk: int) -> HttpResponse:
    """The organ's workbook, with what is reported so far."""
    report = campaign_gates.report_for(actor_of(request), pk)
    return file(report_workbook(report), f"{report.organ.name}申报表.xlsx")


def file(content: bytes, name: str) -> HttpResponse:
    """A workbook to keep."""
    answer = HttpResponse(content, content_type=XLSX)
    answer.headers["Content-Disposition"] = str(content_disposition_header(True, name))
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose a filled-in workbook and send it."""
    actor = actor_of(request)
    report = campaign_gates.report_to_write(actor, pk)
    if request.method != "POST":
        return asked(request, actor, report)
    given = request.FILES.get("file")
    if not isinstance(given, UploadedFile):
        return asked(request, actor, report, error="请选择填好的表格。", status=422)
    if (given.size or 0) > MOST_BYTES:
        error = (
            f"文件有 {(given.size or 0) / 1024 / 1024:.1f} MB，最多 {MOST_BYTES // 1024 // 1024} MB，请分成几份报送。"
        )
        return asked(request, actor, report, error=error, status=422)
    try:
        sheet = taken(given, report, actor, only_right=request.POST.get("only_right") == "yes")
    except Refused as no:
        return asked(request, actor, report, refused=no, status=409)
    outcome = SheetOutcome(sheet.outcome)
    tell = {SheetOutcome.TAKEN: messages.success, SheetOutcome.PARTLY: messages.warning}.get(outcome, messages.error)
    tell(request, SAID[outcome])
    return see_other("desk:campaign_sheet", sheet.pk)


def taken(given: "UploadedFile[bytes]", report: OrganReport, actor: Actor, *, only_right: bool) -> TakenSheet:
    """Read it apart from the server, then take its rows."""
    raw, name = given.read(), str(given.name or "表格.xlsx")[:200]
    opened = open_sheet(raw, name)
    digest = hashlib.sha256(raw).hexdigest()
    return acts.take_sheet(report, opened, name=name, sha256=digest, only_right=only_right, by=actor, at=timezone.now())


def asked(
    request: HttpRequest,
    actor: Actor,
    report: OrganReport,
    *,
    error: str = "",
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page to send a workbook from."""
    sheets = report.sheets.defer("rows", "findings").select_related("taken_by")[:10]
    page = {
        "report": report,
        "error": error,
        "refused": refused,
        "most_bytes": MOST_BYTES,
        "most_rows": MOST_ROWS,
        "sheets": [(sheet, outcome_shown(sheet.outcome)) for sheet in sheets],
        "may_write": allowed(actor, report)["may_write"],
    }
    return render(request, "desk/campaign/send.html", page, status=status)


@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """What became of a workbook, cell by cell."""
    actor = actor_of(request)
    found = campaign_gates.sheet_for(actor, pk)
    page = {
        "sheet": found,
        "report": found.report,
        "outcome": outcome_shown(found.outcome),
        "wrong": [each for each in found.findings if each["blocks"]],
        "doubts": [each for each in found.findings if not each["blocks"]],
        "may_write": allowed(actor, found.report)["may_write"],
    }
    return render(request, "desk/campaign/sheet.html", page)


@require_safe
def sheet_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The workbook with our findings as comments."""
    found = campaign_gates.sheet_for(actor_of(request), pk)
    return file(returned_workbook(found), f"{found.report.organ.name}申报表（批注）.xlsx")
