"""Promised limits against legal ones: never longer, and cut by at least three tenths when a campaign asks.

Limits in different units are compared by the days on which they would end, from three sample days;
the sample that is worst for the promise decides.
"""

from dataclasses import dataclass
from datetime import date

from qingquan.catalogue.rules.parts import Span
from qingquan.clock import BeyondCalendar, Period, Unit, WorkCalendar, due

# Before the spring holidays, in the longest quiet stretch, before the October holidays.
SAMPLES = ((1, 20), (6, 22), (9, 20))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Whether the promise may end later than the law allows, and on which sample that was seen."""

    longer: bool
    start: date | None = None
    promised_end: date | None = None
    legal_end: date | None = None


def compare(promise: Span, legal: Span, *, on: date, calendar: WorkCalendar) -> Comparison:
    """Same units by number; different units by their last days, from samples the calendar covers."""
    if promise.unit is legal.unit:
        return Comparison(promise.n > legal.n)
    seen = [Comparison(p > law, start, p, law) for start, p, law in ends(promise, legal, on, calendar)]
    return next((each for each in seen if each.longer), seen[0])


def ends(promise: Span, legal: Span, on: date, calendar: WorkCalendar) -> list[tuple[date, date, date]]:
    """Start, promised last day and legal last day for the three samples of the latest year that is known.

    `BeyondCalendar` when no imported year is long enough to hold both limits.
    """
    for year in range(on.year, calendar.first.year - 1, -1):
        try:
            return [
                (start, last_day(start, promise, calendar), last_day(start, legal, calendar))
                for start in (date(year, month, day) for month, day in SAMPLES)
            ]
        except BeyondCalendar:
            if year == calendar.first.year:
                raise
    raise BeyondCalendar(on.year)


def last_day(start: date, span: Span, calendar: WorkCalendar) -> date:
    """The last day before any rolling to a working day."""
    if span.n == 0:
        return start
    answer = due(Period(start, span.n, Unit(span.unit.value)), calendar)
    assert answer is not None, "a period without pauses always ends"
    return answer.raw


def cut(old_days: int) -> int:
    """The longest promise that is at least 30 % shorter. Integers: `int(90 * 0.7)` is 62, not 63."""
    return old_days * 7 // 10


def cut_percent(old_days: int, new_days: int) -> int:
    """By how many whole per cent the promise became shorter, rounded down; 15 to 11 is 26."""
    return (old_days - new_days) * 100 // old_days if old_days else 0


def is_cut_enough(old_days: int, new_days: int) -> bool:
    """Whether a new promise meets the campaign's demand."""
    return new_days <= cut(old_days)
