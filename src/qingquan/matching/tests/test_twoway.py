"""The two-way check: what is paired with what confidence, which differences come out, and what people decided."""

import random
from dataclasses import replace
from datetime import date

import pytest

from qingquan.matching.tests.made import many_names, whole
from qingquan.matching.twoway import (
    Activity,
    Article,
    Comparison,
    Difference,
    DifferenceKind,
    Field,
    Method,
    Pair,
    Progress,
    Remembered,
    Row,
    SetName,
    Trace,
    Urgency,
    compare,
    gather,
    sign,
)
from qingquan.matching.twoway.judging import judge
from qingquan.matching.twoway.knowing import Names, know

WATER, FOREST = "91W", "91F"
ARTICLE_48 = Article("水法", 48)
LISTED = Row("a1", "取水许可", code="000119001000", levels=("county",), articles=(ARTICLE_48,), source="省级基本目录")
TAKING = Row("b1", "取水许可证核发", WATER, "清泉县水利局", "000119001000", levels=("county",), articles=(ARTICLE_48,))
FELLING = Row("b2", "林木采伐许可证核发", FOREST, "清泉县林业局")
DUTY = Row(
    "c1", "负责取水许可的实施和水资源费的征收。", WATER, "清泉县水利局", text="负责取水许可的实施和水资源费的征收。"
)
CASES = Activity("d1", WATER, "取水许可证核发", cases=31, last=date(2026, 3, 2), organ_name="清泉县水利局")


def check(
    a: list[Row] | None = None,
    b: list[Row] | None = None,
    c: list[Row] | None = None,
    d: list[Activity] | None = None,
    *,
    e: list[Row] | None = None,
    remembered: Remembered | None = None,
) -> Comparison:
    return compare(a or [], b or [], c or [], d or [], e or [], remembered or Remembered())


def only(comparison: Comparison, kind: DifferenceKind) -> Difference:
    (found,) = comparison.of(kind)
    return found


def one_pair(left: Row, right: Row, remembered: Remembered | None = None) -> Pair | None:
    pairs = check([left], [right, FELLING], remembered=remembered).pairs
    return pairs[0] if pairs else None


@pytest.mark.parametrize(
    ("reported", "method", "sure"),
    [
        pytest.param(TAKING, Method.CODE, True, id="code"),
        pytest.param(replace(TAKING, code=""), Method.NAME, True, id="name"),
        pytest.param(
            replace(TAKING, code="", name="取水许可证核发（变更）"), Method.NAME, True, id="a way of handling"
        ),
        pytest.param(replace(TAKING, code="", name="水资源取用许可"), Method.ARTICLE, False, id="article"),
        pytest.param(replace(TAKING, code="", articles=(), name="取水井许可"), Method.TEXT, False, id="likeness"),
        pytest.param(replace(TAKING, name="水工程调度"), Method.CODE, False, id="code, but another name"),
    ],
)
def test_a_pair_is_found_by_code_name_article_or_likeness(reported: Row, method: Method, sure: bool) -> None:
    pair = one_pair(LISTED, reported)
    assert pair is not None
    assert (pair.method, pair.sure) == (method, sure)


def test_the_evidence_stands_side_by_side_and_says_what_agrees() -> None:
    pair = one_pair(LISTED, replace(TAKING, code="", levels=("city",), articles=(Article("水法", 7),)))
    assert pair is not None
    told = {each.field: each for each in pair.evidence}
    assert (told[Field.NAME].left, told[Field.NAME].right, told[Field.NAME].agrees) == (
        "取水许可",
        "取水许可证核发",
        True,
    )
    assert (told[Field.ARTICLES].left, told[Field.ARTICLES].right) == ("《水法》第48条", "《水法》第7条")
    assert told[Field.ARTICLES].agrees is False
    assert told[Field.LEVEL].agrees is False
    assert told[Field.CODE].agrees is None
    assert told[Field.CODE].says == "编码有一方没有写明"


