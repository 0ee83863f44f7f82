"""From the bytes of a workbook to rows of texts. No Django here: this runs in a process of its own.

openpyxl reads row by row; nothing is read beyond the limits, and every cell that is no plain value is named.
"""

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from qingquan.campaign.rules.reduced import LONGEST
from qingquan.campaign.sheets.shape import (
    COLUMNS,
    FIRST_ROW,
    HEADING_ROW,
    MARK_ROW,
    MOST_LINES,
    MOST_ROWS,
    MOST_UNPACKED_BYTES,
    SHEET,
    Opened,
    Remark,
    SheetRow,
)
from qingquan.catalogue.reading.cells import cleaned
from qingquan.catalogue.reading.workbook import check_is_workbook, in_text
from qingquan.law import Refused

MERGED = re.compile(r'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
DIGITS_KEPT = 15
WIDEST = len(COLUMNS) + 20
# One more than a field may hold, so that a longer text is still known to be too long.
LONGEST_TEXT = LONGEST + 1
DAMAGED = (
    InvalidFileException,
    zipfile.BadZipFile,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    NotImplementedError,
)


def read_sheet(raw: bytes, name: str) -> Opened:
    """The template's sheet in the workbook; `Refused` in one sentence when there is none."""
    check_is_workbook(raw, name, MOST_UNPACKED_BYTES)
    try:
        book = load_workbook(BytesIO(raw), read_only=True, data_only=False)
        if SHEET not in book.sheetnames:
            raise Refused(
                f"“{name}”里没有名为“{SHEET}”的工作表（现有：{'、'.join(book.sheetnames[:8])}），"
                "请把内容填到从系统下载的模板里。"
            )
        sheet: Any = book[SHEET]
        merged = merged_areas(sheet, raw)
        return taken(sheet.iter_rows(max_row=MOST_LINES, max_col=WIDEST), merged, name)
    except Refused:
        raise
    except DAMAGED:
        # openpyxl reports a damaged part by whatever broke inside it.
        raise Refused(f"“{name}”不是完整的 XLSX 工作簿，请用表格软件打开后另存为 .xlsx。") from None


def merged_areas(sheet: Any, raw: bytes) -> list[str]:
    """The merged cells: reading row by row does not tell of them, so the sheet's own part is looked through."""
    path = str(sheet._worksheet_path)
    with zipfile.ZipFile(BytesIO(raw)).open(path) as part:
        text = part.read(MOST_UNPACKED_BYTES).decode("utf-8", "replace")
    return [area for area in MERGED.findall(text) if (range_boundaries(area)[3] or 0) >= HEADING_ROW]


def taken(lines: Iterator[Any], merged: list[str], name: str) -> Opened:
    """Mark, headings and rows, with what is wrong with each cell."""
    mark = ""
    headings: dict[int, str] = {}
    filled = 0
    rows: list[SheetRow] = []
    remarks = [
        Remark(area.split(":")[0], 0, "", f"{area} 是合并单元格，请取消合并，每一行单独填写。") for area in merged
    ]
    for line, cells in enumerate(lines, 1):
        if line == MARK_ROW:
            mark = next((in_text(cell.value) for cell in cells if cell.value is not None), "")
        elif line == HEADING_ROW:
            headings, wrong = placed(cells)
            remarks += wrong
        elif line >= FIRST_ROW and any(cell.value is not None for cell in cells):
            filled += 1
            if filled > MOST_ROWS:
                raise Refused(f"“{name}”超过 {MOST_ROWS} 行，请删除多余的行，或者分成几份报送。")
            row = row_of(line, cells, headings)
            if any(row.texts.values()) or row.remarks:
                rows.append(row)
    return Opened(mark, tuple(rows), tuple(remarks))


def placed(cells: Any) -> tuple[dict[int, str], list[Remark]]:
    """Which column of the file holds which field; every column of the template must be there."""
    known = {column.label: column.key for column in COLUMNS}
    found: dict[int, str] = {}
    for place, cell in enumerate(cells, 1):
        label = "".join(cleaned(in_text(cell.value)).split()).removesuffix("*")
        if label in known and known[label] not in found.values():
            found[place] = known[label]
    lacking = [column.label for column in COLUMNS if column.key not in found.values()]
    if not lacking:
        return found, []
    named = "、".join(lacking[:6]) + ("等" if len(lacking) > 6 else "")
    words = f"缺少列：{named}。请重新下载模板，不要删改第 {HEADING_ROW} 行的列名。"
    return found, [Remark(f"A{HEADING_ROW}", HEADING_ROW, "", words)]


def row_of(line: int, cells: Any, headings: dict[int, str]) -> SheetRow:
    """One line as texts."""
    texts: dict[str, str] = {}
    places: dict[str, str] = {}
    wrong: list[Remark] = []
    for place, cell in enumerate(cells, 1):
        key = headings.get(place)
        if key is None:
            continue
        address = f"{get_column_letter(place)}{line}"
        places[key] = address
        text, complaint = text_of(cell, key)
        texts[key] = text
        if complaint:
            wrong.append(Remark(address, line, key, complaint))
    return SheetRow(line, texts, places, tuple(wrong))


def text_of(cell: Any, key: str) -> tuple[str, str]:
    """The text of a cell, and what is wrong with it as a cell."""
    value = cell.value
    if value is None:
        return "", ""
    text = in_text(value)
    return text[:LONGEST_TEXT], complaint(value, getattr(cell, "data_type", "s"), text, key)


def complaint(value: object, kind: str, text: str, key: str) -> str:
    """Why a cell is no plain value; empty when it is one."""
    if kind == "f":
        return "是公式，不是填写的内容；请复制后“选择性粘贴为数值”。"
    if kind == "e":
        return f"是公式算错的结果 {text[:20]}，请改填内容。"
    if isinstance(value, datetime | date | time | timedelta):
        return "被表格软件当成了日期，请把单元格格式改为“文本”或者“常规”后重新填写。"
    if key == "code" and isinstance(value, int | float) and len(str(int(value))) > DIGITS_KEPT:
        return "编码被存成了数字，后几位已经丢失，请把这一列改为文本后重新填写。"
    return "含有乱码，请重新填写。" if "\0" in text or "\N{REPLACEMENT CHARACTER}" in text else ""
