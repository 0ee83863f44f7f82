"""The clocks where counting is easily wrong: at their first and last days, around pauses, holidays and midnight."""

from datetime import date, datetime, timedelta

import pytest

from qingquan.cases import acts, watch
from qingquan.cases.acts import Gap, MaterialGiven
from qingquan.cases.models import Case, PauseRow
from qingquan.cases.rules.clocks import due_days
from qingquan.cases.rules.facts import CaseFacts, Limits
from qingquan.cases.words import Channel, MaterialWay, Stage
from qingquan.clock import Extension, Pause, Unit, national_calendar
from qingquan.law import Refused
from tests.county import SHANGHAI, County, at, found

CALENDAR = national_calendar()
MON = date(2026, 4, 13)
REPORT = "建设项目水资源论证报告书"


def day(text: str) -> date:
    """`4-13` of 2026."""
    month, number = map(int, text.split("-"))
    return date(2026, month, number)


def accepted(
    *pauses: tuple[str, str],
    on: str = "4-13",
    received: str | None = None,
    extension: int | None = None,
    legal: int = 20,
    unit: Unit = Unit.WORKING_DAY,
    from_receipt: bool = False,
    joint: bool = False,
) -> CaseFacts:
    return CaseFacts(
        stage=Stage.ACCEPTED,
        received_on=day(received or on),
        accepted_on=day(on),
        limits=Limits(legal, unit, from_receipt=from_receipt, joint=joint),
        pauses=tuple(Pause(day(first), day(last)) for first, last in pauses),
        extension=Extension(extension) if extension else None,
    )


@pytest.mark.parametrize(
    ("case", "legal_on"),
    [
        pytest.param(accepted(), "5-13", id="twenty working days"),
        pytest.param(accepted(("4-20", "4-30")), "5-25", id="an expert review of eight working days"),
        pytest.param(accepted(("4-13", "4-15")), "5-15", id="a pause from the day of acceptance"),
        pytest.param(accepted(("4-20", "4-20")), "5-13", id="ended on the day it began: nothing is lost"),
        pytest.param(accepted(("4-20", "4-22"), ("4-22", "4-23")), "5-18", id="two that touch"),
        pytest.param(accepted(("4-20", "4-22"), ("5-6", "5-8")), "5-19", id="two apart"),
        pytest.param(accepted(("4-30", "5-6")), "5-14", id="one over a holiday costs one working day"),
        pytest.param(accepted(("5-12", "5-15")), "5-18", id="begun on the day before the last"),
        pytest.param(accepted(("5-13", "5-20")), "5-13", id="begun on the last day: the time had run"),
        pytest.param(accepted(extension=10), "5-27", id="extended by ten"),
        pytest.param(accepted(("4-20", "4-22"), extension=10), "5-29", id="paused and extended"),
        pytest.param(accepted(("5-20", "5-22"), extension=10), "5-29", id="paused within the extension"),
        pytest.param(accepted(received="4-8", from_receipt=True), "5-9", id="counted from receipt"),
        pytest.param(accepted(legal=30, unit=Unit.CALENDAR_DAY), "5-13", id="calendar days"),
        pytest.param(accepted(("4-20", "4-30"), legal=30, unit=Unit.CALENDAR_DAY), "5-23", id="calendar days, paused"),
        pytest.param(accepted(legal=2, unit=Unit.MONTH), "6-13", id="two months"),
        pytest.param(accepted(on="6-1", legal=45, joint=True), "8-4", id="joint"),
        pytest.param(accepted(on="6-1", legal=45, joint=True, extension=15), "8-25", id="joint and extended"),
        pytest.param(accepted(legal=0), "4-13", id="on the spot"),
    ],
)
def test_the_law_gives_until(case: CaseFacts, legal_on: str) -> None:
    assert due_days(case, CALENDAR).legal_on == day(legal_on)


def again(case: Case) -> Case:
    return Case.objects.get(number=case.number)


def pause(county: County, case: Case, on: date, until: date) -> None:
    acts.pause(
        case.number,
        "testing",
        procedure="水质检测，约需数日。",
        planned_end=until,
        by=county.handler.acts,
        at=at(on, 12),
    )


@pytest.mark.django_db
def test_a_step_already_late_gets_nothing_back_from_a_later_pause() -> None:
    county = found()
    case = county.accept(MON)
    due_on = case.steps.get(done_at__isnull=True).due_on
    assert due_on is not None
    for begun in (due_on, due_on + timedelta(days=4)):
        pause(county, case, begun, begun + timedelta(days=10))
        acts.resume(case.number, "检测合格", by=county.handler.acts, at=at(begun + timedelta(days=2), 13))
        assert case.steps.get(done_at__isnull=True).due_on == due_on


