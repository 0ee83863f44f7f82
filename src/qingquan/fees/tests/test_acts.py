"""A bill rests on a listed fee; it is paid once, against a receipt, and given back once."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from qingquan.fees import acts, rules
from qingquan.fees.models import Bill
from qingquan.fees.tests.cast import MON, TUE, WED, billed, county_with_a_fee
from qingquan.fees.words import BillState
from qingquan.law import Refused
from qingquan.ledger.models import Entry
from tests.county import at

pytestmark = pytest.mark.django_db


def test_a_bill_is_issued_paid_and_given_back() -> None:
    county, fee = county_with_a_fee()
    bill = billed(county, fee, MON)
    assert (bill.state, bill.amount, bill.due_on) == (BillState.ISSUED, 12_000, date(2026, 3, 17))
    bill = acts.pay(bill, "财票0001", by=county.clerk.acts, at=at(TUE))
    assert bill.state == BillState.PAID
    bill = acts.refund(bill, "多收，退还", by=county.head.acts, at=at(WED))
    assert bill.state == BillState.REFUNDED
    assert [entry.kind for entry in Entry.objects.of(bill.number)] == ["fee.billed", "fee.paid", "fee.refunded"]


def test_the_record_of_a_bill_names_no_payer() -> None:
    county, fee = county_with_a_fee()
    bill = billed(county, fee, MON)
    told = str(Entry.objects.get(subject=bill.number).facts)
    assert "陈民" not in told
    assert county.applicant.phone not in told


def test_a_fee_of_another_version_is_refused_with_the_article() -> None:
    county, fee = county_with_a_fee()
    first = county.item.versions.select_related("item__organ").get(number=1)
    with pytest.raises(Refused, match="不在本事项公布的收费项目中") as no:
        acts.bill(first, fee, county.applicant, 1, by=county.clerk.acts, at=at(MON))
    assert "第五十九条" in no.value.cite


@pytest.mark.parametrize("amount", [0, -1, rules.MOST_FEN + 1])
def test_an_amount_is_more_than_nothing_and_no_slip(amount: int) -> None:
    county, fee = county_with_a_fee()
    with pytest.raises(Refused, match="金额"):
        billed(county, fee, MON, amount=amount)


def test_only_the_own_organ_bills_and_only_its_head_gives_back() -> None:
    county, fee = county_with_a_fee()
    with pytest.raises(Refused, match="本机关"):
        acts.bill(county.version, fee, county.applicant, 1, by=county.stranger.acts, at=at(MON))
    bill = acts.pay(billed(county, fee, MON), "财票0001", by=county.clerk.acts, at=at(TUE))
    with pytest.raises(Refused, match="机关负责人"):
        acts.refund(bill, "多收", by=county.clerk.acts, at=at(WED))


def test_a_bill_is_paid_once_after_it_was_issued_and_a_receipt_serves_once() -> None:
    county, fee = county_with_a_fee()
    bill, other = billed(county, fee, TUE), billed(county, fee, TUE)
    with pytest.raises(Refused, match="票据"):
        acts.pay(bill, " ", by=county.clerk.acts, at=at(WED))
    with pytest.raises(Refused, match="早于开单"):
        acts.pay(bill, "财票0001", by=county.clerk.acts, at=at(MON))
    acts.pay(bill, "财票0001", by=county.clerk.acts, at=at(WED))
    with pytest.raises(Refused, match="已经缴费"):
        acts.pay(bill, "财票0002", by=county.clerk.acts, at=at(WED))
    with pytest.raises(Refused, match="已经登记"):
        acts.pay(other, "财票0001", by=county.clerk.acts, at=at(WED))
    with pytest.raises(Refused, match="还没有缴费"):
        acts.refund(other, "多收", by=county.head.acts, at=at(WED))


def broken(constraint: str, **changed: object) -> None:
    """Copy the one bill in raw SQL with something changed, and be refused by this guard."""
    made: dict[str, Any] = Bill.objects.values().latest("pk") | {"number": "JK0", "receipt": ""} | changed
    made.pop("id")
    columns, marks = ", ".join(f'"{name}"' for name in made), ", ".join(["%s"] * len(made))
    with pytest.raises(DatabaseError) as no, transaction.atomic(), connection.cursor() as sql:
        sql.execute(f"INSERT INTO fees_bill ({columns}) VALUES ({marks})", list(made.values()))
    assert no.value.__cause__.diag.constraint_name == constraint  # type: ignore[union-attr]


def test_the_database_bills_nothing_that_is_not_listed() -> None:
    county, fee = county_with_a_fee()
    billed(county, fee, MON)
    first = county.item.versions.get(number=1)
    broken("bill_is_for_a_listed_fee", version_id=first.pk)
    broken("bill_rests_on_a_version_in_force", issued_at=at(date(2026, 1, 20)))
    broken("bill_rests_on_a_version_in_force", organ_id=county.other_organ.pk)
    broken("bill_is_for_money", amount=0)
    broken("bill_paid_after_it_was_issued_against_a_receipt", paid_at=at(TUE))
    broken("bill_paid_after_it_was_issued_against_a_receipt", paid_at=at(date(2026, 3, 1)), receipt="财票1")
    broken("bill_refunded_after_it_was_paid", refunded_at=at(TUE), refund_reason="多收")


def test_the_database_bills_a_case_by_the_version_it_was_received_under() -> None:
    county, fee = county_with_a_fee()
    first = county.item.versions.get(number=1)
    county.version, second = first, county.version
    old = county.receive(date(2026, 1, 20))
    county.version = second
    billed(county, fee, MON)
    broken("bill_follows_the_version_of_its_case", case_id=old.pk)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE fees_bill SET amount = 1",
        "UPDATE fees_bill SET paid_at = paid_at + interval '1 day'",
        "UPDATE fees_bill SET receipt = '别的'",
        "DELETE FROM fees_bill",
        "TRUNCATE fees_bill CASCADE",
    ],
)
def test_the_database_keeps_a_bill_as_it_was(change: str) -> None:
    county, fee = county_with_a_fee()
    acts.pay(billed(county, fee, MON), "财票0001", by=county.clerk.acts, at=at(TUE))
    with connection.cursor() as sql:
        sql.execute("SET CONSTRAINTS ALL IMMEDIATE")
    # Emptied by way of another table, that one's guard would speak instead.
    refused = pytest.raises(IntegrityError, match=r"JK2026|“fees_bill”")
    with refused, transaction.atomic(), connection.cursor() as sql:
        sql.execute(change)
