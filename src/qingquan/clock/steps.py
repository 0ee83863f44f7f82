"""A period walked day by day: what every day was and why it counts or does not.

Slow on purpose and without the jumps of `counting`: the walk is what a person would do with a wall calendar.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from qingquan.clock.calendar import CalendarDay, WorkCalendar
from qingquan.clock.counting import Due, span, usage
from qingquan.clock.periods import Pause, Period
from qingquan.clock.words import DAY_KIND_LABELS, Bounds, DayKind, spell_length
from qingquan.law import Unit

NEXT = timedelta(days=1)
LAST_DAY = "期限最后一日"


class StepKind(StrEnum):
    """What a step of a derivation tells."""

    START = "start"
    COUNTED = "counted"
    REST = "rest"
    PAUSED = "paused"
    EXTENDED = "extended"
    ROLLED = "rolled"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class DerivationStep:
    """One day of the walk, or, without a day, something that happened to the clock."""

    day: date | None
    counted: bool
    number: int | None
    """Which counted day this is: 1, 2, 3 …"""
    why: str
    """Empty for a plain day that simply counts."""
    kind: StepKind


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive days of one kind for one reason: what a compact table shows in one row."""

    kind: StepKind
    why: str
    steps: tuple[DerivationStep, ...]

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day; None for a step without a day."""
        first, last = self.steps[0].day, self.steps[-1].day
        return (first, last) if first and last else None

    @property
    def numbers(self) -> tuple[int, int] | None:
        """Which counted days these are; None when they do not count."""
        first, last = self.steps[0].number, self.steps[-1].number
        return (first, last) if first and last else None


def runs(steps: Sequence[DerivationStep]) -> Iterator[Run]:
    """The steps, with neighbours of the same kind and reason put together."""
    for (kind, why), group in groupby(steps, key=lambda step: (step.kind, step.why)):
        yield Run(kind, why, tuple(group))


def walk(period: Period, due: Due | None, calendar: WorkCalendar) -> Iterator[DerivationStep]:
    """Every step from the day of the event to the last day, or to the day the clock stood still."""
    event = period.event or "起算"
    first = f"{event}当日，不计入" if span(period) else f"{event}当日，{LAST_DAY}"
    yield DerivationStep(period.start, False, None, first, StepKind.START)
    number, extensions = 0, _extensions(period)
    for day in _days_after(period.start, due.raw if due else _last_before_stop(period)):
        while extensions and extensions[0].number == number:
            yield extensions.pop(0).step
        step = _step(day, number + 1, period, calendar)
        number += step.counted
        yield _named_last(step) if due and day == due.raw else step
    yield from (extension.step for extension in extensions)
    if due is None:
        yield _stopped(period, calendar)
    else:
        yield from _rolled(due, calendar)


def rest(day: CalendarDay) -> str:
    """Why a day is not worked: 周末; 春节放假."""
    if day.kind is DayKind.STATUTORY_HOLIDAY or day.name:
        return f"{day.name or DAY_KIND_LABELS[day.kind]}放假"
    return DAY_KIND_LABELS[day.kind]


def grounds(*grounds: str) -> str:
    """A document and an article in brackets; nothing when there is neither."""
    known = "，".join(ground for ground in grounds if ground)
    return f"（{known}）" if known else ""


def pause_name(pause: Pause) -> str:
    """What the clock waited for."""
    return pause.reason or "特别程序"


def stops(pause: Pause, day: date, bounds: Bounds) -> bool:
    """Whether the pause takes that day out of the count."""
    begun = pause.first < day if bounds is Bounds.OPEN_CLOSED else pause.first <= day
    return begun and (pause.last is None or day <= pause.last)


def running_pause(period: Period) -> Pause:
    """The pause that keeps a clock standing: the first of those without an end."""
    return min((pause for pause in period.pauses if pause.last is None), key=lambda pause: pause.first)


def _step(day: date, number: int, period: Period, calendar: WorkCalendar) -> DerivationStep:
    """What this day is to the period: a day of rest first, then a day of a pause, else a day that counts."""
    why = ""
    if period.unit is Unit.WORKING_DAY:
        known = calendar.day(day)
        if not known.kind.works:
            return DerivationStep(day, False, None, _with_source(rest(known), known), StepKind.REST)
        if known.kind is DayKind.ADJUSTED_WORKDAY:
            why = _with_source(f"{known.name}{DAY_KIND_LABELS[known.kind]}", known)
    waiting = [pause for pause in period.pauses if stops(pause, day, period.bounds)]
    if waiting:
        words = (f"{pause_name(pause)}期间{grounds(pause.document, pause.cite)}" for pause in waiting)
        return DerivationStep(day, False, None, "、".join(dict.fromkeys(words)), StepKind.PAUSED)
    return DerivationStep(day, True, number, why, StepKind.COUNTED)


def _with_source(words: str, day: CalendarDay) -> str:
    return f"{words}：{day.source}" if day.source else words


def _named_last(step: DerivationStep) -> DerivationStep:
    return replace(step, why=f"{LAST_DAY}；{step.why}" if step.why else LAST_DAY)


def _last_before_stop(period: Period) -> date:
    """The last day that the running pause does not touch, at the earliest the day of the event."""
    first = running_pause(period).first
    return max(period.start, first if period.bounds is Bounds.OPEN_CLOSED else first - NEXT)


def _days_after(start: date, end: date) -> Iterator[date]:
    day = start
    while day < end:
        day += NEXT
        yield day


class _Extended(NamedTuple):
    """An extension and the number of the counted day after which it takes over."""

    number: int
    step: DerivationStep


def _extensions(period: Period) -> list[_Extended]:
    found = []
    for index, extension in enumerate(period.extensions):
        before = replace(period, extensions=period.extensions[:index])
        words = f"批准延长{spell_length(extension.n, period.unit)}{grounds(extension.document, extension.cite)}"
        step = DerivationStep(None, False, None, words, StepKind.EXTENDED)
        found.append(_Extended(span(before), step))
    return found


def _stopped(period: Period, calendar: WorkCalendar) -> DerivationStep:
    """What is used and what is left while a pause runs."""
    pause = running_pause(period)
    used = usage(period, calendar, _last_before_stop(period))
    unit = Unit.WORKING_DAY if period.unit is Unit.WORKING_DAY else Unit.CALENDAR_DAY
    why = (
        f"{pause_name(pause)}尚未结束，暂停计算{grounds(pause.document, pause.cite)}："
        f"已用{spell_length(used.used, unit)}，还剩{spell_length(used.left, unit)}"
    )
    return DerivationStep(None, False, None, why, StepKind.STOPPED)


def _rolled(due: Due, calendar: WorkCalendar) -> Iterator[DerivationStep]:
    """The way from a last day that is a day of rest to the next working day."""
    for day in _days_after(due.raw, due.rolled):
        if day == due.rolled:
            yield DerivationStep(day, False, None, "休假日结束的次日，期限顺延至此", StepKind.ROLLED)
        else:
            known = calendar.day(day)
            yield DerivationStep(day, False, None, _with_source(rest(known), known), StepKind.REST)
