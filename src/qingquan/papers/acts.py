"""Giving out numbers and issuing documents, inside the act of the room that needs them."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from qingquan.ledger.acts import acting
from qingquan.ledger.rules import as_json
from qingquan.papers.models import Document
from qingquan.papers.rules.contents import check_contents
from qingquan.papers.rules.keeping import to_plain
from qingquan.papers.words import NAMES, DocumentKind


@dataclass(frozen=True, slots=True)
class Paper:
    """A document ready to be issued: all but its number, which is given in the moment of writing."""

    kind: DocumentKind
    prefix: str
    series: str
    issued_on: date
    check_code: str
    contents: Mapping[str, object]
    certificate: tuple[str, str] | None = None
    """Of a certificate: its own number without sequence and check digit, and the series the sequence is counted in."""

    def row(self) -> dict[str, object]:
        """As the SQL function `papers_issue` takes it."""
        numbered = dict(zip(("certificate_prefix", "certificate_series"), self.certificate or (), strict=False))
        return numbered | {
            "kind": self.kind.value,
            "prefix": self.prefix,
            "series": self.series,
            "issued_on": self.issued_on.isoformat(),
            "check_code": self.check_code,
            "contents": dict(self.contents),
        }


def next_number(series: str) -> int:
    """The next number of a series; an act that fails gives it back, so series have no gaps."""
    with connection.cursor() as sql:
        sql.execute("SELECT papers_next_number(%s)", [series])
        return int(sql.fetchone()[0])


def prepare(
    kind: DocumentKind,
    *,
    organ_short_name: str,
    organ_seq: str,
    contents: Mapping[str, object],
    on: date,
    certificate: tuple[str, str] | None = None,
) -> Paper:
    """Put a document together; raises `Refused` when something the law demands of it is missing.

    Its number will be the organ's next of this kind in the year: 清水许受〔2026〕15号 (GB/T 9704-2012).
    """
    # Numbers are only given in the moment of writing; everything else is checked here.
    check_contents(kind, {"number": "（待编）", "certificate_number": "（待编）"} | dict(contents))
    return Paper(
        kind=kind,
        prefix=f"{organ_short_name}{NAMES[kind].code}〔{on.year}〕",
        series=f"paper/{organ_seq}/{kind.value}/{on.year}",
        issued_on=on,
        # Sixteen characters: nobody finds a document by trying codes.
        check_code=secrets.token_urlsafe(12),
        contents={name: to_plain(value) for name, value in contents.items()},
        certificate=certificate,
    )


def issue(paper: Paper, *, subject: str, organ_id: int, at: datetime) -> Document:
    """Issue a prepared document. Belongs inside an act, whose record names the document's check code."""
    if not acting():
        raise RuntimeError("a document is issued by an act")
    with connection.cursor() as sql:
        sql.execute("SELECT papers_issue(%s, %s, %s, %s)", [as_json(paper.row()), subject, organ_id, at])
        return Document.objects.get(pk=sql.fetchone()[0])
