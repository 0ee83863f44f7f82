"""Records in the tables of the standard as files: XLSX, CSV and JSON; what does not fit is told beside them."""

import csv
import io
import json
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from qingquan.exchange.files import harmless
from qingquan.exchange.rules.elements import STANDARD
from qingquan.exchange.rules.tables import TABLES, Record
from qingquan.exchange.words import Layout, RecordForm, RecordTable

UNFIT = ("行", "字段", "标准格式", "说明")
WIDTH = 22


def write(table: RecordTable, records: Sequence[Record], form: RecordForm, layout: Layout) -> bytes:
    """The records as a file."""
    if form is RecordForm.JSON:
        return as_json(table, records, layout)
    return as_csv(table, records) if form is RecordForm.CSV else as_xlsx(table, records)


def as_json(table: RecordTable, records: Sequence[Record], layout: Layout) -> bytes:
    """The values under the table's identifiers, with what they are called and what does not fit."""
    told = {
        "standard": STANDARD,
        "table": table.label,
        "moments": layout.label,
        "labels": {each.key: each.label for each in TABLES[table]},
        "formats": {each.key: each.format.text for each in TABLES[table]},
        "records": [each.values for each in records],
        "unfit": [dict(zip(("row", "field", "format", "why"), line, strict=True)) for line in unfit(records)],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def as_csv(table: RecordTable, records: Sequence[Record]) -> bytes:
    """Chinese headings, with the mark spreadsheets know."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([each.label for each in TABLES[table]])
    writer.writerows([harmless(each.values[column.key]) for column in TABLES[table]] for each in records)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def as_xlsx(table: RecordTable, records: Sequence[Record]) -> bytes:
    """Two sheets: the records, every cell text so that no code loses its zeros, and what does not fit."""
    book = Workbook(write_only=True)
    headings = [f"{each.label}\n{each.key} {each.format.text}" for each in TABLES[table]]
    rows = ([each.values[column.key] for column in TABLES[table]] for each in records)
    put(book, table.label, headings, rows)
    put(book, "超出标准的", UNFIT, ([str(each) for each in line] for line in unfit(records)))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def put(book: Workbook, name: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A sheet whose heads stay in view."""
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "B2"
    for place in range(1, len(headings) + 1):
        sheet.column_dimensions[get_column_letter(place)].width = WIDTH
    sheet.append([cell(sheet, text, bold=True) for text in headings])
    for row in rows:
        sheet.append([cell(sheet, text) for text in row])


def cell(sheet: WriteOnlyWorksheet, text: str, *, bold: bool = False) -> Cell:
    """A cell that is text whatever it begins with; signs a workbook cannot hold are left out."""
    made = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", text))
    made.data_type = "s"
    made.font, made.alignment = Font(bold=bold), Alignment(wrap_text=True, vertical="top")
    return made


def unfit(records: Sequence[Record]) -> list[tuple[int, str, str, str]]:
    """Row by row what does not fit: (row, field, format, why). Values leave whole; the receiver is told."""
    return [
        (place, column.label, column.format.text, why)
        for place, each in enumerate(records, 1)
        for column, why in each.unfit
    ]
