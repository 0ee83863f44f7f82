"""A workbook, or CSV files named after the sheets, as lines of text under known headings."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from qingquan.catalogue.reading.cells import cleaned
from qingquan.catalogue.reading.delimited import read_delimited
from qingquan.catalogue.reading.workbook import sheets_of
from qingquan.desk.setup_sheets.columns import GUIDE, OWN_NOTES, SHEETS, Sheet
from qingquan.desk.setup_sheets.problems import Problem
from qingquan.law import Refused

MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
MOST_LINES = 20_000
# Headings may stand below a title.
HEADINGS_WITHIN = 5
OLE = b"\xd0\xcf\x11\xe0"
ZIP = b"PK\x03\x04"
NAMES = "、".join(sheet.name for sheet in SHEETS)

Cells = tuple[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet: its number in the spreadsheet and its cells by heading; what is absent is empty."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(slots=True)
class Book:
    """All sheets that were given, by name, and what is wrong with their form."""

    lines: dict[str, list[Line]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_path(path: Path) -> Book:
    """A workbook, or a folder of CSV files; `Refused` in one sentence when it is neither."""
    try:
        files = sorted(path.glob("*.csv")) if path.is_dir() else [path]
        if not files:
            raise Refused(f"文件夹“{path}”里没有 CSV 文件，文件应以表名命名，如“机关.csv”。")
        return read_files({each.name: _bytes(each) for each in files})
    except FileNotFoundError:
        raise Refused(f"找不到“{path}”，请核对路径。") from None
    except OSError as failure:
        raise Refused(f"读不了“{path}”：{failure.strerror}。") from None


def _bytes(path: Path) -> bytes:
    if path.stat().st_size > MOST_BYTES:
        raise Refused(f"文件“{path.name}”超过 {MOST_BYTES // 1024 // 1024} MB，县情表不会这样大，请核对是不是拿错了。")
    return path.read_bytes()


def read_files(files: Mapping[str, bytes]) -> Book:
    """What the files hold: one workbook, or CSV files named after their sheets."""
    book = Book()
    for name, raw in files.items():
        if raw.startswith(OLE):
            raise Refused(f"“{name}”是加密的工作簿或者旧版 .xls，请去掉密码并另存为 .xlsx。")
        for title, rows in _workbook(raw, name) if raw.startswith(ZIP) else _delimited(raw, name):
            _take(book, title, rows)
    if not book.lines and not book.problems:
        raise Refused(f"没有找到任何一张表，表名应是：{NAMES}。")
    return book


def _workbook(raw: bytes, name: str) -> Iterator[tuple[str, list[Cells]]]:
    for sheet, rows in sheets_of(raw, name, MOST_UNPACKED, MOST_LINES):
        if sheet.title != GUIDE:
            yield sheet.title, [(number, cells) for number, cells in rows if any(cell.strip() for cell in cells)]


def _delimited(raw: bytes, name: str) -> Iterator[tuple[str, list[Cells]]]:
    yield Path(name).stem, list(_records(raw, name))


def _records(raw: bytes, name: str) -> Iterator[Cells]:
    for number, cells, broken in read_delimited(raw, name):
        if broken:
            raise Refused(f"“{name}”第 {number} 行读不懂：{broken}，请改正后重新导入。")
        _check_length(name, number)
        yield number, cells


def _check_length(name: str, lines: int) -> None:
    if lines > MOST_LINES:
        raise Refused(f"“{name}”超过 {MOST_LINES} 行，请删去多余的空行。")


def _take(book: Book, title: str, rows: list[Cells]) -> None:
    """Keep a sheet's lines under its headings, or say what is wrong with its form."""
    wanted = "".join(unicodedata.normalize("NFKC", title).split())
    sheet = next((each for each in SHEETS if each.name == wanted), None)
    if not rows:
        return
    if sheet is None:
        book.problems.append(Problem(title, 0, "", "不认识这张表", f"表名应是{NAMES}，不要的请删去"))
        return
    place = next((each for each, (_, cells) in enumerate(rows[:HEADINGS_WITHIN]) if _is_heading(sheet, cells)), None)
    if place is None:
        book.problems.append(Problem(sheet.name, 0, "", "没有找到列名", f"列名应是{'、'.join(sheet.headings)}"))
        return
    number, cells = rows[place]
    headings = [_heading(cell) for cell in cells]
    found = list(_wrong_headings(sheet, headings, number))
    book.problems += found
    if not found:
        book.lines.setdefault(sheet.name, []).extend(
            Line(number, dict(zip(headings, cells, strict=False))) for number, cells in rows[place + 1 :]
        )


def _heading(cell: str) -> str:
    """A heading without the marks people put beside it."""
    return "".join(cleaned(cell).split()).strip("*＊").removesuffix("（必填）").removesuffix("(必填)")


def _is_heading(sheet: Sheet, cells: tuple[str, ...]) -> bool:
    """Two known words make a row of headings; one may stand in a title."""
    return len({_heading(cell) for cell in cells}.intersection(sheet.headings)) > 1


def _wrong_headings(sheet: Sheet, headings: list[str], number: int) -> Iterator[Problem]:
    for column in sheet.columns:
        if column.needed and column.name not in headings:
            yield Problem(sheet.name, number, column.name, "缺少这一列", "请补上")
    for heading in dict.fromkeys(headings):
        if heading and headings.count(heading) > 1:
            yield Problem(sheet.name, number, heading, "有两列同名", "请删去一列")
        if heading and heading not in sheet.headings and heading not in OWN_NOTES:
            todo = f"这张表的列是{'、'.join(sheet.headings)}，自己用的列请改名为“备注”"
            yield Problem(sheet.name, number, heading, "不认识这一列", todo)
