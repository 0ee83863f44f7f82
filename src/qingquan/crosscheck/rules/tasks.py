"""Whose task a difference is, and until when; what may be done with it as it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qingquan.clock import WorkCalendar
from qingquan.crosscheck.words import BY_ITSELF, DifferenceState, Settlement
from qingquan.law import Refused, parameter
from qingquan.matching.twoway import DifferenceKind
from qingquan.places.words import Role

ESTABLISHMENT = frozenset({DifferenceKind.OUTSIDE_DUTIES, DifferenceKind.DUTY_WITHOUT_POWER, DifferenceKind.DOUBLED})
"""Who is to hold a power, and what a duty is for, is the establishment office's question. Handbook §2.3."""
ENDINGS: dict[DifferenceKind, tuple[Settlement, ...]] = {
    DifferenceKind.UNREPORTED: (Settlement.EXPLAINED, Settlement.TO_REPORT, Settlement.REFERRED),
    DifferenceKind.UNFOUNDED: (Settlement.EXPLAINED, Settlement.TO_CORRECT, Settlement.TO_DROP),
    DifferenceKind.OUTSIDE_DUTIES: (
        Settlement.EXPLAINED,
        Settlement.TO_CORRECT,
        Settlement.TO_MOVE,
        Settlement.TO_DROP,
    ),
    DifferenceKind.DUTY_WITHOUT_POWER: (Settlement.EXPLAINED, Settlement.TO_REPORT),
    DifferenceKind.PRACTISED_UNREPORTED: (Settlement.EXPLAINED, Settlement.TO_REPORT, Settlement.REFERRED),
    DifferenceKind.TOWNS_UNREPORTED: (Settlement.EXPLAINED, Settlement.TO_REPORT, Settlement.REFERRED),
    DifferenceKind.DOUBLED: (Settlement.EXPLAINED, Settlement.TO_MOVE, Settlement.TO_CORRECT, Settlement.TO_DROP),
    DifferenceKind.NAME_DIFFERS: (Settlement.EXPLAINED, Settlement.TO_CORRECT),
    DifferenceKind.LEVEL_DIFFERS: (Settlement.EXPLAINED, Settlement.TO_CORRECT, Settlement.TO_DROP),
    DifferenceKind.TYPE_DIFFERS: (Settlement.EXPLAINED, Settlement.TO_CORRECT),
}
"""In which ways each kind may end."""


FOUND_AGAIN = frozenset({Settlement.TO_REPORT, Settlement.TO_CORRECT, Settlement.MATCHED, Settlement.GONE})
"""Settlements after which a difference ought to be gone: found again by a later run, it is a task once more."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a difference stands: its state, who must act, until when."""

    state: DifferenceState
    owner: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Task:
    """Who must act, and until which day."""

    owner: Role
    due_on: date


def task_of(
    kind: DifferenceKind, *, has_organ: bool, found_on: date, calendar: WorkCalendar, at_once: bool = False
) -> Task:
    """The task that a difference is when it is found.

    The organ answers for itself; what no organ could be found for is the campaign office's to place; what was done
    without being reported goes to the supervisor at once, before the organ is asked. What is missing from a report
    and was exercised all the same (`at_once`) has the short term as well. Handbook §2.3.
    """
    soon = at_once or kind is DifferenceKind.PRACTISED_UNREPORTED
    due_on = term("crosscheck_concealment_days" if soon else "crosscheck_answer_days", found_on, calendar)
    if kind is DifferenceKind.PRACTISED_UNREPORTED:
        return Task(Role.SUPERVISOR, due_on)
    if kind in ESTABLISHMENT:
        return Task(Role.ESTABLISHMENT_REVIEWER, due_on)
    return Task(Role.CATALOGUE_ADMIN if has_organ else Role.CAMPAIGN_OFFICE, due_on)


def answer_due(on: date, calendar: WorkCalendar) -> date:
    """Until when an organ answers that is asked on a day."""
    return term("crosscheck_answer_days", on, calendar)


def settling_due(on: date, calendar: WorkCalendar) -> date:
    """Until when an answer given on a day is judged."""
    return term("crosscheck_settle_days", on, calendar)


def term(name: str, on: date, calendar: WorkCalendar) -> date:
    """So many working days after a day."""
    return calendar.add(on, parameter(name).number)


def endings(kind: DifferenceKind) -> Sequence[Settlement]:
    """How a difference of a kind may end."""
    return ENDINGS[kind]


def check_open(state: DifferenceState) -> None:
    """What is settled stays settled, unless a later run finds it again."""
    if state is DifferenceState.SETTLED:
        raise Refused("这项差异已经了结，不能再改；情况有变化的，请重新比对。")


def check_may_answer(stands: Standing, words: str) -> None:
    """An organ answers what is put to it, in words."""
    check_open(stands.state)
    if stands.owner != Role.CATALOGUE_ADMIN:
        raise Refused(f"这项差异现在由{Role(stands.owner).label}办理，还没有要求机关答复。")
    if len(words.strip()) < 4:
        raise Refused("请写明答复：为什么没有申报，或者依据是什么。")


def check_may_return(state: DifferenceState, reason: str) -> None:
    """Only an answer can be returned, and with a reason."""
    if state is not DifferenceState.ANSWERED:
        raise Refused("机关还没有答复，不能退回。")
    if not reason.strip():
        raise Refused("请写明为什么退回答复，要补充什么。")


def check_may_settle(kind: DifferenceKind, stands: Standing, settlement: Settlement, reason: str, on: date) -> None:
    """A difference ends in one of the ways of its kind, with a reason, after the organ has had its say.

    Without an answer it ends when its term is over, or at once where it never was the organ's task.
    """
    check_open(stands.state)
    if settlement in BY_ITSELF or settlement not in ENDINGS[kind]:
        ways = "、".join(each.label for each in ENDINGS[kind])
        raise Refused(f"“{kind.label}”一类的差异只能这样了结：{ways}。")
    unanswered = stands.state is DifferenceState.OPEN and stands.owner == Role.CATALOGUE_ADMIN
    if unanswered and on <= stands.due_on:
        raise Refused(f"机关还没有答复，答复期限到 {stands.due_on}；请等它答复，或者期满以后再处理。")
    if not reason.strip():
        raise Refused("请写明处理的理由。")
