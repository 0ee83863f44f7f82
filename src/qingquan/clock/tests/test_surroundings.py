"""Around the count: values that are no period, silence, clocks side by side, counting back, spelling."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from qingquan.clock import (
    BadPeriod,
    BeyondCalendar,
    ClockKind,
    Clocks,
    Due,
    Extension,
    Pause,
    Period,
    Unit,
    deemed_accepted_on,
    due,
    earliest_event,
    last_day_before,
    last_day_by_date,
    latest_notice,
    national_calendar,
    receipt_day,
    spell_length,
    spell_span,
    usage,
    warning_day,
)
from qingquan.law import limit

WD, CD, M, Y = Unit
CALENDAR = national_calendar()


@pytest.mark.parametrize(
    ("make", "complaint"),
    [
        (lambda: Pause(date(2026, 3, 3), date(2026, 3, 2)), "结束日 2026-03-02 早于开始日 2026-03-03"),
        (lambda: Extension(0), "延长的数量应大于 0"),
        (lambda: Period(date(2026, 3, 2), -1, WD), "不能是负数：-1"),
        (lambda: Period(datetime(2026, 3, 2, 23, tzinfo=UTC), 1, WD), "应是日期，不是时刻"),
    ],
)
def test_what_cannot_be_a_period_is_refused(make: object, complaint: str) -> None:
    assert callable(make)
    with pytest.raises(BadPeriod, match=complaint):
        make()


def test_a_statutes_limit_makes_a_period() -> None:
    start = date(2026, 3, 2)
    period = Period.under(limit("licensing", "decision", on=start), start)
    assert (period.n, period.unit, period.event) == (20, WD, "受理")
    assert period.cite == "《行政许可法》第四十二条第一款、第八十二条"


@pytest.mark.parametrize(("n", "unit"), [(3_000_000, CD), (99_999, M), (8_000, Y)])
def test_a_last_day_past_the_year_9999_is_refused(n: int, unit: Unit) -> None:
    with pytest.raises(BeyondCalendar):
        last_day_by_date(date(2026, 1, 1), n, unit)


def test_a_long_ban_ends_on_a_day_without_any_calendar() -> None:
    assert last_day_by_date(date(2026, 11, 23), 3, Y) == date(2029, 11, 23)
    with pytest.raises(ValueError, match="工作日须按放假安排推算"):
        last_day_by_date(date(2026, 11, 23), 3, WD)


@pytest.mark.parametrize(
    ("on", "used", "left"),
    [
        pytest.param("2026-04-01", 0, 20, id="before the start"),
        pytest.param("2026-04-13", 0, 20, id="on the day itself"),
        pytest.param("2026-04-20", 5, 15, id="the day the review starts"),
        pytest.param("2026-04-30", 5, 15, id="the day its result comes"),
        pytest.param("2026-05-06", 6, 14, id="counting again"),
        pytest.param("2026-05-25", 20, 0, id="the last day"),
        pytest.param("2026-06-25", 20, 0, id="a month late"),
    ],
)
def test_what_is_used_and_left_on_a_day(on: str, used: int, left: int) -> None:
    period = Period(date(2026, 4, 13), 20, WD, (Pause(date(2026, 4, 20), date(2026, 4, 30)),))
    found = usage(period, CALENDAR, date.fromisoformat(on))
    assert (found.used, found.left) == (used, left)


def test_silence_accepts_the_case_from_the_day_of_receipt() -> None:
    silent = deemed_accepted_on(date(2026, 5, 2), CALENDAR)
    assert (silent.notice_due, silent.from_day) == (date(2026, 5, 11), date(2026, 5, 12))
    assert silent.accepted == date(2026, 5, 2)
    assert silent.cite == "《行政许可法》第三十二条第一款第四项"
    assert due(Period(silent.accepted, 20, WD), CALENDAR) == Due(date(2026, 6, 1), date(2026, 6, 1))


def test_an_application_is_received_the_day_it_comes_in_unless_the_county_decides_otherwise() -> None:
    holiday = date(2026, 5, 2)
    assert receipt_day(holiday, CALENDAR) == holiday
    assert receipt_day(holiday, CALENDAR, "next_workday") == date(2026, 5, 6)


LEGAL = Period(date(2026, 3, 2), 20, WD)
PROMISED = Period(date(2026, 3, 2), 10, WD)
STEP = Period(date(2026, 3, 9), 2, WD)
STOPPED = Period(date(2026, 3, 2), 20, WD, (Pause(date(2026, 3, 4)),))


@pytest.mark.parametrize(
    ("clocks", "kind", "day"),
    [
        pytest.param(Clocks(LEGAL), ClockKind.LEGAL, date(2026, 3, 30), id="the law alone"),
        pytest.param(Clocks(LEGAL, PROMISED), ClockKind.PROMISED, date(2026, 3, 16), id="a shorter promise"),
        pytest.param(Clocks(LEGAL, PROMISED, STEP), ClockKind.STEP, date(2026, 3, 11), id="the step first"),
        pytest.param(Clocks(LEGAL, LEGAL), ClockKind.LEGAL, date(2026, 3, 30), id="the weightier of two"),
        pytest.param(Clocks(STOPPED, None, STEP), ClockKind.STEP, date(2026, 3, 11), id="one stands still"),
    ],
)
def test_the_nearest_of_several_clocks_rings(clocks: Clocks, kind: ClockKind, day: date) -> None:
    nearest = clocks.nearest(CALENDAR)
    assert nearest is not None
    assert (nearest.kind, nearest.due.rolled) == (kind, day)


def test_no_clock_rings_while_all_stand_still() -> None:
    assert Clocks(STOPPED, STOPPED).nearest(CALENDAR) is None
    assert Clocks(STOPPED, PROMISED).dues(CALENDAR)[ClockKind.LEGAL] is None


@pytest.mark.parametrize(
    ("period", "day"),
    [
        pytest.param(Period(date(2025, 9, 22), 20, WD), date(2025, 10, 22), id="nine tenths of twenty"),
        pytest.param(Period(date(2026, 3, 2), 5, WD), date(2026, 3, 9), id="a part of a day is the whole day"),
        pytest.param(Period(date(2025, 7, 10), 90, CD), date(2025, 9, 29), id="calendar days"),
        pytest.param(Period(date(2026, 1, 15), 1, M), date(2026, 2, 12), id="a month by its days"),
        pytest.param(Period(date(2026, 3, 2), 10, WD, extensions=(Extension(10),)), date(2026, 3, 26), id="extended"),
        pytest.param(STOPPED, None, id="standing still"),
    ],
)
def test_the_yellow_line_is_nine_tenths_of_the_time(period: Period, day: date | None) -> None:
    assert warning_day(period, CALENDAR, Fraction(9, 10)) == day


def test_counting_back_from_an_event() -> None:
    expiry = date(2026, 10, 31)
    assert last_day_before(expiry, 30, CD, CALENDAR) == date(2026, 10, 1)
    assert last_day_before(expiry, 30, WD, CALENDAR) == date(2026, 9, 15)
    with pytest.raises(ValueError, match="倒计只按工作日或者自然日"):
        last_day_before(expiry, 1, M, CALENDAR)


def test_seven_full_working_days_lie_between_the_notice_and_the_hearing() -> None:
    assert earliest_event(date(2026, 10, 9), 7, CALENDAR) == date(2026, 10, 20)
    assert latest_notice(date(2026, 10, 20), 7, CALENDAR) == date(2026, 10, 9)


def test_days_and_lengths_are_spelt_for_people() -> None:
    assert spell_span(date(2026, 2, 15), date(2026, 2, 23)) == "2月15日至23日"
    assert spell_span(date(2026, 2, 28), date(2026, 3, 1)) == "2月28日至3月1日"
    assert spell_span(date(2025, 12, 31), date(2026, 1, 3)) == "12月31日至2026年1月3日"
    assert spell_span(date(2026, 2, 28), date(2026, 2, 28), year=True) == "2026年2月28日"
    assert [spell_length(2, unit) for unit in Unit] == ["2个工作日", "2日", "2个月", "2年"]
