"""The workbook to fill in: nine sheets with their headings, words to choose from, and a page that explains them."""

import csv
import io
from collections.abc import Iterable, Mapping
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from qingquan.desk.setup_sheets.columns import GUIDE, SHEETS, Sheet

FILLED = PatternFill("solid", start_color="E8EEF4")
# Cells of so many rows are text, so that a spreadsheet keeps 001 and eighteen digits as they are.
READY = 500

Rows = Mapping[str, Iterable[Iterable[str]]]


def template(rows: Rows | None = None) -> bytes:
    """The workbook as a file; `rows` by sheet name are written below the headings."""
    book = Workbook()
    guide = book.active
    assert isinstance(guide, Worksheet)
    _write_guide(guide)
    for sheet in SHEETS:
        _write_sheet(book.create_sheet(sheet.name), sheet, (rows or {}).get(sheet.name, ()))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def as_csv(sheet: Sheet, rows: Iterable[Iterable[str]] = ()) -> bytes:
    """One sheet as a CSV file; UTF-8 with its mark, since spreadsheets guess wrong without."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(sheet.headings)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def _write_guide(page: Worksheet) -> None:
    page.title = GUIDE
    page.append(("表", "列", "必填", "怎么填", "例"))
    for sheet in SHEETS:
        for column in sheet.columns:
            words = f"{column.says}（{'、'.join(column.choices)}）" if column.choices else column.says
            page.append((sheet.name, column.name, "是" if column.needed else "", words, column.example))
    page.append(())
    for sheet in SHEETS:
        page.append((sheet.name, sheet.says))
    page.append(("全部", "从上到下检查，有一处不对就一行也不录入；改好后整份再导一次，已经录入的行不会重复。"))
    _dress(page, (10, 18, 8, 60, 34))
    for row in page.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=cell.column == 4, vertical="top")
            cell.number_format = "@"


def _write_sheet(page: Worksheet, sheet: Sheet, rows: Iterable[Iterable[str]]) -> None:
    page.append(sheet.headings)
    for cells in rows:
        page.append(tuple(cells))
    _dress(page, tuple(max(14, len(column.name) * 2 + 4, len(column.example) + 6) for column in sheet.columns))
    for place, column in enumerate(sheet.columns, 1):
        letter = get_column_letter(place)
        for line in range(2, max(page.max_row, READY) + 1):
            page.cell(line, place).number_format = "@"
        if column.choices:
            words = DataValidation(type="list", formula1=f'"{",".join(column.choices)}"', allow_blank=True)
            words.error, words.errorTitle = "请从所列的词里选一个。", column.name
            page.add_data_validation(words)
            words.add(f"{letter}2:{letter}{READY}")


def _dress(page: Worksheet, widths: tuple[int, ...]) -> None:
    """Headings that stay in sight, and columns as wide as what goes into them."""
    page.freeze_panes = "A2"
    for place, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(place)].width = width
        page.cell(1, place).font = Font(bold=True)
        page.cell(1, place).fill = FILLED
