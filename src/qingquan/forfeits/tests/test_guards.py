"""From the moment of a finding the database lets no case, bill or certificate exist under the item."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from qingquan.cases import acts as cases
from qingquan.cases.models import Case
from qingquan.cases.words import Delivery, Opinion, Outcome
from qingquan.fees.models import Bill
from qingquan.forfeits import acts
from qingquan.forfeits.models import Forfeit, StoppedCase
from qingquan.forfeits.tests.cast import (
    MON,
    TUE,
    WED,
    billed,
    campaign_office,
    county_with_a_fee,
    given_up,
)
from qingquan.forfeits.words import Effect, ForfeitKind, StopDecision
from qingquan.law import Refused
from qingquan.papers.models import Document
from tests.county import County, at

pytestmark = pytest.mark.django_db


def forbidden(statement: str, values: list[Any] | None = None) -> str:
    """Run raw SQL that must not pass; the name of the guard that stopped it."""
    with pytest.raises(DatabaseError) as no, transaction.atomic(), connection.cursor() as sql:
        sql.execute(statement, values)
    return str(no.value.__cause__.diag.constraint_name)  # type: ignore[union-attr]


def copied(model: type[Case] | type[Bill] | type[Document], **changed: object) -> tuple[str, list[object]]:
    """An INSERT that repeats the newest row of a table with something changed."""
    table = model._meta.db_table
    names = [field.column for field in model._meta.concrete_fields if field.column != "id"]
    taken = ", ".join("%s" if name in changed else f'"{name}"' for name in names)
    columns = ", ".join(f'"{name}"' for name in names)
    values = [changed[name] for name in names if name in changed]
    return f"INSERT INTO {table} ({columns}) SELECT {taken} FROM {table} ORDER BY id DESC LIMIT 1", values


def examined(county: County, on: date) -> str:
    """A case that waits for its decision."""
    number = county.accept(on).number
    for who in (county.handler, county.reviewer):
        step = Case.objects.get(number=number).steps.filter(done_at__isnull=True).latest("pk")
        cases.complete_step(number, step.step, Opinion.AGREE, "符合条件。", by=who.acts, at=at(on, 11))
    return number


def test_no_case_is_received_and_the_applicant_is_told_where_to_turn() -> None:
    county, _ = county_with_a_fee()
    given_up(county, at(MON))
    with transaction.atomic(), pytest.raises(Refused, match="清单外事项") as no, transaction.atomic():
        county.receive(TUE)
    assert no.value.cite.startswith("认定编号 FQ2026")


def test_raw_sql_makes_no_case_not_even_one_dated_before() -> None:
    county, _ = county_with_a_fee()
    county.receive(MON)
    given_up(county, at(TUE))
    row = copied(Case, number="9" * 25)
    assert forbidden(*row) == "no_case_under_a_power_given_up"


def test_no_bill_is_issued_by_act_or_by_raw_sql() -> None:
    county, fee = county_with_a_fee()
    billed(county, fee, MON)
    given_up(county, at(TUE))
    with pytest.raises(Refused, match="乱收费"), transaction.atomic():
        billed(county, fee, WED)
    assert forbidden(*copied(Bill, number="JK0")) == "no_bill_under_a_power_given_up"


def test_no_grant_and_no_certificate_in_a_case_that_was_running() -> None:
    county, _ = county_with_a_fee()
    number = examined(county, MON)
    given_up(county, at(TUE))
    with pytest.raises(Refused, match="停下等候处理"), transaction.atomic():
        cases.decide(number, Outcome.GRANT, "准予", by=county.approver.acts, at=at(WED))
    for kind in ("grant_decision", "certificate"):
        row = copied(Document, number=kind, kind=kind, subject=number, check_code=kind)
        assert forbidden(*row) == "no_certificate_in_a_stopped_case"


def test_a_refusal_and_every_other_document_can_still_be_issued() -> None:
    county, _ = county_with_a_fee()
    number = examined(county, MON)
    given_up(county, at(TUE))
    cases.decide(number, Outcome.REFUSE, "不符合条件。", by=county.approver.acts, at=at(WED))
    assert Document.objects.filter(subject=number, kind="refusal_decision").exists()


def test_a_stopped_case_goes_on_when_somebody_so_decides() -> None:
    county, _ = county_with_a_fee()
    number = examined(county, MON)
    given_up(county, at(TUE))
    office = campaign_office(county)
    stopped = StoppedCase.objects.get(case__number=number)
    with pytest.raises(Refused, match="清理审核专班"):
        acts.decide_stopped(stopped, StopDecision.CONTINUE, "申请在先，信赖应予保护。", by=county.head.acts, at=at(TUE))
    acts.decide_stopped(stopped, StopDecision.CONTINUE, "申请在先，信赖应予保护。", by=office.acts, at=at(TUE, 12))
    cases.decide(number, Outcome.GRANT, "准予", by=county.approver.acts, at=at(WED))
    cases.deliver(number, Delivery.WINDOW, "陈民", by=county.clerk.acts, at=at(WED, 11))
    assert Document.objects.filter(subject=number, kind="certificate").exists()


def test_a_stopped_case_that_is_ended_is_terminated_with_its_reason() -> None:
    county, _ = county_with_a_fee()
    number = examined(county, MON)
    given_up(county, at(TUE))
    stopped = StoppedCase.objects.get(case__number=number)
    office = campaign_office(county)
    acts.decide_stopped(stopped, StopDecision.TERMINATE, "事项没有依据，终止。", by=office.acts, at=at(WED))
    assert Case.objects.get(number=number).stage == "terminated"
    assert forbidden(*copied(Document, number="x", kind="certificate", subject=number, check_code="x")) == (
        "no_certificate_under_a_power_given_up"
    )


def test_what_was_made_up_is_cancelled_and_nothing_can_exist_under_it_either() -> None:
    county, _ = county_with_a_fee()
    found = given_up(county, at(MON), ForfeitKind.FALSE)
    assert found.effect == Effect.CANCELLED
    with pytest.raises(Refused), transaction.atomic():
        county.receive(TUE)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE forfeits_forfeit SET effect = 'kept', kept_because = 'x', cite = 'x'",
        "UPDATE forfeits_forfeit SET item_id = NULL",
        "UPDATE forfeits_forfeit SET lifted_at = NULL, lift_document = ''",
        "UPDATE forfeits_forfeit SET found_at = found_at + interval '1 day'",
        "DELETE FROM forfeits_forfeit",
        "TRUNCATE forfeits_forfeit CASCADE",
    ],
)
def test_a_finding_is_never_quietly_undone(change: str) -> None:
    county, _ = county_with_a_fee()
    found = given_up(county, at(MON))
    Forfeit.objects.filter(pk=found.pk).update(lifted_at=at(TUE), lift_document="清府发〔2026〕9号")
    with connection.cursor() as sql:
        sql.execute("SET CONSTRAINTS ALL IMMEDIATE")
    refused = pytest.raises(IntegrityError, match=r"FQ2026|“forfeits_forfeit”")
    with refused, transaction.atomic(), connection.cursor() as sql:
        sql.execute(change)


def test_a_second_finding_cannot_stand_beside_the_first() -> None:
    county, _ = county_with_a_fee()
    given_up(county, at(MON))
    with pytest.raises(Refused, match="已经认定"):
        given_up(county, at(TUE))
