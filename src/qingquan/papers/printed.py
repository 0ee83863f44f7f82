"""Documents as the files people get.

Most are printed anew each time: the same contents give the same bytes. A certificate is printed and signed once and
then kept, because a signature holds the moment it was made.

What signs and checks signatures is loaded when the first one is wanted: it takes a third of a second, and every start
would wait for it.
"""

import hashlib
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from qingquan.ledger.acts import act, record
from qingquan.papers.authority import make_demo_authority
from qingquan.papers.models import Document, Print
from qingquan.papers.printing import render
from qingquan.papers.rules.keeping import from_plain
from qingquan.papers.words import DocumentKind
from qingquan.people.models import SYSTEM

if TYPE_CHECKING:
    from qingquan.papers.signature_check import SignatureReport
    from qingquan.papers.signing import Signer

SIGNED = frozenset({DocumentKind.CERTIFICATE.value})


def check_url(document: Document) -> str:
    """The public page that checks this document; it is in the QR code."""
    return f"{settings.PUBLIC_URL}/check/{document.check_code}/"


def pdf_of(document: Document, at: datetime) -> bytes:
    """The document as PDF. The first demand for a certificate signs and keeps it, which is an act of its own."""
    if document.kind not in SIGNED:
        return _printed(document)
    kept = Print.objects.filter(document=document).first() or keep_print(document, at=at)
    return bytes(kept.pdf)


def _printed(document: Document) -> bytes:
    kind = DocumentKind(document.kind)
    contents = {**from_plain(kind, document.contents), "number": document.number}
    return render(kind, contents, verify_url=check_url(document))


@act("document.printed")
def keep_print(document: Document, *, at: datetime) -> Print:
    """Print and sign a certificate once; the ledger keeps the digest of the file people hold."""
    Document.objects.select_for_update().get(pk=document.pk)
    kept = Print.objects.filter(document=document).first()
    if kept is None:
        pdf = signer_of(document).sign(_printed(document), reason=document.title, at=at)
        digest = hashlib.sha256(pdf).hexdigest()
        kept = Print.objects.create(document=document, sha256=digest, pdf=pdf, signed=True, printed_at=at)
    told = {"document": document.check_code, "sha256": kept.sha256}
    record(document.subject, "document.printed", told, by=SYSTEM, at=at)
    return kept


def keys_folder() -> Path:
    """Where the organs' keys lie: outside the database, readable by the service only."""
    return Path(settings.DATA) / "keys"


def signer_of(document: Document) -> "Signer":
    """The key of the organ that issued the document, made on first use."""
    from qingquan.papers.signing import Signer  # noqa: PLC0415

    folder = keys_folder() / document.organ.uscc
    make_demo_authority(folder, document.organ.name)
    return Signer.from_folder(folder)


def check_file(pdf: bytes) -> "SignatureReport":
    """Whether a file somebody holds is one this county signed, unchanged since."""
    from qingquan.papers.signature_check import trusted_in, verify  # noqa: PLC0415

    folders = sorted(folder for folder in keys_folder().glob("*") if folder.is_dir())
    return verify(pdf, [root for folder in folders for root in trusted_in(folder)])
