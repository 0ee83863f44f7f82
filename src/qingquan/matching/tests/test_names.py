"""One form for many ways to write the same name."""

import pytest

from qingquan.matching.names import Parts, core, grams, normal, parts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("取水许可证核发", "取水许可证颁发"),
        ("取水许可证核发", "取水许可审批"),
        ("取水许可证核发", "办理取水许可证"),
        ("ＣＮＡＳ认可查询", "cnas 认可查询"),
        ("烟草专卖（零售）许可", "烟草专卖(零售)许可"),
        ("对违法占地的处罚", "违法占地处罚"),
        ("城市道路的占用、挖掘审批", "城市道路占用和挖掘审批"),
        ("危险化学品经营许可", "危化品经营许可证核发"),
        ("《排污许可证》核发", "排污许可"),
    ],
)
def test_two_ways_of_writing_one_power_become_equal(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("取水许可证核发", "取水许可证注销"),
        ("企业投资项目备案", "企业投资项目核准"),
        ("采矿许可证核发", "采矿登记"),
        ("护士执业注册", "护士执业变更注册"),
        ("猎捕证核发", "猎捕证核发初审"),
        ("排污许可", "排污许可证明"),
    ],
)
def test_what_says_that_another_thing_is_done_stays(one: str, other: str) -> None:
    assert normal(one) != normal(other)


@pytest.mark.parametrize("name", ["审批", "许可证核发", "对", "（）", "x", "、"])
def test_a_name_of_nothing_but_silent_words_is_not_empty(name: str) -> None:
    assert normal(name)
    assert core(name)


def test_one_character_is_too_little_to_compare_by() -> None:
    assert normal("审批权") == "审批权"
    assert normal("审批权") != normal("许可权")


def test_a_name_is_normal_after_one_pass() -> None:
    once = normal("办理危险化学品经营许可证核发（变更）")
    assert normal(once) == once


def test_a_wrong_character_in_a_long_form_costs_only_itself_where_likeness_is_measured() -> None:
    assert core("民办非企业单位注销登记") == "民办非企业单位注销登记"
    assert normal("民办非企业单位注销登记") == "民非注销登记"


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("律师执业许可(申请专职执业)", Parts("律师执业许可", "申请专职执业")),
        ("律师执业许可（市内转所（机构变更））", Parts("律师执业许可", "市内转所(机构变更)")),
        ("设立（含分校区）(民办)", Parts("设立(含分校区)", "民办")),
        ("律师执业许可(申请专职执业)核发", Parts("律师执业许可核发", "申请专职执业")),
        ("设立（含分校区）登记", Parts("设立(含分校区)登记", "")),
        ("电话咨询", Parts("电话咨询", "")),
        ("没有开头的)", Parts("没有开头的)", "")),
        ("(全在括号里)", Parts("(全在括号里)", "")),
    ],
)
def test_the_last_bracket_is_the_way_of_handling(name: str, read: Parts) -> None:
    assert parts(name) == read


def test_grams_are_the_characters_and_their_neighbours() -> None:
    assert grams("取水证") == {"取", "水", "证", "取水", "水证"}
    assert grams("") == frozenset()
