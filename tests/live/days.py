"""The day on which the served county lives.

The calendar of days off is known a year at a time; tests that lived on the real day would one day ask beyond it.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=SHANGHAI)
"""A Monday morning, after the last day of the demonstration's made-up months."""


def at(month: int, day: int, hour: int = 10, minute: int = 0) -> datetime:
    """A moment of the year."""
    return datetime(NOW.year, month, day, hour, minute, tzinfo=SHANGHAI)


TODAY: date = NOW.date()
