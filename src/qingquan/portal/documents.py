"""The documents of a case and the materials handed in, for the applicant to keep."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from qingquan.papers.files import read_file
from qingquan.papers.printed import pdf_of
from qingquan.papers.uploads import FileKind, safe_headers
from qingquan.portal import gates


@never_cache
@require_safe
def document(request: HttpRequest, number: str, check_code: str) -> HttpResponse:
    """A document as PDF: the same that was issued, for whoever may see the case."""
    found = gates.document_for(request, number, check_code)
    name = f"{found.title} {found.number}.pdf"
    return HttpResponse(pdf_of(found, timezone.now()), headers=safe_headers(FileKind.PDF, name))


@never_cache
@require_safe
def material(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """A file of one's own case; a query code opens the case, not what others handed in with it."""
    found = gates.own_case_for(request, number).materials.select_related("file").filter(pk=pk).first()
    if found is None or found.file is None:
        raise Http404
    return HttpResponse(read_file(found.file), headers=safe_headers(FileKind(found.file.kind), found.file.name))
