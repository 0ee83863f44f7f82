"""The overlap test: what counts, what it is worth, how it is told; against a second one that compares all pairs."""

import random
from dataclasses import replace

import pytest

from qingquan.matching.overlaps import BY_ARTICLE, BY_NAME, ComponentKind, Overlap, Power, overlaps
from qingquan.matching.overlaps.behaviour import Heads, field_of, likeness, same_field
from qingquan.matching.overlaps.explaining import explained
from qingquan.matching.overlaps.facts import Reader, Sketch, articles_in, telling
from qingquan.matching.overlaps.scoring import judge
from qingquan.matching.tests.made import many_powers

CONDITION = "申请人应当具有与经营规模相适应的场所、人员和资金，有健全的管理制度，三年内没有违法记录。"
WATER = Power(
    "a",
    "取水许可证核发",
    organ="清泉县水利局",
    power_type="行政许可",
    materials=("取水许可申请书", "水资源论证报告", "营业执照（复印件）"),
    service_objects=("自然人", "企业法人"),
    conditions=CONDITION,
    days="20工作日",
)


def pair(one: Power, other: Power) -> Overlap | None:
    """The overlap of two powers in a list of a few others."""
    others = [
        Power(f"x{number}", name) for number, name in enumerate(("护士执业注册", "电话咨询", "户口登记", "林木采伐"))
    ]
    found = {(each.code_a, each.code_b): each for each in overlaps([one, other, *others])}
    return found.get(("a", "b"))


def other(**changed: object) -> Power:
    return replace(WATER, code="b", **changed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "same",
    [
        pytest.param(other(), id="the same at the same organ"),
        pytest.param(other(organ="清河市林业局"), id="the same at an organ of another field"),
        pytest.param(other(name="颁发取水许可证"), id="another word for giving"),
        pytest.param(other(name="取水许可(变更)"), id="another way of handling"),
        pytest.param(
            other(name="取水许可", materials=(), service_objects=(), conditions="", days=""), id="the name alone"
        ),
    ],
)
def test_the_same_power_overlaps(same: Power) -> None:
    assert pair(WATER, same)


@pytest.mark.parametrize(
    "different",
    [
        pytest.param(other(name="河道采砂许可证核发"), id="another object, all else the same"),
        pytest.param(other(name="取水许可证注销"), id="another act on the same object"),
        pytest.param(
            other(power_type="公共服务", materials=(), service_objects=(), conditions="", days=""), id="another kind"
        ),
    ],
)
def test_another_power_does_not(different: Power) -> None:
    assert not pair(WATER, different)


LONG = replace(WATER, name="机动车驾驶证持境外驾驶证申领")


def test_a_wrong_character_is_forgiven_when_materials_or_conditions_agree() -> None:
    wrong = replace(LONG, code="b", name="机动车驾驶正持境外驾驶证申领")
    found = pair(LONG, wrong)
    assert found is not None
    assert "笔误" in found.why[1].evidence
    assert not pair(replace(LONG, materials=(), conditions=""), replace(wrong, materials=(), conditions=""))


def test_one_equal_paper_does_not_excuse_a_wrong_character() -> None:
    one = replace(LONG, materials=("身份证明",), conditions="")
    assert not pair(one, replace(one, code="b", name="机动车驾驶正持境外驾驶证申领"))


def test_a_single_character_that_names_another_grade_is_no_slip() -> None:
    one = replace(LONG, name="一级注册建筑师执业资格认定")
    assert not pair(one, replace(one, code="b", name="二级注册建筑师执业资格认定"))


def test_the_same_characters_in_another_order_are_the_same_power() -> None:
    assert pair(
        LONG, replace(LONG, code="b", name="持境外驾驶证申领机动车驾驶证", materials=(), conditions="", days="")
    )


def test_names_that_tell_no_object_need_organs_of_one_field() -> None:
    here = Power("a", "政策法规咨询", organ="清泉县水利局", power_type="公共服务")
    assert pair(here, replace(here, code="b", organ="清河市水利局"))
    assert not pair(here, replace(here, code="b", organ="清泉县教育局"))


def test_brackets_that_name_different_levels_part_two_powers() -> None:
    one = replace(WATER, name="生产许可证（省级发证）")
    assert not pair(one, replace(one, code="b", name="生产许可证（国家发证）"))
    assert pair(one, replace(one, code="b", name="生产许可证（首次申请）"))


def test_a_bracket_belongs_to_the_name_when_others_have_it_before_theirs() -> None:
    one = replace(WATER, name="学校设立（含设置分校区）")
    assert pair(one, replace(one, code="b", name="学校设立（含设置分校区）(民办)"))


# Articles: the weights of the handbook when both state their bases.
CITED = Power("a", "取水许可", power_type="行政许可", articles=("《水法》第48条",), service_objects=("企业法人",))


def test_the_same_article_same_behaviour_and_same_counterparty_reach_the_threshold() -> None:
    found = pair(CITED, replace(CITED, code="b", name="取水许可(变更)", power_type="其他行政权力"))
    assert found is not None
    assert found.why[0].evidence == "同依《水法》第48条"
    assert [component.weight for component in found.why] == [0.35, 0.25, 0.1, 0.15, 0.15]


