"""The calendars a map may name, for logs of other systems and other countries."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from qingquan.clock import BadCalendar, national_calendar, read_calendar
from qingquan.supervision.replay.reading import Unreadable
from qingquan.supervision.rules.facts import WorkingDays

WEEK = 7


@dataclass(frozen=True, slots=True)
class Weekly:
    """A week that repeats without holidays: `working` holds the numbers of the days worked, Monday 0."""

    working: frozenset[int]

    def is_working(self, day: date, /) -> bool:
        """Whether the day of the week is worked."""
        return day.weekday() in self.working

    def add(self, start: date, n: int, /) -> date:
        """The n-th working day after `start`."""
        if n == 0:
            return start
        weeks, rest = divmod(n - 1, len(self.working))
        day, left = start + timedelta(weeks=weeks), rest + 1
        while left:
            day += timedelta(days=1)
            left -= self.is_working(day)
        return day

    def working_days_between(self, after: date, until: date, /) -> int:
        """The number of working days in (after, until]."""
        weeks, rest = divmod((until - after).days, WEEK)
        days = (after + timedelta(days=n) for n in range(1, rest + 1))
        return weeks * len(self.working) + sum(map(self.is_working, days))


EVERY_DAY = Weekly(frozenset(range(7)))
MONDAY_TO_FRIDAY = Weekly(frozenset(range(5)))


def calendar_named(name: str, folder: Path) -> WorkingDays:
    """`none` counts every day, `weekends` Monday to Friday, `cn` China's working days; else a CSV beside the map."""
    if name == "none":
        return EVERY_DAY
    if name == "weekends":
        return MONDAY_TO_FRIDAY
    if name == "cn":
        return national_calendar()
    try:
        return read_calendar(folder / name)
    except OSError:
        raise Unreadable(
            f"对照表的 calendar：只能是 none、weekends、cn 或者一个 CSV 文件，找不到 {folder / name}。"
        ) from None
    except BadCalendar as error:
        raise Unreadable(f"对照表的 calendar：{error}") from None
