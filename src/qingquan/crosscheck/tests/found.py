"""Findings written by hand, so that what becomes of them is tested apart from how they are found."""

from qingquan.campaign.models import ReportedItem
from qingquan.crosscheck.models import BaseRow
from qingquan.crosscheck.reading.sides import expected, reported
from qingquan.matching.twoway import (
    Activity,
    Comparison,
    Difference,
    DifferenceKind,
    Evidence,
    Field,
    Method,
    Pair,
    Row,
    SetName,
)

TELLING = (Evidence(Field.NAME, "取水许可", "取水许可证核发", False, 0.8), Evidence(Field.CODE, "", "1", None))


def ours(item: ReportedItem) -> Row:
    """A reported item as the comparison sees it."""
    return next(row for row in reported(item.report.campaign) if row.key == str(item.pk))


def theirs(row: BaseRow) -> Row:
    """A row of the base catalogue."""
    return next(each for each in expected() if each.key == str(row.pk))


def doubtful(item: ReportedItem, row: BaseRow, confidence: int = 70) -> Pair:
    """A pair that only a person can tell, the catalogue's row on the left."""
    return Pair(SetName.BASIS, theirs(row), SetName.REPORTED, ours(item), Method.TEXT, confidence, TELLING)


def unreported(row: BaseRow) -> Difference:
    """A−B."""
    return Difference(DifferenceKind.UNREPORTED, f"A{row.pk}", left=theirs(row), says=f"目录有“{row.name}”，没有申报。")


def unfounded(item: ReportedItem) -> Difference:
    """B−A."""
    return Difference(DifferenceKind.UNFOUNDED, f"B{item.pk}", left=ours(item), says="没有找到依据。")


def practised(organ: str, name: str = "水库捕捞证工本费") -> Difference:
    """D−B."""
    seen = Activity(f"{organ}||{name}", organ, name, fees=31, fen=62_000)
    return Difference(DifferenceKind.PRACTISED_UNREPORTED, f"D{name}", activity=seen, says="收费 31 笔，没有申报。")


def comparison(*differences: Difference, pairs: tuple[Pair, ...] = ()) -> Comparison:
    """What a run found."""
    return Comparison(pairs, differences)
