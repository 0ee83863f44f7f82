"""Experts under seal, the public and its answers, and texts that are never lost."""

from datetime import date
from fractions import Fraction

import pytest
from django.db import DatabaseError, transaction

from qingquan.law import Refused
from qingquan.ledger.models import Entry
from qingquan.papers.printed import pdf_of
from qingquan.review import acts
from qingquan.review.acts.evaluating import means_of
from qingquan.review.models import Comment, Panel, ScoreSheet, Seat, SetAside, Writing
from qingquan.review.tests.cast import DAY, DUE, GOOD, Cast, K, at, gather
from qingquan.review.words import Dimension, DraftKind

pytestmark = pytest.mark.django_db
UNTIL, AFTER = date(2026, 3, 27), date(2026, 3, 30)


@pytest.fixture
def cast() -> Cast:
    return gather()


def test_a_panel_needs_its_quorum_and_a_day_to_come(cast: Cast) -> None:
    item = cast.reported()
    experts = cast.experts(4)
    for asked, day, quorum in ((experts[:2], DUE, None), (experts, DAY, None), (experts, DUE, 2), (experts, DUE, 5)):
        with pytest.raises(Refused):
            acts.open_panel(item, asked, question="意见不一致", due_on=day, quorum=quorum, by=cast.office, at=at(DAY))
    cast.panel(item, experts)
    with pytest.raises(Refused, match="正在进行"):
        cast.panel(item, experts)


def test_who_has_an_interest_takes_no_part(cast: Cast) -> None:
    panel = cast.panel(cast.reported(), cast.experts(4))
    seat = panel.seats.first()
    assert seat is not None
    with pytest.raises(Refused, match="什么利害关系"):
        acts.declare(seat, conflict=True, declaration="", by=cast.office, at=at(DAY))
    acts.declare(seat, conflict=True, declaration="曾任该局顾问。", by=cast.office, at=at(DAY))
    with pytest.raises(Refused, match="回避"):
        acts.score(seat, GOOD, opinion="", source="1", by=cast.office, at=at(DAY))
    with pytest.raises(DatabaseError, match="利害关系"), transaction.atomic():
        ScoreSheet.objects.create(
            seat=seat, scores={each.value: 1 for each in Dimension}, entered_by=panel.opened_by, given_at=at(DAY)
        )
    with pytest.raises(DatabaseError, match="不能更改"), transaction.atomic():
        Seat.objects.filter(pk=seat.pk).update(conflict=False)


def test_an_expert_with_an_account_scores_for_themselves(cast: Cast) -> None:
    expert, self = cast.expert_with_account()
    panel = cast.panel(cast.reported(), [expert, *cast.experts(2)])
    seat = panel.seats.get(expert=expert)
    with pytest.raises(Refused, match="须由本人"):
        acts.declare(seat, conflict=False, declaration="", by=cast.office, at=at(DAY))
    acts.declare(seat, conflict=False, declaration="", by=self, at=at(DAY))
    made = acts.score(seat, GOOD, opinion="", by=self, at=at(DAY))
    assert made.source == ""
    other = panel.seats.exclude(expert=expert).first()
    assert other is not None
    with pytest.raises(Refused, match="代专家录入"):
        acts.declare(other, conflict=False, declaration="", by=self, at=at(DAY))
    acts.declare(other, conflict=False, declaration="", by=cast.office, at=at(DAY))
    with pytest.raises(Refused, match="纸质评分表"):
        acts.score(other, GOOD, opinion="", by=cast.office, at=at(DAY))


def test_the_database_takes_only_whole_sheets_and_never_changes_them(cast: Cast) -> None:
    panel = cast.panel(cast.reported())
    seat = panel.seats.first()
    assert seat is not None
    acts.declare(seat, conflict=False, declaration="", by=cast.office, at=at(DAY))
    whole = {each.value: 3 for each in Dimension}
    for scores in (whole | {"risk": 6}, {"risk": 3}, whole | {"luck": 5}):
        with pytest.raises(DatabaseError, match="sheet_scores_all_dimensions"), transaction.atomic():
            ScoreSheet.objects.create(seat=seat, scores=scores, entered_by=panel.opened_by, given_at=at(DAY))
    acts.score(seat, GOOD, opinion="", source="1", by=cast.office, at=at(DAY))
    with pytest.raises(DatabaseError, match="不能更改"), transaction.atomic():
        ScoreSheet.objects.update(opinion="改过")


def test_a_panel_ends_when_all_have_scored_and_says_what_came_of_it(cast: Cast) -> None:
    panel = cast.panel(cast.reported())
    with pytest.raises(Refused, match="密封"):
        acts.close_panel(panel, conclusion="建议保留。", by=cast.office, at=at(DAY))
    cast.scored(panel, GOOD | {Dimension.LEGALITY: 0})
    acts.close_panel(panel, conclusion="建议取消。", by=cast.office, at=at(DAY))
    closed = Panel.objects.get()
    assert (closed.sheets, closed.vetoes, means_of(closed)[Dimension.RISK]) == (3, 3, Fraction(4))
    assert closed.document is not None
    assert pdf_of(closed.document, at(DAY)).startswith(b"%PDF")
    assert "专家1" not in str(closed.document.contents)
    with pytest.raises(DatabaseError, match="不能更改"), transaction.atomic():
        Panel.objects.update(vetoes=0)


