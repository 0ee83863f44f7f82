"""One row being read: its cells become values, and every cell that cannot is told at its place."""

from collections.abc import Callable, Hashable, Iterator
from typing import TypeVar, cast

from qingquan.catalogue.reading.cells import cleaned
from qingquan.desk.setup_sheets.columns import Sheet
from qingquan.desk.setup_sheets.files import Book, Line
from qingquan.desk.setup_sheets.problems import Problem, Wrong
from qingquan.law import Refused

T = TypeVar("T")


class Row:
    """A line of a sheet while it is read; `sound` until something in it was wrong."""

    def __init__(self, sheet: Sheet, line: Line, problems: list[Problem]) -> None:
        self.sheet, self.line, self.problems = sheet, line, problems
        self.sound = True

    def take(self, column: str, convert: Callable[[str], T], blank: T | None = None) -> T:
        """The value of a cell. Once a row is not sound its values mean nothing, and the row is left out."""
        cell = self.line[column]
        needed = next(each.needed for each in self.sheet.columns if each.name == column)
        if not cleaned(cell) and (needed or blank is not None):
            return cast("T", self.wrong(column, "没有填写", "请补上")) if needed else cast("T", blank)
        try:
            value = convert(cell)
        except Wrong as wrong:
            return cast("T", self.wrong(column, wrong.what, wrong.todo))
        except Refused as no:
            return cast("T", self.wrong(column, no.why))
        if needed and value == "":
            self.wrong(column, "没有填写", "请补上")
        return value

    def ask(self, column: str, question: Callable[[], object]) -> None:
        """Put a question to a rule about the row as a whole; its refusal is told at the column."""
        try:
            question()
        except Refused as no:
            self.wrong(column, no.why)

    def wrong(self, column: str, what: str, todo: str = "") -> None:
        """Note what is wrong; the row is not sound any more."""
        self.sound = False
        self.problems.append(Problem(self.sheet.name, self.line.number, column, what, todo))


class Once:
    """Values that may stand only once in a column, with the row where each stood first."""

    def __init__(self, column: str) -> None:
        self.column = column
        self.first: dict[Hashable, int] = {}

    def check(self, row: Row, value: Hashable) -> None:
        """Say at which row the same value stands already."""
        if row.sound and self.first.setdefault(value, row.line.number) != row.line.number:
            row.wrong(self.column, f"与第 {self.first[value]} 行重复", "请删去一行")


def rows_of(book: Book, sheet: Sheet, problems: list[Problem]) -> Iterator[Row]:
    """The rows of a sheet, one after another; none when the sheet was not given."""
    return (Row(sheet, line, problems) for line in book.lines.get(sheet.name, ()))