@pytest.mark.django_db
def test_a_step_keeps_the_working_days_it_had_left() -> None:
    county = found()
    case = county.accept(MON)
    due_on = case.steps.get(done_at__isnull=True).due_on
    assert due_on is not None
    left = CALENDAR.working_days_between(day("4-14"), due_on)
    pause(county, case, day("4-14"), day("5-8"))
    acts.resume(case.number, "检测合格", by=county.handler.acts, at=at(day("5-6"), 13))
    moved = case.steps.get(done_at__isnull=True).due_on
    assert moved is not None and CALENDAR.working_days_between(day("5-6"), moved) == left


@pytest.mark.django_db
def test_a_pause_may_begin_on_the_last_day_but_saves_nothing() -> None:
    county = found()
    case = county.accept(MON)
    pause(county, case, day("5-13"), day("5-20"))
    assert again(case).legal_due_on == day("5-13")
    acts.resume(case.number, "检测合格", by=county.handler.acts, at=at(day("5-20"), 13))
    assert again(case).legal_due_on == day("5-13")


@pytest.mark.django_db
def test_a_pause_after_the_last_day_is_refused() -> None:
    county = found()
    case = county.accept(MON)
    with pytest.raises(Refused, match="不能再暂停"):
        pause(county, case, day("5-14"), day("5-20"))


@pytest.mark.django_db
def test_a_case_may_be_paused_and_resumed_and_paused_again_within_a_day() -> None:
    county = found()
    case = county.accept(MON)
    for hour in (12, 14):
        acts.pause(
            case.number, "testing", procedure="检测", planned_end=day("4-20"), by=county.handler.acts, at=at(MON, hour)
        )
        acts.resume(case.number, "检测合格", by=county.handler.acts, at=at(MON, hour + 1))
    assert PauseRow.objects.count() == 2
    assert again(case).legal_due_on == day("5-13")


@pytest.mark.django_db
def test_the_time_is_extended_when_the_clock_runs_again_not_while_it_stands() -> None:
    county = found()
    case = county.accept(MON)
    pause(county, case, day("4-20"), day("4-30"))
    with pytest.raises(Refused, match="特别程序结束后"):
        acts.extend(case.number, reason="地质条件复杂", by=county.head.acts, at=at(day("4-22"), 9))
    acts.resume(case.number, "检测合格", by=county.handler.acts, at=at(day("4-30"), 13))
    acts.extend(case.number, reason="地质条件复杂", by=county.head.acts, at=at(day("5-25"), 9))
    assert again(case).legal_due_on == day("6-8")


@pytest.mark.django_db
def test_silence_after_the_supplements_accepts_from_the_day_they_came() -> None:
    county = found()
    case = county.receive(MON, whole=False)
    acts.notify_gaps(case.number, [Gap(REPORT)], by=county.clerk.acts, at=at(MON, 11))
    came = day("4-28")
    acts.supply(case.number, [MaterialGiven(REPORT, MaterialWay.PAPER)], by=county.as_citizen, at=at(came))
    assert watch.look(at(day("5-8"), 23)) == 0
    assert watch.look(at(day("5-9"), 1)) == 1
    assert (again(case).accepted_on, again(case).deemed) == (came, True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("moment", "received_on"),
    [
        (datetime(2026, 4, 13, 23, 59, 59, 999999, SHANGHAI), "4-13"),
        (datetime(2026, 4, 14, 0, 0, 0, 0, SHANGHAI), "4-14"),
        (datetime(2026, 4, 14, 7, 59, 59, 0, SHANGHAI), "4-14"),
    ],
)
def test_a_day_runs_to_its_midnight_in_the_county(moment: datetime, received_on: str) -> None:
    county = found()
    case = acts.receive(
        county.version,
        county.applicant,
        answers={},
        materials=[],
        channel=Channel.ONLINE,
        by=county.as_citizen,
        at=moment,
    )
    stored = again(case)
    assert stored.received_on == day(received_on)
    assert stored.received_at == moment


@pytest.mark.django_db
def test_the_last_day_to_supply_moves_past_a_holiday() -> None:
    county = found()
    noticed = date(2026, 9, 1)
    case = county.receive(noticed, whole=False)
    acts.notify_gaps(case.number, [Gap(REPORT)], by=county.clerk.acts, at=at(noticed, 11))
    assert again(case).supplement_due_on == date(2026, 10, 8)
    assert watch.look(at(date(2026, 10, 8), 23)) == 0
    assert watch.look(at(date(2026, 10, 9), 1)) == 1
    assert again(case).stage == Stage.TERMINATED


@pytest.mark.django_db
@pytest.mark.parametrize("days", [-3, 0])
def test_the_applicant_is_given_at_least_a_day_to_supply(days: int) -> None:
    county = found()
    case = county.receive(MON, whole=False)
    with pytest.raises(Refused, match="补正的期限"):
        acts.notify_gaps(case.number, [Gap(REPORT)], by=county.clerk.acts, at=at(MON, 11), days=days)
