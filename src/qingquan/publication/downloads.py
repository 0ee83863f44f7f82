"""A batch as a file, in each form it is given out in."""

from functools import lru_cache

from django.conf import settings

from qingquan.places.county import county_face
from qingquan.publication import printing, sheets
from qingquan.publication.models import Batch
from qingquan.publication.reading import announced, editions
from qingquan.publication.words import BatchState, Download

CONTENT_TYPES = {
    Download.PDF: "application/pdf",
    Download.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Download.CSV: "text/csv; charset=utf-8",
    Download.JSON: "application/json",
}


def file_of(batch: Batch, form: Download) -> bytes:
    """The file; that of a published batch is made once and kept."""
    if batch.state == BatchState.PUBLISHED and form is not Download.JSON:
        return _kept(batch.pk, batch.sha256, form)
    return _made(batch, form)


@lru_cache(maxsize=40)
def _kept(pk: int, _sha256: str, form: Download) -> bytes:
    return _made(Batch.objects.select_related("previous").get(pk=pk), form)


def _made(batch: Batch, form: Download) -> bytes:
    if form is Download.JSON:
        return announced.text_of(batch)
    if form is Download.PDF:
        return printing.to_pdf(notice_of(batch))
    head, rows, ended = announced.head_of(batch), editions.public_rows(batch), editions.ended_rows(batch)
    if form is Download.CSV:
        return sheets.to_csv(head, rows, ended)
    return sheets.to_xlsx(head, rows, ended, announced.in_words(batch), batch.sha256)


def notice_of(batch: Batch) -> printing.Notice:
    """The batch as it is printed."""
    face = county_face()
    return printing.Notice(
        government=face.government,
        head=announced.head_of(batch),
        rows=tuple(editions.public_rows(batch)),
        ended=tuple(editions.ended_rows(batch)),
        difference=tuple(announced.in_words(batch)),
        sha256=batch.sha256,
        address=settings.PUBLIC_URL,
        demo=face.demo,
    )
