from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingquan.supervision.replay.calendars import EVERY_DAY, MONDAY_TO_FRIDAY, Weekly


@pytest.mark.parametrize("calendar", [EVERY_DAY, MONDAY_TO_FRIDAY, Weekly(frozenset({2, 6}))])
@settings(derandomize=True)
@given(start=st.dates(date(2000, 1, 1), date(2030, 1, 1)), n=st.integers(0, 400))
def test_a_repeating_week_counts_as_walking_day_by_day_does(calendar: Weekly, start: date, n: int) -> None:
    day, left = start, n
    while left:
        day += timedelta(days=1)
        left -= calendar.is_working(day)
    assert calendar.add(start, n) == day
    assert calendar.working_days_between(start, day) == n
