"""The county's working days, read from the database and kept in memory."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from qingquan.clock.calendar import BeyondCalendar, WorkCalendar
from qingquan.clock.calendar import CalendarDay as Day
from qingquan.clock.words import DayKind
from qingquan.places.models import CalendarDay

# Another process may import the coming year; a minute later everyone knows it.
SECONDS_KEPT = 60.0


@dataclass(slots=True)
class _Kept:
    calendar: WorkCalendar
    stamp: str
    asked_at: float


_kept: list[_Kept] = []


def _stamp(rows: Sequence[tuple[object, ...]]) -> str:
    """Changes with every day, so that a year imported anew is noticed as well as one added."""
    return sha256(repr(rows).encode()).hexdigest()


def county_calendar() -> WorkCalendar:
    """The calendar as imported; a question beyond it raises `clock.BeyondCalendar`."""
    if _kept and time.monotonic() - _kept[0].asked_at < SECONDS_KEPT:
        return _kept[0].calendar
    rows = list(CalendarDay.objects.values_list("day", "kind", "name", "source_doc").order_by("day"))
    if not rows:
        # A county without any imported year cannot count a single day.
        raise BeyondCalendar(0)
    stamp = _stamp(rows)
    if not _kept or _kept[0].stamp != stamp:
        calendar = WorkCalendar(Day(day, DayKind(kind), name, source) for day, kind, name, source in rows)
        _kept[:] = [_Kept(calendar, stamp, 0.0)]
    _kept[0].asked_at = time.monotonic()
    return _kept[0].calendar


def forget() -> None:
    """Drop what is kept: after an import in this process, and between tests."""
    _kept.clear()
