"""Where calendar rows come from: the `chinesecalendar` package, or a county's CSV with the notice's number."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path

from chinese_calendar import Holiday, holidays, in_lieu_days, workdays

from qingquan.clock.calendar import BadCalendar, CalendarDay, WorkCalendar
from qingquan.clock.words import DayKind

COLUMNS = ("date", "day_kind", "source_doc")


@cache
def national_calendar() -> WorkCalendar:
    """The State Council's arrangements as the `chinesecalendar` package knows them (2004 to 2026)."""
    return WorkCalendar(national_rows())


def national_rows(years: Iterable[int] | None = None) -> Iterator[CalendarDay]:
    """The package's days that differ from Monday to Friday, in all years or in those named.

    The package names the holiday but not the notice, so the source names the package too. It does not
    tell a weekend within a holiday from the statutory days themselves; both are given as statutory
    holidays, which is the safe side where work on a holiday is forbidden (强制法第四十三条).
    """
    wanted = None if years is None else set(years)
    package = f"chinesecalendar {version('chinesecalendar')}"
    for days, kind in ((holidays, DayKind.STATUTORY_HOLIDAY), (workdays, DayKind.ADJUSTED_WORKDAY)):
        for day, name in days.items():
            if wanted is None or day.year in wanted:
                given = DayKind.ADJUSTED_REST if day in in_lieu_days else kind
                source = f"国务院办公厅{day.year}年节假日安排（{package}）"
                yield CalendarDay(day, given, Holiday(name).chinese, source)


def read_rows(path: Path) -> list[CalendarDay]:
    """Rows of a UTF-8 CSV with the columns date, day_kind, source_doc and, if wanted, name.

    `BadCalendar` names the line that cannot be read.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if missing := [column for column in COLUMNS if column not in (reader.fieldnames or ())]:
                raise BadCalendar(f"{path.name} 缺少列：{'、'.join(missing)}。")
            return [_row(line, f"{path.name} 第{reader.line_num}行") for line in reader]
    except UnicodeDecodeError:
        raise BadCalendar(f"{path.name} 不是 UTF-8 文本。") from None
    except csv.Error as error:
        raise BadCalendar(f"{path.name} 不是有效的 CSV：{error}。") from None


def read_calendar(path: Path) -> WorkCalendar:
    """The calendar of one CSV file."""
    return WorkCalendar(read_rows(path))


def _row(line: dict[str, str | None], where: str) -> CalendarDay:
    text = {key: (value or "").strip() for key, value in line.items() if isinstance(value, str)}
    try:
        day = date.fromisoformat(text.get("date", ""))
    except ValueError:
        raise BadCalendar(f"{where}：date 应形如 2026-10-01，现在是“{text.get('date', '')}”。") from None
    try:
        kind = DayKind(text.get("day_kind", ""))
    except ValueError:
        raise BadCalendar(
            f"{where}：day_kind 应是 {'、'.join(DayKind)} 之一，现在是“{text.get('day_kind', '')}”。"
        ) from None
    return CalendarDay(day, kind, text.get("name", ""), text.get("source_doc", ""))
