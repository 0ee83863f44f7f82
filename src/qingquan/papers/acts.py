"""Giving out numbers and issuing documents, inside the act of the room that needs them."""

import secrets
from collections.abc import Mapping
from datetime import date, datetime

from django.db import connection
from django.utils import timezone

from qingquan.ledger.acts import acting
from qingquan.papers.models import Document
from qingquan.papers.rules.contents import check_contents
from qingquan.papers.rules.numbers import DocumentNumber
from qingquan.papers.words import DocumentKind
from qingquan.places.models import Organ


def next_number(series: str) -> int:
    """The next number of a series; an act that fails gives it back, so series have no gaps."""
    with connection.cursor() as sql:
        sql.execute("SELECT papers_next_number(%s)", [series])
        return int(sql.fetchone()[0])


def issue(
    kind: DocumentKind,
    *,
    subject: str,
    organ: Organ,
    contents: Mapping[str, object],
    at: datetime,
    on: date | None = None,
) -> Document:
    """Issue a document under the organ's next number of the year.

    Raises `Refused` when something the law demands of this document is missing. Belongs inside an act, whose record
    names the document.
    """
    if not acting():
        raise RuntimeError("a document is issued by an act")
    day = on or timezone.localdate(at)
    abbreviation = organ.short_name.removesuffix("许")
    sequence = next_number(f"paper/{organ.seq}/{kind.value}/{day.year}")
    number = DocumentNumber(abbreviation, kind, day.year, sequence)
    full = dict(contents) | {"number": str(number), "day": day.isoformat()}
    check_contents(kind, full)
    return Document.objects.create(
        number=str(number),
        kind=kind.value,
        subject=subject,
        organ=organ,
        contents=full,
        issued_on=day,
        issued_at=at,
        check_code=secrets.token_urlsafe(12),
    )
