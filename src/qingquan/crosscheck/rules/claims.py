"""Duties that reports themselves name: an item whose report quotes a sentence of its organ's plan rests on that duty.

A report says of each item which three-fixed duty it serves. Where the plan has that very sentence, the item is not
outside the duties and the duty is not idle, unless a reviewer has parted the two. What a report names and no plan
says stays a difference.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from qingquan.matching.names import normal
from qingquan.matching.twoway import (
    SURE,
    Comparison,
    Difference,
    DifferenceKind,
    Evidence,
    Field,
    Method,
    Pair,
    Remembered,
    Row,
    SetName,
)

Claim = tuple[Row, Row]
ENDED = {DifferenceKind.OUTSIDE_DUTIES, DifferenceKind.DUTY_WITHOUT_POWER}


def claims(
    duties: Sequence[Row], reported: Sequence[Row], named: Mapping[str, str], remembered: Remembered
) -> list[Claim]:
    """Duties with the reported items that name them; `named` gives the duty written beside each item, by its key."""
    plan = {(duty.organ, normal(duty.name)): duty for duty in duties}
    told = ((plan.get((row.organ, normal(named.get(row.key, "")))), row) for row in reported)
    return [(duty, row) for duty, row in told if duty is not None and remembered.says(duty, row) is not False]


def with_claims(found: Comparison, claimed: Sequence[Claim]) -> Comparison:
    """The comparison with what reports name: pairs where there was none, and no difference between the two."""
    duties, items = {duty.key for duty, _ in claimed}, {row.key for _, row in claimed}
    decided = {
        (pair.left.key, pair.right.key)
        for pair in found.pairs
        if pair.left_set is SetName.DUTIES and pair.method is Method.REMEMBERED
    }
    fresh = [pair_of(duty, row) for duty, row in claimed if (duty.key, row.key) not in decided]
    replaced = {(pair.left.key, pair.right.key) for pair in fresh}
    kept = [
        pair
        for pair in found.pairs
        if pair.left_set is not SetName.DUTIES or (pair.left.key, pair.right.key) not in replaced
    ]
    differences = tuple(each for each in found.differences if not answered(each, duties, items))
    return replace(found, pairs=(*kept, *fresh), differences=differences)


def pair_of(duty: Row, row: Row) -> Pair:
    """The pair that a report itself makes."""
    says = Evidence(Field.TEXT, duty.name, row.name, True, 1.0, "申报写明对应这项职责，三定规定里有这句话")
    return Pair(SetName.DUTIES, duty, SetName.REPORTED, row, Method.TEXT, SURE, (says,))


def answered(each: Difference, duties: set[str], items: set[str]) -> bool:
    """Whether a report that names its duty has answered a difference already."""
    if each.kind not in ENDED or each.left is None:
        return False
    return each.left.key in (items if each.kind is DifferenceKind.OUTSIDE_DUTIES else duties)
