"""The made-up months before anything happens: who applies when, and when officials are at their desks."""

from datetime import date, datetime, time, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingquan.clock import national_calendar
from qingquan.demo.answers import Writer, read_phrases
from qingquan.demo.applications import applications, candidates
from qingquan.demo.county.forms import schema
from qingquan.demo.county.powers import Item
from qingquan.demo.founding import SHANGHAI
from qingquan.demo.office import HALVES, Office
from qingquan.demo.reading import read_county
from qingquan.papers.forms import Form

COUNTY = read_county()
CALENDAR = national_calendar()
PLANS = applications(COUNTY, CALENDAR)
MOMENTS = st.integers(0, 170 * 24 * 60).map(lambda n: datetime(2026, 6, 1, tzinfo=SHANGHAI) + timedelta(minutes=n))
APPLIED = [item for item in COUNTY.items if item.on_application]


def is_open(moment: datetime) -> bool:
    return CALENDAR.is_working(moment.date()) and any(opens <= moment.time() < closes for opens, closes in HALVES)


def test_the_same_seed_gives_the_same_applications() -> None:
    assert applications(COUNTY, CALENDAR) == PLANS
    assert len(PLANS) == COUNTY.rhythm.cases


def test_one_case_more_changes_none_of_the_others() -> None:
    fewer = {plan.n: plan for plan in applications(COUNTY, CALENDAR, 60)}
    assert fewer == {plan.n: plan for plan in PLANS if plan.n in fewer}


def test_windows_receive_while_they_are_open() -> None:
    assert all(is_open(plan.at) for plan in PLANS if plan.channel != "online")


def test_what_is_decided_on_the_spot_comes_while_somebody_is_there() -> None:
    assert all(is_open(plan.at) and plan.at.time() < time(15) for plan in PLANS if plan.item.case_kind == "instant")


def test_nobody_applies_for_what_is_not_yet_in_force() -> None:
    assert all(plan.item.published_from is None or plan.item.published_from <= plan.at.date() for plan in PLANS)


def test_only_what_has_a_special_procedure_is_interrupted_by_one() -> None:
    assert all(plan.item.special_procedures for plan in PLANS if plan.fate == "paused")
    assert all(plan.item.refuse_conditions for plan in PLANS if plan.fate == "refused")


@given(MOMENTS)
def test_offices_open_at_the_next_hour_of_work(moment: datetime) -> None:
    opens = Office(CALENDAR).open_from(moment)
    assert opens >= moment.replace(second=0, microsecond=0)
    assert is_open(opens)


@given(MOMENTS, st.integers(0, 900))
def test_minutes_of_work_are_counted_while_offices_are_open(moment: datetime, minutes: int) -> None:
    office = Office(CALENDAR)
    start, end = office.open_from(moment), office.after(moment, minutes)
    ticks = (start + timedelta(minutes=n) for n in range(int((end - start).total_seconds()) // 60))
    assert is_open(end)
    assert sum(is_open(tick) for tick in ticks) == minutes


def test_a_post_does_one_thing_after_the_other() -> None:
    office, moment = Office(CALENDAR), datetime(2026, 9, 30, 16, 50, tzinfo=SHANGHAI)
    turns = [office.turn("a", moment) for _ in range(3)]
    assert turns[:2] == [moment, moment + timedelta(minutes=5)]
    # The National Day holiday comes between; the tenth is worked in its place.
    assert turns[2].date() == CALENDAR.add(date(2026, 9, 30), 1)
    assert office.turn("b", moment) == moment


@pytest.mark.parametrize("item", APPLIED, ids=lambda item: item.key)
def test_everybody_who_may_apply_fills_in_the_form_rightly(item: Item) -> None:
    persons, firms = {each.key: each for each in COUNTY.persons}, {each.key: each for each in COUNTY.firms}
    form, phrases = Form.from_schema(schema(item.name, item.form)), read_phrases()
    beat = next(beat for beat in COUNTY.rhythm.beats if beat.item == item.key)
    for n, key in enumerate(candidates(COUNTY, beat)):
        person = persons[key] if key in persons else persons[firms[key].legal_representative]
        applicant = persons.get(key) or firms[key]
        writer = Writer(applicant, person, COUNTY.persons[32], date(2026, 8, 1), Random(n), phrases)
        assert writer.filled_in(item, form, writer.circumstances(item, by_agent=False))
