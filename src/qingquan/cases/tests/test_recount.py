"""A year's arrangement that is imported anew moves the last days of the cases that count on it."""

from datetime import date

import pytest

from qingquan.cases import watch
from qingquan.cases.models import Case
from qingquan.clock import CalendarDay, DayKind, national_rows
from qingquan.people.models import SYSTEM
from qingquan.places import acts as places
from tests.county import at, found


@pytest.mark.usefixtures("committed")
def test_a_day_off_proclaimed_later_gives_the_case_a_day_more() -> None:
    county = found()
    case = county.accept(date(2026, 3, 2))
    assert watch.recount(at(date(2026, 3, 3))) == 0
    mourning = CalendarDay(date(2026, 3, 10), DayKind.STATUTORY_HOLIDAY, "临时放假", "测试用通知")
    places.import_calendar([*national_rows([2026]), mourning], by=SYSTEM, at=at(date(2026, 3, 4)))
    assert watch.recount(at(date(2026, 3, 4))) == 1
    again = Case.objects.get(number=case.number)
    assert (again.legal_due_on, again.promised_due_on) == (date(2026, 3, 31), date(2026, 3, 23))
    assert watch.recount(at(date(2026, 3, 4), 12)) == 0
