"""How a last day looks today: late, today, soon or on time, and how many working days are left."""

from datetime import date
from typing import NamedTuple

from qingquan import law
from qingquan.cases.words import Stage
from qingquan.clock import BeyondCalendar, WorkCalendar


class Badge(NamedTuple):
    """What the macro `deadline` shows. `left` counts working days and is None where no count can be given."""

    state: str
    left: int | None = None


PAUSED = Badge("paused")
ENDED = Badge("ended")


def badge(due_on: date | None, today: date, calendar: WorkCalendar, stage: str = "") -> Badge | None:
    """The badge of a last day; None when there is no such day."""
    if stage == Stage.PAUSED:
        return PAUSED
    if due_on is None:
        return None
    if due_on == today:
        return Badge("today")
    late = due_on < today
    left = _between(due_on, today, calendar) if late else _between(today, due_on, calendar)
    if late:
        return Badge("late", left)
    soon = left is not None and left <= law.parameter("prompt_before_due").number
    return Badge("soon" if soon else "on_time", left)


def _between(after: date, until: date, calendar: WorkCalendar) -> int | None:
    """Working days in (after, until]; None where the calendar does not reach."""
    try:
        return calendar.working_days_between(after, until)
    except BeyondCalendar:
        return None