@pytest.mark.parametrize(
    "changed",
    [
        {"articles": (Article("森林法", 57),)},
        {"power_type": "penalty"},
        {"organ_name": "清泉县教育局"},
    ],
)
def test_a_field_that_contradicts_takes_confidence(changed: dict[str, object]) -> None:
    listed = replace(LISTED, code="", power_type="licence", organ_name="水利局")
    plain = one_pair(listed, replace(TAKING, code="", power_type="licence"))
    other = one_pair(listed, replace(TAKING, code="", **{"power_type": "licence", **changed}))  # type: ignore[arg-type]
    assert plain is not None
    assert other is not None
    assert other.confidence < plain.confidence


@pytest.mark.parametrize("name", ["取水许可证注销", "对未经批准取水的处罚", "林业植物检疫证书核发"])
def test_another_act_or_object_is_no_pair(name: str) -> None:
    assert one_pair(replace(LISTED, code="", articles=()), replace(TAKING, name=name, articles=())) is None


def test_beside_a_sure_name_mere_likeness_is_not_shown() -> None:
    done = Activity("d3", WATER, "取水许可（新办）", cases=1)
    exact, variant = (
        replace(TAKING, key=key, code="", name=f"取水许可（{way}）") for key, way in (("b3", "新办"), ("b4", "变更"))
    )
    assert [pair.right.key for pair in check(b=[exact, variant], d=[done]).pairs] == ["b3"]
    assert [pair.sure for pair in check(b=[variant], d=[done]).pairs] == [False]


def test_a_report_that_only_resembles_is_shown_when_nothing_surer_is_found_for_it() -> None:
    like = replace(TAKING, key="b3", code="", articles=(), name="取水井许可")
    pairs = check([LISTED], [TAKING, like]).pairs
    assert [(pair.right.key, pair.method) for pair in pairs] == [("b1", Method.CODE), ("b3", Method.TEXT)]


def test_a_code_under_a_strange_name_does_not_end_the_search() -> None:
    strange = replace(TAKING, name="水工程调度")
    named = replace(TAKING, key="b3", code="", articles=(), name="取水井许可")
    done = replace(CASES, code=TAKING.code)
    assert {pair.right.key for pair in check(b=[strange, named, FELLING], d=[done]).pairs} == {"b1", "b3"}


# What people decided.
ALIKE = replace(TAKING, code="", articles=(), name="取水井许可")


def test_a_confirmed_pair_is_sure_and_a_parted_one_is_gone() -> None:
    decision = (sign(LISTED), sign(ALIKE))
    confirmed = one_pair(LISTED, ALIKE, Remembered.of([(*decision, True)]))
    assert confirmed is not None
    assert (confirmed.confidence, confirmed.method) == (100, Method.REMEMBERED)
    assert confirmed.evidence[0].says == "以往认定是同一项"
    assert one_pair(LISTED, ALIKE, Remembered.of([(*decision, False)])) is None


def test_even_an_equal_code_yields_to_a_decision() -> None:
    parted = Remembered.of([(sign(TAKING), sign(LISTED), False)])
    assert one_pair(LISTED, TAKING, parted) is None
    assert only(check([LISTED], [TAKING], remembered=parted), DifferenceKind.UNREPORTED).left == LISTED


def test_a_confirmed_pair_is_found_though_nothing_is_alike() -> None:
    strange = replace(TAKING, name="水工程调度", code="", articles=())
    pair = one_pair(LISTED, strange, Remembered.of([(sign(strange), sign(LISTED), True)]))
    assert pair is not None
    assert pair.sure


def test_a_power_parted_from_a_duty_is_outside_it() -> None:
    assert not check(b=[TAKING], c=[DUTY]).of(DifferenceKind.OUTSIDE_DUTIES)
    parted = Remembered.of([(sign(TAKING), sign(DUTY), False)])
    assert check(b=[TAKING], c=[DUTY], remembered=parted).of(DifferenceKind.OUTSIDE_DUTIES)
    confirmed = check(
        b=[FELLING],
        c=[replace(DUTY, organ=FOREST)],
        remembered=Remembered.of([(sign(FELLING), sign(replace(DUTY, organ=FOREST)), True)]),
    )
    assert [pair.confidence for pair in confirmed.pairs] == [100]


