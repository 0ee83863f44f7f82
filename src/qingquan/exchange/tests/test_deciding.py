"""What a decision about a differing field holds for, and what taking the upper level's word does to an item."""

from dataclasses import replace

import pytest

from qingquan.catalogue.rules.parts import LegalBasis
from qingquan.catalogue.tests.examples import licence
from qingquan.catalogue.words import ExerciseLevel, PowerType
from qingquan.exchange.rules.claims import BaseSays, Compared, compare
from qingquan.exchange.rules.deciding import (
    Decided,
    Seen,
    check_decides,
    check_seen,
    standing,
    taken,
    waits,
)
from qingquan.exchange.words import BaseField, FieldChoice
from qingquan.law import Refused

TAKE, KEEP, LEAVE = FieldChoice
BASE = BaseSays(
    name="取水许可审批",
    power_type=PowerType.CONFIRMATION,
    levels=(ExerciseLevel.TOWN, ExerciseLevel.PROVINCE),
    bases=("《水法》第七条", "《取水许可管理办法》第三条"),
    content="县级管理的取水",
)


def differing(base: str = "甲", county: str = "乙") -> Compared:
    return Compared(BaseField.NAME, base, county, base != county)


def decided(pk: int, choice: FieldChoice, base: str = "甲", county: str = "乙", name: str = "name") -> Decided:
    return Decided(pk, BaseField(name), choice, base, county)


@pytest.mark.parametrize(
    ("decisions", "held", "asked"),
    [
        pytest.param([], None, True, id="nobody decided"),
        pytest.param([decided(1, KEEP)], 1, False, id="kept for a reason"),
        pytest.param([decided(1, LEAVE)], 1, True, id="left open waits on, and says so"),
        pytest.param([decided(1, TAKE)], None, True, id="taken, and the draft was changed back"),
        pytest.param([decided(1, KEEP, base="丙")], None, True, id="the upper level says something new"),
        pytest.param([decided(1, KEEP, county="丙")], None, True, id="the item says something new"),
        pytest.param(
            [decided(2, KEEP, base="丙"), decided(1, KEEP)], 1, False, id="the upper level says the old again"
        ),
        pytest.param([decided(2, LEAVE), decided(1, KEEP)], 2, True, id="opened again later"),
        pytest.param([decided(1, LEAVE), decided(2, KEEP)], 2, False, id="the latest holds in any order of rows"),
        pytest.param([decided(1, KEEP, name="content")], None, True, id="a decision about another field"),
    ],
)
def test_a_decision_holds_for_the_words_it_was_made_about(
    decisions: list[Decided], held: int | None, asked: bool
) -> None:
    found = standing(differing(), decisions)
    assert (found.pk if found else None) == held
    assert waits(differing(), decisions) is asked


def test_what_is_alike_waits_for_nobody() -> None:
    assert not waits(differing("甲", "甲"), [])
    assert standing(differing("甲", "甲"), [decided(1, KEEP, "甲", "甲")]) is None


@pytest.mark.parametrize(
    ("seen", "last", "why"),
    [
        (Seen.of(differing(), 0), 0, ""),
        (Seen.of(differing(), 7), 7, ""),
        (Seen.of(differing(), 0), 7, "王敏刚刚对“事项名称”作了决定"),
        (Seen.of(differing(), 6), 7, "王敏刚刚对“事项名称”作了决定"),
        (Seen.of(differing(base="丙"), 7), 7, "“事项名称”的内容刚刚有变化"),
        (Seen.of(differing(county="丙"), 0), 0, "“事项名称”的内容刚刚有变化"),
        (Seen.read(""), 0, "“事项名称”的内容刚刚有变化"),
        (Seen.read("x-①"), 0, "“事项名称”的内容刚刚有变化"),
    ],
)
def test_only_what_was_seen_is_decided_upon(seen: Seen, last: int, why: str) -> None:
    if not why:
        check_seen(differing(), Seen.read(str(seen)), last, "王敏")
        return
    with pytest.raises(Refused, match=why):
        check_seen(differing(), Seen.read(str(seen)), last, "王敏")


def test_the_two_sides_words_are_not_one_text_cut_elsewhere() -> None:
    assert Seen.of(differing("甲乙", "丙"), 0) != Seen.of(differing("甲", "乙丙"), 0)


@pytest.mark.parametrize(
    ("compared", "choice", "reason", "why"),
    [
        (differing("甲", "甲"), TAKE, "", "已经一致，不必再作决定"),
        (differing("甲", "甲"), KEEP, "省条例另有规定", "已经一致，不必再作决定"),
        (differing(), KEEP, "", "请写明理由"),
        (differing(), KEEP, "省条例另有规定", ""),
        (differing(), TAKE, "", ""),
        (differing(), LEAVE, "", ""),
    ],
)
def test_keeping_the_countys_word_needs_a_reason(
    compared: Compared, choice: FieldChoice, reason: str, why: str
) -> None:
    if not why:
        check_decides(compared, choice, reason)
        return
    with pytest.raises(Refused, match=why):
        check_decides(compared, choice, reason)


@pytest.mark.parametrize("field", list(BaseField))
def test_taking_a_field_ends_its_difference_and_touches_no_other(field: BaseField) -> None:
    item = replace(
        licence(), legal_bases=(LegalBasis(name="水法", article="第四十八条"),), exercise_content="本县的取水"
    )
    before = {each.field: each for each in compare(BASE, item)}
    after = {each.field: each for each in compare(BASE, taken(item, field, BASE))}
    assert all(each.differs for each in before.values())
    assert not after[field].differs
    assert {key: each for key, each in after.items() if key is not field} == {
        key: each for key, each in before.items() if key is not field
    }


def test_the_countys_own_bases_stay_beside_those_taken_over() -> None:
    item = replace(licence(), legal_bases=(LegalBasis(name="水法", article="第四十八条"),))
    bases = [basis.key for basis in taken(item, BaseField.BASES, BASE).legal_bases]
    assert bases == ["《水法》第四十八条", "《取水许可管理办法》第三条"]


def test_only_levels_within_the_county_are_taken_over() -> None:
    assert taken(licence(), BaseField.LEVELS, BASE).exercise_levels == (ExerciseLevel.TOWN,)
    above = replace(BASE, levels=(ExerciseLevel.PROVINCE, ExerciseLevel.CITY))
    with pytest.raises(Refused, match="列为省级、市级行使，县级事项不能照此填写"):
        taken(licence(), BaseField.LEVELS, above)


def test_content_the_upper_level_leaves_unsaid_is_no_difference() -> None:
    unsaid = replace(BASE, content="")
    assert not {each.field: each for each in compare(unsaid, licence())}[BaseField.CONTENT].differs
