"""The workbook an organ downloads: drop-downs, the rows there are, our findings as comments on their cells."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from qingquan.campaign.sheets.shape import (
    COLUMNS,
    FIRST_ROW,
    GUIDE,
    HEADING_ROW,
    LETTERS,
    MARK_ROW,
    MOST_ROWS,
    SHEET,
    WORDS,
)

AUTHOR = "清理审核"
LAST_ROW = FIRST_ROW + MOST_ROWS - 1
HEADING = PatternFill("solid", fgColor="DCE9F2")
QUIET = PatternFill("solid", fgColor="EEEEEE")
WRONG, DOUBT = PatternFill("solid", fgColor="F9D7D3"), PatternFill("solid", fgColor="FCEFC9")
THIN = Border(*(Side(style="thin", color="C8CDD2"),) * 4)
WRAPPED = Alignment(wrap_text=True, vertical="top")
GUIDANCE = (
    "一、一行填报一项行政权力；带下拉框的列请从下拉框里选。",
    "二、不要改动列名和“行标识”；新增的事项行标识留空，复制行之后请把行标识清空。",
    "三、法律依据、申请材料、收费一个单元格里可以写几行，一行一条（Alt+回车换行）。",
    "四、不要合并单元格，不要用公式，不要设打开密码；时限只填数字。",
    "五、从表里删去的行不会从申报里删除；不再申报的，请在系统里逐项删除并写明理由。",
    "六、传回后有错误的，可以下载带批注的表格，照批注改正后再传；红色须改正，黄色请核对。",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One row to write: its texts by field, its comments by field with whether each blocks, and where it stood."""

    texts: Mapping[str, str]
    comments: Mapping[str, Sequence[tuple[str, bool]]]
    line: int | None = None


def workbook(title: str, mark: str, lines: Iterable[Line]) -> bytes:
    """The template with these rows."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = SHEET
    head(sheet, title, mark)
    words = book.create_sheet(WORDS)
    choices(sheet, words)
    guide(book.create_sheet(GUIDE), title)
    words.sheet_state = "hidden"
    place = FIRST_ROW
    for each in lines:
        place = each.line if each.line and each.line >= FIRST_ROW else place
        write(sheet, place, each)
        place += 1
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def head(sheet: Worksheet, title: str, mark: str) -> None:
    """Title, whose sheet it is, headings."""
    sheet["A1"].value, sheet["A1"].font = title, Font(bold=True, size=14)
    sheet.cell(MARK_ROW, 1, mark).font = Font(color="777777", size=9)
    for column in COLUMNS:
        cell = sheet[f"{LETTERS[column.key]}{HEADING_ROW}"]
        cell.value = column.label + ("*" if column.required else "")
        cell.font, cell.fill, cell.border, cell.alignment = Font(bold=True), HEADING, THIN, WRAPPED
        if column.hint:
            cell.comment = note([column.hint])
        sheet.column_dimensions[LETTERS[column.key]].width = column.width
    sheet.freeze_panes = f"D{FIRST_ROW}"
    sheet.row_dimensions[HEADING_ROW].height = 32


def choices(sheet: Worksheet, words: Worksheet) -> None:
    """Drop-downs whose words stand on a hidden sheet, and whole numbers only where a number is asked."""
    place = 0
    for column in COLUMNS:
        area = f"{LETTERS[column.key]}{FIRST_ROW}:{LETTERS[column.key]}{LAST_ROW}"
        if column.choices:
            place += 1
            letter = get_column_letter(place)
            for row, word in enumerate(column.choices, 1):
                words.cell(row, place, word)
            rule = DataValidation(
                "list", formula1=f"{WORDS}!${letter}$1:${letter}${len(column.choices)}", allow_blank=True
            )
            # Several levels in one cell are no word of the list, so the list only offers.
            rule.showErrorMessage = column.key != "exercise_levels"
            rule.error, rule.errorTitle = f"请从下拉框里选{column.label}。", column.label
        elif column.number and column.key != "fees_last_year":
            rule = DataValidation("whole", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
            rule.showErrorMessage, rule.error, rule.errorTitle = True, "请填不小于 0 的整数。", column.label
        else:
            continue
        rule.add(area)
        sheet.add_data_validation(rule)


def guide(sheet: Worksheet, title: str) -> None:
    """How to fill it in."""
    sheet.column_dimensions["A"].width = 100
    for row, text in enumerate((title, *GUIDANCE), 1):
        sheet.cell(row, 1, text).alignment = WRAPPED
    for row, column in enumerate(COLUMNS, len(GUIDANCE) + 3):
        sheet.cell(row, 1, f"{column.label}：{column.hint}" if column.hint else column.label)


def write(sheet: Worksheet, place: int, line: Line) -> None:
    """One row with its comments."""
    for column in COLUMNS:
        cell = sheet[f"{LETTERS[column.key]}{place}"]
        assert isinstance(cell, Cell)
        text = line.texts.get(column.key, "")
        fill(cell, text, number=column.number)
        if column.key == "row":
            cell.fill = QUIET
        if said := line.comments.get(column.key):
            cell.comment = note([words for words, _ in said])
            cell.fill = WRONG if any(blocks for _, blocks in said) else DOUBT


def fill(cell: Cell, text: str, *, number: bool) -> None:
    """A number as a number, all else as text that no spreadsheet takes for a formula or a day."""
    cell.border, cell.alignment = THIN, WRAPPED
    if number and text.isascii() and text.isdecimal() and len(text) < 10:
        cell.value = int(text)
        return
    if text:
        cell.value = printable(text)
        cell.data_type = "s"
    cell.number_format = "@"


def printable(text: str) -> str:
    """Without the control characters a workbook may not hold."""
    return "".join(char for char in text if char >= " " or char in "\n\t")


def note(words: Sequence[str]) -> Comment:
    """A comment tall enough for what it says."""
    text = "\n".join(words)
    return Comment(text, AUTHOR, height=40 + 18 * (len(text) // 18 + len(words)), width=280)
