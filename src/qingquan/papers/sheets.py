"""Papers of the county that belong to no case: deeds, statements, lists. One layout, filled with blocks of data.

A block is a paragraph, a heading or a table; nothing of it is ever read as markup.
"""

import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

import typst

from qingquan.papers.printing import SHANGHAI, TEMPLATES, fonts, in_chinese, qr_code
from qingquan.papers.seals import organ_seal


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of the text: `text` alone is a paragraph, `heading` a heading, `columns` with `rows` a table."""

    text: str = ""
    heading: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    def plain(self) -> dict[str, object]:
        """As the template and the database take it."""
        kind = "table" if self.columns else "heading" if self.heading else "par"
        rows = [list(row) for row in self.rows]
        return {"kind": kind, "text": self.heading or self.text, "columns": list(self.columns), "rows": rows}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A paper: whose, its number and title, what it says, and the day under the signature."""

    organ: str
    number: str
    title: str
    on: date
    blocks: Sequence[Block]
    sealed: bool = True
    demo: bool = False
    foot: Sequence[str] = field(default_factory=tuple)


def plain(sheet: Sheet) -> dict[str, object]:
    """The sheet as JSON, to be kept with what it attests."""
    return {
        "organ": sheet.organ,
        "number": sheet.number,
        "title": sheet.title,
        "on": sheet.on.isoformat(),
        "blocks": [block.plain() for block in sheet.blocks],
        "sealed": sheet.sealed,
        "demo": sheet.demo,
        "foot": list(sheet.foot),
    }


class _Press(threading.local):
    """A compiler for each thread, with the fonts found once."""

    def __init__(self) -> None:
        self.compiler = typst.Compiler(
            str(TEMPLATES / "sheet.typ"), root=str(TEMPLATES), font_paths=fonts(), ignore_system_fonts=True
        )


_press = _Press()


def printed(kept: Mapping[str, object], *, verify_url: str = "") -> bytes:
    """The PDF of a sheet as `plain` wrote it: the same data gives the same bytes."""
    on = date.fromisoformat(str(kept["on"]))
    seal = organ_seal(str(kept["organ"]), demo=bool(kept["demo"])) if kept["sealed"] else ""
    data = {**kept, "date": in_chinese(on), "seal_svg": seal, "qr": qr_code(verify_url) if verify_url else ""}
    pdf = _press.compiler.compile(
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=int(datetime.combine(on, time(), SHANGHAI).timestamp()),
    )
    assert isinstance(pdf, bytes)
    return pdf
