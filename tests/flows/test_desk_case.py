"""A licence from receipt to delivery, worked on by five officials through their pages."""

from datetime import date

import pytest
from django.test import Client

from qingquan.cases import acts
from qingquan.cases.models import Case
from qingquan.cases.words import Channel
from qingquan.catalogue.models import Item, ItemVersion
from qingquan.desk.case_history import PLAIN
from qingquan.ledger.acts import ACTS
from qingquan.papers.models import Document
from qingquan.people import acts as people
from qingquan.people.models import SYSTEM
from qingquan.people.words import AccountKind
from qingquan.places import acts as places
from qingquan.places.words import Role
from tests.county import FOUNDED, County, Official, at, found
from tests.flows.desk_hands import MON, Clock, as_, case_page, clock, send, shown, stage, told

__all__ = ["clock"]
pytestmark = pytest.mark.django_db

WED, THU, FRI = date(2026, 3, 4), date(2026, 3, 5), date(2026, 3, 6)
EXAMINE, REVIEW = "step-Step_2", "step-Step_3"


def received(**kwargs: bool) -> tuple[County, str]:
    county = found()
    return county, county.receive(MON, **kwargs).number


def accepted() -> tuple[County, str]:
    county = found()
    return county, county.accept(MON).number


def opinion(step: str, text: str = "", conclusion: str = "agree") -> dict[str, str]:
    return {"step": step.removeprefix("step-"), f"{step}__opinion": conclusion, f"{step}__text": text}


def reviewed(county: County, number: str) -> None:
    send(as_(county.handler), number, "complete_step", **opinion(EXAMINE, "材料真实。"))
    send(as_(county.reviewer), number, "complete_step", **opinion(REVIEW))


def decided(county: County, number: str) -> None:
    reviewed(county, number)
    send(as_(county.approver), number, "decide", decide__outcome="grant", decide__reasons="准予取水。")


def test_a_licence_goes_from_receipt_to_delivery_through_five_desks(clock: Clock) -> None:
    county, number = received()
    clock.go(MON, 11)
    answer = send(as_(county.clerk), number, "accept")
    assert answer.status_code == 303
    page = as_(county.clerk).get(answer.url)
    assert "受理通知书" in told(as_(county.clerk).get(case_page(number)))
    assert page.status_code == 200
    clock.go(WED)
    reviewed(county, number)
    clock.go(THU)
    answer = send(as_(county.approver), number, "decide", decide__outcome="grant", decide__reasons="准予取水。")
    assert answer.status_code == 303
    clock.go(FRI)
    send(as_(county.clerk), number, "deliver", deliver__way="window", deliver__receiver="陈民")
    case = Case.objects.get(number=number)
    assert (case.stage, case.decided_on, case.closed_on) == ("delivered", THU, FRI)
    assert Document.objects.filter(subject=number, kind="certificate").exists()
    page_text = shown(as_(county.head), number)
    for word in ("收件", "受理", "审查：通过", "审核：通过", "作出决定：准予许可", "送达办结", "赵批 · 批准人"):
        assert word in page_text


def test_the_flash_names_the_document_that_was_issued(clock: Clock) -> None:
    county, number = received()
    clerk = as_(county.clerk)
    send(clerk, number, "accept")
    paper = Document.objects.get(subject=number, kind="acceptance")
    assert f"已受理。制发了《受理通知书》{paper.number}。" in shown(clerk, number)


