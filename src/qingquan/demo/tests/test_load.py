"""The demonstration county loaded by its acts: a small one, begun twice because the first load was broken off."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.db.models import F, Q
from django.test import RequestFactory

from qingquan import demo
from qingquan.campaign.models import Share
from qingquan.cases.models import Case
from qingquan.cases.words import Stage
from qingquan.catalogue.models import ItemVersion
from qingquan.demo import loading
from qingquan.demo.founding import SHANGHAI
from qingquan.demo.reading import read_county
from qingquan.law import Refused
from qingquan.ledger.models import Entry
from qingquan.people.models import Account, Tenure
from qingquan.places.calendar import county_calendar
from qingquan.places.models import County, Division, Hall, Organ
from qingquan.publicity.models import PublicDecision
from qingquan.supervision.models import Card
from qingquan.supervision.reading import watched_cases
from qingquan.supervision.rules.recompute import CardKey, differences, recompute
from qingquan.supervision.words import Level, Rule

# All scenes and a few drawn ones.
CASES = 44
# And those that stood open when their power was given up.
STOPPED = 2
LAST_DAY = date(2026, 11, 20)
# The news is read by transaction: a test beside these ones would hold it back.
pytestmark = [pytest.mark.alone, pytest.mark.django_db]


class PulledPlug(Exception):
    """The load is broken off."""


def pull_the_plug(stage: str) -> None:
    if stage == "事项和流程":
        raise PulledPlug


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        with pytest.raises(PulledPlug):
            demo.load(pull_the_plug)
        assert loading.is_unfinished()
        assert demo.is_empty()
        demo.load(cases=CASES)
        yield
        loading.empty_tables()


@pytest.fixture(autouse=True)
def _all_here(loaded: None) -> None:
    return


def test_the_county_is_whole() -> None:
    assert County.objects.get().demo
    # The files' twenty-two organs, and two towns that take powers over.
    assert (Organ.objects.count(), Division.objects.count(), Hall.objects.count()) == (24, 54, 54)
    assert Case.objects.count() == CASES + STOPPED


def test_a_loaded_county_is_not_loaded_again() -> None:
    assert not demo.is_empty()
    with pytest.raises(Refused, match="已经有数据"):
        demo.load()
    with pytest.raises(Refused, match="没有清除"):
        loading.take_away()
    assert Case.objects.count() == CASES + STOPPED


def test_every_item_is_in_force_by_the_hands_of_three() -> None:
    county = read_county()
    in_force = ItemVersion.objects.in_force(LAST_DAY)
    assert in_force.count() == len(county.items)
    assert not in_force.filter(reviewed_by=F("drafted_by")).exists()
    drafted, reviewed, published = (
        set(Entry.objects.filter(kind=kind).values_list("post_id", flat=True))
        for kind in ("item.drafted", "item.reviewed", "item.published")
    )
    assert drafted and reviewed and published
    assert not drafted & reviewed & published


def test_cases_stand_at_every_stage() -> None:
    assert set(Case.objects.values_list("stage", flat=True)) == {stage.value for stage in Stage}


def test_every_door_is_used() -> None:
    assert set(Case.objects.values_list("channel", flat=True)) == {"online", "county", "town", "village"}


@pytest.mark.parametrize("rule", [Rule.TL01, Rule.TL02, Rule.TL03, Rule.TL05, Rule.TL14])
def test_the_watch_has_issued_cards(rule: Rule) -> None:
    assert Card.objects.filter(rule=rule.value).exists()


def test_the_cards_are_those_the_cases_give_again() -> None:
    calendar = county_calendar()
    recomputed: dict[CardKey, Level] = {}
    for _, watched in watched_cases(Case.objects.values_list("number", flat=True), calendar):
        recomputed |= recompute(watched, LAST_DAY, calendar)
    rows = Card.objects.filter(case__isnull=False).values_list("case__number", "rule", "step", "level")
    kept = [(CardKey(number, Rule(rule), step or None), Level(level)) for number, rule, step, level in rows]
    assert not differences(kept, recomputed)


def test_nobody_worked_without_holding_the_post() -> None:
    assert not Card.objects.filter(rule__in=[Rule.AU01.value, Rule.AU02.value, Rule.PR01.value]).exists()
    after = Tenure.objects.filter(until_on__isnull=False)
    assert {tenure.post.code for tenure in after} >= {"shuili.handler", "zhujian.approver"}
    assert all(Tenure.objects.on(LAST_DAY).filter(post=tenure.post).count() == 1 for tenure in after)


def test_every_case_has_its_record() -> None:
    subjects = set(Entry.objects.filter(kind="case.received").values_list("subject", flat=True))
    assert subjects == set(Case.objects.values_list("number", flat=True))


def test_every_case_rests_on_a_version_in_force_on_its_day() -> None:
    within = Q(version__from_on__lte=F("received_on")) & (
        Q(version__until_on__isnull=True) | Q(version__until_on__gte=F("received_on"))
    )
    assert not Case.objects.exclude(within).exists()


def test_offices_worked_on_working_days_only() -> None:
    calendar = county_calendar()
    acts = Entry.objects.filter(kind__startswith="case.", post_id__isnull=False)
    days = {entry.at.astimezone(SHANGHAI).date() for entry in acts}
    assert days and all(calendar.is_working(day) for day in days)


def test_no_personal_number_stands_in_the_ledger() -> None:
    county = read_county()
    numbers = {person.id_number for person in county.persons}
    numbers |= {person.phone for person in county.persons} | {firm.phone for firm in county.firms}
    told = json.dumps(list(Entry.objects.values_list("facts", flat=True)), ensure_ascii=False)
    assert not [number for number in numbers if number in told]


def test_public_decisions_hide_whose_they_are() -> None:
    decided = Case.objects.filter(decided_on__isnull=False)
    assert PublicDecision.objects.count() == decided.count()
    persons = {person.name for person in read_county().persons}
    shown = set(PublicDecision.objects.values_list("applicant", flat=True))
    assert shown and not shown & persons


def test_decisions_were_published_in_time() -> None:
    assert all(
        public.publish_by is not None and public.published_at.astimezone(SHANGHAI).date() <= public.publish_by
        for public in PublicDecision.objects.all()
    )


@pytest.mark.parametrize(("who", "username", "password"), demo.accounts())
def test_the_accounts_told_can_sign_in(who: str, username: str, password: str) -> None:
    request = RequestFactory().post("/")
    account = authenticate(request, username=username, password=password)
    assert isinstance(account, Account)
    assert account.is_official == ("申请人" not in who)
    assert not account.is_official or Tenure.objects.on(LAST_DAY).filter(account=account).exists()


def test_nothing_waits_longer_than_the_law_lets_it() -> None:
    silent = Case.objects.filter(stage=Stage.RECEIVED, next_look_on__lt=LAST_DAY)
    assert not silent.exists()


@pytest.mark.usefixtures("loaded")
def test_people_share_a_report_some_in_time_some_late() -> None:
    shares = Share.objects.filter(item__report__organ__name="清泉县水利局")
    assert shares.values("account").distinct().count() == 4
    assert not shares.filter(done_at__isnull=True).exists()
    late = Share.objects.filter(done_at__isnull=True, due_on__lt=LAST_DAY)
    assert set(late.values_list("item__report__organ__name", flat=True)) == {"清泉县应急管理局", "清泉县文化和旅游局"}
