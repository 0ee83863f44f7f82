"""A batch as tables: CSV for programs and spreadsheets alike, XLSX with the announcement's head and the difference."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.properties import PageSetupProperties

from qingquan.publication.rules.numbers import edition_day
from qingquan.publication.rules.outcomes import in_numbers
from qingquan.publication.rules.rows import ENDED_LABELS, ENDING_LABELS, LABELS, EndedRow, PublicRow
from qingquan.publication.rules.snapshot import Head

# In characters of a Chinese sheet; a column not named here is narrow.
WIDTHS = {
    "place": 6,
    "name": 44,
    "bases": 60,
    "process": 44,
    "flowchart": 40,
    "organ": 24,
    "code": 36,
    "fees": 30,
    "digest": 20,
    "supervise_phone": 20,
    "ended_reason": 40,
    "ended_document": 26,
}
NARROW = 14
# As the format numbers paper (ECMA-376, ST_PaperSize).
A3 = 8
# A spreadsheet would run what begins so as a formula.
RUNS = ("=", "+", "-", "@", "\t")
LISTED_SAID, ENDED_SAID = "列入目录", "退出目录"
NOTHING = ("",) * len(ENDING_LABELS)
FIRST = ("code", "base_code", "name", "organ", "outcome", *ENDING_LABELS)
LEFT = {name: ENDED_LABELS[name] for name in dict.fromkeys((*FIRST, *LABELS))}
"""The columns of what left: whose it was, what became of it, then all it said."""


def to_csv(head: Head, rows: Sequence[PublicRow], ended: Sequence[EndedRow]) -> bytes:
    """UTF-8 with the mark by which spreadsheets know it; the first line names the fields.

    One table: what the batch lists, then what left the catalogue, each row saying which and in which batch.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["批次号", "公布文号", "序号", "状态", *ENDED_LABELS.values()])
    document = head.approval.document_number if head.approval else ""
    listed = ((LISTED_SAID, row.cells(), NOTHING) for row in rows)
    gone = ((ENDED_SAID, each.row.cells(), each.ending().values()) for each in ended)
    for place, (said, cells, ending) in enumerate(chain(listed, gone), 1):
        writer.writerow([head.number, document, place, said, *map(harmless, cells), *map(harmless, map(str, ending))])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def harmless(cell: str | int) -> str | int:
    """A cell that a spreadsheet takes for text, whatever an organ wrote into it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(RUNS) else cell


def to_xlsx(
    head: Head, rows: Sequence[PublicRow], ended: Sequence[EndedRow], difference: Sequence[str], sha256: str
) -> bytes:
    """Three sheets: the catalogue, what left it, and what the batch says of itself."""
    book = Workbook(write_only=True)
    put_table(book, "目录", head.title, LABELS, (row.cells() for row in rows))
    left = ([plain[name] for name in LEFT] for each in ended if (plain := each.to_json()))
    title = f"退出目录的事项（{head.number}）" if ended else f"{head.number}没有退出目录的事项"
    put_table(book, "退出目录", title, LEFT, left)
    about = book.create_sheet("公布说明")
    about.column_dimensions["A"].width, about.column_dimensions["B"].width = 18, 100
    for term, text in told(head, sha256):
        about.append([cell(about, term, bold=True), cell(about, text)])
    for place, sentence in enumerate(difference):
        about.append([cell(about, "" if place else "与上一批相比", bold=True), cell(about, sentence)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def put_table(
    book: Workbook, name: str, title: str, labels: Mapping[str, str], rows: Iterable[Sequence[object]]
) -> None:
    """A sheet with its title, the names of its columns, and its rows numbered; it prints on wide pages."""
    sheet = book.create_sheet(name)
    for place, field in enumerate(["place", *labels], 1):
        sheet.column_dimensions[get_column_letter(place)].width = WIDTHS.get(field, NARROW)
    sheet.freeze_panes = "A3"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A3
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr = 0, PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "2:2"
    sheet.append([cell(sheet, title, bold=True, size=14)])
    sheet.append([cell(sheet, text, bold=True, filled=True) for text in ("序号", *labels.values())])
    for place, row in enumerate(rows, 1):
        sheet.append([place, *(cell(sheet, value if isinstance(value, int) else str(value)) for value in row)])


def told(head: Head, sha256: str) -> list[tuple[str, str]]:
    """What a batch says of itself, line by line."""
    approval = head.approval
    lines = [("标题", head.title), ("批次号", head.number), ("施行日期", edition_day(head.from_on))]
    if approval is not None:
        lines += [
            ("公布文号", approval.document_number),
            ("审核批准", f"{edition_day(approval.approved_on)}{approval.meeting}（{approval.minutes_number}）"),
            ("公布渠道", "、".join(approval.channels)),
            ("意见电话", approval.comment_hotline),
            ("下次复查", edition_day(approval.next_review_on)),
        ]
    if head.published_on is not None:
        lines.append(("公布日期", edition_day(head.published_on)))
    if head.counted:
        lines.append(("按处理决定", in_numbers(head.counted)))
    if head.withheld:
        lines.append(("不予公开", f"另有 {head.withheld} 项依法不予公开。"))
    return [*lines, ("SHA-256", sha256 or "（公布时生成）")]


def cell(
    sheet: WriteOnlyWorksheet, value: str | int, *, bold: bool = False, filled: bool = False, size: int = 11
) -> Cell:
    """A cell that is only ever text: a name that begins with = is no formula."""
    made = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value)
    if isinstance(value, str):
        made.data_type = "s"
    made.font = Font(bold=bold, size=size)
    if not (bold and size > 11):
        made.alignment = Alignment(wrap_text=True, vertical="top")
    if filled:
        made.fill = PatternFill("solid", fgColor="DCE6F2")
    return made
