"""XLSX workbooks, line by line: the first sheet with content, merged cells filled, formulas' results, days as days.

Nothing is ever held of a book but the line being read, its shared texts, and where cells are merged.
"""

import re
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from qingquan.law import Refused

MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\b[^>]*?\bref\s*=\s*["']([^"']{1,40})["']""")
LONGEST_MERGED = 400
CHUNK = 1024 * 1024
# Fifty thousand lines with four columns merged throughout; wider than any list; 200,000 lines of ten columns.
MOST_MERGED, MOST_COLUMNS, MOST_CELLS = 200_000, 500, 2_000_000
# A text stands once in a book however many cells show it, so a small file may show more than any memory holds.
MOST_TEXT = 100_000_000
DAMAGED = (
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
)

Area = tuple[int, int, int, int]
Cells = tuple[int, tuple[str, ...]]


def read_workbook(raw: bytes, name: str, most_bytes: int, most_rows: int) -> Iterator[Cells]:
    """Row number and cells of each row that holds anything."""
    for sheet, rows in sheets_of(raw, name, most_bytes, most_rows):
        if sheet.sheet_state == "visible" and more_than_a_cell(sheet, name):
            yield from rows
            return
    raise Refused(f"“{name}”里没有任何内容。")


def sheets_of(raw: bytes, name: str, most_bytes: int, most_rows: int) -> Iterator[tuple[Any, Iterator[Cells]]]:
    """Each sheet with its rows, which are read as they are asked for."""
    check_is_workbook(raw, name, most_bytes)
    try:
        book = load_workbook(BytesIO(raw), read_only=True, data_only=True)
        for sheet in book.worksheets:
            # What a sheet says of its own size is often wrong.
            sheet.reset_dimensions()
            yield sheet, rows_of(raw, sheet, name, most_rows)
    except DAMAGED:
        # openpyxl reports a damaged part by whatever broke inside it.
        raise Refused(damaged(name)) from None


def damaged(name: str) -> str:
    """What is said of a book that cannot be read to its end."""
    return f"“{name}”不是完整的 XLSX 工作簿，请用表格软件打开后另存。"


def more_than_a_cell(sheet: Any, name: str) -> bool:
    """Whether a sheet has a second cell, or a second line."""
    try:
        first = next(sheet.iter_rows(values_only=True), ())
        return len(first) > 1 or any(True for _ in sheet.iter_rows(min_row=2, values_only=True))
    except DAMAGED:
        raise Refused(damaged(name)) from None


def rows_of(raw: bytes, sheet: Any, name: str, most_rows: int) -> Iterator[Cells]:
    """The rows of one sheet that hold anything; more than people make is refused before it is held."""
    try:
        merged = Merged(merged_areas(raw, str(sheet._worksheet_path)))
        cells = texts = widest = 0
        for line, row in enumerate(sheet.iter_rows(values_only=True), 1):
            if line > most_rows:
                raise Refused(f"“{name}”的表格超过 {most_rows} 行，请删除多余的空行或者分成几份导入。")
            found = tuple(map(in_text, merged.filled(line, row)))
            # A sheet leaves out the empty cells at the end of a line.
            widest = max(widest, len(found))
            cells += widest if found else 0
            check_extent(line, widest, cells, name)
            found += ("",) * (widest - len(found) if found else 0)
            texts += sum(map(len, found))
            if texts > MOST_TEXT:
                raise Refused(f"“{name}”的文字超过 {MOST_TEXT // 10_000} 万字，请分成几份导入。")
            if any(found):
                yield line, found
    except DAMAGED:
        raise Refused(damaged(name)) from None


class Merged:
    """Which cell shows the value of which; their values as the lines go by."""

    def __init__(self, areas: list[Area]) -> None:
        self.shown: dict[int, dict[int, tuple[int, int]]] = defaultdict(dict)
        self.values: dict[tuple[int, int], object] = {}
        for left, first, right, last in areas:
            for line in range(first, last + 1):
                self.shown[line] |= dict.fromkeys(range(left, right + 1), (first, left))

    def filled(self, line: int, row: tuple[object, ...]) -> tuple[object, ...]:
        """A line with what its merged cells show."""
        here = self.shown.get(line)
        if not here:
            return row
        cells = [*row, *[None] * (max(here) - len(row))]
        for place, origin in sorted(here.items()):
            if origin == (line, place):
                self.values[origin] = cells[place - 1]
            cells[place - 1] = self.values.get(origin)
        return tuple(cells)


def check_is_workbook(raw: bytes, name: str, most_bytes: int) -> None:
    """A zip file that holds a workbook and does not unpack to more than the limit."""
    try:
        parts = zipfile.ZipFile(BytesIO(raw)).infolist()
    except zipfile.BadZipFile:
        raise Refused(f"“{name}”已损坏，请重新取得。") from None
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise Refused(f"“{name}”是压缩包而不是 XLSX 工作簿，请解压后逐个导入其中的表格。")
    # No part gives more than it says here: what reads it stops there.
    if sum(part.file_size for part in parts) > most_bytes:
        raise Refused(f"“{name}”展开后超过 {most_bytes // 1024 // 1024} MB，请分成几份导入。")
    for part in parts:
        if part.filename.startswith("xl/worksheets/") and not part.is_dir():
            check_merged(raw, part.filename, name)


def check_merged(raw: bytes, part: str, name: str) -> None:
    """Merged areas of a size that people make: one may name a whole sheet, seventeen billion cells."""
    try:
        cells = sum((right - left + 1) * (last - first + 1) for left, first, right, last in merged_areas(raw, part))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise Refused(damaged(name)) from None
    except (ValueError, TypeError):
        raise Refused(f"“{name}”的合并单元格写法不对，请用表格软件打开后另存。") from None
    if cells > MOST_MERGED:
        raise Refused(f"“{name}”的合并单元格覆盖 {cells} 个格子，请取消合并后再导入。")


def merged_areas(raw: bytes, part: str) -> list[Area]:
    """The merged areas of a sheet; reading line by line does not tell of them, so its part is looked through."""
    found: list[Area] = []
    tail = b""
    with zipfile.ZipFile(BytesIO(raw)).open(part) as file:
        while chunk := file.read(CHUNK):
            tail += chunk
            end = max(0, len(tail) - LONGEST_MERGED)
            for area in MERGED.finditer(tail):
                found.append(area_of(area[1].decode()))
                end = max(end, area.end())
            tail = tail[end:]
    return found


def area_of(text: str) -> Area:
    """An area like C3:C4; TypeError for one without lines or columns, which no merged area is."""
    left, first, right, last = range_boundaries(text)
    if left is None or first is None or right is None or last is None:
        raise TypeError(text)
    return left, first, right, last


def check_extent(line: int, columns: int, cells: int, name: str) -> None:
    """Not a sheet with one cell far away: every empty one up to it would be made."""
    if columns > MOST_COLUMNS or cells > MOST_CELLS:
        raise Refused(
            f"“{name}”的表格到第 {line} 行有 {columns} 列、共 {cells} 个格子，多半是远处有多余的内容；"
            "请删去有用内容右边的列和下边的行，再导入。"
        )


def in_text(value: object) -> str:
    """A cell as text: whole numbers without a point, days as 2026-03-02, yes and no as 是 and 否."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    return str(value)
