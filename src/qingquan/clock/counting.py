"""How a period is counted: its last day, what is used and what is left."""

import calendar as gregorian
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from qingquan.clock.calendar import LAST_ORDINAL, BeyondCalendar, WorkCalendar
from qingquan.clock.periods import Period
from qingquan.clock.words import Bounds
from qingquan.law import Unit

# Days left out of the count, as ordinals, both inclusive. RUNNING as the end of a pause that goes on.
Stretch = tuple[int, int]
RUNNING = LAST_ORDINAL

WORKING_DAY = Unit.WORKING_DAY


class Due(NamedTuple):
    """The last day of a period. Its time runs to that day's midnight (民法典第二百零三条第二款).

    `raw` is the day the count ends on; `rolled` is the next working day when `raw` is a day of rest.
    Rights run to `rolled`; an organ's alarm rings on `raw`.
    """

    raw: date
    rolled: date


class Usage(NamedTuple):
    """How much of a period has run, in working days for a period of working days, else in days."""

    used: int
    total: int

    @property
    def left(self) -> int:
        """What remains."""
        return self.total - self.used


def due(period: Period, calendar: WorkCalendar) -> Due | None:
    """The last day of the period; None while a running pause keeps it from ending.

    The day of the event is not counted (民法典第二百零一条). Days of a pause are not counted, once each
    however many pauses overlap (行政许可法第四十五条). A pause that begins after the last day changes nothing:
    the time had already run. `BeyondCalendar` when the answer lies in a year not imported.
    """
    if not period.pauses:
        return plain_due(period.start, period.total, period.unit, calendar)
    raw = _last_counted(period, calendar)
    return None if raw is None else Due(raw, calendar.roll(raw))


def plain_due(start: date, n: int, unit: Unit, calendar: WorkCalendar) -> Due:
    """The last day of a period that nothing stopped or lengthened: the road of a million deadlines a second."""
    if unit is WORKING_DAY and n:
        raw = calendar.add(start, n)
        return Due(raw, raw)
    raw = start if unit is WORKING_DAY else last_day_by_date(start, n, unit)
    return Due(raw, calendar.roll(raw))


def usage(period: Period, calendar: WorkCalendar, on: date) -> Usage:
    """What of the period has run by the end of that day. Once the last day is reached, all of it."""
    total = span(period)
    last = _last_counted(period, calendar)
    if last is not None and last <= on:
        return Usage(total, total)
    start, until = period.start.toordinal(), on.toordinal()
    used = 0 if until <= start else _days(start, until, period, calendar)
    for first, end in uncounted(period):
        if first <= until:
            used -= _days(first - 1, min(end, until), period, calendar)
    return Usage(used, total)


def last_day_by_date(start: date, n: int, unit: Unit) -> date:
    """The last day of a plain period in days, months or years, before any roll. Needs no calendar.

    Months and years end on the same-numbered day, or on the month's last day when it has none
    (民法典第二百零二条). `ValueError` for working days, `BeyondCalendar` past the year 9999.
    """
    if unit is WORKING_DAY:
        raise ValueError("工作日须按放假安排推算。")
    if unit is Unit.CALENDAR_DAY:
        return _day(start.toordinal() + n)
    months = start.year * 12 + start.month - 1 + n * (12 if unit is Unit.YEAR else 1)
    year, month = divmod(months, 12)
    if year > date.max.year:
        raise BeyondCalendar(year)
    return date(year, month + 1, min(start.day, gregorian.monthrange(year, month + 1)[1]))


def span(period: Period) -> int:
    """How many days are to be counted: working days, or the days that the months and years come to."""
    if period.unit is WORKING_DAY:
        return period.total
    return (last_day_by_date(period.start, period.total, period.unit) - period.start).days


def uncounted(period: Period) -> Sequence[Stretch]:
    """The days of all pauses after the start, overlapping ones merged, in order."""
    opening = 1 if period.bounds is Bounds.OPEN_CLOSED else 0
    earliest = period.start.toordinal() + 1
    merged: list[Stretch] = []
    for pause in sorted(period.pauses, key=lambda pause: pause.first):
        first = max(earliest, pause.first.toordinal() + opening)
        last = RUNNING if pause.last is None else pause.last.toordinal()
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        elif first <= last:
            merged.append((first, last))
    return merged


def _last_counted(period: Period, calendar: WorkCalendar) -> date | None:
    """The day the count ends on, jumping from one uncounted stretch to the next."""
    missing, cursor = span(period), period.start.toordinal()
    for first, last in uncounted(period):
        if period.unit is WORKING_DAY and first - 1 > calendar.last.toordinal():
            break
        run = _days(cursor, first - 1, period, calendar)
        if run >= missing:
            break
        if last == RUNNING:
            return None
        missing, cursor = missing - run, last
    if period.unit is WORKING_DAY:
        return calendar.add(_day(cursor), missing)
    return _day(cursor + missing)


def _days(after: int, until: int, period: Period, calendar: WorkCalendar) -> int:
    """How many days of the period's kind lie in (after, until], pauses or not."""
    if period.unit is WORKING_DAY:
        return calendar.working_days_between(_day(after), _day(until))
    return until - after


def _day(ordinal: int) -> date:
    if ordinal > LAST_ORDINAL:
        # 146,097 days are 400 years of the Gregorian calendar.
        raise BeyondCalendar(ordinal * 400 // 146097 + 1)
    return date.fromordinal(ordinal)
