"""The nearest of many names, best first; against a second search that leaves nothing out."""

import random

import pytest

from qingquan.matching.find import Names
from qingquan.matching.tests.made import many_names, whole

LISTED = ["取水许可证核发", "取水许可证注销", "采矿许可证核发", "河道采砂许可", "林木采伐许可证核发", "电话咨询"]


@pytest.mark.parametrize(
    ("asked", "right"),
    [
        ("取水许可证核发", "取水许可证核发"),
        ("颁发取水许可证", "取水许可证核发"),
        ("取水许可注销审批", "取水许可证注销"),
        ("采伐林木许可", "林木采伐许可证核发"),
        ("河道采沙许可", "河道采砂许可"),
        ("电活咨询", "电话咨询"),
    ],
)
def test_the_right_name_comes_first(asked: str, right: str) -> None:
    assert Names(list(enumerate(LISTED))).like(asked)[0].name == right


def test_a_name_found_as_it_is_written_scores_one() -> None:
    (hit,) = Names([("a", "取水许可证核发")]).like("取水许可证核发", 1)
    assert (hit.key, hit.score, hit.why) == ("a", 1.0, "名称相同")


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ("取水许可审批", "去掉核发、审批等字样后名称相同"),
        ("水取许可", "用字相同，次序不同"),
        ("取水井许可", "共有 2 个字，所查名称另有 1 个，清单名称另有 0 个"),
    ],
)
def test_a_hit_says_why(asked: str, why: str) -> None:
    assert Names([(1, "取水许可证核发")]).like(asked)[0].why == why


def test_a_bracket_may_be_left_out() -> None:
    names = Names(list(enumerate(["律师执业许可(申请专职执业)", "律师执业变更许可", "兼职律师执业许可"])))
    assert names.like("律师执业许可")[0].why == "去掉末尾括号后名称相同"


def test_nothing_in_common_is_no_hit() -> None:
    assert Names(list(enumerate(LISTED))).like("xyz") == []
    assert Names([]).like("取水") == []


def test_among_equals_the_one_given_first_comes_first() -> None:
    names = Names([("b", "取水许可"), ("a", "取水许可")])
    assert [hit.key for hit in names.like("取水")] == ["b", "a"]


def disturbed(name: str, lots: random.Random) -> str:
    """A piece of the name moved to its end, and one character of it replaced."""
    at, wrong = lots.randrange(1, len(name)), lots.randrange(len(name))
    moved = name[at:] + name[:at]
    return moved[:wrong] + lots.choice("某之甲") + moved[wrong + 1 :]


@pytest.mark.parametrize("seed", range(5))
def test_the_index_finds_what_a_search_through_all_names_finds(seed: int) -> None:
    lots = random.Random(seed)
    made = [whole(each) for each in many_names(400, lots)]
    names = Names([(each, each) for each in made])
    for asked in [disturbed(each, lots) for each in lots.sample(made, 40)]:
        slow = sorted((-names.alike(asked, other), at) for at, other in enumerate(made))[:5]
        # Of names that share little nobody cares which is fourth or fifth.
        close = [round(-score, 4) for score, _ in slow if -score >= 0.5]
        assert [hit.score for hit in names.like(asked)][: len(close)] == close


def test_a_question_of_common_words_in_a_long_list_is_still_answered() -> None:
    made = [f"许多地方都有的第{number}号事项登记" for number in range(70_000)]
    assert Names(list(enumerate(made))).like("登记事项")
