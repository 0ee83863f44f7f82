"""The calendar: whole years of rows, asked about days within them and refusing all others by name."""

from collections.abc import Callable
from datetime import date

import pytest

from qingquan.clock import (
    BadCalendar,
    BeyondCalendar,
    CalendarDay,
    DayKind,
    WorkCalendar,
    national_calendar,
    national_rows,
)

NOTICE = "县府办发〔2030〕1号"
NEW_YEAR, MAY, OCTOBER = date(2030, 1, 1), date(2030, 5, 1), date(2030, 10, 1)


def holiday(day: date) -> CalendarDay:
    return CalendarDay(day, DayKind.STATUTORY_HOLIDAY, source=NOTICE)


def year(number: int) -> list[CalendarDay]:
    return [holiday(date(number, month, 1)) for month in (1, 5, 10)]


@pytest.mark.parametrize(
    ("month", "working_days"),
    list(enumerate([21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23], start=1)),
)
def test_2026_has_so_many_working_days(month: int, working_days: int) -> None:
    calendar = national_calendar()
    days = [date(2026, month, number) for number in range(1, 29)]
    days += [day for day in (date.fromordinal(days[-1].toordinal() + more) for more in (1, 2, 3)) if day.month == month]
    assert sum(calendar.is_working(day) for day in days) == working_days


def test_a_year_of_working_days_is_counted_at_once() -> None:
    assert national_calendar().working_days_between(date(2024, 12, 31), date(2025, 12, 31)) == 248
    assert national_calendar().working_days_between(date(2025, 12, 31), date(2025, 12, 1)) == 0


@pytest.mark.parametrize(
    ("day", "kind", "name"),
    [
        (date(2026, 2, 14), DayKind.ADJUSTED_WORKDAY, "春节"),
        (date(2026, 2, 17), DayKind.STATUTORY_HOLIDAY, "春节"),
        (date(2026, 2, 23), DayKind.ADJUSTED_REST, "春节"),
        (date(2026, 3, 7), DayKind.WEEKEND, ""),
        (date(2026, 3, 9), DayKind.WORKDAY, ""),
    ],
)
def test_a_day_is_known_with_its_notice(day: date, kind: DayKind, name: str) -> None:
    known = national_calendar().day(day)
    assert (known.kind, known.name) == (kind, name)
    assert bool(known.source) == bool(name)


def test_counting_forward_and_back_are_mirrors() -> None:
    calendar = WorkCalendar(year(2030))
    assert calendar.add(date(2030, 4, 30), 1) == date(2030, 5, 2)
    assert calendar.subtract(date(2030, 5, 2), 1) == date(2030, 4, 30)
    assert calendar.add(date(2030, 5, 4), 0) == calendar.subtract(date(2030, 5, 4), 0) == date(2030, 5, 4)
    assert calendar.roll(date(2030, 5, 4)) == date(2030, 5, 6)
    assert calendar.roll(date(2030, 5, 6)) == date(2030, 5, 6)


Ask = Callable[[WorkCalendar], object]


@pytest.mark.parametrize(
    ("ask", "missing"),
    [
        pytest.param(lambda calendar: calendar.add(date(2030, 12, 20), 20), 2031, id="counting past the end"),
        pytest.param(lambda calendar: calendar.add(date(2031, 1, 6), 1), 2031, id="starting after the end"),
        pytest.param(lambda calendar: calendar.add(date(2029, 12, 31), 1), 2029, id="starting before the beginning"),
        pytest.param(lambda calendar: calendar.subtract(date(2030, 1, 4), 9), 2029, id="counting back past the start"),
        pytest.param(lambda calendar: calendar.subtract(date(2030, 1, 1), 1), 2029, id="back from the first day"),
        pytest.param(lambda calendar: calendar.is_working(date(2031, 1, 1)), 2031, id="is it worked"),
        pytest.param(lambda calendar: calendar.day(date(2035, 1, 1)), 2035, id="what day is it"),
        pytest.param(lambda calendar: calendar.roll(date(2031, 1, 1)), 2031, id="rolling"),
        pytest.param(lambda calendar: calendar.working_days_between(MAY, date(2031, 1, 1)), 2031, id="counting days"),
    ],
)
def test_a_year_not_imported_is_refused_by_name(ask: Ask, missing: int) -> None:
    with pytest.raises(BeyondCalendar, match=f"^{missing}年的放假安排尚未导入") as refused:
        ask(WorkCalendar(year(2030)))
    assert refused.value.year == missing


def test_the_first_day_of_a_calendar_can_be_asked() -> None:
    assert not WorkCalendar(year(2030)).is_working(NEW_YEAR)


def test_the_package_knows_nothing_after_2026() -> None:
    assert (national_calendar().first, national_calendar().last) == (date(2004, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize("count", [-1, -20])
def test_a_negative_number_of_days_is_a_defect(count: int) -> None:
    with pytest.raises(ValueError, match="不能是负数"):
        national_calendar().add(MAY.replace(year=2026), count)
    with pytest.raises(ValueError, match="不能是负数"):
        national_calendar().subtract(MAY.replace(year=2026), count)


def test_years_are_imported_one_at_a_time() -> None:
    calendar = WorkCalendar(year(2030))
    longer = calendar.including(year(2031))
    assert longer.last == date(2031, 12, 31)
    assert longer.add(date(2030, 12, 31), 1) == date(2031, 1, 2)
    corrected = longer.including([*year(2031), holiday(date(2031, 1, 2))])
    assert corrected.add(date(2030, 12, 31), 1) == date(2031, 1, 3)
    assert len({calendar.version, longer.version, corrected.version}) == 3
    assert WorkCalendar(reversed(longer.rows)).version == longer.version


def test_one_year_of_the_package_is_a_calendar_too() -> None:
    only = WorkCalendar(national_rows([2026]))
    assert (only.first, only.last) == (date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        pytest.param([], "放假安排是空的", id="no rows"),
        pytest.param([*year(2030), holiday(MAY)], "2030-05-01 写了两次", id="a day twice"),
        pytest.param([*year(2030), *year(2032)], "缺2031年的放假安排", id="a year left out"),
        pytest.param([holiday(NEW_YEAR), holiday(OCTOBER)], "不完整：5月1日应是法定节假日", id="no May Day"),
        pytest.param(
            [holiday(NEW_YEAR), holiday(OCTOBER), CalendarDay(MAY, DayKind.WORKDAY)],
            "不完整：5月1日",
            id="May Day worked",
        ),
        pytest.param(
            [CalendarDay(date(2030, 3, 9), DayKind.WORKDAY)],
            "2030年3月9日（星期六）不会是“工作日”",
            id="a worked Saturday",
        ),
        pytest.param([CalendarDay(date(2030, 3, 8), DayKind.WEEKEND)], "不会是“周末”", id="a Friday as weekend"),
        pytest.param(
            [CalendarDay(date(2030, 3, 8), DayKind.ADJUSTED_WORKDAY, source=NOTICE)],
            "不会是“调休上班”",
            id="a Friday shifted",
        ),
        pytest.param(
            [CalendarDay(date(2030, 3, 8), DayKind.ADJUSTED_REST)], "“调休放假”没有写明依据的通知", id="no notice"
        ),
    ],
)
def test_rows_that_are_no_calendar_are_refused(rows: list[CalendarDay], complaint: str) -> None:
    with pytest.raises(BadCalendar, match=complaint):
        WorkCalendar(rows)
