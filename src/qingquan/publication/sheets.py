"""A batch as tables: CSV for programs and spreadsheets alike, XLSX with the announcement's head and the difference."""

import csv
import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from qingquan.publication.rules.numbers import edition_day
from qingquan.publication.rules.outcomes import in_numbers
from qingquan.publication.rules.rows import LABELS, PublicRow
from qingquan.publication.rules.snapshot import Head

# In characters of a Chinese sheet; a column not named here is narrow.
WIDTHS = {
    "name": 44,
    "bases": 60,
    "process": 44,
    "flowchart": 40,
    "organ": 24,
    "code": 36,
    "fees": 30,
    "digest": 20,
    "supervise_phone": 20,
}
NARROW = 14
# A spreadsheet would run what begins so as a formula.
RUNS = ("=", "+", "-", "@", "\t")


def to_csv(rows: Sequence[PublicRow]) -> bytes:
    """UTF-8 with the mark by which spreadsheets know it; the first line names the fields."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["序号", *LABELS.values()])
    writer.writerows([place, *map(harmless, row.cells())] for place, row in enumerate(rows, 1))
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def harmless(cell: str | int) -> str | int:
    """A cell that a spreadsheet takes for text, whatever an organ wrote into it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(RUNS) else cell


def to_xlsx(head: Head, rows: Sequence[PublicRow], difference: Sequence[str], sha256: str) -> bytes:
    """Two sheets: the catalogue, and what the batch says of itself."""
    book = Workbook(write_only=True)
    listed = book.create_sheet("目录")
    for place, name in enumerate(["place", *LABELS], 1):
        listed.column_dimensions[letter(place)].width = WIDTHS.get(name, NARROW if place > 1 else 6)
    listed.freeze_panes = "D3"
    listed.append([cell(listed, head.title, bold=True, size=14)])
    listed.append([cell(listed, text, bold=True, filled=True) for text in ("序号", *LABELS.values())])
    for place, row in enumerate(rows, 1):
        listed.append([place, *(cell(listed, value) for value in row.cells())])
    about = book.create_sheet("公布说明")
    about.column_dimensions["A"].width, about.column_dimensions["B"].width = 18, 100
    for term, text in told(head, sha256):
        about.append([cell(about, term, bold=True), cell(about, text)])
    for place, sentence in enumerate(difference):
        about.append([cell(about, "" if place else "与上一批相比", bold=True), cell(about, sentence)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


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


def letter(place: int) -> str:
    """A, B … of a column; a catalogue has fewer than twenty-seven."""
    return chr(ord("A") + place - 1)
