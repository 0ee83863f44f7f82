"""Acts on cases, one after another, on the real database."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from qingquan.cases import acts, watch
from qingquan.cases.acts import Gap, MaterialGiven
from qingquan.cases.models import Case, PauseRow, Step
from qingquan.cases.words import Channel, Delivery, MaterialWay, NoAcceptance, Opinion, Outcome, Stage
from qingquan.clock import CalendarDay, DayKind
from qingquan.law import Refused
from qingquan.ledger.models import Entry
from qingquan.ledger.rules import leaf_hash
from qingquan.papers.models import Document
from qingquan.papers.rules.numbers import CaseNumber
from qingquan.people import acts as people
from qingquan.people.models import SYSTEM, Actor
from qingquan.people.words import AccountKind, ApplicantKind, IdType
from qingquan.places import acts as places
from tests.county import County, at, found

pytestmark = pytest.mark.django_db

MON = date(2026, 3, 2)


def again(case: Case) -> Case:
    return Case.objects.get(number=case.number)


def open_step(case: Case) -> Step:
    return case.steps.get(done_at__isnull=True)


def examine_and_review(county: County, case: Case, day: date) -> None:
    acts.complete_step(case.number, open_step(case).step, Opinion.AGREE, "符合条件", by=county.handler.acts, at=at(day))
    acts.complete_step(
        case.number, open_step(case).step, Opinion.AGREE, "同意", by=county.reviewer.acts, at=at(day, 11)
    )


def decided(county: County, outcome: Outcome = Outcome.GRANT, reasons: str = "") -> Case:
    case = county.accept(MON)
    examine_and_review(county, case, MON)
    acts.decide(case.number, outcome, reasons, by=county.approver.acts, at=at(MON, 15))
    return again(case)


def test_an_application_gets_a_number_a_query_code_and_a_receipt() -> None:
    case = found().receive(MON)
    assert CaseNumber.parse(case.number).sequence == 1
    assert case.number.startswith("9901010130120260302")
    assert len(case.query_code) == 6
    assert Document.objects.get(subject=case.number).title == "收件回执"
    assert open_step(case).kind == "accept"
    assert open_step(case).due_on == date(2026, 3, 9)


def test_numbers_run_without_gaps_even_when_a_receipt_fails() -> None:
    county = found()
    first = county.receive(MON)
    with pytest.raises(IntegrityError), transaction.atomic():
        acts.receive(
            county.version,
            county.applicant,
            answers={},
            materials=[],
            channel=Channel.ONLINE,
            by=Actor(county.citizen),
            at=at(date(2026, 1, 4)),
        )
    second = county.receive(MON)
    assert [CaseNumber.parse(case.number).sequence for case in (first, second)] == [1, 2]


def test_every_leaf_covers_its_entry() -> None:
    decided(found())
    for entry in Entry.objects.all():
        assert bytes(entry.leaf) == leaf_hash(
            subject=entry.subject,
            kind=entry.kind,
            facts=entry.facts,
            at=entry.at,
            account=entry.account_id,
            post=entry.post_id,
        ), entry.kind


def test_the_whole_way_from_receipt_to_delivery() -> None:
    county = found()
    case = decided(county)
    assert (case.stage, case.outcome, case.decided_on) == (Stage.APPROVED, Outcome.GRANT, MON)
    acts.deliver(case.number, Delivery.WINDOW, "陈民", by=county.clerk.acts, at=at(date(2026, 3, 4)))
    case = again(case)
    assert (case.stage, case.closed_on) == (Stage.DELIVERED, date(2026, 3, 4))
    assert not case.steps.filter(done_at__isnull=True).exists()
    kinds = list(Entry.objects.of(case.number).values_list("kind", flat=True))
    assert kinds == [
        "case.received",
        "case.accepted",
        "case.step_done",
        "case.step_done",
        "case.decided",
        "case.delivered",
    ]
    titles = {paper.title for paper in Document.objects.filter(subject=case.number)}
    assert titles == {"收件回执", "受理通知书", "准予行政许可决定书", "行政许可证", "送达回证"}


def test_the_two_clocks_run_from_acceptance() -> None:
    case = found().accept(MON)
    assert (case.legal_due_on, case.promised_due_on) == (date(2026, 3, 30), date(2026, 3, 20))


def test_what_is_missing_is_told_once() -> None:
    county = found()
    case = county.receive(MON, whole=False)
    acts.notify_gaps(case.number, [Gap("建设项目水资源论证报告书")], by=county.clerk.acts, at=at(MON))
    acts.supply(
        case.number,
        [MaterialGiven("建设项目水资源论证报告书", MaterialWay.PAPER)],
        by=county.as_citizen,
        at=at(date(2026, 3, 4)),
    )
    with pytest.raises(Refused, match="只能作出一次") as no:
        acts.notify_gaps(case.number, [Gap("再补一份")], by=county.clerk.acts, at=at(date(2026, 3, 5)))
    assert "第三十二条" in no.value.cite
    acts.accept(case.number, by=county.clerk.acts, at=at(date(2026, 3, 5)))
    assert again(case).accepted_on == date(2026, 3, 5)


def test_a_case_with_materials_missing_is_not_accepted() -> None:
    county = found()
    case = county.receive(MON, whole=False)
    with pytest.raises(Refused, match="建设项目水资源论证报告书"):
        acts.accept(case.number, by=county.clerk.acts, at=at(MON))


def test_silence_accepts_the_case_from_the_day_of_receipt() -> None:
    county = found()
    case = county.receive(date(2026, 5, 2), whole=False)
    assert watch.look(at(date(2026, 5, 11), 23)) == 0
    assert watch.look(at(date(2026, 5, 12), 1)) == 1
    case = again(case)
    assert (case.stage, case.accepted_on, case.deemed) == (Stage.ACCEPTED, date(2026, 5, 2), True)
    assert case.legal_due_on == date(2026, 6, 1)
    assert watch.look(at(date(2026, 5, 12), 2)) == 0


def test_after_silence_the_clerk_can_no_longer_ask_for_more() -> None:
    county = found()
    case = county.receive(date(2026, 5, 2), whole=False)
    with pytest.raises(Refused, match="视为自收到材料之日起受理"):
        acts.notify_gaps(case.number, [Gap("论证报告")], by=county.clerk.acts, at=at(date(2026, 5, 12)))


def test_supplements_that_never_come_end_the_case() -> None:
    county = found()
    case = county.receive(MON, whole=False)
    acts.notify_gaps(case.number, [Gap("论证报告")], by=county.clerk.acts, at=at(MON))
    assert watch.look(at(date(2026, 4, 2))) == 1
    assert again(case).stage == Stage.TERMINATED


def test_only_what_waits_past_its_last_day_ends_by_itself() -> None:
    """The worker chose the case a moment ago; meanwhile it was accepted, or its supplements came."""
    county = found()
    accepted = county.accept(MON)
    supplied = county.receive(MON, whole=False)
    acts.notify_gaps(supplied.number, [Gap("论证报告")], by=county.clerk.acts, at=at(MON))
    last = again(supplied).supplement_due_on
    assert last is not None
    assert not watch.settle(supplied.number, at(last, 23, 59))
    acts.supply(
        supplied.number,
        [MaterialGiven("建设项目水资源论证报告书", MaterialWay.PAPER)],
        by=county.as_citizen,
        at=at(last),
    )
    for case, stage in ((accepted, Stage.ACCEPTED), (supplied, Stage.RECEIVED)):
        with pytest.raises(Refused, match="没有逾期未补正"):
            acts.lapse(case.number, at=at(date(2026, 4, 2)))
        assert again(case).stage == stage
    assert not watch.settle(accepted.number, at(date(2026, 4, 2)))
    assert again(accepted).stage == Stage.ACCEPTED


def test_an_expert_review_does_not_count() -> None:
    county = found()
    case = county.accept(date(2026, 4, 13))
    acts.pause(
        case.number,
        "expert_review",
        procedure="水资源论证报告专家评审，约需十日。",
        planned_end=date(2026, 4, 30),
        by=county.handler.acts,
        at=at(date(2026, 4, 20)),
    )
    assert again(case).stage == Stage.PAUSED
    assert again(case).legal_due_on is None
    acts.resume(case.number, "专家评审通过", by=county.handler.acts, at=at(date(2026, 4, 30)))
    assert again(case).legal_due_on == date(2026, 5, 25)


def test_a_step_gets_back_the_days_a_pause_took() -> None:
    county = found()
    case = county.accept(date(2026, 4, 13))
    before = open_step(case).due_on
    acts.pause(
        case.number,
        "testing",
        procedure="检测",
        planned_end=date(2026, 4, 30),
        by=county.handler.acts,
        at=at(date(2026, 4, 14)),
    )
    acts.resume(case.number, "检测合格", by=county.handler.acts, at=at(date(2026, 4, 16)))
    assert before is not None
    assert (open_step(case).due_on - before).days >= 2  # type: ignore[operator]


@pytest.mark.parametrize(
    ("reason", "why"),
    [("leader_away", "不是法定的暂停事由"), ("onsite_check", "不是法定的暂停事由")],
)
def test_a_reason_the_law_does_not_list_cannot_stop_the_clock(reason: str, why: str) -> None:
    county = found()
    case = county.accept(MON)
    with pytest.raises(Refused, match=why) as no:
        acts.pause(
            case.number, reason, procedure="领导出差", planned_end=date(2026, 3, 9), by=county.handler.acts, at=at(MON)
        )
    assert "第四十五条" in no.value.cite


def test_a_reason_of_the_items_own_statute_can() -> None:
    county = found()
    case = county.accept(MON)
    acts.pause(
        case.number,
        "consult_departments",
        procedure="征求生态环境部门意见",
        planned_end=date(2026, 3, 9),
        by=county.handler.acts,
        at=at(MON),
    )
    assert "第十九条" in PauseRow.objects.get().cite


def test_only_the_head_extends_and_only_once_and_in_time() -> None:
    county = found()
    case = county.accept(MON)
    with pytest.raises(Refused, match="负责人批准"):
        acts.extend(case.number, reason="地质复杂", by=county.handler.acts, at=at(date(2026, 3, 27)))
    acts.extend(case.number, reason="地质复杂", by=county.head.acts, at=at(date(2026, 3, 27)))
    assert again(case).legal_due_on == date(2026, 4, 14)
    assert again(case).promised_due_on is None
    with pytest.raises(Refused, match="已经延长过一次"):
        acts.extend(case.number, reason="仍未完成", by=county.head.acts, at=at(date(2026, 3, 30)))


def test_an_extension_after_the_last_day_is_refused() -> None:
    county = found()
    case = county.accept(MON)
    with pytest.raises(Refused, match="届满之前批准"):
        acts.extend(case.number, reason="地质复杂", by=county.head.acts, at=at(date(2026, 3, 31)))


def test_a_refusal_gives_its_reasons() -> None:
    county = found()
    case = county.accept(MON)
    examine_and_review(county, case, MON)
    with pytest.raises(Refused, match="应当说明理由") as no:
        acts.decide(case.number, Outcome.REFUSE, "", by=county.approver.acts, at=at(MON, 15))
    assert "第三十八条" in no.value.cite


def test_a_step_belongs_to_one_post() -> None:
    county = found()
    case = county.accept(MON)
    with pytest.raises(Refused, match="由其他岗位办理"):
        acts.complete_step(case.number, open_step(case).step, Opinion.AGREE, "", by=county.reviewer.acts, at=at(MON))


def test_who_examined_does_not_decide() -> None:
    county = found()
    case = county.accept(MON)
    examine_and_review(county, case, MON)
    same = county.handler
    same.post = county.approver.post
    with pytest.raises(Refused, match="不能是同一人"):
        acts.decide(case.number, Outcome.GRANT, "", by=same.acts, at=at(MON, 15))


def test_two_who_act_on_the_same_page_do_not_overwrite_each_other() -> None:
    county = found()
    case = county.accept(MON)
    step = open_step(case).step
    acts.complete_step(case.number, step, Opinion.AGREE, "", by=county.handler.acts, at=at(MON))
    with pytest.raises(Refused, match="请刷新页面"):
        acts.complete_step(case.number, step, Opinion.AGREE, "", by=county.handler.acts, at=at(MON))


def test_the_applicant_may_withdraw_until_the_decision() -> None:
    county = found()
    case = county.accept(MON)
    acts.withdraw(case.number, "项目取消", by=county.as_citizen, at=at(MON, 12))
    assert again(case).stage == Stage.WITHDRAWN
    assert not case.steps.filter(done_at__isnull=True).exists()
    late = decided(found_again(county))
    with pytest.raises(Refused, match="不能撤回"):
        acts.withdraw(late.number, "项目取消", by=county.as_citizen, at=at(MON, 16))


def found_again(county: County) -> County:
    return county


def test_what_needs_no_licence_is_said_at_once() -> None:
    county = found()
    case = county.receive(MON)
    acts.refuse_acceptance(
        case.number, NoAcceptance.NOT_REQUIRED, "家庭生活少量取水不需要许可。", by=county.clerk.acts, at=at(MON)
    )
    assert (again(case).stage, again(case).closed_on) == (Stage.NOT_REQUIRED, MON)


def test_no_case_without_a_version_in_force() -> None:
    county = found()
    with pytest.raises(IntegrityError, match="已公布生效的事项版本"), transaction.atomic():
        acts.receive(
            county.version,
            county.applicant,
            answers={},
            materials=[],
            channel=Channel.COUNTY,
            by=county.clerk.acts,
            at=at(date(2026, 1, 4)),
        )


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("UPDATE ledger_entry SET kind = 'x'", "只能追加"),
        ("DELETE FROM ledger_entry", "只能追加"),
        ("TRUNCATE ledger_entry", "只能追加"),
        ("DELETE FROM cases_case", "不能删除"),
        ("UPDATE cases_case SET received_on = received_on - 1", "不能更改"),
        ("UPDATE cases_step SET opinion = 'x' WHERE done_at IS NOT NULL", "已经办理"),
        ("UPDATE papers_document SET contents = '{}'", "不能修改"),
        ("UPDATE procedures_storedprocedure SET xml = xml || ' '", "不能修改"),
        ("INSERT INTO procedures_storedprocedure VALUES (repeat('0', 64), 'x', 'y', now())", "procedure_is_its_digest"),
    ],
)
def test_the_database_itself_refuses(sql: str, says: str) -> None:
    found().accept(MON)
    with pytest.raises(DatabaseError, match=says), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


SETTLED_AT_RECEIPT = {
    "number": "reverse(number)",
    "version_id": "version_id + 1",
    "organ_id": "organ_id + 1",
    "applicant_id": "applicant_id + 1",
    "received_at": "received_at - interval '1 hour'",
    "received_on": "received_on - 1",
    "procedure_sha256": "repeat('0', 64)",
    "query_code": "'AAAAAA'",
    "channel": "'window'",
    "mandate_id": "1",
    "window_id": "1",
    "received_by_id": "1",
    "limits": "limits || '{\"legal_days\": 60}'",
    "answers": "'\\x00'",
    "form_digest": "repeat('0', 64)",
}


@pytest.mark.parametrize("column", SETTLED_AT_RECEIPT)
def test_each_column_settled_at_receipt_is_guarded_by_itself(column: str) -> None:
    found().receive(MON)
    sql = f"UPDATE cases_case SET {column} = {SETTLED_AT_RECEIPT[column]}"
    with pytest.raises(IntegrityError, match="不能更改"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_case_saved_whole_with_another_origin_is_refused() -> None:
    case = again(found().receive(MON))
    case.stage, case.received_on = Stage.TERMINATED.value, date(2026, 3, 3)
    with pytest.raises(IntegrityError, match="不能更改"), transaction.atomic():
        case.save()


def test_pauses_of_one_case_do_not_overlap() -> None:
    county = found()
    case = county.accept(MON)
    acts.pause(
        case.number, "testing", procedure="检测", planned_end=date(2026, 3, 9), by=county.handler.acts, at=at(MON)
    )
    row = PauseRow.objects.get()
    row.pk = None
    row.started_on = date(2026, 3, 3)
    with pytest.raises(IntegrityError, match="pauses_of_a_case_do_not_overlap"), transaction.atomic():
        row.save(force_insert=True)


def test_a_day_beyond_the_imported_calendar_stays_open_until_the_year_is_imported() -> None:
    county = found()
    case = county.accept(date(2026, 12, 21))
    assert again(case).legal_due_on is None
    assert watch.recount(at(date(2026, 12, 22))) == 0
    newyear = [CalendarDay(date(2027, 1, day), DayKind.STATUTORY_HOLIDAY, "元旦", "测试用安排") for day in (1, 2, 3)]
    rest = [CalendarDay(date(2027, month, 1), DayKind.STATUTORY_HOLIDAY, "放假", "测试用安排") for month in (5, 10)]
    places.import_calendar([*newyear, *rest], by=SYSTEM, at=at(date(2026, 12, 23)))
    assert watch.recount(at(date(2026, 12, 23))) == 1
    assert again(case).legal_due_on == date(2027, 1, 19)
    assert Entry.objects.of(case.number).last().kind == "case.recounted"  # type: ignore[union-attr]


def apply_as(county: County, by: Actor) -> Case:
    return acts.receive(
        county.version, county.applicant, answers={}, materials=[], channel=Channel.COUNTY, by=by, at=at(MON)
    )


def test_a_window_receives_for_anybody_and_nobody_else_does() -> None:
    county = found()
    assert apply_as(county, county.clerk.acts).number
    for stranger in (county.handler.acts, Actor(county.stranger.account), SYSTEM):
        with pytest.raises(Refused):
            apply_as(county, stranger)


def test_an_agent_needs_a_mandate_that_is_live() -> None:
    county = found()
    agent_account = people.open_account("agent", "代理人", AccountKind.APPLICANT, by=SYSTEM, at=at(MON))
    agent = people.register_applicant(
        kind=ApplicantKind.PERSON,
        name="代理人",
        id_type=IdType.CITIZEN_ID,
        id_number="990101198507120026",
        phone="19900005678",
        account=agent_account,
        by=SYSTEM,
        at=at(MON),
    )
    mandate = people.give_mandate(
        county.applicant,
        agent,
        matters="取水许可申请",
        document="委托书",
        from_on=MON,
        until_on=date(2026, 3, 31),
        by=SYSTEM,
        at=at(MON),
    )
    arguments = {"answers": {}, "materials": [], "channel": Channel.ONLINE, "by": Actor(agent_account)}
    assert acts.receive(county.version, county.applicant, mandate=mandate, at=at(MON), **arguments).number  # type: ignore[arg-type]
    with pytest.raises(Refused, match="没有有效的委托"):
        acts.receive(county.version, county.applicant, mandate=mandate, at=at(date(2026, 4, 1)), **arguments)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="只能为本人"):
        acts.receive(county.version, county.applicant, at=at(MON), **arguments)  # type: ignore[arg-type]


def test_what_was_filled_in_is_sealed_as_a_whole() -> None:
    case = found().receive(MON)
    with connection.cursor() as sql:
        sql.execute("SELECT answers FROM cases_case WHERE number = %s", [case.number])
        kept = bytes(sql.fetchone()[0])
    assert b"amount" not in kept
    assert Case.objects.get(number=case.number).answers == {"amount": 1000}


def test_what_was_to_come_on_paper_is_taken_in_before_acceptance() -> None:
    county = found()
    case = county.receive(MON, whole=False)
    came = [MaterialGiven("建设项目水资源论证报告书", MaterialWay.PAPER)]
    with pytest.raises(Refused, match="由其他岗位办理"):
        acts.take_in(case.number, came, by=county.handler.acts, at=at(MON, 11))
    acts.take_in(case.number, came, by=county.clerk.acts, at=at(MON, 11))
    acts.accept(case.number, by=county.clerk.acts, at=at(MON, 12))
    with pytest.raises(Refused, match="没有等待收取的纸质材料"):
        acts.take_in(case.number, came, by=county.clerk.acts, at=at(MON, 13))
