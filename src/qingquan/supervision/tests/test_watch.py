"""Cards come from the same events as the cases, on the day they must."""

from datetime import date

import pytest
from django.db import connection

from qingquan.cases import acts
from qingquan.cases.models import Case
from qingquan.cases.words import Delivery, Opinion, Outcome, Stage
from qingquan.people.models import Tenure
from qingquan.places.calendar import county_calendar
from qingquan.supervision import watch
from qingquan.supervision.models import Card, Watched
from qingquan.supervision.reading import watched_cases
from qingquan.supervision.rules.recompute import CardKey, differences, recompute
from qingquan.supervision.words import Level, Rule
from tests.county import County, at, found

pytestmark = pytest.mark.usefixtures("committed")

MON = date(2026, 3, 2)


def cards() -> list[tuple[str, int]]:
    return list(Card.objects.order_by("id").values_list("rule", "level"))


def follow_and_look(day: date) -> None:
    watch.follow(at(day, 0, 5))
    watch.look(at(day, 0, 6))


def finish(county: County, case: Case, day: date) -> None:
    for official in (county.handler, county.reviewer):
        step = case.steps.get(done_at__isnull=True)
        acts.complete_step(case.number, step.step, Opinion.AGREE, "", by=official.acts, at=at(day))
    acts.decide(case.number, Outcome.GRANT, "", by=county.approver.acts, at=at(day, 15))


def test_a_case_in_time_never_gets_a_card() -> None:
    county = found()
    case = county.accept(MON)
    finish(county, case, date(2026, 3, 6))
    acts.deliver(case.number, Delivery.WINDOW, "陈民", by=county.clerk.acts, at=at(date(2026, 3, 6), 16))
    follow_and_look(date(2026, 3, 7))
    assert cards() == []
    assert Watched.objects.get().look_on is None


def test_silence_and_its_card_are_one_transaction() -> None:
    county = found()
    county.receive(date(2026, 5, 2), whole=False)
    assert watch.silence(at(date(2026, 5, 11), 23)) == 0
    assert watch.silence(at(date(2026, 5, 12), 0, 1)) == 1
    case = Case.objects.get()
    assert (case.stage, case.accepted_on) == (Stage.ACCEPTED, date(2026, 5, 2))
    assert ("TL-14", 3) in cards()


def test_the_stored_day_finds_the_promise_and_then_the_law_exceeded() -> None:
    county = found()
    county.accept(MON)
    watch.follow(at(MON, 12))
    promised, legal = date(2026, 3, 20), date(2026, 3, 30)
    looked = []
    while (next_look := Watched.objects.get().look_on) is not None and next_look < date(2026, 4, 2):
        looked.append(next_look)
        watch.look(at(next_look, 0, 1))
    found_rules = dict(cards())
    assert found_rules["TL-02"] == 2
    assert found_rules["TL-03"] == 3
    assert found_rules["TL-04"] >= 3
    late = {card.rule: card.since for card in Card.objects.all()}
    assert late["TL-03"] == date(2026, 3, 21)
    assert late["TL-04"] == date(2026, 3, 31)
    assert promised < late["TL-03"] and legal < late["TL-04"]
    assert looked == sorted(set(looked))


def test_a_finished_case_does_not_turn_red_later() -> None:
    county = found()
    case = county.accept(MON)
    finish(county, case, date(2026, 3, 20))
    follow_and_look(date(2026, 6, 1))
    assert "TL-03" not in dict(cards())


def test_the_same_news_twice_gives_no_second_card() -> None:
    county = found()
    county.receive(date(2026, 5, 2), whole=False)
    watch.silence(at(date(2026, 5, 12), 0, 1))
    before = cards()
    watch.follow(at(date(2026, 5, 12), 0, 2))
    watch.examine([Case.objects.get().number], at(date(2026, 5, 12), 0, 3))
    assert cards() == before


def test_an_act_after_the_tenure_ended_is_seen() -> None:
    county = found()
    case = county.accept(MON)
    Tenure.objects.filter(account=county.handler.account).update(until_on=date(2026, 3, 1))
    step = case.steps.get(done_at__isnull=True)
    acts.complete_step(case.number, step.step, Opinion.AGREE, "", by=county.handler.acts, at=at(MON, 14))
    watch.follow(at(MON, 15))
    assert ("AU-02", 3) in cards()


def test_a_step_that_skipped_another_behind_the_engines_back_is_seen() -> None:
    county = found()
    case = county.accept(MON)
    finish(county, case, date(2026, 3, 6))
    with connection.cursor() as sql:
        sql.execute("ALTER TABLE cases_step DISABLE TRIGGER USER")
        sql.execute("DELETE FROM cases_step WHERE kind = 'examine'")
        sql.execute("ALTER TABLE cases_step ENABLE TRIGGER USER")
    watch.examine([case.number], at(date(2026, 3, 7)))
    assert ("PR-01", 3) in cards()


def test_an_extension_ends_the_promise_and_leaves_its_card_standing() -> None:
    county = found()
    case = county.accept(MON)
    watch.follow(at(MON, 12))
    for day in (date(2026, 3, 19), date(2026, 3, 20)):
        watch.look(at(day, 0, 1))
    before = cards()
    assert ("TL-02", 2) in before or ("TL-02", 1) in before
    acts.extend(case.number, reason="地质复杂", by=county.head.acts, at=at(date(2026, 3, 20), 9))
    follow_and_look(date(2026, 3, 25))
    calendar = county_calendar()
    (_, watched), *_ = watched_cases([case.number], calendar)
    kept = [
        (CardKey(case.number, Rule(card.rule), card.step or None), Level(card.level)) for card in Card.objects.all()
    ]
    assert not differences(kept, recompute(watched, date(2026, 3, 25), calendar))
    assert "TL-03" not in dict(cards())


def test_one_look_reaches_more_cases_than_one_batch_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    county = found()
    for _ in range(7):
        county.accept(MON)
    watch.follow(at(MON, 12))
    monkeypatch.setattr(watch, "MOST_AT_ONCE", 3)
    assert watch.look(at(date(2026, 4, 2), 0, 1)) == 7
    assert watch.look(at(date(2026, 4, 2), 0, 2)) == 0
    assert Card.objects.filter(rule="TL-04").count() == 7