def test_the_later_of_two_decisions_counts_and_keys_and_codes_do_not() -> None:
    remembered = Remembered.of([("x|甲", "|乙", True), ("|乙", "x|甲", False)])
    assert remembered.says(Row("1", "甲", "x"), Row("2", "乙", code="9")) is False
    assert remembered.says(Row("7", "甲", "x", code="8"), Row("9", "丙")) is None


# Differences, one test for each kind.
def test_a_power_in_a_catalogue_that_nobody_reported_is_missing() -> None:
    found = only(check([LISTED], [FELLING]), DifferenceKind.UNREPORTED)
    assert (found.left, found.owner, found.urgency) == (LISTED, "catalogue_admin", Urgency.ORDINARY)
    assert found.says == "省级基本目录列有“取水许可”，没有部门申报。"


def test_it_is_urgent_when_it_is_exercised_or_must_be() -> None:
    seen = only(check([LISTED], [FELLING], d=[CASES]), DifferenceKind.UNREPORTED)
    assert (seen.activity, seen.urgency) == (CASES, Urgency.AT_ONCE)
    assert seen.says.endswith("近期实际办理：办件 31 件，最近一次 2026-03-02，有瞒报嫌疑。")
    must = only(check([replace(LISTED, statutory_duty=True)], [FELLING]), DifferenceKind.UNREPORTED)
    assert must.urgency is Urgency.SOON


def test_several_sources_of_one_power_are_one_difference() -> None:
    again = replace(LISTED, key="a2", name="取水许可证核发", source="市级目录")
    assert "另有 1 处目录列有" in only(check([LISTED, again], [FELLING]), DifferenceKind.UNREPORTED).says


@pytest.mark.parametrize(
    ("levels", "missing"),
    [(("province",), 0), (("state", "city"), 0), (("city", "county"), 1), ((), 1), (("graded",), 1)],
)
def test_a_power_exercised_above_the_county_is_not_missing(levels: tuple[str, ...], missing: int) -> None:
    found = check([replace(LISTED, levels=levels)], [FELLING])
    assert len(found.of(DifferenceKind.UNREPORTED)) == missing


def test_a_report_without_basis_is_told_with_what_is_nearest() -> None:
    found = only(
        check([LISTED], [TAKING, replace(FELLING, articles=(Article("森林法", 57),))]), DifferenceKind.UNFOUNDED
    )
    assert found.left is not None
    assert found.left.key == "b2"
    assert "申报写的依据是《森林法》第57条" in found.says


def test_a_power_outside_the_duties_of_its_organ_goes_to_the_establishment_office() -> None:
    stranger = replace(TAKING, key="b3", organ=FOREST, organ_name="清泉县林业局")
    woods = replace(
        DUTY, key="c2", organ=FOREST, organ_name="清泉县林业局", name="负责林木采伐管理。", text="负责林木采伐管理。"
    )
    found = only(check(b=[stranger, FELLING], c=[DUTY, woods]), DifferenceKind.OUTSIDE_DUTIES)
    assert (found.left, found.owner) == (stranger, "establishment_reviewer")
    assert "更像清泉县水利局的职责" in found.says


def test_an_organ_whose_duties_are_not_known_has_nothing_outside_them() -> None:
    assert not check(b=[FELLING], c=[DUTY]).of(DifferenceKind.OUTSIDE_DUTIES)


def test_a_duty_without_power_is_checked_if_the_organ_reported_anything() -> None:
    idle = replace(DUTY, key="c2", name="负责河湖长制的组织实施。", text="负责河湖长制的组织实施。")
    assert only(check(b=[TAKING], c=[DUTY, idle]), DifferenceKind.DUTY_WITHOUT_POWER).left == idle
    assert not check(b=[FELLING], c=[idle]).of(DifferenceKind.DUTY_WITHOUT_POWER)


