"""The county's calendar of working days, built from imported rows, year by year.

Nothing is guessed: a question about a year that was not imported is refused by name.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from qingquan.clock.words import DAY_KIND_LABELS, DayKind, spell_in_full

# 《全国年节及纪念日放假办法》第二条 fixes these; a year's rows without them are not a year's arrangement.
ALWAYS_OFF = ((1, 1), (5, 1), (10, 1))

# The calendar cannot hold more: Python's dates end on 9999-12-31.
LAST_ORDINAL = date.max.toordinal()


class BadCalendar(ValueError):
    """Rows that cannot be a calendar; the message names the day."""


class BeyondCalendar(LookupError):
    """The answer lies in a year whose holidays have not been imported."""

    def __init__(self, year: int) -> None:
        super().__init__(year)
        self.year = year

    def __str__(self) -> str:
        return f"{self.year}年的放假安排尚未导入，不能推算到这一年；请先导入国务院办公厅发布的{self.year}年放假安排。"


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day, what it is, the holiday's name if any, and the notice that says so."""

    day: date
    kind: DayKind
    name: str = ""
    source: str = ""


class WorkCalendar:
    """Which days are worked. Made once, then only asked; fast enough for a million deadlines a second.

    `rows` need only name the days that differ from Monday-to-Friday; they cover whole years,
    without a gap between the first and the last. `BadCalendar` when they do not fit together.
    """

    def __init__(self, rows: Iterable[CalendarDay]) -> None:
        self._named = _checked(rows)
        self.first = date(min(self._named).year, 1, 1)
        self.last = date(max(self._named).year, 12, 31)
        self._origin = self.first.toordinal()
        # _worked[k] is the (k+1)-th working day; _until[i] counts working days up to day i inclusive.
        self._worked: list[date] = []
        self._until: list[int] = []
        for ordinal in range(self._origin, self.last.toordinal() + 1):
            day = date.fromordinal(ordinal)
            if self._kind(day).works:
                self._worked.append(day)
            self._until.append(len(self._worked))

    def day(self, day: date) -> CalendarDay:
        """All that is known of a day."""
        self._index(day)
        return self._named.get(day) or CalendarDay(day, self._kind(day))

    def is_working(self, day: date) -> bool:
        """Whether that day counts as a working day."""
        index = self._index(day)
        return self._until[index] != (self._until[index - 1] if index else 0)

    def add(self, start: date, n: int) -> date:
        """The n-th working day after `start`; `start` itself when n is 0."""
        index = start.toordinal() - self._origin
        if not 0 <= index < len(self._until):
            raise BeyondCalendar(start.year)
        if n <= 0:
            return start if n == 0 else _negative(n)
        wanted = self._until[index] + n - 1
        if wanted >= len(self._worked):
            raise BeyondCalendar(self.last.year + 1)
        return self._worked[wanted]

    def subtract(self, event: date, n: int) -> date:
        """The n-th working day before `event`; `event` itself when n is 0."""
        index = self._index(event)
        if n <= 0:
            return event if n == 0 else _negative(n)
        wanted = (self._until[index - 1] if index else 0) - n
        if wanted < 0:
            raise BeyondCalendar(self.first.year - 1)
        return self._worked[wanted]

    def roll(self, day: date) -> date:
        """The day itself if it is worked, else the next working day."""
        return day if self.is_working(day) else self.add(day, 1)

    def working_days_between(self, after: date, until: date) -> int:
        """How many working days lie in (after, until]; 0 when `until` is not later."""
        return max(0, self._until[self._index(until)] - self._until[self._index(after)])

    def including(self, rows: Iterable[CalendarDay]) -> "WorkCalendar":
        """A calendar with a further year; a year it already has is replaced."""
        new = tuple(rows)
        replaced = {row.day.year for row in new}
        return WorkCalendar([*(row for row in self._named.values() if row.day.year not in replaced), *new])

    @property
    def rows(self) -> Sequence[CalendarDay]:
        """The rows the calendar was made from, by day."""
        return tuple(self._named.values())

    @cached_property
    def version(self) -> str:
        """Twelve hex digits that change with any row: kept beside every stored deadline."""
        text = "\n".join(f"{row.day} {row.kind} {row.name} {row.source}" for row in self._named.values())
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def _index(self, day: date) -> int:
        index = day.toordinal() - self._origin
        if not 0 <= index < len(self._until):
            raise BeyondCalendar(day.year)
        return index

    def _kind(self, day: date) -> DayKind:
        row = self._named.get(day)
        return row.kind if row else _plain_kind(day)


def _negative(n: int) -> date:
    raise ValueError(f"天数不能是负数：{n}。")


def _plain_kind(day: date) -> DayKind:
    return DayKind.WEEKEND if day.weekday() >= 5 else DayKind.WORKDAY


def _checked(rows: Iterable[CalendarDay]) -> Mapping[date, CalendarDay]:
    """The rows by day, once each is possible and each year is whole."""
    named: dict[date, CalendarDay] = {}
    for row in sorted(rows, key=lambda row: row.day):
        if row.day in named:
            raise BadCalendar(f"{row.day} 写了两次。")
        _check_row(row)
        named[row.day] = row
    if not named:
        raise BadCalendar("放假安排是空的。")
    years = {day.year for day in named}
    for year in range(min(years), max(years) + 1):
        if year not in years:
            raise BadCalendar(f"缺{year}年的放假安排；各年须连续导入。")
        for month, number in ALWAYS_OFF:
            holiday = named.get(date(year, month, number))
            if holiday is None or holiday.kind.works:
                raise BadCalendar(f"{year}年的放假安排不完整：{month}月{number}日应是法定节假日。")
    return named


def _check_row(row: CalendarDay) -> None:
    plain, kind = _plain_kind(row.day), row.kind
    contradicts = (kind in {DayKind.WORKDAY, DayKind.WEEKEND} and kind is not plain) or (
        kind is DayKind.ADJUSTED_WORKDAY and plain is not DayKind.WEEKEND
    )
    if contradicts:
        raise BadCalendar(f"{spell_in_full(row.day)}不会是“{DAY_KIND_LABELS[kind]}”（{kind}）。")
    if kind not in {DayKind.WORKDAY, DayKind.WEEKEND} and not row.source.strip():
        raise BadCalendar(f"{spell_in_full(row.day)}“{DAY_KIND_LABELS[kind]}”没有写明依据的通知。")
