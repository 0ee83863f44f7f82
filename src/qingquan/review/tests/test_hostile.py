"""Haste and malice against single acts: what changed meanwhile, who has an interest, texts nobody types."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from qingquan.campaign import acts as campaign
from qingquan.campaign.models import ReportedItem
from qingquan.forfeits import acts as forfeits
from qingquan.forfeits.words import ForfeitKind
from qingquan.law import Refused
from qingquan.people import acts as people
from qingquan.people.models import SYSTEM, Actor
from qingquan.people.words import AccountKind
from qingquan.review import acts
from qingquan.review.models import Comment, Decision, Expert, Panel, ScoreSheet
from qingquan.review.rules.particulars import Particulars
from qingquan.review.tests.cast import DAY, DUE, GOOD, Cast, K, at, gather
from qingquan.review.words import DraftKind, Stance

pytestmark = pytest.mark.django_db
AFTER = DUE + timedelta(days=3)
LATER = date(2026, 5, 29)


@pytest.fixture
def cast() -> Cast:
    return gather()


def given_back(cast: Cast, item: ReportedItem) -> None:
    campaign.give_back(item.report, "承诺时限有误。", by=cast.office, at=at(DAY))


def corrected(cast: Cast, item: ReportedItem) -> ReportedItem:
    """The report given back, the item changed, the report signed again."""
    given_back(cast, item)
    facts = replace(item.facts(), name="取水许可（更正）")
    held = ReportedItem.objects.get(pk=item.pk)
    campaign.change_item(held, facts, expected=held.revision, by=cast.campaigning.administrator, at=at(DAY))
    cast.campaigning.signed(held.report)
    return ReportedItem.objects.get(pk=item.pk)


def test_what_was_said_before_a_correction_stands_in_nobodys_way_after_it(cast: Cast) -> None:
    item = cast.reported()
    cast.both_say(item, K.RETAIN, K.CANCEL)
    acts.conclude(item, K.CANCEL, reasons="会商后意见一致。", by=cast.establishment, at=at(DAY))
    panel = cast.panel(item)
    now = corrected(cast, item)
    cast.both_say(now, K.RETAIN, K.CANCEL)
    acts.conclude(now, K.RETAIN, reasons="更正后可以保留。", by=cast.legal, at=at(DAY))
    again = cast.panel(now, list(Expert.objects.all()))
    assert again.revision == now.revision > panel.revision


def test_a_panel_on_what_was_corrected_since_goes_no_further(cast: Cast) -> None:
    item = cast.reported()
    panel = cast.panel(item)
    seat = panel.seats.first()
    assert seat is not None
    acts.declare(seat, conflict=False, declaration="", by=cast.office, at=at(DAY))
    corrected(cast, item)
    more = acts.register_expert("专家九", employer="清江大学", field="水法", by=cast.office, at=at(DAY))
    for deed in (
        lambda: acts.score(seat, GOOD, opinion="", source="1", by=cast.office, at=at(DAY)),
        lambda: acts.invite(panel, more, by=cast.office, at=at(DAY)),
        lambda: acts.prolong(panel, LATER, by=cast.office, at=at(DAY)),
        lambda: acts.close_panel(panel, conclusion="建议保留。", by=cast.office, at=at(AFTER)),
    ):
        with pytest.raises(Refused, match="更正"):
            deed()


def test_no_expert_scores_a_report_that_was_given_back_or_a_campaign_that_ended(cast: Cast) -> None:
    item = cast.reported()
    panel = cast.panel(item)
    seat = panel.seats.first()
    assert seat is not None
    given_back(cast, item)
    with pytest.raises(Refused, match="退回补报"):
        acts.declare(seat, conflict=False, declaration="", by=cast.office, at=at(DAY))
    cast.campaigning.signed(item.report)
    item.report.campaign.closed_at = at(DAY)
    item.report.campaign.save()
    with pytest.raises(Refused, match="已经结束"):
        acts.declare(seat, conflict=False, declaration="", by=cast.office, at=at(DAY))


def test_the_public_is_asked_about_an_item_once_at_a_time_even_after_a_correction(cast: Cast) -> None:
    item = cast.reported()
    acts.ask_public(item, question="要不要保留？", until_on=LATER, by=cast.office, at=at(DAY))
    now = corrected(cast, item)
    with pytest.raises(Refused, match="正在公开征求意见"):
        acts.ask_public(now, question="要不要保留？", until_on=LATER, by=cast.office, at=at(DAY))


@pytest.mark.parametrize("code", [K.RETAIN, K.ADJUST, K.INTERNAL_APPROVAL, K.RETAIN_AFTER_FIX])
def test_a_power_given_up_meanwhile_is_not_kept(cast: Cast, code: K) -> None:
    first = cast.reported()
    cast.both_say(first, K.RETAIN)
    made = cast.decide(first, K.RETAIN).version
    assert made is not None
    forfeits.forfeit(
        made.item,
        kind=ForfeitKind.CONCEALED,
        found_on=DAY,
        reason="有真实办件而没有申报。",
        document_no="清监〔2026〕3号",
        by=cast.office,
        at=at(DAY),
    )
    with pytest.raises(Refused, match="已被认定放弃"):
        acts.conclude(first, code, reasons="会商后意见一致。", by=cast.establishment, at=at(DAY))


def test_a_power_given_up_between_opinions_and_decision_is_not_decided_to_be_kept(cast: Cast) -> None:
    known = cast.campaigning.catalogue.draft()
    item = cast.reported()
    cast.both_say(item, K.RETAIN)
    forfeits.forfeit(
        known.item,
        kind=ForfeitKind.CONCEALED,
        found_on=DAY,
        reason="有真实办件而没有申报。",
        document_no="清监〔2026〕3号",
        by=cast.office,
        at=at(DAY),
    )
    with pytest.raises(Refused, match="已被认定放弃"):
        cast.decide(item, K.RETAIN)
    assert not Decision.objects.exists()


def official(cast: Cast, actor: Actor, name: str) -> Expert:
    return acts.register_expert(
        name, employer="清江大学", field="行政法", account=actor.account, by=cast.office, at=at(DAY)
    )


def test_nobody_is_asked_as_an_expert_about_the_own_organs_or_own_item(cast: Cast) -> None:
    item = cast.reported()
    cast.both_say(item, K.RETAIN, K.CANCEL)
    others = cast.experts(3)
    for actor, why in ((cast.head, "申报机关"), (cast.legal, "审核意见")):
        expert = official(cast, actor, why)
        with pytest.raises(Refused, match=why):
            cast.panel(item, [expert, *others[:2]])
    panel = cast.panel(item, others)
    for expert in Expert.objects.exclude(account=None):
        with pytest.raises(Refused, match="回避"):
            acts.invite(panel, expert, by=cast.office, at=at(DAY))


def test_who_comes_to_the_organ_after_the_invitation_declares_no_innocence(cast: Cast) -> None:
    item = cast.reported()
    account = people.open_account("wen", "温教授", AccountKind.OFFICIAL, by=SYSTEM, at=at(DAY))
    expert = official(cast, Actor(account), "温教授")
    panel = cast.panel(item, [expert, *cast.experts(2)])
    seat = panel.seats.get(expert=expert)
    acts.declare(seat, conflict=False, declaration="", by=Actor(account), at=at(DAY))
    assert cast.head.post is not None
    people.appoint(account, cast.head.post, from_on=DAY, by=SYSTEM, at=at(DAY))
    with pytest.raises(Refused, match="申报机关"):
        acts.score(seat, GOOD, opinion="", by=Actor(account), at=at(DAY))
    assert not ScoreSheet.objects.exists()


def test_scores_stay_sealed_below_the_quorum_whoever_recuses_themselves(cast: Cast) -> None:
    """Who knows the first scores could else choose the expert who is still missing."""
    panel = cast.panel(cast.reported())
    first, *rest = panel.seats.all()
    acts.declare(first, conflict=True, declaration="曾任该局顾问。", by=cast.office, at=at(DAY))
    for seat in rest:
        acts.declare(seat, conflict=False, declaration="", by=cast.office, at=at(DAY))
        acts.score(seat, GOOD, opinion="", source="1", by=cast.office, at=at(DAY))
    for day in (DAY, AFTER):
        with pytest.raises(Refused, match="不足法定的 3 份"):
            acts.close_panel(panel, conclusion="建议保留。", by=cast.office, at=at(day))
    more = acts.register_expert("专家九", employer="清江大学", field="水法", by=cast.office, at=at(DAY))
    acts.invite(panel, more, by=cast.office, at=at(DAY))


def test_nobody_is_invited_once_the_seals_are_broken(cast: Cast) -> None:
    panel = cast.panel(cast.reported())
    cast.scored(panel)
    more = acts.register_expert("专家九", employer="清江大学", field="水法", by=cast.office, at=at(DAY))
    with pytest.raises(Refused, match="已经启封"):
        acts.invite(panel, more, by=cast.office, at=at(DAY))
    with pytest.raises(Refused, match="已经启封"):
        acts.prolong(panel, LATER, by=cast.office, at=at(DAY))


def test_no_expert_who_left_the_register_is_asked(cast: Cast) -> None:
    item, experts = cast.reported(), cast.experts(4)
    experts[0].left_on = DAY
    experts[0].save()
    with pytest.raises(Refused, match="已退出"):
        cast.panel(item, experts[:3])
    panel = cast.panel(item, experts[1:])
    with pytest.raises(Refused, match="已退出"):
        acts.invite(panel, experts[0], by=cast.office, at=at(DAY))


def test_an_opinion_is_given_on_what_was_read(cast: Cast) -> None:
    item = cast.reported()
    seen = item.revision
    now = corrected(cast, item)
    for deed in (
        lambda: acts.give_opinion(now, K.RETAIN, reasons="职责清楚。", seen=seen, by=cast.legal, at=at(DAY)),
        lambda: acts.conclude(now, K.RETAIN, reasons="职责清楚。", seen=seen, by=cast.legal, at=at(DAY)),
        lambda: acts.answer(now, Stance.ACCEPT, reasons="", seen=seen, by=cast.campaigning.administrator, at=at(DAY)),
        lambda: acts.decide(now, K.RETAIN, reasons="符合条件。", seen=seen, by=cast.establishment, at=at(DAY)),
    ):
        with pytest.raises(Refused, match="更正了申报"):
            deed()


def test_an_office_confirms_the_conclusion_it_read(cast: Cast) -> None:
    item = cast.reported()
    cast.both_say(item, K.RETAIN, K.CANCEL)
    read = acts.conclude(item, K.RETAIN, reasons="会商后保留。", by=cast.establishment, at=at(DAY, 11)).mark
    again = acts.conclude(item, K.CANCEL, reasons="会商后取消。", by=cast.establishment, at=at(DAY, 12))
    with pytest.raises(Refused, match="刚刚重新拟定"):
        acts.confirm(item, seen=read, by=cast.legal, at=at(DAY, 13))
    assert acts.confirm(item, seen=again.mark, by=cast.legal, at=at(DAY, 13)).code == K.CANCEL


def test_two_who_look_after_one_comment_undo_nothing_of_each_others(cast: Cast) -> None:
    asked = acts.ask_public(cast.reported(), question="要不要保留？", until_on=LATER, by=cast.office, at=at(DAY))
    said = acts.comment(asked, "张三和李四说，保留。", name="王五", phone="13800001234", by=None, at=at(DAY))
    read = said.mark
    acts.cover(said, "＊＊和李四说，保留。", seen=read, by=cast.office, at=at(DAY))
    with pytest.raises(Refused, match="刚刚处理过"):
        acts.cover(said, "张三和＊＊说，保留。", seen=read, by=cast.establishment, at=at(DAY))
    read = Comment.objects.get().mark
    acts.reply(said, "已经采纳。", seen=read, by=cast.office, at=at(DAY))
    with pytest.raises(Refused, match="刚刚处理过"):
        acts.reply(said, "没有采纳。", seen=read, by=cast.establishment, at=at(DAY))
    now = Comment.objects.get()
    assert (now.shown, now.reply) == ("＊＊和李四说，保留。", "已经采纳。")


HUGE = "长" * 100_001


def test_huge_texts_are_refused_in_a_sentence(cast: Cast) -> None:
    item, experts = cast.reported(), cast.experts(3)
    with pytest.raises(Refused, match="字"):
        acts.open_panel(item, experts, question=HUGE, due_on=LATER, by=cast.office, at=at(DAY))
    seat = cast.panel(item, experts).seats.first()
    asked = acts.ask_public(item, question="要不要保留？", until_on=LATER, by=cast.office, at=at(DAY))
    assert seat is not None
    by, now = cast.office, at(DAY)
    for deed in (
        lambda: acts.declare(seat, conflict=True, declaration=HUGE, by=by, at=now),
        lambda: acts.register_expert(HUGE, employer="清江大学", field="水法", by=by, at=now),
        lambda: acts.close_round(asked, summary=HUGE, by=by, at=at(LATER + timedelta(days=1))),
        lambda: acts.keep(DraftKind.REPLY, "comment/1", "account/1", {"reply": HUGE}, seen=0, by=by, at=now),
        lambda: acts.give_opinion(item, K.RETAIN, reasons=HUGE, by=cast.legal, at=now),
    ):
        with pytest.raises(Refused, match="字"):
            deed()
    acts.declare(seat, conflict=False, declaration="", by=by, at=now)
    for opinion, source in ((HUGE, "1"), ("", "1" * 61)):
        with pytest.raises(Refused, match="字"):
            acts.score(seat, GOOD, opinion=opinion, source=source, by=by, at=now)


@pytest.mark.parametrize(
    "stated",
    [
        {"document_no": "号" * 61},
        {"authority": "府" * 121},
        {"receiver": "局" * 201},
        {"period": "年" * 201},
        {"fix": "改" * 4001},
        {"staff": 100_000},
    ],
)
def test_particulars_are_as_long_as_what_keeps_them(cast: Cast, stated: dict[str, str]) -> None:
    item = cast.reported()
    cast.both_say(item, K.RETAIN)
    said = Particulars(**stated)  # type: ignore[arg-type]
    with pytest.raises(Refused, match=r"不超过|最多"):
        cast.decide(item, K.RETAIN, said)


def test_what_no_keyboard_types_is_left_out_and_the_words_are_kept(cast: Cast) -> None:
    item = cast.reported()
    odd = "职责\x00清楚\x1b，\x07行使\u2028正常。\n第二行"
    kept = acts.keep(DraftKind.OPINION, "item/1", "office/legal", {"reasons": odd}, seen=0, by=cast.legal, at=at(DAY))
    assert kept.writing.fields == {"reasons": "职责清楚，行使\u2028正常。\n第二行"}
    said = acts.give_opinion(item, K.RETAIN, reasons=odd, by=cast.legal, at=at(DAY))
    assert said.reasons == "职责清楚，行使\u2028正常。\n第二行"
    panel = cast.panel(item)
    seat = panel.seats.first()
    assert seat is not None
    made = acts.declare(seat, conflict=True, declaration="曾任\x00顾问。", by=cast.office, at=at(DAY))
    assert made.declaration == "曾任顾问。"
    assert Panel.objects.get() == panel


def test_an_item_that_was_judged_is_not_taken_out_of_its_report(cast: Cast) -> None:
    item = cast.reported()
    cast.both_say(item, K.RETAIN)
    given_back(cast, item)
    held = ReportedItem.objects.get(pk=item.pk)
    with pytest.raises(Refused, match="审核"):
        campaign.drop_item(
            held, expected=held.revision, reason="不再行使。", by=cast.campaigning.administrator, at=at(DAY)
        )
