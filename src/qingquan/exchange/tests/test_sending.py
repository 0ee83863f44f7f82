"""Real cases told in the tables of the standard; what leaves is masked by the post and recorded."""

import hashlib
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qingquan.cases import acts as cases_acts
from qingquan.cases.acts import Gap
from qingquan.cases.models import Case
from qingquan.cases.words import Delivery, Opinion, Outcome
from qingquan.exchange import acts
from qingquan.exchange.reading.cases import told
from qingquan.exchange.rules import sending
from qingquan.exchange.rules.tables import of_cases
from qingquan.exchange.rules.told import CaseTold
from qingquan.exchange.words import Layout, RecordForm, RecordTable
from qingquan.law import Refused
from qingquan.ledger.models import Entry
from qingquan.people.models import Applicant
from qingquan.places.words import Role
from tests.county import County, at, found

MON = date(2026, 3, 2)
TUE, WED = date(2026, 3, 3), date(2026, 3, 4)
ID, PHONE = "990101199003070015", "19900001234"


def only(case: Case, *, clear: bool = True) -> CaseTold:
    (one,) = told([case], clear=clear)
    return one


def granted(county: County) -> Case:
    case = county.accept(MON)
    for by, text, hour in ((county.handler, f"符合条件，联系 {PHONE}", 10), (county.reviewer, "同意", 11)):
        waiting = case.steps.get(done_at__isnull=True).step
        cases_acts.complete_step(case.number, waiting, Opinion.AGREE, text, by=by.acts, at=at(MON, hour))
    cases_acts.decide(case.number, Outcome.GRANT, "", by=county.approver.acts, at=at(MON, 15))
    cases_acts.deliver(case.number, Delivery.MAIL, "陈民", by=county.clerk.acts, at=at(TUE))
    return Case.objects.get(pk=case.pk)


def wanted(**changes: object) -> acts.Sending:
    asked: dict[str, object] = {
        "table": RecordTable.APPLICATION,
        "since": MON,
        "until": WED,
        "form": RecordForm.CSV,
        "layout": Layout.WITH_T,
        "receiver": "省政务服务平台，办件归集",
    }
    return acts.Sending(**(asked | changes))  # type: ignore[arg-type]


@pytest.mark.django_db
def test_a_case_is_told_from_application_to_certificate() -> None:
    county = found()
    case = only(granted(county))
    assert (case.kind_name, case.kind, case.region, case.applied) == ("承诺件", "2", "990101", at(MON))
    assert (case.applicant.name, case.applicant.id_number, case.applicant.phone) == ("陈民", ID, PHONE)
    assert [(each.name, each.received) for each in case.materials][:2] == [
        ("取水许可申请书", True),
        ("建设项目水资源论证报告书", True),
    ]
    assert case.acceptance is not None
    assert (case.acceptance.person, case.acceptance.at) == (county.clerk.account.name, at(MON))
    assert case.acceptance.promised == Case.objects.get().promised_due_on
    examined = next(each for each in case.steps if each.person == county.handler.account.name)
    assert (examined.action, examined.opinion) == ("通过", "符合条件，联系 ***********")
    assert all(each.done for each in case.steps)
    assert case.result is not None
    assert (case.result.at, case.result.handler) == (at(MON, 15), county.approver.account.name)
    assert (case.result.certificate, case.result.mailed, case.result.charged) == ("取水许可证", True, False)
    assert case.result.certificate_number
    assert case.result.validity == "2026-03-02 至 2031-03-01"


@pytest.mark.django_db
def test_special_procedures_and_a_longer_time_are_told_with_their_moments() -> None:
    county = found()
    case = county.accept(MON)
    cases_acts.pause(
        case.number,
        "consult_departments",
        procedure="征求其他部门意见",
        planned_end=date(2026, 3, 20),
        by=county.handler.acts,
        at=at(MON, 14),
    )
    cases_acts.resume(case.number, "部门已答复", by=county.handler.acts, at=at(TUE, 16))
    cases_acts.extend(case.number, reason="情况复杂", by=county.head.acts, at=at(WED, 9))
    pause, longer = only(case).specials
    assert (pause.name, pause.kind, pause.start, pause.end, pause.result) == (
        "征求其他部门意见",
        "2",
        at(MON, 14),
        at(TUE, 16),
        "部门已答复",
    )
    assert (longer.kind, longer.start, longer.handler) == ("1", at(WED, 9), county.head.account.name)