def test_missing_materials_are_already_ticked_and_told_once(clock: Clock) -> None:
    county, number = received(whole=False)
    clerk = as_(county.clerk)
    page = shown(clerk, number)
    assert 'name="notify_gaps-want1" id="notify_gaps-want1" checked' in page
    answer = send(
        clerk,
        number,
        "notify_gaps",
        notify_gaps__want1="on",
        notify_gaps__problem1="请补交",
        notify_gaps__other0="营业执照复印件",
        notify_gaps__days="20",
    )
    assert answer.status_code == 303
    case = Case.objects.get(number=number)
    assert case.stage == "supplement_pending"
    assert [gap["material"] for gap in case.notice.gaps] == ["建设项目水资源论证报告书", "营业执照复印件"]
    assert str(case.supplement_due_on) == "2026-03-23"  # the 22nd is a Sunday
    clock.go(WED)
    send(clerk, number, "supply", supply__came0="on", supply__came1="on")
    assert stage(number) == "received"
    clock.go(THU)
    again = send(
        clerk, number, "notify_gaps", notify_gaps__want0="on", notify_gaps__problem0="重印", notify_gaps__days="5"
    )
    assert again.status_code == 409
    assert "补正告知只能作出一次" in told(again)
    assert "第三十二条" in told(again)


def test_a_pause_stops_the_clock_and_its_result_starts_it_again(clock: Clock) -> None:
    county, number = accepted()
    clock.go(WED)
    handler = as_(county.handler)
    send(
        handler,
        number,
        "pause",
        pause__reason="expert_review",
        pause__procedure="组织专家评审",
        pause__planned_end="2026-03-20",
    )
    assert stage(number) == "special_paused"
    page = shown(handler, number)
    assert "计时停止" in page
    assert "专家评审" in page
    clock.go(date(2026, 3, 16))
    send(handler, number, "resume", resume__result="评审同意")
    assert stage(number) == "accepted"
    assert "评审同意" in shown(handler, number)


def test_the_head_extends_once(clock: Clock) -> None:
    county, number = accepted()
    answer = send(as_(county.head), number, "extend", extend__reason="水文资料需要复核")
    assert answer.status_code == 303
    again = send(as_(county.head), number, "extend", extend__reason="还要复核")
    assert again.status_code == 409
    assert "期限已经延长过一次" in told(again)
    assert "还要复核" in told(again)


def test_a_review_returns_the_case_to_its_handler(clock: Clock) -> None:
    county, number = accepted()
    send(as_(county.handler), number, "complete_step", **opinion(EXAMINE))
    send(as_(county.reviewer), number, "complete_step", **opinion(REVIEW, "缺现场勘验记录", "return"))
    assert "缺现场勘验记录" in shown(as_(county.handler), number)
    assert "办结“审查”" in shown(as_(county.handler), number)


@pytest.mark.parametrize(
    ("who", "deed", "why", "cite"),
    [
        pytest.param("handler", "accept", "本件不在待受理状态", "第三十二条", id="accepted already"),
        pytest.param("handler", "notify_gaps", "受理前才能告知补正", "第三十二条", id="notice after acceptance"),
        pytest.param("handler", "supply", "没有待补正的内容", "第三十二条", id="nothing was asked for"),
        pytest.param("reviewer", "complete_step", "由其他岗位办理", "运行流程", id="another post's step"),
        pytest.param("reviewer", "pause", "不由您的岗位办理", "运行流程", id="pause by who does not work on it"),
        pytest.param("handler", "resume", "没有进行中的特别程序", "第四十五条", id="no pause to end"),
        pytest.param("handler", "extend", "须经本机关负责人批准", "第四十二条", id="only the head extends"),
        pytest.param("approver", "decide", "流程尚未到决定环节", "运行流程", id="decision before its step"),
        pytest.param("clerk", "deliver", "尚未作出决定", "第四十四条", id="nothing to deliver"),
        pytest.param("clerk", "refuse_acceptance", "已经受理或者办结", "第三十二条", id="no way back"),
        pytest.param("handler", "terminate", "由本机关批准岗位决定", "终止", id="only who decides terminates"),
    ],
)
def test_a_refusal_says_its_article_before_and_after_trying(
    clock: Clock, who: str, deed: str, why: str, cite: str
) -> None:
    county, number = accepted()
    browser = as_(getattr(county, who))
    before = shown(browser, number)
    assert why in before
    step = {"step": "Step_2"} if deed == "complete_step" else {}
    answer = send(browser, number, deed, **step)
    assert answer.status_code == 409
    assert why in told(answer)
    assert cite in told(answer)


