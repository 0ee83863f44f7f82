"""The text of a batch that is signed by its digest: canonical JSON, the same bytes for everybody, for ever.

Whoever downloads it computes SHA-256 over the file as it is and compares with what the county announced.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qingquan.ledger.rules import canonical
from qingquan.publication.rules.rows import LABELS, Plain, PublicRow

FORMAT = "qingquan-catalogue/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """审核批准: the executive meeting that approved, its minutes, and the document that announces it."""

    meeting: str
    minutes_number: str
    approved_on: date
    document_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a batch says of itself. `previous` is number and SHA-256 of the catalogue's last batch."""

    county: str
    number: str
    catalogue: str
    title: str
    from_on: date
    approval: Approval | None = None
    published_on: date | None = None
    previous: tuple[str, str] | None = None
    withheld: int = 0

    def to_json(self) -> Plain:
        """Plain values; what does not exist is null."""
        approval = self.approval
        return {
            "format": FORMAT,
            "county": self.county,
            "number": self.number,
            "catalogue": self.catalogue,
            "title": self.title,
            "in_force_from": self.from_on.isoformat(),
            "meeting": approval.meeting if approval else None,
            "minutes_number": approval.minutes_number if approval else None,
            "approved_on": approval.approved_on.isoformat() if approval else None,
            "document_number": approval.document_number if approval else None,
            "published_on": self.published_on.isoformat() if self.published_on else None,
            "previous": {"number": self.previous[0], "sha256": self.previous[1]} if self.previous else None,
            "withheld": self.withheld,
        }


def snapshot(head: Head, rows: Sequence[PublicRow], ended: Sequence[PublicRow]) -> bytes:
    """The whole batch: its head, its items in their order, what it ended, and what the fields are called."""
    told = {"labels": LABELS, "items": [row.to_json() for row in rows], "ended": [row.to_json() for row in ended]}
    return canonical(head.to_json() | told)


def content_digest(rows: Sequence[PublicRow], ended: Sequence[PublicRow]) -> str:
    """What the meeting approves: the items without the head, which gets its last words only when published."""
    return sha256(canonical([[row.to_json() for row in rows], [row.to_json() for row in ended]]))


def sha256(data: bytes) -> str:
    """In hexadecimal."""
    return hashlib.sha256(data).hexdigest()
