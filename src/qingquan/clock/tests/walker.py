"""The second opinion: deadlines by walking one day at a time, written without a line of the clock's code."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta

ONE = timedelta(days=1)


@dataclass(frozen=True)
class History:
    """All that happened to one period, in bare values."""

    start: date
    n: int
    unit: str
    pauses: tuple[tuple[date, date | None], ...] = ()
    extensions: tuple[int, ...] = ()
    both_ends: bool = False
    """Whether a pause's first day is left out too."""


def waiting_days(history: History) -> set[date]:
    """Every day of every pause that came to an end."""
    waited = set()
    for first, last in history.pauses:
        day = first if history.both_ends else first + ONE
        while last is not None and day <= last:
            waited.add(day)
            day += ONE
    return waited


def stands_still_from(history: History) -> date:
    """The first day left out by a pause that never ends."""
    open_pauses = [first for first, last in history.pauses if last is None]
    if not open_pauses:
        return date.max
    return min(open_pauses) if history.both_ends else min(open_pauses) + ONE


def months_end(start: date, months: int) -> date:
    """Walk to the wanted month, then to the start's number or the month's end."""
    day = start
    turned = 0
    while turned < months:
        day += ONE
        turned += day.day == 1
    while day.day != start.day and (day + ONE).day != 1:
        day += ONE
    return day


def walk(history: History, working: AbstractSet[date]) -> tuple[date, date] | None:
    """The last day as counted, and the first working day from it on; None when it never comes."""
    wanted = history.n + sum(history.extensions)
    if history.unit in {"M", "Y"}:
        end = months_end(history.start, wanted * (12 if history.unit == "Y" else 1))
        wanted = (end - history.start).days
    waited, still = waiting_days(history), stands_still_from(history)
    day, counted = history.start, 0
    while counted < wanted:
        day += ONE
        if day >= still:
            return None
        if day not in waited and (history.unit != "WD" or day in working):
            counted += 1
    rolled = day
    while rolled not in working:
        rolled += ONE
    return day, rolled
