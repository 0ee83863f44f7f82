"""Days in a year not yet imported: one case at the year's end must not silence the looks at all the others."""

from datetime import date

import pytest

from qingquan.cases import acts
from qingquan.cases import watch as cases
from qingquan.cases.acts import Gap, MaterialGiven
from qingquan.cases.models import Case, Step
from qingquan.cases.words import MaterialWay, Opinion, Outcome
from qingquan.clock import CalendarDay, DayKind
from qingquan.people.models import SYSTEM
from qingquan.places import acts as places
from qingquan.publicity import watch as publicity
from qingquan.publicity.models import PublicDecision
from qingquan.supervision import watch
from qingquan.supervision.models import Watched
from tests.county import County, at, found

pytestmark = pytest.mark.usefixtures("committed")

MON, LAST = date(2026, 12, 21), date(2026, 12, 30)


def decide(county: County, case: Case, day: date) -> None:
    for official in (county.handler, county.reviewer):
        step = case.steps.get(done_at__isnull=True).step
        acts.complete_step(case.number, step, Opinion.AGREE, "", by=official.acts, at=at(day))
    acts.decide(case.number, Outcome.GRANT, "", by=county.approver.acts, at=at(day, 15))


def test_a_case_of_the_last_days_is_received_and_watched() -> None:
    county = found()
    early, late = county.receive(MON), county.receive(LAST)
    assert watch.follow(at(LAST, 12)) == 2
    assert set(Watched.objects.values_list("case__number", flat=True)) == {early.number, late.number}


def test_a_case_of_the_last_days_goes_on() -> None:
    county = found()
    case = county.accept(LAST)
    decide(county, case, LAST)
    assert watch.follow(at(LAST, 16)) == 5


def test_a_decision_of_the_last_days_is_published() -> None:
    county = found()
    case = county.accept(MON)
    decide(county, case, LAST)
    publicity.follow(at(LAST, 16))
    assert PublicDecision.objects.get().case_number == case.number


def import_next_year() -> None:
    days = [CalendarDay(date(2027, 1, day), DayKind.STATUTORY_HOLIDAY, "元旦", "测试用安排") for day in (1, 2, 3)]
    rest = [CalendarDay(date(2027, month, 1), DayKind.STATUTORY_HOLIDAY, "放假", "测试用安排") for month in (5, 10)]
    places.import_calendar([*days, *rest], by=SYSTEM, at=at(LAST, 20))


def test_once_the_year_is_imported_every_open_day_is_told() -> None:
    county = found()
    received, accepted = county.receive(LAST), county.accept(LAST)
    watch.follow(at(LAST, 12))
    assert set(Step.objects.filter(done_at__isnull=True).values_list("due_on", flat=True)) == {None}
    import_next_year()
    assert cases.recount(at(LAST, 21)) == 2
    assert received.steps.get(done_at__isnull=True).due_on == date(2027, 1, 7)
    assert accepted.steps.get(done_at__isnull=True).due_on is not None
    assert Case.objects.get(number=accepted.number).legal_due_on == date(2027, 1, 28)
    watch.follow(at(LAST, 22))
    assert Watched.objects.get(case=received).look_on == date(2027, 1, 6)
    assert cases.look(at(date(2027, 1, 8), 1)) == 1
    assert Case.objects.get(number=received.number).deemed


def test_supplements_of_the_last_days_are_taken_in() -> None:
    county = found()
    case = county.receive(MON, whole=False)
    report = "建设项目水资源论证报告书"
    acts.notify_gaps(case.number, [Gap(report)], by=county.clerk.acts, at=at(MON, 12))
    acts.supply(case.number, [MaterialGiven(report, MaterialWay.PAPER)], by=county.as_citizen, at=at(LAST))
    acts.accept(case.number, by=county.clerk.acts, at=at(LAST, 12))
    assert Case.objects.get(number=case.number).accepted_on == LAST