def test_a_term_that_ends_below_the_quorum_is_prolonged_with_more_experts(cast: Cast) -> None:
    panel = cast.panel(cast.reported())
    with pytest.raises(Refused, match="不足法定"):
        acts.close_panel(panel, conclusion="建议保留。", by=cast.office, at=at(AFTER))
    with pytest.raises(Refused, match="晚于"):
        acts.prolong(panel, DUE, by=cast.office, at=at(AFTER))
    acts.prolong(panel, date(2026, 4, 10), by=cast.office, at=at(AFTER))
    more = acts.register_expert("专家九", employer="清江大学", field="水法", by=cast.office, at=at(AFTER))
    acts.invite(panel, more, by=cast.office, at=at(AFTER))
    with pytest.raises(Refused, match="已在专家之列"):
        acts.invite(panel, more, by=cast.office, at=at(AFTER))


def test_the_public_record_tells_no_score(cast: Cast) -> None:
    panel = cast.panel(cast.reported())
    cast.scored(panel)
    assert not any("scores" in each.facts for each in Entry.objects.filter(kind="review.scored"))


def test_the_public_is_asked_for_some_days_and_everybody_is_answered(cast: Cast) -> None:
    item = cast.reported()
    with pytest.raises(Refused, match="7 个工作日"):
        acts.ask_public(item, question="要不要保留？", until_on=date(2026, 3, 24), by=cast.office, at=at(DAY))
    asked = acts.ask_public(item, question="要不要保留？", until_on=UNTIL, by=cast.office, at=at(DAY))
    said = acts.comment(
        asked, "我是张三，13800001234，建议保留。", name="张三丰", phone="13800001234", by=None, at=at(DAY)
    )
    assert "13800001234" not in said.shown
    assert said.public_name == "张**"
    acts.cover(said, said.shown.replace("张三", "＊＊"), by=cast.office, at=at(DAY))
    with pytest.raises(Refused, match="遮盖"):
        acts.cover(said, said.shown.replace("保留", "取消"), by=cast.office, at=at(DAY))
    with pytest.raises(Refused, match="期限还没有到"):
        acts.close_round(asked, summary="已研究。", by=cast.office, at=at(DAY))
    with pytest.raises(Refused, match="1 条意见没有答复"):
        acts.close_round(asked, summary="", by=cast.office, at=at(AFTER))
    acts.reply(said, "感谢，已采纳。", by=cast.office, at=at(AFTER))
    acts.close_round(asked, summary="", by=cast.office, at=at(AFTER))
    with pytest.raises(Refused, match="截止"):
        acts.comment(asked, "再说一句。", name="李四", phone="13800001235", by=None, at=at(AFTER))
    with pytest.raises(DatabaseError, match="不能更改"), transaction.atomic():
        Comment.objects.update(number=7)


def test_who_commented_is_in_no_record(cast: Cast) -> None:
    asked = acts.ask_public(cast.reported(), question="要不要保留？", until_on=UNTIL, by=cast.office, at=at(DAY))
    acts.comment(asked, "建议保留。", name="张三丰", phone="13800001234", by=None, at=at(DAY))
    told = str([each.facts for each in Entry.objects.filter(kind="review.comment_sent")])
    assert "张" not in told
    assert "建议" not in told


def kept(cast: Cast, text: str, seen: int, *, legal: bool = False) -> acts.Kept:
    by = cast.legal if legal else cast.establishment
    return acts.keep(DraftKind.CONCLUSION, "item/1", "both", {"reasons": text}, seen=seen, by=by, at=at(DAY))


def test_two_writers_see_each_other_and_neither_text_is_lost(cast: Cast) -> None:
    first = kept(cast, "编办写的", 0)
    assert (first.stale, first.writing.revision) == (False, 1)
    second = kept(cast, "司法局写的", 0, legal=True)
    assert second.stale
    assert second.writing.fields == {"reasons": "编办写的"}
    assert SetAside.objects.get().fields == {"reasons": "司法局写的"}
    together = kept(cast, "合在一起的", 1, legal=True)
    assert (together.stale, together.writing.revision) == (False, 2)
    assert not SetAside.objects.exists()
    assert kept(cast, "合在一起的", 1).stale is False


def test_a_text_grows_no_revision_when_nothing_changed(cast: Cast) -> None:
    kept(cast, "同样的话", 0)
    assert kept(cast, "同样的话", 1).writing.revision == 1


def test_what_was_given_is_no_draft_any_more(cast: Cast) -> None:
    item = cast.reported()
    own = {"code": "K1", "reasons": "职责清楚。"}
    acts.keep(DraftKind.OPINION, f"item/{item.pk}", "office/legal", own, seen=0, by=cast.legal, at=at(DAY))
    acts.give_opinion(item, K.RETAIN, reasons="职责清楚。", by=cast.legal, at=at(DAY))
    assert not Writing.objects.exists()
