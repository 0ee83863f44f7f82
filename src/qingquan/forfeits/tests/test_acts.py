"""What is done about powers not reported truthfully: found, kept, lifted, answered for, given back, replied to."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from qingquan.catalogue.models import Item
from qingquan.fees import acts as fees
from qingquan.forfeits import acts, reading, watch
from qingquan.forfeits.models import Forfeit, IllegalFee, StoppedCase, UnlistedMatter
from qingquan.forfeits.rules.duty import StatutoryDuty
from qingquan.forfeits.tests.cast import (
    DOCUMENT,
    MON,
    REASON,
    TUE,
    WED,
    another_item,
    billed,
    campaign_office,
    county_with_a_fee,
    given_up,
)
from qingquan.forfeits.words import Effect, ForfeitKind, MatterAnswer
from qingquan.law import Refused
from qingquan.ledger.models import Entry
from qingquan.people.models import SYSTEM, Actor
from qingquan.places.words import Role
from tests.county import County, at, found, official

pytestmark = pytest.mark.django_db

FINDING: Any = {"kind": ForfeitKind.OMITTED, "found_on": MON, "reason": REASON, "document_no": DOCUMENT}


def test_a_concealed_power_is_given_up_and_its_running_cases_are_stopped_and_told() -> None:
    county, _ = county_with_a_fee()
    case = county.receive(MON)
    made = given_up(county, at(TUE))
    assert (made.effect, made.organ, made.stands) == (Effect.GIVEN_UP, county.organ, True)
    assert StoppedCase.objects.get().case == case
    assert Entry.objects.get(subject=county.item.code, kind="item.forfeited").facts["stopped"] == 1
    assert Entry.objects.filter(subject=case.number, kind="stop.told").exists()


@pytest.mark.parametrize(
    ("duty", "text", "cite"),
    [
        pytest.param(True, "", "《水法》第三十九条第一款", id="the list says so"),
        pytest.param(False, "主管部门应当及时办理。", "《水法》第三十九条第一款", id="the article says so"),
    ],
)
def test_a_statutory_duty_cannot_be_given_up_and_goes_on_being_served(duty: bool, text: str, cite: str) -> None:
    county = found()
    item = another_item(county, duty, text)
    with pytest.raises(StatutoryDuty, match="必须履行") as no, transaction.atomic():
        acts.forfeit(item, **FINDING, by=county.supervisor.acts, at=at(MON))
    assert no.value.cite == cite
    assert not Forfeit.objects.exists()
    kept = acts.keep_serving(item, **FINDING, by=county.supervisor.acts, at=at(MON))
    assert (kept.effect, kept.cite, kept.stands) == (Effect.KEPT, cite, False)
    assert Entry.objects.filter(subject=item.code, kind="forfeit.refused").exists()
    reading.check_may_serve(item.code)


def test_what_is_no_duty_is_not_kept_by_force() -> None:
    county = found()
    with pytest.raises(Refused, match="应按放弃论处"):
        acts.keep_serving(another_item(county), **FINDING, by=county.supervisor.acts, at=at(MON))


def test_what_was_made_up_is_cancelled_even_if_it_calls_itself_a_duty() -> None:
    county = found()
    item = another_item(county, statutory_duty=True)
    finding = FINDING | {"kind": ForfeitKind.FALSE}
    made = acts.forfeit(item, **finding, by=county.supervisor.acts, at=at(MON))
    assert made.effect == Effect.CANCELLED


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"reason": "查到"}, "事实和证据"),
        ({"document_no": " "}, "文号"),
        ({"found_on": TUE}, "不能晚于今天"),
    ],
)
def test_a_finding_says_what_when_and_by_which_document(changed: dict[str, object], why: str) -> None:
    county = found()
    with pytest.raises(Refused, match=why):
        acts.forfeit(county.item, **(FINDING | changed), by=county.supervisor.acts, at=at(MON))


def test_the_organ_itself_finds_nothing() -> None:
    county = found()
    with pytest.raises(Refused, match="清理审核专班"):
        acts.forfeit(county.item, **FINDING, by=county.head.acts, at=at(MON))


def test_an_item_added_to_the_list_again_is_exercised_again() -> None:
    county, _ = county_with_a_fee()
    made = given_up(county, at(MON))
    office = official(county.other_organ, Role.GOVERNMENT_OFFICE, "government", "郑府")
    acts.lift(made, document_no="清府发〔2026〕9号", by=office.acts, at=at(TUE))
    assert county.receive(WED).number
    with pytest.raises(Refused, match="不用解除"):
        acts.lift(made, document_no="清府发〔2026〕9号", by=office.acts, at=at(WED))


def taken(county_day: date = WED) -> tuple[County, IllegalFee]:
    """A bill issued before the finding and paid after it, found by the worker."""
    county, fee = county_with_a_fee()
    bill = billed(county, fee, MON)
    given_up(county, at(TUE))
    fees.pay(bill, "财票0001", by=county.clerk.acts, at=at(county_day))
    assert watch.look(at(county_day, 12)) == 1
    assert watch.look(at(county_day, 13)) == 0
    return county, IllegalFee.objects.get()


def test_money_that_came_in_after_the_finding_becomes_a_case_with_a_day_to_give_it_back() -> None:
    _, fee = taken()
    assert (fee.amount, fee.taken_on, fee.receipt) == (12_000, WED, "财票0001")
    # Fifteen working days after Wednesday, 4 March 2026.
    assert fee.due_on == date(2026, 3, 25)
    assert fee.payer_masked == "陈**"


def test_money_that_came_in_before_the_finding_is_no_such_case() -> None:
    county, fee = county_with_a_fee()
    fees.pay(billed(county, fee, MON), "财票0001", by=county.clerk.acts, at=at(MON, 15))
    given_up(county, at(TUE))
    assert watch.look(at(WED)) == 0


def test_an_illegal_fee_is_given_back_once_by_who_took_it_and_its_bill_with_it() -> None:
    county, fee = taken()
    with pytest.raises(Refused, match="收取的机关"):
        acts.give_back(fee, "退001", by=forest_head(county), at=at(WED, 15))
    acts.give_back(fee, "退001", by=county.head.acts, at=at(WED, 15))
    fee.refresh_from_db()
    assert fee.bill is not None
    assert fee.bill.refunded_at == fee.returned_at == at(WED, 15)
    with pytest.raises(Refused, match="已经退还"):
        acts.give_back(fee, "退001", by=county.head.acts, at=at(WED, 16))


def forest_head(county: County) -> Actor:
    return official(county.other_organ, Role.HEAD, "forest.head", "冯林").acts


def test_money_found_on_a_receipt_is_listed_with_the_payer_sealed() -> None:
    county, _ = county_with_a_fee()
    made = given_up(county, at(MON))
    given: Any = {"payer": "王小明", "phone": "19900005678", "amount": 5_000, "receipt": "收据12"}
    with pytest.raises(Refused, match="认定放弃之前"):
        acts.note_taken(made, **given, taken_on=date(2026, 3, 1), by=county.supervisor.acts, at=at(TUE))
    fee = acts.note_taken(made, **given, taken_on=MON, by=county.supervisor.acts, at=at(TUE))
    fee.refresh_from_db()
    assert fee.payer_masked == "王**"
    with connection.cursor() as sql:
        sql.execute("SELECT contact FROM forfeits_illegalfee")
        assert "王小明".encode() not in bytes(sql.fetchone()[0])
    assert "王小明" not in str(Entry.objects.get(subject=fee.number).facts)


@pytest.mark.parametrize("change", ["UPDATE forfeits_illegalfee SET amount = 1", "DELETE FROM forfeits_illegalfee"])
def test_the_database_forgets_no_illegal_fee(change: str) -> None:
    taken()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as sql:
        sql.execute(change)


def test_supervision_says_once_what_came_of_it() -> None:
    county = found()
    made = given_up(county, at(MON))
    with pytest.raises(Refused, match="电子监察员"):
        acts.hold_to_account(made, "通报批评。", "清监〔2026〕1号", by=county.head.acts, at=at(TUE))
    acts.hold_to_account(made, "对分管负责人通报批评。", "清监〔2026〕1号", by=county.supervisor.acts, at=at(TUE))
    with pytest.raises(Refused, match="不能再改"):
        acts.hold_to_account(made, "不追究责任。", "清监〔2026〕2号", by=county.supervisor.acts, at=at(WED))


ASKED: Any = {"name": "王小明", "phone": "19900005678", "wanted": "在河边采砂", "text": "盖房子用。"}


def test_anybody_may_ask_for_what_is_on_no_list_and_is_answered_within_a_working_day() -> None:
    county = found()
    made = acts.submit_matter(**ASKED, by=SYSTEM, at=at(date(2026, 3, 6)), item=county.item)
    # Asked on a Friday: the next working day is Monday.
    assert made.due_on == date(2026, 3, 9)
    assert len(made.query_code) == 6
    assert "王" not in str(Entry.objects.get(subject=made.number).facts)
    with connection.cursor() as sql:
        sql.execute("SELECT told FROM forfeits_unlistedmatter")
        assert "采砂".encode() not in bytes(sql.fetchone()[0])


def test_an_answer_names_the_item_or_the_organ_it_speaks_of() -> None:
    county = found()
    office = campaign_office(county)
    made = acts.submit_matter(**ASKED, by=SYSTEM, at=at(MON))
    for answer, why in [
        (MatterAnswer.LISTED, "编码"),
        (MatterAnswer.SENT_ON, "机关"),
        (MatterAnswer.MUST_ACCEPT, "机关"),
    ]:
        with pytest.raises(Refused, match=why):
            acts.answer_matter(made, answer, "请到窗口办理。", by=office.acts, at=at(TUE))
    with pytest.raises(Refused, match="清理审核专班"):
        acts.answer_matter(made, MatterAnswer.NO_POWER, "不需要批准。", by=county.head.acts, at=at(TUE))
    acts.answer_matter(made, MatterAnswer.LISTED, "就是取水许可。", item=county.item, by=office.acts, at=at(TUE))
    with pytest.raises(Refused, match="已经答复"):
        acts.answer_matter(made, MatterAnswer.NO_POWER, "不需要批准。", by=office.acts, at=at(TUE))
    assert UnlistedMatter.objects.get().answer_item == county.item


def test_the_county_s_numbers_tell_findings_money_and_who_leaves_out_again_and_again() -> None:
    county, fee = taken()
    acts.forfeit(another_item(county), **FINDING, by=county.supervisor.acts, at=at(WED))
    acts.submit_matter(**ASKED, by=SYSTEM, at=at(MON))
    told = reading.numbers(date(2026, 4, 1))
    assert (told.given_up, told.kept, told.fees, told.fees_fen, told.owed_fen) == (2, 0, 1, 12_000, 12_000)
    assert (told.returns_late, told.matters_waiting, told.matters_late) == (1, 1, 1)
    assert told.repeated == []
    third = given_up_again(county)
    assert third.kind == ForfeitKind.OMITTED
    assert reading.numbers(WED).repeated == [(county.organ.name, 2)]
    acts.give_back(fee, "退001", by=county.head.acts, at=at(WED, 15))
    assert reading.numbers(WED).owed_fen == 0


def given_up_again(county: County) -> Forfeit:
    """A third item of the same organ, left out as well."""
    item = Item.objects.create(code="X1", organ=county.organ, power_type="licence", name="围垦许可")
    return acts.forfeit(item, **FINDING, by=county.supervisor.acts, at=at(WED))
