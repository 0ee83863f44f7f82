"""Who may act, and in which order: no act before the last one, none in one's own matter, none without authority."""

from datetime import date

import pytest
from django.db import connection

from qingquan.cases import acts
from qingquan.cases.acts import Gap, MaterialGiven
from qingquan.cases.models import Case
from qingquan.cases.words import Channel, Delivery, MaterialWay, NoAcceptance, Opinion, Outcome, Stage
from qingquan.law import Refused
from qingquan.ledger.models import Entry
from qingquan.people import acts as people
from qingquan.people.models import SYSTEM, Account, Actor, Applicant, Mandate
from qingquan.people.words import AccountKind, ApplicantKind, IdType
from qingquan.places import acts as places
from qingquan.places.words import Role
from tests.county import County, at, found

pytestmark = pytest.mark.django_db

MON, TUE = date(2026, 3, 2), date(2026, 3, 3)
REPORT = "建设项目水资源论证报告书"


def again(case: Case) -> Case:
    return Case.objects.get(number=case.number)


def conclude(county: County, case: Case, day: date) -> None:
    for hour, official in ((12, county.handler), (13, county.reviewer)):
        step = case.steps.get(done_at__isnull=True).step
        acts.complete_step(case.number, step, Opinion.AGREE, "符合条件", by=official.acts, at=at(day, hour))


def test_no_act_is_dated_before_the_last_one() -> None:
    county = found()
    case = county.accept(TUE)
    before = Entry.objects.count()
    step = case.steps.get(done_at__isnull=True).step
    with pytest.raises(Refused, match="早于"):
        acts.complete_step(case.number, step, Opinion.AGREE, "", by=county.handler.acts, at=at(MON))
    with pytest.raises(Refused, match="早于"):
        acts.pause(
            case.number, "testing", procedure="检测", planned_end=date(2026, 3, 9), by=county.handler.acts, at=at(MON)
        )
    assert Entry.objects.count() == before
    assert again(case).stage == Stage.ACCEPTED


def test_an_application_is_not_accepted_before_it_came() -> None:
    county = found()
    case = county.receive(TUE)
    with pytest.raises(Refused, match="早于"):
        acts.accept(case.number, by=county.clerk.acts, at=at(MON))


def test_a_decision_is_not_dated_before_the_review() -> None:
    county = found()
    case = county.accept(MON)
    conclude(county, case, TUE)
    with pytest.raises(Refused, match="早于"):
        acts.decide(case.number, Outcome.GRANT, "", by=county.approver.acts, at=at(MON, 15))


def test_the_server_records_its_own_time_beside_the_time_of_the_act() -> None:
    found().receive(MON)
    entry = Entry.objects.get(kind="case.received")
    entry.refresh_from_db()
    assert entry.at == at(MON)
    assert entry.recorded_at > entry.at


def give_account(county: County, account: Account) -> None:
    """The citizen turns out to be an official of the organ."""
    Applicant.objects.filter(pk=county.applicant.pk).update(account=account)


def test_nobody_decides_in_their_own_matter() -> None:
    county = found()
    case = county.accept(MON)
    conclude(county, case, MON)
    give_account(county, county.approver.account)
    with pytest.raises(Refused, match="回避"):
        acts.decide(case.number, Outcome.GRANT, "", by=county.approver.acts, at=at(MON, 15))


def test_nobody_accepts_examines_or_extends_in_their_own_matter() -> None:
    county = found()
    waiting, accepted = county.receive(MON), county.accept(MON)
    give_account(county, county.clerk.account)
    with pytest.raises(Refused, match="回避"):
        acts.accept(waiting.number, by=county.clerk.acts, at=at(MON, 12))
    with pytest.raises(Refused, match="回避"):
        acts.refuse_acceptance(
            waiting.number, NoAcceptance.NOT_REQUIRED, "不需要许可。", by=county.clerk.acts, at=at(MON, 12)
        )
    give_account(county, county.handler.account)
    step = accepted.steps.get(done_at__isnull=True).step
    with pytest.raises(Refused, match="回避"):
        acts.complete_step(accepted.number, step, Opinion.AGREE, "", by=county.handler.acts, at=at(MON, 12))
    with pytest.raises(Refused, match="回避"):
        acts.pause(
            accepted.number,
            "testing",
            procedure="检测",
            planned_end=date(2026, 3, 9),
            by=county.handler.acts,
            at=at(MON, 12),
        )
    give_account(county, county.head.account)
    with pytest.raises(Refused, match="回避"):
        acts.extend(accepted.number, reason="地质复杂", by=county.head.acts, at=at(MON, 12))
    with pytest.raises(Refused, match="回避"):
        acts.terminate(accepted.number, "申请人死亡", by=county.head.acts, at=at(MON, 12))


def test_an_official_still_withdraws_their_own_application() -> None:
    county = found()
    case = county.accept(MON)
    give_account(county, county.handler.account)
    acts.withdraw(case.number, "不再需要", by=Actor(county.handler.account), at=at(MON, 12))
    assert again(case).stage == Stage.WITHDRAWN


def test_one_account_on_two_posts_does_not_examine_and_decide() -> None:
    county = found()
    people.appoint(county.handler.account, county.approver.post, from_on=MON, by=SYSTEM, at=at(MON, 8))
    case = county.accept(MON)
    conclude(county, case, MON)
    with pytest.raises(Refused, match="不能是同一人"):
        acts.decide(
            case.number, Outcome.GRANT, "", by=Actor(county.handler.account, county.approver.post), at=at(MON, 15)
        )


