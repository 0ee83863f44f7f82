"""A batch as a document in official layout: the notice under its red head, the catalogue organ by organ."""

import json
import re
import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from functools import lru_cache
from itertools import groupby
from pathlib import Path

import typst

from qingquan.papers.printing import LACKING, SHANGHAI, fonts, in_chinese
from qingquan.publication.rules.outcomes import in_numbers
from qingquan.publication.rules.rows import EndedRow, PublicRow
from qingquan.publication.rules.snapshot import Head
from qingquan.publication.words import Outcome

TEMPLATES = Path(__file__).parent / "typst"
_LACKING = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


@dataclass(frozen=True, slots=True)
class Notice:
    """What is printed: who announces, to whom, and the batch."""

    government: str
    head: Head
    rows: tuple[PublicRow, ...]
    ended: tuple[EndedRow, ...]
    difference: tuple[str, ...]
    sha256: str
    address: str
    demo: bool


@lru_cache(maxsize=12)
def to_pdf(notice: Notice) -> bytes:
    """The document; kept, because everybody downloads the same one."""
    head = notice.head
    day = head.published_on or head.from_on
    return _press.print(contents(notice), made_at=datetime.combine(day, time(), SHANGHAI))


def contents(notice: Notice) -> str:
    """The data of the template as JSON; never read as markup."""
    head, approval = notice.head, notice.head.approval
    plain = {
        "government": notice.government,
        "title": head.title,
        "number": head.number,
        "catalogue": head.catalogue,
        "document_number": approval.document_number if approval else "（文号待定）",
        "approved": f"{in_chinese(approval.approved_on)}{approval.meeting}" if approval else "",
        "from_on": in_chinese(head.from_on),
        "date": in_chinese(head.published_on) if head.published_on else "",
        "draft": head.published_on is None,
        "counted": in_numbers(head.counted),
        "channels": "、".join(approval.channels) if approval else "",
        "comment_hotline": approval.comment_hotline if approval else "",
        "next_review": in_chinese(approval.next_review_on) if approval else "",
        "withheld": str(head.withheld) if head.withheld else "",
        "difference": list(notice.difference),
        "sha256": notice.sha256,
        "address": notice.address,
        "demo": notice.demo,
        "total": str(len(notice.rows)),
        "organs": by_organ(notice.rows),
        "ended": [ended_cells(place, each) for place, each in enumerate(notice.ended, 1)],
    }
    return json.dumps(plain, ensure_ascii=False)


def by_organ(rows: Sequence[PublicRow]) -> list[dict[str, object]]:
    """The rows under their organs, numbered through."""
    numbered = enumerate(rows, 1)
    return [
        {"name": organ, "rows": [cells(place, row) for place, row in group]}
        for organ, group in groupby(numbered, key=lambda each: each[1].organ)
    ]


def cells(place: int, row: PublicRow) -> dict[str, str]:
    """One row as it is printed, by the names the template uses."""
    limits = [("法定", row.legal_limit), ("承诺", row.promise)]
    texts = {
        "name": row.name,
        "code": row.code,
        "kind": row.power_type,
        "subject": row.subject,
        "bases": row.bases,
        "level": row.level,
        "process": row.process,
        "flowchart": row.flowchart,
        "time": "\n".join(f"{which}{limit}" for which, limit in limits if limit),
        "fees": row.fees,
        "phone": row.supervise_phone,
        "outcome": "" if row.outcome == Outcome.KEPT.label else row.outcome,
    }
    return {"place": str(place)} | {name: printable(text) for name, text in texts.items()}


def ended_cells(place: int, each: EndedRow) -> list[str]:
    """Number, name, code, type, organ, basis, what became of it and from when, why, document."""
    row, day = each.row, in_chinese(each.on)
    became = f"{row.outcome}\n自{day}起"
    texts = [row.name, row.code, row.power_type, row.organ, row.bases, became, each.reason, each.document]
    return [str(place), *(printable(text) for text in texts)]


def printable(text: str) -> str:
    """Without characters that cannot be printed."""
    kept = unicodedata.normalize("NFC", text)
    return "".join(char for char in kept if char == "\n" or unicodedata.category(char) not in _UNPRINTABLE)


class _Press(threading.local):
    """A compiler that keeps its fonts, one for each thread: compiling changes it."""

    def __init__(self) -> None:
        self.compiler = typst.Compiler(
            str(TEMPLATES / "batch.typ"), root=str(TEMPLATES), font_paths=fonts(), ignore_system_fonts=True
        )

    def print(self, data: str, *, made_at: datetime) -> bytes:
        """Compile to PDF/A; characters the fonts lack are printed as 〓, one round for each run of them."""
        while True:
            try:
                pdf = self.compiler.compile(
                    format="pdf",
                    sys_inputs={"data": data},
                    pdf_standards=["a-2b"],
                    timestamp=int(made_at.timestamp()),
                )
            except typst.TypstError as problem:
                lacking = _LACKING.search(problem.message)
                if lacking is None:
                    raise
                data = data.translate({ord(char): LACKING for char in lacking[1] if not char.isspace()})
                continue
            assert isinstance(pdf, bytes)
            return pdf


_press = _Press()