def test_after_the_decision_nothing_is_withdrawn(clock: Clock) -> None:
    county, number = accepted()
    decided(county, number)
    answer = send(as_(county.clerk), number, "withdraw", withdraw__reason="不办了")
    assert answer.status_code == 409
    assert "已经作出决定" in told(answer)


def test_who_examined_a_case_does_not_decide_it(clock: Clock) -> None:
    county, number = accepted()
    reviewed(county, number)
    twice = as_(type(county.approver)(county.handler.account, county.approver.post))
    # Without a tenure of the post the session's choice counts for nothing.
    assert "由其他岗位办理" in shown(twice, number)


def test_a_refusal_to_grant_asks_for_reasons_and_then_once_more(clock: Clock) -> None:
    county, number = accepted()
    reviewed(county, number)
    approver = as_(county.approver)
    short = send(approver, number, "decide", decide__outcome="refuse", decide__reasons="不行")
    assert short.status_code == 422
    assert "不予许可应当说明理由" in told(short)
    reasons = "取水口位于饮用水水源一级保护区内。"
    ask = send(approver, number, "decide", decide__outcome="refuse", decide__reasons=reasons)
    assert ask.status_code == 200
    assert stage(number) == "accepted"
    assert reasons in told(ask)
    sure = send(approver, number, "decide", decide__outcome="refuse", decide__reasons=reasons, sure="yes")
    assert sure.status_code == 303
    assert stage(number) == "refused"


@pytest.mark.parametrize("deed", ["withdraw", "terminate"])
def test_what_ends_a_case_asks_on_a_page_of_its_own(clock: Clock, deed: str) -> None:
    county, number = accepted()
    browser = as_(county.approver)
    ask = send(browser, number, deed, **{f"{deed}__reason": "申请人书面要求"})
    assert ask.status_code == 200
    assert "不能恢复" in told(ask)
    assert stage(number) == "accepted"
    send(browser, number, deed, **{f"{deed}__reason": "申请人书面要求", "sure": "yes"})
    assert stage(number) in {"withdrawn", "terminated"}


def test_not_our_power_names_the_right_organ(clock: Clock) -> None:
    county, number = received()
    clerk = as_(county.clerk)
    fields = {
        "refuse_acceptance__ground": "not_ours",
        "refuse_acceptance__explanation": "属于林业主管部门职权。",
    }
    lacking = send(clerk, number, "refuse_acceptance", **fields)
    assert lacking.status_code == 422
    assert "请写明应当向哪个行政机关申请" in told(lacking)
    whole = fields | {"refuse_acceptance__competent_organ": "清泉县林业局", "sure": "yes"}
    assert send(clerk, number, "refuse_acceptance", **whole).status_code == 303
    assert stage(number) == "rejected_jurisdiction"


def test_sending_a_form_twice_does_it_once(clock: Clock) -> None:
    county, number = received()
    clerk = as_(county.clerk)
    first = clerk.post(f"{case_page(number)}accept/", {"revision": "1"})
    clock.tick()
    second = clerk.post(f"{case_page(number)}accept/", {"revision": "1"})
    assert (first.status_code, second.status_code) == (303, 409)
    assert "刚刚有人办理过" in told(second)
    assert Document.objects.filter(subject=number, kind="acceptance").count() == 1


def test_a_page_opened_before_somebody_acted_refuses_and_keeps_what_was_typed(clock: Clock) -> None:
    county, number = accepted()
    old = Case.objects.get(number=number).revision
    send(as_(county.head), number, "extend", extend__reason="水文资料需要复核")
    fields = {"revision": old, "step": "Step_2", f"{EXAMINE}-opinion": "agree", f"{EXAMINE}-text": "写了很久的审查意见"}
    answer = as_(county.handler).post(f"{case_page(number)}complete_step/", fields)
    assert answer.status_code == 409
    assert "刚刚有人办理过" in told(answer)
    assert "写了很久的审查意见</textarea>" in told(answer)