@pytest.mark.django_db
def test_a_case_that_was_withdrawn_names_no_applicant_as_its_handler() -> None:
    county = found()
    case = county.accept(MON)
    cases_acts.withdraw(case.number, "不办了", by=county.as_citizen, at=at(TUE))
    ended = only(Case.objects.get(pk=case.pk)).result
    assert ended is not None
    assert (ended.handler, ended.text, ended.at) == ("", "已撤回", at(TUE))


@pytest.mark.django_db
def test_what_was_never_accepted_has_no_acceptance() -> None:
    county = found()
    case = county.receive(MON, whole=False)
    assert only(case).acceptance is None
    gaps = [Gap("建设项目水资源论证报告书", "缺少报告书")]
    cases_acts.notify_gaps(case.number, gaps, by=county.clerk.acts, at=at(MON, 11))
    assert only(case).acceptance is None


@pytest.mark.django_db
def test_personal_numbers_and_names_are_masked_for_who_may_not_have_them() -> None:
    county = found()
    Applicant.objects.update(address="清泉县河湾村 1 号", legal_representative="王法人")
    masked = only(county.receive(MON), clear=False).applicant
    assert (masked.name, masked.address, masked.legal_representative) == ("陈**", "", "王**")
    assert masked.id_number == "9****************5"
    assert masked.phone == "199****1234"


@pytest.mark.django_db
def test_many_cases_cost_as_many_questions_as_one() -> None:
    county = found()
    granted(county)
    one = questions(1)
    granted(county)
    county.receive(TUE)
    assert questions(3) == one


def questions(number: int) -> int:
    """How many statements telling all cases takes."""
    cases = list(Case.objects.all())
    assert len(cases) == number
    with CaptureQueriesContext(connection) as asked:
        told(cases, clear=True)
    return len(asked)


@pytest.mark.django_db
def test_what_leaves_is_recorded_with_its_digest_and_its_receiver() -> None:
    county = found()
    rows = of_cases(RecordTable.APPLICATION, told([county.receive(MON)], clear=True), Layout.WITH_T)
    asked = wanted(receiver=f"省政务服务平台 {PHONE}")
    data = acts.send_records(asked, rows, personal=True, by=county.head.acts, at=at(WED))
    entry = Entry.objects.get(kind="exchange.records_sent_out")
    assert entry.facts == {
        "table": "application",
        "since": "2026-03-02",
        "until": "2026-03-04",
        "form": "csv",
        "receiver": "省政务服务平台 ***********",
        "records": 3,
        "unfit": 3,
        "personal": True,
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    assert entry.account_id == county.head.account.pk


@pytest.mark.parametrize(
    ("role", "personal", "why"),
    [
        (Role.HEAD, True, ""),
        (Role.HEAD, False, ""),
        (Role.SUPERVISOR, False, ""),
        (Role.CENTRE_MANAGER, False, ""),
        (Role.SUPERVISOR, True, "其他岗位送出的须脱敏"),
        (Role.CENTRE_MANAGER, True, "其他岗位送出的须脱敏"),
        (Role.HANDLER, False, "办件数据由机关负责人"),
        (Role.SYSTEM_ADMIN, False, "办件数据由机关负责人"),
        ("", False, "办件数据由机关负责人"),
    ],
)
def test_who_sends_and_who_sends_in_clear(role: str, personal: bool, why: str) -> None:
    if not why:
        sending.check_sends(role, personal)
        return
    with pytest.raises(Refused, match=why):
        sending.check_sends(role, personal)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, ""),
        ({"until": MON}, ""),
        ({"until": date(2027, 3, 2)}, ""),
        ({"until": date(2026, 3, 1)}, "止日 2026-03-01 早于起日 2026-03-02"),
        ({"until": date(2027, 3, 3)}, "一次最多送出一年"),
        ({"receiver": " "}, "请写明送给谁"),
    ],
)
def test_a_sending_has_a_period_and_a_receiver(changes: dict[str, object], why: str) -> None:
    if not why:
        wanted(**changes).check()
        return
    with pytest.raises(Refused, match=why):
        wanted(**changes).check()


@pytest.mark.parametrize(("number", "why"), [(0, "没有可以送出"), (1, ""), (3000, ""), (3001, "超过 3000 件")])
def test_a_file_is_neither_empty_nor_endless(number: int, why: str) -> None:
    if not why:
        sending.check_number(number)
        return
    with pytest.raises(Refused, match=why):
        sending.check_number(number)


@pytest.mark.django_db
def test_a_sending_that_is_refused_leaves_no_record() -> None:
    county = found()
    with pytest.raises(Refused):
        acts.send_records(wanted(), [], personal=True, by=county.supervisor.acts, at=at(WED))
    assert not Entry.objects.filter(kind="exchange.records_sent_out").exists()
