"""Cards about payments and powers given up: no case stands behind them, and one event gives one card."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from qingquan.catalogue.models import Item
from qingquan.crosscheck.models import ExercisedRecord
from qingquan.fees import acts as fees
from qingquan.fees.tests.cast import billed
from qingquan.forfeits import acts
from qingquan.forfeits import watch as forfeits
from qingquan.forfeits.models import Forfeit, IllegalFee
from qingquan.forfeits.tests.cast import MON, TUE, WED, county_with_a_fee, given_up
from qingquan.forfeits.words import Tried
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.ledger.models import Cursor
from qingquan.people.models import SYSTEM
from qingquan.supervision import watch
from qingquan.supervision.acts import explain
from qingquan.supervision.models import Card
from qingquan.supervision.words import Level, Rule
from tests.county import County, at

pytestmark = pytest.mark.usefixtures("committed")


def paid_after_it_was_given_up() -> tuple[County, IllegalFee]:
    county, fee = county_with_a_fee()
    bill = billed(county, fee, MON)
    given_up(county, at(TUE))
    fees.pay(bill, "清财票2026-000001", by=county.clerk.acts, at=at(WED))
    forfeits.look(at(WED, 10))
    return county, IllegalFee.objects.get()


def tries(county: County, forfeit: Forfeit, hour: int = 9) -> None:
    """A clerk takes an application in; the database says no, and the page tells of it."""
    with pytest.raises(Refused) as no, transaction.atomic():
        county.receive(WED)
    assert acts.tell_if_tried(no.value, Tried.CASE, county.item.code, by=county.clerk.acts, at=at(WED, hour))


@act("crosscheck.exercised_imported")
def imported(county: County, month: date, name: str = "", code: str = "") -> None:
    """A month of the seals' register."""
    ExercisedRecord.objects.create(
        organ=county.organ,
        kind="seal",
        code=code,
        name=name or county.item.name,
        month=month,
        count=3,
        source="用印登记",
    )
    record("import/0", "crosscheck.exercised_imported", {}, by=SYSTEM, at=at(WED, 15))


def test_money_taken_after_forfeiture_is_a_clue_without_any_case() -> None:
    county, fee = paid_after_it_was_given_up()
    watch.follow(at(WED, 11))
    card = Card.objects.get()
    assert (card.rule, card.level, card.fee, card.case) == (Rule.FE02, Level.CLUE, fee, None)
    assert (card.organ, card.person, card.since) == (county.organ, county.clerk.account, WED)
    assert (card.about, card.item_name) == (fee.number, county.item.name)
    assert card.evidence["缴款通知书"] == fee.bill.number  # type: ignore[union-attr]
    assert card.evidence["认定编号"] == fee.forfeit.number
    assert fee.payer is not None and fee.payer.name not in f"{card.fact}{card.evidence}"


def test_money_found_by_inspection_names_the_organ_and_nobody_yet() -> None:
    county, _ = county_with_a_fee()
    forfeit = given_up(county, at(MON))
    payer = {"payer": "何小满", "phone": "", "amount": 15_000, "taken_on": TUE, "receipt": "收据1"}
    acts.note_taken(forfeit, **payer, by=county.supervisor.acts, at=at(WED))  # type: ignore[arg-type]
    watch.follow(at(WED, 10))
    card = Card.objects.get()
    assert (card.rule, card.organ, card.person, card.post) == (Rule.FE02, county.organ, None, None)
    assert card.evidence["金额"] == "150.00元"


def test_who_tries_to_take_an_application_in_gets_one_card_however_often() -> None:
    county, _ = county_with_a_fee()
    forfeit = given_up(county, at(TUE))
    tries(county, forfeit, 9)
    tries(county, forfeit, 10)
    watch.follow(at(WED, 11))
    tries(county, forfeit, 12)
    watch.follow(at(WED, 13))
    card = Card.objects.get()
    assert (card.rule, card.level, card.forfeit) == (Rule.AU04, Level.RED, forfeit)
    assert (card.person, card.post, card.organ) == (county.clerk.account, county.clerk.post, county.organ)
    assert "收件" in card.fact


