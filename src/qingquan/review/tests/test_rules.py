"""Opinions, scores, comments, answers, drafts: who may what, and what comes of it."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from qingquan.catalogue.tests.cast import at
from qingquan.law import Refused
from qingquan.places.words import Role
from qingquan.review.rules import answers, authority, comments, drafts, opinions, scoring, texts
from qingquan.review.rules.scoring import Invited
from qingquan.review.words import DecisionCode, Dimension, Occasion, Office

K, EST, LEG = DecisionCode, Office.ESTABLISHMENT, Office.LEGAL
TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("reader", "given", "seen"),
    [
        (EST, {}, set()),
        (EST, {EST}, {EST}),
        (EST, {LEG}, set()),
        (LEG, {EST}, set()),
        (LEG, {EST, LEG}, {EST, LEG}),
        (None, {EST}, set()),
        (None, {EST, LEG}, {EST, LEG}),
    ],
)
def test_neither_office_sees_the_others_opinion_before_both_are_given(
    reader: Office | None, given: set[Office], seen: set[Office]
) -> None:
    assert opinions.visible_to(reader, dict.fromkeys(given)) == seen


def test_agreement_and_difference() -> None:
    assert opinions.agreed({EST: K.RETAIN}) is None
    assert opinions.agreed({EST: K.RETAIN, LEG: K.RETAIN}) is K.RETAIN
    assert opinions.agreed({EST: K.RETAIN, LEG: K.CANCEL}) is None
    assert opinions.differ({EST: K.RETAIN, LEG: K.CANCEL})
    assert not opinions.differ({EST: K.RETAIN})


@pytest.mark.parametrize(
    ("given", "happened", "met_for"),
    [
        ({EST: K.RETAIN, LEG: K.CANCEL}, set(), Occasion.DIFFERENCE),
        ({EST: K.RETAIN, LEG: K.RETAIN}, {"objected"}, Occasion.OBJECTION),
        ({EST: K.RETAIN, LEG: K.CANCEL}, {"concluded", "objected"}, Occasion.OBJECTION),
        ({EST: K.RETAIN, LEG: K.RETAIN}, {"decided"}, Occasion.CORRECTION),
        ({EST: K.RETAIN}, set(), None),
        ({EST: K.RETAIN, LEG: K.RETAIN}, set(), None),
        ({EST: K.RETAIN, LEG: K.CANCEL}, {"concluded"}, None),
    ],
)
def test_the_offices_meet_where_they_differ_over_an_objection_and_to_set_a_decision_right(
    given: dict[Office, DecisionCode], happened: set[str], met_for: Occasion | None
) -> None:
    told = {name: name in happened for name in ("concluded", "objected", "decided")}
    if met_for is None:
        with pytest.raises(Refused):
            opinions.occasion_of(given, **told)
    else:
        assert opinions.occasion_of(given, **told) is met_for


def test_nobody_confirms_their_own_conclusion() -> None:
    with pytest.raises(Refused, match="须由司法局确认"):
        opinions.check_may_confirm(EST, EST)
    opinions.check_may_confirm(EST, LEG)


@pytest.mark.parametrize("role", [Role.CATALOGUE_ADMIN, Role.CAMPAIGN_OFFICE, Role.GOVERNMENT_OFFICE, ""])
def test_only_the_two_offices_give_opinions(role: str) -> None:
    with pytest.raises(Refused, match="编办审核员或者司法局审核员"):
        authority.office_of(role)


def test_an_organ_speaks_for_itself_only() -> None:
    authority.check_answers(Role.HEAD, 1, 1)
    with pytest.raises(Refused, match="本机关"):
        authority.check_answers(Role.HEAD, 1, 2)
    with pytest.raises(Refused, match="机关负责人"):
        authority.check_answers(Role.HANDLER, 1, 1)


FULL = dict.fromkeys(Dimension, 4)


@pytest.mark.parametrize(
    ("scores", "why"),
    [
        ({}, "八个方面"),
        (FULL | {Dimension.RISK: 6}, "0 到 5"),
        (FULL | {Dimension.RISK: -1}, "0 到 5"),
        (FULL | {Dimension.LEGALITY: 0}, "一票否决"),
    ],
)
def test_a_sheet_is_whole_and_within_bounds(scores: dict[Dimension, int], why: str) -> None:
    with pytest.raises(Refused, match=why):
        scoring.check_sheet(scores, "")


def test_an_expert_declares_then_scores_once() -> None:
    scoring.check_may_score(Invited(conflict=False, scored=False))
    for invited, why in (
        (Invited(None, False), "先声明"),
        (Invited(True, False), "回避"),
        (Invited(False, True), "不能再改"),
    ):
        with pytest.raises(Refused, match=why):
            scoring.check_may_score(invited)


@pytest.mark.parametrize(
    ("panel", "day", "quorum", "sealed"),
    [
        ([Invited(False, True), Invited(False, False)], TODAY, 1, True),
        ([Invited(False, True), Invited(None, False)], TODAY, 1, True),
        ([Invited(False, True), Invited(True, False)], TODAY, 1, False),
        ([Invited(False, True), Invited(True, False)], TODAY, 2, True),
        ([Invited(False, True), Invited(False, True)], TODAY, 2, False),
        ([Invited(False, True), Invited(False, False)], TODAY + timedelta(days=1), 1, False),
        ([Invited(False, True), Invited(False, False)], TODAY + timedelta(days=1), 2, True),
        ([Invited(True, False), Invited(True, False)], TODAY + timedelta(days=1), 1, True),
    ],
)
def test_scores_are_sealed_until_enough_and_all_are_in_or_the_term_ends(
    panel: list[Invited], day: date, quorum: int, sealed: bool
) -> None:
    assert scoring.is_sealed(panel, TODAY, day, quorum) is sealed
    if sealed:
        scoring.check_may_widen(panel, TODAY, day, quorum)
    else:
        with pytest.raises(Refused, match="已经启封"):
            scoring.check_may_widen(panel, TODAY, day, quorum)


@pytest.mark.parametrize(
    ("in_organ", "has_spoken", "why"), [(True, False, "任职于申报机关"), (False, True, "提出过审核意见")]
)
def test_nobody_is_an_expert_on_the_own_matter(in_organ: bool, has_spoken: bool, why: str) -> None:
    scoring.check_no_tie("温教授", in_organ=False, has_spoken=False)
    with pytest.raises(Refused, match=why):
        scoring.check_no_tie("温教授", in_organ=in_organ, has_spoken=has_spoken)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("职责\x00清楚", "职责清楚"),
        ("一\r\n二\t三", "一\n二\t三"),
        ("\x1b[31m红\x7f\x85", "[31m红"),
        ("🙂é", "🙂é"),
    ],
)
def test_what_no_keyboard_types_is_left_out(sent: str, kept: str) -> None:
    assert texts.plain(sent) == kept


def test_a_text_is_refused_when_it_is_too_long_and_never_cut() -> None:
    assert texts.within(" 四个字啊 \x00", "说明", 4) == "四个字啊"
    with pytest.raises(Refused, match="说明不超过 4 字，现在有 5 字"):
        texts.within("五个字的啊", "说明", 4)


def test_too_few_sheets_say_nothing() -> None:
    scored = [Invited(False, True)] * 2
    with pytest.raises(Refused, match="不足法定的 3 份"):
        scoring.check_may_close(scored, TODAY, TODAY, 3)
    with pytest.raises(Refused, match="密封"):
        scoring.check_may_close([*scored, Invited(False, False)], TODAY, TODAY, 2)
    scoring.check_may_close(scored, TODAY, TODAY, 2)


def test_means_are_exact_and_one_nought_for_legality_is_a_veto() -> None:
    found = scoring.summarise([FULL, FULL | {Dimension.LEGALITY: 0}, FULL | {Dimension.RISK: 5}])
    assert found.means[Dimension.LEGALITY] == Fraction(8, 3)
    assert found.means[Dimension.RISK] == Fraction(13, 3)
    assert found.total == Fraction(4 * 6) + Fraction(8, 3) + Fraction(13, 3)
    assert found.vetoed
    assert not scoring.summarise([FULL]).vetoed


def test_only_personal_data_is_covered() -> None:
    said = "我叫张三，电话13800001234，建议保留。"
    shown = comments.first_shown(said)
    assert "13800001234" not in shown
    comments.check_only_covers(said, shown)
    comments.check_only_covers(said, shown.replace("张三", "＊＊"))
    for forged in (shown.replace("保留", "取消"), shown[:-1], "＊" * len(said)):
        with pytest.raises(Refused):
            comments.check_only_covers(said, forged)


def test_everybody_is_answered_before_a_round_ends() -> None:
    comments.check_may_close(0, "", ended=True)
    comments.check_may_close(3, "意见已采纳。", ended=True)
    for unanswered, ended in ((1, True), (0, False)):
        with pytest.raises(Refused):
            comments.check_may_close(unanswered, "", ended=ended)


@pytest.mark.parametrize(("text", "name"), [("", "张三"), ("好" * 2001, "张三"), ("好", "张")])
def test_a_comment_says_something_and_who(text: str, name: str) -> None:
    with pytest.raises(Refused):
        comments.check_comment(text, name)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"proposed": None}, "还没有形成"),
        ({"answered": True}, "只能提出一次"),
        ({"answer_by": date(2026, 3, 1)}, "届满"),
    ],
)
def test_an_organ_answers_once_and_in_time(changes: dict[str, object], why: str) -> None:
    usual = {"proposed": K.CANCEL, "answered": False, "answer_by": TODAY, "today": TODAY}
    answers.check_may_answer(**usual)  # type: ignore[arg-type]
    with pytest.raises(Refused, match=why):
        answers.check_may_answer(**(usual | changes))  # type: ignore[arg-type]


def test_a_text_is_stale_when_somebody_else_wrote_something_different() -> None:
    assert drafts.is_stale(1, 2, {"text": "甲"}, {"text": "乙"})
    assert not drafts.is_stale(1, 2, {"text": "甲"}, {"text": "甲"})
    assert not drafts.is_stale(2, 2, {"text": "甲"}, {"text": "乙"})


def test_a_page_whose_own_saving_was_under_way_is_not_stale() -> None:
    assert not drafts.is_stale(1, 2, {"text": "甲"}, {"text": "乙"}, own=True)
    assert drafts.is_stale(1, 3, {"text": "甲"}, {"text": "乙"}, own=True)


@pytest.mark.parametrize(("minutes", "writing"), [(0, True), (5, True), (6, False), (-1, False)])
def test_who_wrote_within_minutes_is_writing(minutes: int, writing: bool) -> None:
    assert drafts.is_writing(at(), at() + timedelta(minutes=minutes)) is writing
