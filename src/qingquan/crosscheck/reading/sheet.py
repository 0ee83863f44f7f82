"""A list with a few known columns: its heading row found, each row below it as cells by column or a refusal."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qingquan.catalogue.reading.cells import SCIENTIFIC, stated
from qingquan.catalogue.reading.mapping import first_of, plain_heading
from qingquan.catalogue.reading.table import Row, Table
from qingquan.law import Refused

HEADINGS_WITHIN = 10


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the key of its cells, the headings it may stand under, the longest cell, whether it must be filled."""

    key: str
    headings: tuple[str, ...]
    longest: int = 500
    needed: bool = False

    @property
    def label(self) -> str:
        """As people are told of it."""
        return self.headings[0]


@dataclass(frozen=True, slots=True)
class Line:
    """One row: where it stands, its cells by column, and why it cannot be taken."""

    line: int
    cells: Mapping[str, str]
    refusal: str = ""


def lines(table: Table, columns: Sequence[Column]) -> Iterator[Line]:
    """Every filled row below the headings; a broken one is told and stops no other. `Refused` without headings."""
    heading, places = headings_of(table, columns)
    for row in table.rows:
        if row.line <= heading.line or not (row.broken or any(stated(cell) for cell in row.cells)):
            continue
        cells = {key: stated(row.cells[place]) for key, place in places.items() if place < len(row.cells)}
        yield Line(row.line, cells, wrong(row, cells, columns))


def headings_of(table: Table, columns: Sequence[Column]) -> tuple[Row, dict[str, int]]:
    """The row in which all needed columns stand, and the place of each column found in it."""
    for row in table.rows[:HEADINGS_WITHIN]:
        present = {plain_heading(cell): place for place, cell in reversed(list(enumerate(row.cells)))}
        found = {column.key: first_of(column.headings, present) for column in columns}
        places = {key: place for key, place in found.items() if place is not None}
        if all(column.key in places for column in columns if column.needed):
            return row, places
    needed = "、".join(f"“{column.label}”" for column in columns if column.needed)
    raise Refused(f"前 {HEADINGS_WITHIN} 行里找不到列名，至少要有{needed}各一列。")


def wrong(row: Row, cells: Mapping[str, str], columns: Sequence[Column]) -> str:
    """Why a row cannot be taken; empty when it can."""
    if row.broken:
        return f"{row.broken}，请改正后重新导入这一行。"
    for column in columns:
        cell = cells.get(column.key, "")
        if column.needed and not cell:
            return f"没有填写{column.label}。"
        if len(cell) > column.longest:
            return f"{column.label}有 {len(cell)} 个字，最多 {column.longest} 个，请核对是否错列。"
        if "\0" in cell or "�" in cell:
            return f"{column.label}含有乱码，请核对文件编码。"
        if column.key == "code" and SCIENTIFIC.fullmatch(cell):
            return f"编码“{cell}”被表格软件存成了科学记数，后几位已经丢失，请把这一列改为文本后重新导出。"
    return ""


def without_spaces(cell: str) -> str:
    """A code as it is meant."""
    return re.sub(r"\s", "", cell)