def test_a_refusal_for_another_reason_is_no_attempt() -> None:
    county, _ = county_with_a_fee()
    given_up(county, at(TUE))
    by = county.clerk.acts
    assert not acts.tell_if_tried(Refused("金额应大于零。"), Tried.BILL, "1", by=by, at=at(WED))
    forged = Refused("不能收件。", "认定编号 FQ202699999")
    assert not acts.tell_if_tried(forged, Tried.CASE, "1", by=by, at=at(WED))
    assert watch.follow(at(WED, 11)) == 0 or not Card.objects.exists()


def test_records_of_a_later_month_show_that_it_went_on() -> None:
    county, _ = county_with_a_fee()
    forfeit = given_up(county, at(MON))
    found = MON.replace(day=1)
    imported(county, found)
    watch.follow(at(WED, 16))
    assert not Card.objects.exists(), "the month of the finding may hold what was done before it"
    later = date(found.year, found.month + 1, 1)
    imported(county, later, name="别的事项")
    imported(county, later)
    watch.follow(at(WED, 17))
    imported(county, date(found.year, found.month + 2, 1))
    watch.follow(at(WED, 18))
    card = Card.objects.get()
    assert (card.rule, card.level, card.forfeit, card.person) == (Rule.AU04, Level.CLUE, forfeit, None)
    assert card.since == later


@pytest.mark.parametrize(("beside", "cards"), [(False, 1), (True, 0)])
def test_a_base_code_means_the_item_only_while_no_other_of_the_organ_bears_it(beside: bool, cards: int) -> None:
    county, _ = county_with_a_fee()
    given_up(county, at(MON))
    if beside:
        Item.objects.create(
            code=f"{county.item.code[:-2]}77",
            base_code=county.item.base_code,
            organ=county.organ,
            power_type=county.item.power_type,
            name="取水许可变更",
        )
    imported(county, date(MON.year, MON.month + 1, 1), name="取水", code=county.item.base_code)
    watch.follow(at(WED, 16))
    assert county.item.base_code
    assert Card.objects.count() == cards


def test_the_news_heard_twice_gives_no_second_card() -> None:
    _, fee = paid_after_it_was_given_up()
    watch.follow(at(WED, 11))
    Cursor.objects.filter(follower=watch.FOLLOWER).update(tx=0, entry=0)
    watch.follow(at(WED, 12))
    assert Card.objects.filter(fee=fee).count() == 1


def test_the_organ_explains_a_card_that_is_about_no_case() -> None:
    county, _ = paid_after_it_was_given_up()
    watch.follow(at(WED, 11))
    explain(Card.objects.get(), "窗口沿用旧单，已停收并退还。", by=county.handler.acts, at=at(WED, 12))
    assert Card.objects.get().state == "explained"


@pytest.mark.parametrize(
    ("change", "guard"),
    [
        ({"fee": None}, "card_is_about_one_thing"),
        ({"step": "accept"}, "card_is_about_one_thing"),
        ({}, "card_once_per_fee_and_rule"),
    ],
)
def test_the_database_keeps_a_card_to_one_thing_once(change: dict[str, object], guard: str) -> None:
    paid_after_it_was_given_up()
    watch.follow(at(WED, 11))
    card = Card.objects.get()
    card.pk, card.number = None, "JC0"
    for name, value in change.items():
        setattr(card, name, value)
    with pytest.raises(IntegrityError, match=guard), transaction.atomic():
        card.save(force_insert=True)


def test_the_database_keeps_one_card_for_a_power_and_a_person() -> None:
    county, _ = county_with_a_fee()
    tries(county, given_up(county, at(TUE)))
    watch.follow(at(WED, 11))
    for person in (county.clerk.account, None):
        card = Card.objects.first()
        assert card is not None
        card.person = person
        for n in range(2):
            card.pk, card.number = None, f"JC{n}{person}"[:20]
            if person is None and n == 0:
                card.save(force_insert=True)
                continue
            with pytest.raises(IntegrityError, match="card_once_per_power"), transaction.atomic():
                card.save(force_insert=True)