def test_what_was_exercised_and_not_reported_goes_to_the_supervisor_at_once() -> None:
    found = only(check(b=[FELLING], d=[CASES]), DifferenceKind.PRACTISED_UNREPORTED)
    assert (found.activity, found.owner, found.urgency) == (CASES, "supervisor", Urgency.AT_ONCE)
    assert found.says == "清泉县水利局实际行使“取水许可证核发”（办件 31 件，最近一次 2026-03-02），本机关没有申报。"


def test_another_organs_report_does_not_cover_it_but_is_told() -> None:
    elsewhere = replace(TAKING, organ=FOREST, organ_name="清泉县林业局")
    found = only(check(b=[elsewhere], d=[CASES]), DifferenceKind.PRACTISED_UNREPORTED)
    assert found.right == elsewhere
    assert found.says.endswith("清泉县林业局申报了“取水许可证核发”。")


def test_a_fee_is_found_under_the_power_it_is_taken_for() -> None:
    fee = Activity("d2", WATER, "取水许可证工本费", fees=3, fen=60_000)
    assert not check(b=[TAKING], d=[fee]).of(DifferenceKind.PRACTISED_UNREPORTED)
    assert "收费 3 笔共 600.00 元" in only(check(b=[FELLING], d=[fee]), DifferenceKind.PRACTISED_UNREPORTED).says


def test_what_towns_are_made_to_do_must_have_been_reported() -> None:
    told = Row("e1", "林木采伐许可", FOREST, source="大河镇")
    assert not check(b=[FELLING], e=[told]).of(DifferenceKind.TOWNS_UNREPORTED)
    assert not check(b=[FELLING], e=[replace(told, organ="")]).of(DifferenceKind.TOWNS_UNREPORTED)
    other = only(check(b=[TAKING], e=[replace(told, organ="")]), DifferenceKind.TOWNS_UNREPORTED)
    assert other.says == "大河镇反映承担“林木采伐许可”，没有部门申报。"


def test_two_organs_with_one_power_are_doubled_but_not_two_towns() -> None:
    other = replace(TAKING, key="b3", organ=FOREST, organ_name="清泉县林业局")
    found = only(check(b=[TAKING, other]), DifferenceKind.DOUBLED)
    assert (found.left, found.right, found.owner) == (TAKING, other, "establishment_reviewer")
    towns = [replace(TAKING, organ_name="大河镇人民政府"), replace(other, organ_name="小河乡人民政府")]
    assert not check(b=towns).differences
    parted = Remembered.of([(sign(TAKING), sign(other), False)])
    assert not check(b=[TAKING, other], remembered=parted).differences


@pytest.mark.parametrize(
    ("changed", "kind", "says"),
    [
        ({"name": "取水井许可"}, DifferenceKind.NAME_DIFFERS, "目录是“取水许可”，申报是“取水井许可”"),
        ({"levels": ("town",)}, DifferenceKind.LEVEL_DIFFERS, "目录是“county”，申报是“town”"),
        ({"power_type": "payment"}, DifferenceKind.TYPE_DIFFERS, "目录是“licence”，申报是“payment”"),
    ],
)
def test_what_differs_from_the_catalogue_is_told(changed: dict[str, object], kind: DifferenceKind, says: str) -> None:
    reported = replace(TAKING, **{"power_type": "licence", **changed})  # type: ignore[arg-type]
    assert says in only(check([replace(LISTED, power_type="licence")], [reported]), kind).says


def test_what_may_be_another_power_differs_in_nothing() -> None:
    comparison = check([LISTED], [replace(ALIKE, levels=("town",)), FELLING])
    assert [pair.sure for pair in comparison.pairs] == [False]
    assert {each.kind for each in comparison.differences} == {DifferenceKind.UNFOUNDED}


