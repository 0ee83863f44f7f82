"""The words of the calendar: kinds of day, bounds of a pause, and how a day is spelt to people."""

from datetime import date
from enum import StrEnum

from qingquan.law import Unit

WEEKDAYS = "一二三四五六日"

UNIT_LABELS = {Unit.WORKING_DAY: "工作日", Unit.CALENDAR_DAY: "日", Unit.MONTH: "月", Unit.YEAR: "年"}


class DayKind(StrEnum):
    """What a day is in the county's calendar."""

    WORKDAY = "workday"
    WEEKEND = "weekend"
    STATUTORY_HOLIDAY = "statutory_holiday"
    ADJUSTED_REST = "adjusted_rest"
    ADJUSTED_WORKDAY = "adjusted_workday"

    @property
    def works(self) -> bool:
        """Whether the day counts as a working day."""
        return self in {DayKind.WORKDAY, DayKind.ADJUSTED_WORKDAY}


DAY_KIND_LABELS = {
    DayKind.WORKDAY: "工作日",
    DayKind.WEEKEND: "周末",
    DayKind.STATUTORY_HOLIDAY: "法定节假日",
    DayKind.ADJUSTED_REST: "调休放假",
    DayKind.ADJUSTED_WORKDAY: "调休上班",
}


class Bounds(StrEnum):
    """Which end days of a pause are left out of the count (parameter `pause_bounds`)."""

    OPEN_CLOSED = "open_closed"
    """The day the special procedure starts still counts; the day its result comes does not."""
    CLOSED_CLOSED = "closed_closed"
    """Neither counts."""


def weekday(day: date) -> str:
    """星期五."""
    return f"星期{WEEKDAYS[day.weekday()]}"


def spell(day: date, *, year: bool = True) -> str:
    """2026年3月13日, or 3月13日 where the year is known."""
    return f"{day.year}年{day.month}月{day.day}日" if year else f"{day.month}月{day.day}日"


def spell_in_full(day: date, *, year: bool = True) -> str:
    """2026年3月13日（星期五）."""
    return f"{spell(day, year=year)}（{weekday(day)}）"


def spell_span(first: date, last: date, *, year: bool = False) -> str:
    """2月15日至23日; 2月28日至3月2日; a single day alone."""
    if first == last:
        return spell(first, year=year)
    if (first.year, first.month) == (last.year, last.month):
        return f"{spell(first, year=year)}至{last.day}日"
    return f"{spell(first, year=year)}至{spell(last, year=year or first.year != last.year)}"


def spell_length(n: int, unit: Unit) -> str:
    """20个工作日; 30日; 3个月; 1年."""
    return f"{n}{'个' if unit in {Unit.WORKING_DAY, Unit.MONTH} else ''}{UNIT_LABELS[unit]}"
