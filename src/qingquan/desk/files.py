"""What is shown beside a case: files handed in and documents given out, each through its gate."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from qingquan.desk import gates
from qingquan.papers.files import read_file
from qingquan.papers.printed import pdf_of
from qingquan.papers.uploads import FileKind, safe_headers


@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """A material, shown by the browser in a place where nothing of it can run."""
    found = gates.file_for(gates.actor_of(request), pk)
    return HttpResponse(read_file(found), headers=safe_headers(FileKind(found.kind), found.name, beside=True))


@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """A document as printed."""
    found = gates.document_for(gates.actor_of(request), pk)
    name = f"{found.title} {found.number}.pdf"
    return HttpResponse(pdf_of(found, timezone.now()), headers=safe_headers(FileKind.PDF, name, beside=True))
