"""All rows of a list, each by itself: a version, a version with something not understood, or a refusal."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qingquan.catalogue.reading.cells import SCIENTIFIC, cleaned, stated
from qingquan.catalogue.reading.elements import facts_of
from qingquan.catalogue.reading.mapping import Layout
from qingquan.catalogue.reading.table import Row, Table
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.law import Refused

LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class RowResult:
    """One row: its line, its code, the version or the reason why there is none, and what was not understood."""

    line: int
    code: str
    name: str
    facts: VersionFacts | None = None
    unread: tuple[str, ...] = ()
    refusal: str = ""


def read_rows(table: Table, layout: Layout) -> Iterator[RowResult]:
    """Every row below the headings. A broken row is answered with its reason and never stops the next."""
    first_line: dict[str, int] = {}
    for row in table.rows:
        empty = not row.broken and not any(cleaned(cell) for cell in row.cells)
        if row.line <= layout.heading_row or empty:
            continue
        cells = cells_of(row, layout)
        code, name = re.sub(r"\s", "", cleaned(cells.get("code", ""))), stated(cells.get("name", ""))
        try:
            check_row(row, layout)
            check_identity(code, name, first_line)
            facts, unread = facts_of(layout, cells | {"code": code})
        except Refused as no:
            yield RowResult(row.line, code, name, refusal=str(no))
            continue
        first_line[code] = row.line
        yield RowResult(row.line, code, name, facts, unread)


def cells_of(row: Row, layout: Layout) -> dict[str, str]:
    """The row's cells by element; a place beyond the row's end is empty."""
    return {element: row.cells[place] for element, place in layout.places.items() if place < len(row.cells)}


def check_row(row: Row, layout: Layout) -> None:
    """A row has as many cells as there are headings, or its cells stand under wrong ones."""
    if row.broken:
        raise Refused(f"{row.broken}，请改正后重新导入这一行。")
    wide = len(row.cells) > layout.width and any(cleaned(cell) for cell in row.cells[layout.width :])
    if wide or len(row.cells) < layout.width:
        raise Refused(f"这一行有 {len(row.cells)} 列，标题有 {layout.width} 列，请核对逗号和引号。")
    if any("\0" in cell or "�" in cell for cell in row.cells):
        raise Refused("这一行含有乱码，请核对文件编码。")


def check_identity(code: str, name: str, first_line: dict[str, int]) -> None:
    """A row must say which item it is, once."""
    if SCIENTIFIC.fullmatch(code):
        raise Refused(f"编码“{code}”被表格软件存成了科学记数，后几位已经丢失，请把这一列改为文本后重新导出。")
    if not code:
        raise Refused("没有事项编码，请填写实施编码或本地编码。")
    if not name:
        raise Refused("没有事项名称，请补充。")
    if len(name) > LONGEST_NAME:
        raise Refused(f"事项名称有 {len(name)} 个字，最多 {LONGEST_NAME} 个，请核对是否错列。")
    if code in first_line:
        raise Refused(f"编码“{code}”与第 {first_line[code]} 行重复，请核对。")
