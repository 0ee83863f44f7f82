"""A whole county by upload: the same sheets and the same checks as the command."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from qingquan.desk import setup_parcels as parcels
from qingquan.desk.door import see_other
from qingquan.desk.setup import keeper_of
from qingquan.desk.setup_sheets.columns import SHEETS
from qingquan.desk.setup_sheets.entering import Report, enter
from qingquan.desk.setup_sheets.files import MOST_BYTES, read_files
from qingquan.desk.setup_sheets.template import template
from qingquan.law import Refused

# So many findings are shown on the page; nobody mends more at once.
SHOWN = 200
FRESH: dict[str, object] = {"sheets": SHEETS, "max_bytes": MOST_BYTES, "error": "", "refused": None, "report": None}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take a workbook or CSV files; tell every finding, or go on to what was entered."""
    actor, at = keeper_of(request), timezone.now()
    page = FRESH | {"waiting": parcels.waiting(actor, at)}
    if request.method != "POST":
        return render(request, "desk/setup/import.html", page)
    files = [each for each in request.FILES.getlist("files") if isinstance(each, UploadedFile)]
    if error := unfit(files):
        return render(request, "desk/setup/import.html", page | {"error": error}, status=422)
    name, trial = parcels.name_for(actor, at), request.POST.get("how") != "import"
    parcels.destroy_old(at)
    try:
        book = read_files({str(each.name): each.read() for each in files})
        keep = None if trial else lambda opened: parcels.keep(name, opened) if opened else None
        report = enter(book, keep=keep, by=actor, at=at)
    except Refused as no:
        return render(request, "desk/setup/import.html", page | {"refused": no}, status=409)
    if not report.entered:
        page |= {"report": report, "shown": report.problems[:SHOWN]}
        return render(request, "desk/setup/import.html", page, status=422 if report.problems else 200)
    messages.success(request, f"全部录入。{told(report)}")
    return see_other("desk:setup_passwords", name) if report.opened else see_other("desk:setup")


def unfit(files: "list[UploadedFile[bytes]]") -> str:
    """Why these files are not read at all; nothing when they are."""
    if not files:
        return "请选择县情文件：一个 XLSX，或者几个以表名命名的 CSV。"
    size = sum(each.size or 0 for each in files)
    if size > MOST_BYTES:
        return f"文件共 {size / 1024 / 1024:.1f} MB，最多 {MOST_BYTES // 1024 // 1024} MB，请核对是不是拿错了。"
    return ""


def told(report: Report) -> str:
    """The counts in a sentence."""
    counted = (
        f"{sheet}{'、'.join(f'{word.label} {count} 行' for word, count in counts.items())}"
        for sheet, counts in report.counts.items()
    )
    return "；".join(counted) + "。"


@require_safe
def empty(request: HttpRequest) -> HttpResponse:
    """The workbook to fill in."""
    keeper_of(request)
    answer = HttpResponse(template(), content_type=XLSX)
    answer.headers["Content-Disposition"] = 'attachment; filename="county.xlsx"'
    return answer


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def passwords(request: HttpRequest, parcel: str) -> HttpResponse:
    """What to do with the passwords of an import; POST destroys them."""
    actor, at = keeper_of(request), timezone.now()
    if parcel not in parcels.waiting(actor, at):
        raise Http404
    if request.method == "POST":
        parcels.destroy(parcel)
        messages.success(request, "一次性密码文件已经销毁。")
        return see_other("desk:setup")
    return render(request, "desk/setup/passwords.html", {"parcel": parcel})


@never_cache
@require_safe
def password_file(request: HttpRequest, parcel: str) -> HttpResponse:
    """The passwords as a file, for who imported the accounts and nobody else."""
    content = parcels.content(keeper_of(request), parcel, timezone.now())
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="passwords.csv"'
    return answer
