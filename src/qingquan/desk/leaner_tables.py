"""How changes are told: rows of tables, bars with their numbers, and the CSV that holds the same."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO

from qingquan.catalogue.rules.parts import Span
from qingquan.leaner.rules import cut, indicators
from qingquan.leaner.rules.standing import Change, Standing
from qingquan.leaner.words import Verdict

TONES = {
    Verdict.MET: "good",
    Verdict.EXCEPTED: "info",
    Verdict.SHORT: "warn",
    Verdict.UNDEMANDED: "plain",
}
# What a spreadsheet would take for a formula is written as text.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
HEADINGS = (
    "实施机关",
    "事项编码",
    "事项名称",
    "基准日承诺",
    "现承诺",
    "最多可承诺",
    "是否达标",
    "例外批准文号",
    "法定时限",
    "基准日审查层级",
    "现审查层级",
    "填报的审查层级",
    "基准日环节数",
    "现环节数",
    "基准日材料数",
    "现材料数",
    "基准日到现场次数",
    "现到现场次数",
)


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a chart: where it leads, how long it is, and the number beside it."""

    name: str
    href: str
    tenths: int
    text: str
    counted: str


@dataclass(frozen=True, slots=True)
class Row:
    """One item in a table: what it asked then and asks now."""

    change: Change
    most: Span | None
    verdict: Verdict

    @property
    def tone(self) -> str:
        """The colour of the verdict."""
        return TONES[self.verdict]


def row(change: Change, tenths: int) -> Row:
    """One item with what it may promise at most."""
    old = change.before.promised if change.before else None
    return Row(change, cut.longest(old, tenths) if old else None, cut.verdict(change, tenths))


def rows(changes: Iterable[Change], tenths: int) -> list[Row]:
    """Items, those that are still to be cut first."""
    order = (Verdict.SHORT, Verdict.EXCEPTED, Verdict.MET, Verdict.UNDEMANDED)
    return sorted((row(each, tenths) for each in changes), key=lambda one: order.index(one.verdict))


def pair(before: object, after: object) -> str:
    """3 → 2, or the one number when nothing changed; a dash for what is not known."""
    old, new = ("—" if each is None else str(each) for each in (before, after))
    return new if old == new else f"{old} → {new}"


def of(standing: Standing | None, name: str) -> object:
    """A measure of a standing that may be missing."""
    return getattr(standing, name) if standing else None


def told(change: Change, name: str) -> str:
    """A measure before and after, in a cell."""
    return pair(of(change.before, name), of(change.after, name))


def compression(changes: Sequence[Change]) -> tuple[int, str, str]:
    """How far promises were cut: tenths of a per cent, its text, and over how many items it was counted."""
    rate = indicators.below_before(changes)
    both = sum(1 for each in changes if each.before and each.after)
    return rate.tenths or 0, rate.text, f"{both - rate.left_out} 项"


def as_csv(changes: Iterable[Change], tenths: int) -> bytes:
    """The table of a page as CSV, with the mark by which Excel knows UTF-8."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    for each in changes:
        writer.writerow([plain(cell) for cell in cells(row(each, tenths))])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def cells(line: Row) -> tuple[object, ...]:
    """One line of the table, in the order of its headings."""
    change = line.change
    before, after = change.before, change.after
    measures = [of(side, name) for name in ("steps", "materials", "visits") for side in (before, after)]
    return (
        change.organ_name,
        change.code,
        change.name,
        of(before, "promised"),
        of(after, "promised"),
        line.most,
        line.verdict.label,
        change.exception,
        of(after or before, "legal"),
        of(before, "levels"),
        of(after, "levels"),
        of(after or before, "levels_stated"),
        *measures,
    )


def plain(cell: object) -> str:
    """A cell as text that no spreadsheet runs."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text