def test_what_was_typed_stays_even_when_the_act_is_gone(clock: Clock) -> None:
    county, number = accepted()
    old = Case.objects.get(number=number).revision
    send(as_(county.handler), number, "complete_step", **opinion(EXAMINE, "已经提交的意见"))
    fields = {"revision": old, "step": "Step_2", f"{EXAMINE}-opinion": "agree", f"{EXAMINE}-text": "另一扇窗里的意见"}
    answer = as_(county.handler).post(f"{case_page(number)}complete_step/", fields)
    assert answer.status_code == 409
    assert "另一扇窗里的意见" in told(answer)


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_an_opinion_is_words_and_never_markup(clock: Clock, text: str) -> None:
    county, number = accepted()
    send(as_(county.handler), number, "complete_step", **opinion(EXAMINE, text))
    page = shown(as_(county.reviewer), number)
    assert text not in page
    assert text.split("(", maxsplit=1)[0].lstrip('">').replace("<", "&lt;").split("&lt;")[-1].split(">")[0] in page


def test_posting_without_the_token_is_refused(clock: Clock) -> None:
    county, number = received()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(county.clerk.account)
    assert strict.post(f"{case_page(number)}accept/", {"revision": "1"}).status_code == 403
    assert stage(number) == "received"


@pytest.mark.parametrize("deed", ["accept", "decide", "terminate", "nonsense"])
def test_an_act_is_never_done_by_following_a_link(clock: Clock, deed: str) -> None:
    county, number = received()
    assert as_(county.clerk).get(f"{case_page(number)}{deed}/").status_code == 405


def test_an_act_that_does_not_exist_is_not_found(clock: Clock) -> None:
    county, number = received()
    assert as_(county.clerk).post(f"{case_page(number)}nonsense/", {"revision": "1"}).status_code == 404


def test_the_page_of_a_case_asks_few_questions(clock: Clock, django_assert_max_num_queries: object) -> None:
    county, number = accepted()
    browser = as_(county.handler)
    shown(browser, number)
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        shown(browser, number)


def test_every_act_on_a_case_has_its_words_in_the_history() -> None:
    kinds = {each.kind for each in ACTS.values() if each.kind.startswith("case.")}
    assert kinds - set(PLAIN) == set()


def jointly_accepted(county: County) -> str:
    """A case of an item that several departments handle together."""
    item = Item.objects.create(
        code="11990101000001011C4000119002000", organ=county.organ, power_type="licence", name="涉河建设联合许可"
    )
    version = ItemVersion.objects.create(
        item=item,
        number=1,
        name=item.name,
        elements={},
        digest="2" * 64,
        joint=True,
        procedure=county.version.procedure,
    )
    for change in ({"state": "reviewed"}, {"state": "published", "from_on": FOUNDED.date()}):
        ItemVersion.objects.filter(pk=version.pk).update(**change)
    version.refresh_from_db()
    by, channel = county.clerk.acts, Channel.COUNTY
    number = acts.receive(
        version, county.applicant, answers={}, materials=[], channel=channel, by=by, at=at(MON)
    ).number
    acts.accept(number, by=by, at=at(MON))
    return number


def test_the_government_prolongs_a_joint_case_and_sees_no_other(clock: Clock) -> None:
    county = found()
    number, other = jointly_accepted(county), county.accept(MON).number
    post = places.enter_post(
        county.other_organ, code="gov", name="县政府办", role=Role.GOVERNMENT_OFFICE, by=SYSTEM, at=FOUNDED
    )
    account = people.open_account("gov", "卫政", AccountKind.OFFICIAL, by=SYSTEM, at=FOUNDED)
    people.appoint(account, post, from_on=FOUNDED.date(), by=SYSTEM, at=FOUNDED)
    clock.go(WED)
    browser = as_(Official(account, post))
    assert browser.get(case_page(other)).status_code == 404
    page = shown(browser, number)
    assert "批准延长" in page
    assert county.applicant.id_number not in page
    assert send(browser, number, "extend", extend__reason="涉及三个部门，情况复杂").status_code == 303
    assert Case.objects.get(number=number).extension_days == 15
