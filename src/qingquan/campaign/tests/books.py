"""Workbooks as organs send them, bent in one way each."""

from collections.abc import Callable
from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from qingquan.campaign.models import OrganReport
from qingquan.campaign.reading.workbooks import report_workbook
from qingquan.campaign.sheets.shape import FIRST_ROW, LETTERS, SHEET

GOOD = {
    "name": "水工程建设规划同意书",
    "power_type": "行政许可",
    "legal_bases": "《中华人民共和国水法》第十九条",
    "duty": "负责水工程管理。",
    "exercise_levels": "县级",
    "legal_limit": 20,
    "legal_unit": "工作日",
    "promise": 10,
    "promise_unit": "工作日",
    "cases_last_year": 3,
}


def bent(report: OrganReport, bend: Callable[[Worksheet], object] | None = None) -> bytes:
    """The report's own workbook, changed by hand."""
    book = load_workbook(BytesIO(report_workbook(report)))
    sheet = book[SHEET]
    if bend:
        bend(sheet)
    return saved(book)


def put(sheet: Worksheet, line: int, **cells: object) -> None:
    """Type into the cells of a line."""
    for key, value in cells.items():
        sheet[f"{LETTERS[key]}{line}"].value = value


def new_row(sheet: Worksheet, line: int = FIRST_ROW, **cells: object) -> None:
    """A row of a new item, right but for what is given."""
    put(sheet, line, **(GOOD | cells))


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    out = BytesIO()
    book.save(out)
    return out.getvalue()
