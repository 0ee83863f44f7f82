"""What became of an item in a batch: by the decision taken on it, or else by what the last batch said of it."""

from collections.abc import Iterable, Mapping

from qingquan.publication.words import Outcome, Part
from qingquan.review.words import DecisionCode

K = DecisionCode
BEGINS: Mapping[DecisionCode, Outcome] = {
    K.TAKE_OVER: Outcome.TAKEN_OVER,
    K.SPLIT: Outcome.SPLIT,
    K.CHANGE_MODE: Outcome.CHANGED_MODE,
}
"""What a decision brings onto a list; any other is told as new or changed."""
ENDS: Mapping[DecisionCode, Outcome] = {
    K.CANCEL: Outcome.CANCELLED,
    K.MERGE: Outcome.MERGED,
    K.DEVOLVE: Outcome.DEVOLVED,
    K.CHANGE_MODE: Outcome.CHANGED_MODE,
    K.INTERNAL_APPROVAL: Outcome.INTERNAL,
    K.TRANSFER_OUT: Outcome.MOVED,
    K.FORFEITED: Outcome.GIVEN_UP,
}
"""What a decision takes off a list; any other ending is a cancellation."""


def outcome_listed(
    part: Part, digest: str, before: Mapping[str, str] | None, code: str, decision: DecisionCode | None
) -> Outcome:
    """Of an item that stays or comes. `before` are the digests of the last batch by code, None for a first batch."""
    if (
        decision is not None
        and decision in BEGINS
        and (part is Part.NEW or before is None or before.get(code) != digest)
    ):
        return BEGINS[decision]
    if before is None:
        return Outcome.NEW if part is Part.NEW else Outcome.KEPT
    if code not in before:
        return Outcome.NEW
    return Outcome.KEPT if before[code] == digest else Outcome.CHANGED


def outcome_ended(decision: DecisionCode | None) -> Outcome:
    """Of an item that goes."""
    return ENDS.get(decision, Outcome.CANCELLED) if decision else Outcome.CANCELLED


def counted(outcomes: Iterable[str]) -> tuple[tuple[Outcome, int], ...]:
    """How many items each outcome has, in the order of the words, without those nothing had."""
    found = list(outcomes)
    return tuple((each, number) for each in Outcome if (number := found.count(each.value)))


def in_numbers(found: Iterable[tuple[Outcome, int]]) -> str:
    """保留 12 项，新增 3 项."""
    return "，".join(f"{outcome.label} {number} 项" for outcome, number in found)
