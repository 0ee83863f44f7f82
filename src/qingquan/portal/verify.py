"""Checking a document somebody holds: by the code in its QR, by its number and holder, or by the file itself."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from qingquan.cases.models import Case
from qingquan.languages import say
from qingquan.papers.models import Document
from qingquan.papers.printed import check_file
from qingquan.papers.uploads import MAX_BYTES
from qingquan.papers.words import DocumentKind
from qingquan.people.rules import mask_name
from qingquan.publicity.rules import scrubbed

LEAST_OF_A_NAME = 2
# Stands on the licence, but is the applicant's key to the case, not the public's.
OWN = "办件编号"
NONE_SUCH = "没有查到这样的证照。请核对编号和持有人；仍查不到的，可能不是本县核发的，请拨打便民热线。"


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Three ways to ask; only the file needs to be sent."""
    if request.method != "POST":
        return render(request, "portal/verify.html", {})
    if "pdf" in request.FILES or request.POST.get("way") == "file":
        return checked_file(request)
    code = "".join(request.POST.get("code", "").split())[:64]
    if code:
        found = Document.objects.filter(check_code=code.rstrip("/").rsplit("/", 1)[-1]).first()
    else:
        found = by_number(request.POST.get("number", ""), request.POST.get("holder", ""))
    if found is None:
        context = {"wrong": say(NONE_SUCH), "given": request.POST}
        return render(request, "portal/verify.html", context, status=422)
    return redirect("portal:check", found.check_code)


def by_number(number: str, holder: str) -> Document | None:
    """A certificate by its number and two characters of its holder's name: numbers alone tell nothing."""
    plain, name = "".join(number.split())[:60], "".join(holder.split())
    if not plain or len(name) < LEAST_OF_A_NAME:
        return None
    certificates = Document.objects.filter(kind=DocumentKind.CERTIFICATE.value)
    found = certificates.filter(contents__certificate_number=plain).first() or certificates.filter(number=plain).first()
    return found if found and name in holder_of(found) else None


def holder_of(document: Document) -> str:
    """To whom it was given."""
    return str(document.contents.get("holder") or document.contents.get("addressee") or "")


@require_safe
def check(request: HttpRequest, code: str) -> HttpResponse:
    """What the county itself knows of the document with this code, with the holder masked."""
    found = Document.objects.select_related("organ").filter(check_code=code).first()
    if found is None:
        raise Http404
    kept, today = found.contents, timezone.localdate()
    case = Case.objects.select_related("applicant").filter(number=found.subject).first()
    context = {
        "document": found,
        "standing": standing(found, today),
        "holder": case.applicant.public_name if case else mask_name(holder_of(found)),
        "is_certificate": found.kind == DocumentKind.CERTIFICATE,
        "number": kept.get("certificate_number") or found.number,
        "item": kept.get("item", ""),
        "scope": [(row["label"], scrubbed(str(row["value"]))) for row in kept.get("scope", []) if row["label"] != OWN],
        "valid_from": day_of(kept.get("valid_from")),
        "valid_until": day_of(kept.get("valid_until")),
        "without_end": kept.get("valid_until") == "长期",
    }
    return render(request, "portal/check.html", context)


def standing(document: Document, today: date) -> str:
    """valid, revoked, or expired."""
    if document.revoked_on and document.revoked_on <= today:
        return "revoked"
    until = day_of(document.contents.get("valid_until"))
    return "expired" if until and until < today else "valid"


def day_of(text: object) -> date | None:
    """A day as the contents keep it; None for none."""
    return date.fromisoformat(text) if isinstance(text, str) and text[:1].isdigit() else None


def checked_file(request: HttpRequest) -> HttpResponse:
    """Whether a PDF still is what an organ of this county signed. The file is looked at and not kept."""
    upload = request.FILES.get("pdf")
    if upload is None or (upload.size or 0) > MAX_BYTES:
        context = {"wrong_file": say("请选择不超过 20 MB 的 PDF 文件。")}
        return render(request, "portal/verify.html", context, status=422)
    report = check_file(upload.read())
    return render(request, "portal/file_checked.html", {"report": report, "name": upload.name})