def test_a_graded_power_contradicts_no_level() -> None:
    assert not check([replace(LISTED, levels=("graded",))], [TAKING]).differences


def test_an_empty_set_is_one_that_was_not_collected() -> None:
    assert check([LISTED]).differences == ()
    assert check(b=[TAKING]).differences == ()
    assert check(d=[CASES]).differences == ()
    assert check().counts == {"A": 0, "B": 0, "C": 0, "D": 0, "E": 0, "pairs": 0, "differences": 0}


def test_two_differences_of_one_kind_never_have_one_key() -> None:
    found = check([LISTED], [replace(FELLING, key=f"b{number}") for number in range(3)]).of(DifferenceKind.UNFOUNDED)
    assert [each.key for each in found] == [sign(FELLING), f"{sign(FELLING)}#2", f"{sign(FELLING)}#3"]


# Gathering.
def test_traces_are_gathered_by_organ_and_code_or_else_by_name_as_compared() -> None:
    on = date(2026, 1, 5)
    traces = [
        Trace(WATER, "取水许可证核发", on),
        Trace(WATER, "办理取水许可证", date(2026, 2, 1)),
        Trace(WATER, "取水许可", on, kind="fee", fen=2000),
        Trace(WATER, "取水许可", on, kind="seal"),
        Trace(WATER, "取水许可", on, code="7"),
        Trace(FOREST, "取水许可", on),
    ]
    found = gather(traces)
    assert [(each.key, each.code) for each in found] == [("91F|取水", ""), ("91W|7", "7"), ("91W|取水", "")]
    assert found[2] == Activity(
        "91W|取水", WATER, "取水许可", "", cases=2, fees=1, fen=2000, seals=1, first=on, last=date(2026, 2, 1)
    )


# The whole.
def made(seed: int) -> tuple[list[Row], list[Row]]:
    lots = random.Random(seed)
    names = list(map(whole, many_names(60, lots)))
    listed = [
        Row(f"a{at}", name, code=lots.choice(("", str(at))), articles=(Article("法", at // 3),))
        for at, name in enumerate(names)
    ]
    reported = [
        Row(
            f"b{at}",
            lots.choice((name, f"办理{name}", name[1:])),
            lots.choice((WATER, FOREST)),
            code=lots.choice(("", str(at))),
        )
        for at, name in enumerate(names[:40])
    ]
    return listed, reported


@pytest.mark.parametrize("seed", range(4))
def test_every_pair_that_comparing_all_rows_finds_by_code_or_name_is_found(seed: int) -> None:
    listed, reported = made(seed)
    names = Names(map(know, [*listed, *reported]))
    found = {(pair.left.key, pair.right.key): pair for pair in check(listed, reported).pairs}
    coded = {left for (left, _), pair in found.items() if pair.method is Method.CODE}
    for one in listed:
        for two in reported:
            pair = judge((SetName.BASIS, know(one)), (SetName.REPORTED, know(two)), names, Remembered())
            # Where a code was found, names are not asked any more.
            if pair.sure and (pair.method is Method.CODE or (pair.method is Method.NAME and one.key not in coded)):
                assert found[one.key, two.key] == pair
            assert found.get((one.key, two.key), pair) == pair


def test_the_same_sets_give_the_same_answer() -> None:
    listed, reported = made(1)
    assert check(listed, reported) == check(listed, reported)


def test_progress_is_told_for_each_stage_to_its_end() -> None:
    heard: list[Progress] = []
    compare([LISTED], [TAKING], [DUTY], [CASES], [], Remembered(), tell=heard.append)
    assert {each.stage for each in heard} >= {"法定权力和上级目录与部门申报", "部门之间交叉重复"}
    assert all(each.done <= each.total for each in heard)


def test_pairs_that_are_not_sure_wait_for_a_person() -> None:
    comparison = check([LISTED], [ALIKE, FELLING])
    (waiting,) = comparison.to_confirm()
    assert waiting.signs == tuple(sorted((sign(LISTED), sign(ALIKE))))