def agent_of(county: County) -> tuple[Account, Mandate]:
    account = people.open_account("agent", "代理人", AccountKind.APPLICANT, by=SYSTEM, at=at(MON, 8))
    agent = people.register_applicant(
        kind=ApplicantKind.PERSON,
        name="代理人",
        id_type=IdType.CITIZEN_ID,
        id_number="990101198507120026",
        phone="19900005678",
        account=account,
        by=SYSTEM,
        at=at(MON, 8),
    )
    mandate = people.give_mandate(
        county.applicant,
        agent,
        matters="取水许可申请",
        document="委托书",
        from_on=MON,
        until_on=date(2026, 3, 31),
        by=SYSTEM,
        at=at(MON, 8),
    )
    return account, mandate


def filed_by_agent(county: County, account: Account, mandate: Mandate) -> Case:
    return acts.receive(
        county.version,
        county.applicant,
        answers={},
        materials=[MaterialGiven("取水许可申请书", MaterialWay.PAPER)],
        channel=Channel.ONLINE,
        by=Actor(account),
        at=at(MON),
        mandate=mandate,
    )


@pytest.mark.parametrize(("day", "revoked"), [(TUE, MON), (date(2026, 4, 1), None)])
def test_an_agent_whose_mandate_ended_does_not_withdraw(day: date, revoked: date | None) -> None:
    county = found()
    account, mandate = agent_of(county)
    case = filed_by_agent(county, account, mandate)
    acts.notify_gaps(case.number, [Gap(REPORT)], by=county.clerk.acts, at=at(MON, 11))
    Mandate.objects.filter(pk=mandate.pk).update(revoked_on=revoked)
    came = [MaterialGiven(REPORT, MaterialWay.PAPER)]
    with pytest.raises(Refused, match="申请人或者其代理人"):
        acts.supply(case.number, came, by=Actor(account), at=at(day))
    with pytest.raises(Refused, match="申请人或者其代理人"):
        acts.withdraw(case.number, "项目取消", by=Actor(account), at=at(day))


def test_an_agent_with_a_live_mandate_supplies_and_withdraws() -> None:
    county = found()
    account, mandate = agent_of(county)
    case = filed_by_agent(county, account, mandate)
    acts.notify_gaps(case.number, [Gap(REPORT)], by=county.clerk.acts, at=at(MON, 11))
    acts.supply(case.number, [MaterialGiven(REPORT, MaterialWay.PAPER)], by=Actor(account), at=at(MON, 12))
    acts.withdraw(case.number, "项目取消", by=Actor(account), at=at(MON, 13))
    assert again(case).stage == Stage.WITHDRAWN


def test_a_stranger_supplies_nothing_for_another() -> None:
    county = found()
    case = county.receive(MON, whole=False)
    acts.notify_gaps(case.number, [Gap(REPORT)], by=county.clerk.acts, at=at(MON, 11))
    stranger = people.open_account("other", "别人", AccountKind.APPLICANT, by=SYSTEM, at=at(MON, 8))
    came = [MaterialGiven(REPORT, MaterialWay.PAPER)]
    for by in (Actor(stranger), county.stranger.acts, SYSTEM):
        with pytest.raises(Refused, match="申请人或者其代理人"):
            acts.supply(case.number, came, by=by, at=at(MON, 12))
    acts.supply(case.number, came, by=county.clerk.acts, at=at(MON, 12))


def make_joint() -> None:
    """As if the version had said so; behind the guards, which keep the limits of a case as they were at receipt."""
    with connection.cursor() as sql:
        sql.execute("SET CONSTRAINTS ALL IMMEDIATE")
        sql.execute("ALTER TABLE cases_case DISABLE TRIGGER USER")
        sql.execute("""UPDATE cases_case SET limits = limits || '{"joint": true, "legal_days": 45}'""")
        sql.execute("ALTER TABLE cases_case ENABLE TRIGGER USER")


def test_a_joint_case_is_extended_with_the_governments_approval_only() -> None:
    county = found()
    case = county.accept(MON)
    make_joint()
    with pytest.raises(Refused, match="本级人民政府负责人批准") as no:
        acts.extend(case.number, reason="涉及多个部门", by=county.head.acts, at=at(TUE))
    assert "第四十二条第二款" in no.value.cite
    post = places.enter_post(
        county.other_organ, code="021.gov", name="县政府办", role=Role.GOVERNMENT_OFFICE, by=SYSTEM, at=at(MON)
    )
    acts.extend(case.number, reason="涉及多个部门", by=Actor(county.stranger.account, post), at=at(TUE))
    assert again(case).extension_days == 15


def test_what_was_delivered_is_delivered_once() -> None:
    county = found()
    case = county.accept(MON)
    conclude(county, case, MON)
    acts.decide(case.number, Outcome.GRANT, "", by=county.approver.acts, at=at(MON, 15))
    acts.deliver(case.number, Delivery.WINDOW, "陈民", by=county.clerk.acts, at=at(TUE))
    with pytest.raises(Refused, match="已经办结"):
        acts.deliver(case.number, Delivery.WINDOW, "陈民", by=county.clerk.acts, at=at(TUE))