def test_a_common_article_joins_powers_whose_names_say_little() -> None:
    one = replace(WATER, articles=("《水法》第48条",))
    found = pair(one, replace(one, code="b", name="水资源论证审查"))
    assert found is not None
    assert found.score >= 0.7
    assert not pair(WATER, other(name="水资源论证审查"))


def test_an_article_that_most_of_the_list_cites_tells_nothing() -> None:
    reader = Reader()
    read = reader.read_all([replace(CITED, code=str(number)) for number in range(60)])
    assert telling(read) == frozenset()
    assert telling(read[:50]) == {"《水法》第48条"}


def test_articles_mentioned_in_texts_count_a_little() -> None:
    text = "按照《取水许可和水资源费征收管理条例》第八条、《水法》（2016年修正）第四十八条之一办理。"
    assert articles_in(text) == ["《取水许可和水资源费征收管理条例》第八条", "《水法》第四十八条之一"]
    with_text = replace(WATER, conditions=text)
    found = pair(with_text, replace(with_text, code="b"))
    assert found is not None
    assert found.why[0].share == 1
    assert found.why[0].evidence.startswith("文中同引《")


def test_the_weights_of_either_way_are_one_together() -> None:
    for weights in (BY_ARTICLE, BY_NAME):
        assert sum(weights.of(kind) for kind in ComponentKind) == pytest.approx(1)
    # Without stated bases the name must be there, and the same name of the same kind is enough.
    assert BY_NAME.most(0) < 0.7 <= BY_NAME.behaviour + 0.45 * BY_NAME.result


def test_the_reason_names_each_component_and_what_it_adds() -> None:
    found = pair(WATER, other(name="颁发取水许可证"))
    assert found is not None
    assert found.in_words() == (
        "行为和对象：主项名称相同（取水）（0.62）；相对人：服务对象相同 2 类（0.05）；"
        "申请材料：3 份材料相同，占 100%（0.10）；"
        "结果和审查内容：同为行政许可，受理条件相同 100%，法定时限同为20工作日（0.17）；合计 0.94。"
    )
    assert sum(each.share * each.weight for each in found.why) == pytest.approx(found.score, abs=1e-4)


def test_codes_are_never_compared() -> None:
    lots = random.Random(3)
    powers = many_powers(80, lots)
    codes = [f"k{number}" for number in lots.sample(range(1000), len(powers))]
    renamed = dict(zip((power.code for power in powers), codes, strict=True))
    found = [(renamed[each.code_a], renamed[each.code_b], each.score) for each in overlaps(powers)]
    again = overlaps(replace(power, code=renamed[power.code]) for power in powers)
    assert found == [(each.code_a, each.code_b, each.score) for each in again]


@pytest.mark.parametrize("threshold", [0.5, 0.7, 0.9])
@pytest.mark.parametrize("seed", range(6))
def test_the_pairs_are_those_of_a_comparison_of_all_pairs(seed: int, threshold: float) -> None:
    powers = many_powers(90, random.Random(seed))
    fast = {frozenset((each.code_a, each.code_b)): each.score for each in overlaps(powers, threshold=threshold)}
    assert fast == slowly(powers, threshold)
    assert len(fast) == len(list(overlaps(powers, threshold=threshold)))


def slowly(powers: list[Power], threshold: float) -> dict[frozenset[str], float]:
    """Every pair compared, with no index."""
    reader = Reader()
    read = reader.read_all(powers)
    heads, known = Heads(list(reader.heads)), telling(read)
    found = {}
    for at, one in enumerate(read):
        for two in read[:at]:
            mine, theirs = heads.all[one.head], heads.all[two.head]
            alike = likeness(mine, theirs, heads.common(mine, theirs))
            if judged := judge(one, two, alike, known, threshold):
                pair = explained(one, two, alike, judged)
                found[frozenset((pair.code_a, pair.code_b))] = pair.score
    return found


def test_progress_goes_to_the_end() -> None:
    heard: list[tuple[int, int]] = []
    list(overlaps(many_powers(30, random.Random(1)), tell=lambda done, total: heard.append((done, total))))
    assert heard[0][0] == 0
    assert all(done < total for done, total in heard)


@pytest.mark.parametrize(
    ("organ", "field"),
    [
        ("广东省教育厅", "教育"),
        ("广州市教育局", "教育"),
        ("国家税务总局广东省税务局", "税务"),
        ("区水务局", "水务"),
        ("广东省广州市市场监督管理局", "市场监督"),
        ("", ""),
    ],
)
def test_the_field_of_an_organ_is_read_from_its_name(organ: str, field: str) -> None:
    assert field_of(organ) == field
    assert same_field(organ, organ)


def test_a_sketch_tells_how_alike_two_texts_are() -> None:
    text = "".join(chr(0x4E00 + number) for number in range(400))
    half = text[:200] + "".join(chr(0x5E00 + number) for number in range(200))
    assert Sketch(text).alike(Sketch(text)) == 1
    assert 0.15 < Sketch(text).alike(Sketch(half)) < 0.55
    assert Sketch(text).alike(Sketch("无")) == 0
    assert Sketch("无").length == 0
