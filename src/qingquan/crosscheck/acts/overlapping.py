"""The overlaps among the reported items, as rows of a run. Handbook §2.5."""

from collections.abc import Sequence

from qingquan.campaign.models import ReportedItem
from qingquan.crosscheck.models import Overlap, Run
from qingquan.crosscheck.reading.shown import said
from qingquan.matching import overlaps
from qingquan.matching.overlaps import Component, Power
from qingquan.matching.twoway import Row


def overlaps_of(run: Run, reported: Sequence[Row]) -> list[Overlap]:
    """Every two reported items that are one power in the main, not yet saved.

    Variants of one item at one organ (新办, 变更 under one base code) are meant to be alike and are no overlap.
    """
    rows = {row.key: row for row in reported}
    found = overlaps.overlaps(power_of(row) for row in reported)
    return [row_of(run, each, rows) for each in found if not variants(rows[each.code_a], rows[each.code_b])]


def power_of(row: Row) -> Power:
    """A reported item as the overlap test takes it; its key stands for its code."""
    return Power(
        code=row.key,
        name=row.name,
        organ=row.organ_name,
        power_type=row.power_type,
        articles=tuple(str(article) for article in row.articles),
        materials=row.materials,
        service_objects=row.service_objects,
        conditions=row.conditions,
    )


def variants(one: Row, other: Row) -> bool:
    """Whether two items are handling variants of one item."""
    return bool(one.code) and one.code == other.code and one.organ == other.organ


def row_of(run: Run, found: overlaps.Overlap, rows: dict[str, Row]) -> Overlap:
    """One overlap, the item reported first on the left."""
    left, right = sorted((int(found.code_a), int(found.code_b)))
    return Overlap(
        run=run,
        left=ReportedItem(pk=left),
        right=ReportedItem(pk=right),
        score=min(round(found.score * 100), 100),
        components=[explained(each) for each in found.why],
        within=rows[str(left)].organ == rows[str(right)].organ,
    )


def explained(component: Component) -> dict[str, object]:
    """A component in words: what it weighs and what of it was reached, in hundredths."""
    return {
        "name": component.kind.label,
        "weight": round(component.weight * 100),
        "reached": round(component.share * component.weight * 100),
        "says": said(component.evidence),
    }
