"""Counting back: the last day on which something can still be done in time before an event."""

from datetime import date, timedelta

from qingquan.clock.calendar import WorkCalendar
from qingquan.law import Unit


def last_day_before(event: date, n: int, unit: Unit, calendar: WorkCalendar) -> date:
    """The last day that lies n days before the event: renewal thirty days before expiry.

    That day is one of the n, the event's own day is not: 30 days before 31 October is 1 October.
    """
    if unit is Unit.WORKING_DAY:
        return calendar.subtract(event, n)
    if unit is Unit.CALENDAR_DAY:
        return event - timedelta(days=n)
    raise ValueError("倒计只按工作日或者自然日。")


def latest_notice(event: date, full_days: int, calendar: WorkCalendar) -> date:
    """The last day to give notice of an event so that full working days lie between the two.

    《行政许可法》第四十八条第一款第一项 (听证的七日前), read in favour of those who are to come.
    """
    return calendar.subtract(event, full_days) - timedelta(days=1)


def earliest_event(notice: date, full_days: int, calendar: WorkCalendar) -> date:
    """The first working day on which an event can be held after a notice, full working days between."""
    return calendar.add(notice, full_days + 1)
