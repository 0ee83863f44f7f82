"""The record is public and for ever: whatever people type, no name, number or phone of theirs gets into it."""

from datetime import date
from json import dumps

import pytest

from qingquan.cases import acts
from qingquan.cases.acts import Gap, MaterialGiven
from qingquan.cases.models import Case
from qingquan.cases.words import Delivery, MaterialWay, NoAcceptance, Opinion, Outcome
from qingquan.ledger.models import Entry
from qingquan.papers.models import Document
from qingquan.people import acts as people
from qingquan.people.models import SYSTEM
from qingquan.people.words import AccountKind
from tests.county import County, at, found

pytestmark = pytest.mark.django_db

MON, TUE = date(2026, 3, 2), date(2026, 3, 3)
NUMBER, PHONE, NAME = "990101199003070015", "19900001234", "陈民"
TYPED = f"申请人证件号{NUMBER}，电话{PHONE}。"
REPORT = "建设项目水资源论证报告书"


def told() -> str:
    return dumps(list(Entry.objects.values_list("subject", "facts")), ensure_ascii=False)


def every_act_with_numbers_typed_into_it(county: County) -> None:
    case = county.receive(MON, whole=False)
    acts.notify_gaps(case.number, [Gap(REPORT, TYPED)], by=county.clerk.acts, at=at(MON, 11))
    acts.supply(case.number, [MaterialGiven(REPORT, MaterialWay.PAPER)], by=county.as_citizen, at=at(MON, 12))
    acts.accept(case.number, by=county.clerk.acts, at=at(MON, 13))
    acts.pause(
        case.number, "testing", procedure=TYPED, planned_end=date(2026, 3, 9), by=county.handler.acts, at=at(MON, 14)
    )
    acts.resume(case.number, TYPED, by=county.handler.acts, at=at(TUE))
    acts.extend(case.number, reason=TYPED, by=county.head.acts, at=at(TUE))
    for official in (county.handler, county.reviewer):
        step = case.steps.get(done_at__isnull=True).step
        acts.complete_step(case.number, step, Opinion.AGREE, TYPED, by=official.acts, at=at(TUE, 11))
    acts.decide(case.number, Outcome.REFUSE, TYPED, by=county.approver.acts, at=at(TUE, 12))
    acts.deliver(case.number, Delivery.WINDOW, NAME, by=county.clerk.acts, at=at(TUE, 13))
    acts.withdraw(county.receive(MON).number, TYPED, by=county.as_citizen, at=at(TUE))
    acts.terminate(county.accept(MON).number, TYPED, by=county.head.acts, at=at(TUE))
    acts.refuse_acceptance(
        county.receive(MON).number, NoAcceptance.NOT_REQUIRED, TYPED, by=county.clerk.acts, at=at(MON, 12)
    )


def test_no_personal_number_or_name_is_recorded() -> None:
    county = found()
    every_act_with_numbers_typed_into_it(county)
    for secret in (NUMBER, PHONE, NAME):
        assert secret not in told(), secret


def test_the_query_code_is_not_recorded() -> None:
    case = found().accept(MON)
    assert Case.objects.get(number=case.number).query_code not in told()


def test_the_document_still_says_what_was_typed() -> None:
    county = found()
    every_act_with_numbers_typed_into_it(county)
    assert NUMBER in dumps(Document.objects.get(kind="extension_notice").contents, ensure_ascii=False)


def test_a_phone_number_as_username_is_not_recorded() -> None:
    people.open_account(PHONE, NAME, AccountKind.APPLICANT, by=SYSTEM, at=at(MON))
    assert PHONE not in told()
