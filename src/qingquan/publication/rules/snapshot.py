"""The text of a batch that is signed by its digest: canonical JSON, the same bytes for everybody, for ever.

Whoever downloads it computes SHA-256 over the file as it is and compares with what the county announced.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

from qingquan.ledger.rules import canonical
from qingquan.publication.rules.rows import ENDED_LABELS, EndedRow, Plain, PublicRow
from qingquan.publication.words import Outcome

FORMAT = "qingquan-catalogue/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """审核批准: the executive meeting that approved, its minutes, and the document that announces it.

    With it goes where the batch is made public, whom people call about it, and when it is looked at again.
    """

    meeting: str
    minutes_number: str
    approved_on: date
    document_number: str
    channels: tuple[str, ...]
    comment_hotline: str
    next_review_on: date

    def to_json(self) -> Plain:
        """Plain values."""
        return {
            "meeting": self.meeting,
            "minutes_number": self.minutes_number,
            "approved_on": self.approved_on.isoformat(),
            "document_number": self.document_number,
            "channels": list(self.channels),
            "comment_hotline": self.comment_hotline,
            "next_review_on": self.next_review_on.isoformat(),
        }


APPROVAL = tuple(place.name for place in fields(Approval))


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
    counted: tuple[tuple[Outcome, int], ...] = ()

    def to_json(self) -> Plain:
        """Plain values; what does not exist is null."""
        approval = self.approval.to_json() if self.approval else dict.fromkeys(APPROVAL)
        return {
            "format": FORMAT,
            "county": self.county,
            "number": self.number,
            "catalogue": self.catalogue,
            "title": self.title,
            "in_force_from": self.from_on.isoformat(),
            **approval,
            "published_on": self.published_on.isoformat() if self.published_on else None,
            "previous": {"number": self.previous[0], "sha256": self.previous[1]} if self.previous else None,
            "withheld": self.withheld,
            "counted": {outcome.label: number for outcome, number in self.counted},
        }


def snapshot(head: Head, rows: Sequence[PublicRow], ended: Sequence[EndedRow]) -> bytes:
    """The whole batch: its head, its items in their order, what it ended, and what the fields are called."""
    told = {"labels": ENDED_LABELS, "items": [row.to_json() for row in rows], "ended": [row.to_json() for row in ended]}
    return canonical(head.to_json() | told)


def content_digest(rows: Sequence[PublicRow], ended: Sequence[EndedRow]) -> str:
    """What the meeting approves: the items without the head, which gets its last words only when published."""
    return sha256(canonical([[row.to_json() for row in rows], [row.to_json() for row in ended]]))


def sha256(data: bytes) -> str:
    """In hexadecimal."""
    return hashlib.sha256(data).hexdigest()
