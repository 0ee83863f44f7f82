"""XLSX workbooks: the first sheet with content, merged cells filled, stored results of formulas, days as days."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from qingquan.law import Refused

MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\b[^>]*?\bref\s*=\s*["']([^"']{1,40})["']""")
# Fifty thousand lines with four columns merged throughout; wider than any list; 200,000 lines of ten columns.
MOST_MERGED, MOST_COLUMNS, MOST_CELLS = 200_000, 500, 2_000_000


def read_workbook(raw: bytes, name: str, most_bytes: int, most_rows: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Row number and cells of each row that holds anything."""
    check_is_workbook(raw, name, most_bytes)
    try:
        book = load_workbook(BytesIO(raw), data_only=True)
    except (InvalidFileException, KeyError, ValueError, TypeError, AttributeError, zipfile.BadZipFile):
        # openpyxl reports a damaged part by whatever broke inside it.
        raise Refused(f"“{name}”不是完整的 XLSX 工作簿，请用表格软件打开后另存。") from None
    sheet = first_filled(book, name)
    if sheet.max_row > most_rows:
        raise Refused(f"“{name}”的表格超过 {most_rows} 行，请删除多余的空行或者分成几份导入。")
    check_extent(sheet, name)
    merged = merged_values(sheet)
    for line, row in enumerate(sheet.iter_rows(), 1):
        cells = tuple(in_text(merged.get((line, place), cell.value)) for place, cell in enumerate(row, 1))
        if any(cells):
            yield line, cells


def check_is_workbook(raw: bytes, name: str, most_bytes: int) -> None:
    """A zip file that holds a workbook and does not unpack to more than the limit."""
    try:
        parts = zipfile.ZipFile(BytesIO(raw)).infolist()
    except zipfile.BadZipFile:
        raise Refused(f"“{name}”已损坏，请重新取得。") from None
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise Refused(f"“{name}”是压缩包而不是 XLSX 工作簿，请解压后逐个导入其中的表格。")
    if sum(part.file_size for part in parts) > most_bytes:
        raise Refused(f"“{name}”展开后超过 {most_bytes // 1024 // 1024} MB，请分成几份导入。")
    check_merged(raw, name)


def check_merged(raw: bytes, name: str) -> None:
    """Merged areas of a size that people make.

    One may name a whole sheet, seventeen billion cells, and openpyxl makes an object of each while it opens the book.
    """
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        try:
            sheets = [archive.read(part) for part in archive.namelist() if part.startswith("xl/worksheets/")]
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError):
            raise Refused(f"“{name}”不是完整的 XLSX 工作簿，请用表格软件打开后另存。") from None
    try:
        cells = sum(cells_of(area.decode()) for sheet in sheets for area in MERGED.findall(sheet))
    except (ValueError, TypeError):
        raise Refused(f"“{name}”的合并单元格写法不对，请用表格软件打开后另存。") from None
    if cells > MOST_MERGED:
        raise Refused(f"“{name}”的合并单元格覆盖 {cells} 个格子，请取消合并后再导入。")


def cells_of(area: str) -> int:
    """How many cells an area like C3:C4 covers; TypeError for one without lines or columns, which no merged area is."""
    left, first, right, last = range_boundaries(area)
    if left is None or first is None or right is None or last is None:
        raise TypeError(area)
    return (right - left + 1) * (last - first + 1)


def check_extent(sheet: Worksheet, name: str) -> None:
    """Not a sheet with one cell far away: openpyxl makes an object of every empty one up to it while it is read."""
    cells = sheet.max_row * sheet.max_column
    if sheet.max_column > MOST_COLUMNS or cells > MOST_CELLS:
        raise Refused(
            f"“{name}”的表格有 {sheet.max_row} 行、{sheet.max_column} 列，多半是远处有多余的内容；"
            "请删去有用内容右边的列和下边的行，再导入。"
        )


def first_filled(book: Workbook, name: str) -> Worksheet:
    """The first visible sheet with more than one cell."""
    for sheet in book.worksheets:
        if isinstance(sheet, Worksheet) and sheet.sheet_state == "visible" and sheet.max_row * sheet.max_column > 1:
            return sheet
    raise Refused(f"“{name}”里没有任何内容。")


def merged_values(sheet: Worksheet) -> dict[tuple[int, int], object]:
    """For each cell under a merged one, the value shown in it."""
    found: dict[tuple[int, int], object] = {}
    for area in sheet.merged_cells.ranges:
        value = sheet.cell(area.min_row, area.min_col).value
        for line, place in area.cells:
            found[line, place] = value
    return found


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
