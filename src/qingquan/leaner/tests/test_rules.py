"""The cut, the indicators and the materials: values only."""

import pytest

from qingquan.catalogue.rules.parts import Span
from qingquan.catalogue.words import LimitUnit
from qingquan.law import Refused
from qingquan.leaner.rules import authority, cut, indicators
from qingquan.leaner.rules.held import Asked, Issued, bare, findings
from qingquan.leaner.rules.standing import Change, Standing
from qingquan.leaner.words import Verdict
from qingquan.places.words import Role

CD = LimitUnit.CALENDAR_DAY


def stood(**values: object) -> Standing:
    return Standing(version=1, **values)  # type: ignore[arg-type]


def change(before: Standing | None, after: Standing | None, **values: object) -> Change:
    return Change(
        code="C1",
        name="取水许可",
        organ="013",
        organ_name="水利局",
        power_type="licence",
        before=before,
        after=after,
        **values,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("old", "most"),
    [(1, 0), (2, 1), (3, 2), (5, 3), (7, 4), (10, 7), (15, 10), (20, 14), (30, 21), (45, 31), (90, 63), (170, 119)],
)
def test_seven_tenths_in_whole_numbers_only(old: int, most: int) -> None:
    assert cut.longest(Span(old), 7) == Span(most)
    assert cut.is_enough(Span(old), Span(most), 7)
    assert not cut.is_enough(Span(old), Span(most + 1), 7)


@pytest.mark.parametrize(
    ("old", "new", "tenths", "enough"),
    [
        pytest.param(Span(10), Span(7), 7, True, id="exactly seven tenths"),
        pytest.param(Span(10), Span(8), 7, False, id="one day too many"),
        pytest.param(Span(10), Span(8), 8, True, id="a campaign that asks for less"),
        pytest.param(Span(10), Span(10), 10, True, id="a campaign that asks for nothing"),
        pytest.param(Span(10), None, 7, False, id="no promise is no cut"),
        pytest.param(Span(10), Span(0, CD), 7, True, id="while one waits is enough in any unit"),
        pytest.param(Span(10), Span(5, CD), 7, False, id="another unit cannot be compared"),
    ],
)
def test_a_promise_is_cut_enough(old: Span, new: Span | None, tenths: int, enough: bool) -> None:
    assert cut.is_enough(old, new, tenths) is enough


@pytest.mark.parametrize(
    ("before", "after", "exception", "told"),
    [
        pytest.param(stood(promise=Span(10)), stood(promise=Span(7)), "", Verdict.MET, id="cut"),
        pytest.param(stood(promise=Span(10)), stood(promise=Span(10)), "", Verdict.SHORT, id="not cut"),
        pytest.param(stood(promise=Span(10)), stood(promise=Span(9)), "清府函1号", Verdict.EXCEPTED, id="excepted"),
        pytest.param(stood(promise=Span(10)), stood(instant=True), "", Verdict.MET, id="decided while one waits"),
        pytest.param(stood(promise=Span(10)), None, "", Verdict.UNDEMANDED, id="gone"),
        pytest.param(None, stood(promise=Span(10)), "", Verdict.UNDEMANDED, id="new"),
        pytest.param(stood(instant=True), stood(instant=True), "", Verdict.UNDEMANDED, id="was instant already"),
        pytest.param(stood(), stood(promise=Span(3)), "", Verdict.UNDEMANDED, id="promised nothing then"),
    ],
)
def test_how_an_item_stands_to_the_demand(
    before: Standing | None, after: Standing | None, exception: str, told: Verdict
) -> None:
    assert cut.verdict(change(before, after, exception=exception), 7) is told


def test_a_refused_publication_says_how_short_the_promise_must_be() -> None:
    with pytest.raises(Refused, match="最多7个工作日，现为8个工作日") as no:
        cut.check_may_publish("取水许可", Span(10), Span(8), tenths=7, excepted=False)
    assert no.value.cite == cut.OPINION
    cut.check_may_publish("取水许可", Span(10), Span(8), tenths=7, excepted=True)
    cut.check_may_publish("取水许可", None, Span(8), tenths=7, excepted=False)


ITEMS = (
    change(
        stood(promise=Span(10), legal=Span(20), levels=3),
        stood(promise=Span(7), legal=Span(20), levels=2, entered=True, online=True, visits=0),
    ),
    change(
        stood(promise=Span(20), legal=Span(20), levels=2),
        stood(promise=Span(20), legal=Span(20), levels=3, online=True, visits=1),
    ),
    change(stood(promise=Span(5), legal=Span(20)), None),
    change(None, stood(legal=Span(20), entered=True, needs_authority=True), authorised=True),
    change(stood(), stood(entered=True, needs_authority=True)),
    change(stood(), stood(), on_application=False),
)


@pytest.mark.parametrize(
    ("rate", "part", "whole", "left_out", "text"),
    [
        pytest.param(indicators.reduction(ITEMS), 1, 5, 0, "20.0%", id="one of five is gone"),
        pytest.param(indicators.below_law(ITEMS), 13 * 7, 40 * 7, 2, "32.5%", id="days promised away below the law"),
        pytest.param(indicators.below_before(ITEMS), 3 * 7, 30 * 7, 2, "10.0%", id="days promised away since"),
        pytest.param(indicators.two_levels(ITEMS), 1, 2, 2, "50.0%", id="two levels where there is a flowchart"),
        pytest.param(indicators.in_centre(ITEMS), 3, 4, 0, "75.0%", id="in the centre"),
        pytest.param(indicators.authorised(ITEMS), 1, 2, 0, "50.0%", id="authorised of those that need it"),
        pytest.param(indicators.online(ITEMS), 2, 4, 0, "50.0%", id="online"),
        pytest.param(indicators.end_to_end(ITEMS), 1, 4, 0, "25.0%", id="no visit at all"),
        pytest.param(indicators.demand_met(ITEMS, 7), 1, 2, 0, "50.0%", id="cut enough"),
        pytest.param(indicators.reduction(()), 0, 0, 0, "—", id="of nothing there is no rate"),
    ],
)
def test_the_indicators(rate: indicators.Rate, part: int, whole: int, left_out: int, text: str) -> None:
    assert (rate.part, rate.whole, rate.left_out, rate.text) == (part, whole, left_out, text)


def test_nobody_reaches_a_hundred_by_rounding() -> None:
    assert indicators.Rate(1999, 2000).text == "99.9%"


def test_units_are_weighed_and_longer_promises_never_count_as_cut() -> None:
    longer = (change(stood(promise=Span(7, CD)), stood(promise=Span(10))),)
    assert indicators.below_before(longer) == indicators.Rate(0, 35)
    shorter = (change(stood(promise=Span(1, LimitUnit.MONTH)), stood(promise=Span(15, CD))),)
    assert indicators.below_before(shorter).text == "50.0%"


def test_averages_are_over_items_that_were_and_are() -> None:
    levels = indicators.averages(ITEMS)[0]
    assert (levels.before, levels.after) == (250, 250)
    assert indicators.mean([]) is None


@pytest.mark.parametrize(
    ("name", "told"),
    [("取水许可证（副本）复印件", "取水许可证"), ("营业执照及其复印件", "营业执照"), ("申请书", "申请书")],
)
def test_how_a_material_is_handed_in_is_not_its_name(name: str, told: str) -> None:
    assert bare(name) == told


ISSUED = (
    Issued("W1", "取水许可", "水利局", "取水许可证"),
    Issued("B1", "施工许可", "住建局", "施工许可证"),
    Issued("B2", "建筑工程施工许可", "住建局", "建筑工程施工许可证"),
    Issued("S1", "登记", "市监局", "证"),
)


@pytest.mark.parametrize(
    ("item", "material", "issuers", "own"),
    [
        pytest.param("X1", "取水许可证复印件", ("W1",), False, id="another organ issues it"),
        pytest.param("W1", "原取水许可证", ("W1",), True, id="the item itself issued it"),
        pytest.param("X1", "建筑工程施工许可证", ("B2",), False, id="the longest name decides"),
        pytest.param("X1", "身份证", (), False, id="a result of one character says too little"),
        pytest.param("X1", "取水许可证申请表", (), False, id="a form that only names it"),
    ],
)
def test_what_the_county_issues_need_not_be_asked_for(
    item: str, material: str, issuers: tuple[str, ...], own: bool
) -> None:
    found = list(findings([Asked(item, "某事项", "某局", material)], ISSUED))
    assert [tuple(one.item for one in each.issuers) for each in found] == ([issuers] if issuers else [])
    assert [each.own for each in found] == ([own] if issuers else [])


def test_the_advice_names_who_has_it() -> None:
    other, own = (next(findings([Asked(item, "", "", "取水许可证")], ISSUED)) for item in ("X1", "W1"))
    assert "水利局核发" in other.advice
    assert "底册" in own.advice
    shared = next(findings([Asked("X1", "", "", "取水许可证", shared=True)], ISSUED))
    assert "免提交" in shared.advice


def test_only_the_items_own_administrator_asks_and_only_with_a_reason() -> None:
    authority.check_asks(Role.CATALOGUE_ADMIN, 1, 1, "法律规定公示三十日，不能压缩。")
    for role, own, reason in (
        (Role.HEAD, 1, "法律规定公示三十日，不能压缩。"),
        (Role.CATALOGUE_ADMIN, 2, "法律规定公示三十日，不能压缩。"),
        (Role.CATALOGUE_ADMIN, 1, "忙"),
    ):
        with pytest.raises(Refused):
            authority.check_asks(role, own, 1, reason)


def test_only_the_governments_office_answers_with_a_document_or_a_reason() -> None:
    authority.check_answers(Role.GOVERNMENT_OFFICE, "清府函1号", "", approve=True)
    for role, document, opinion, approve in (
        (Role.HEAD, "清府函1号", "", True),
        (Role.GOVERNMENT_OFFICE, " ", "同意", True),
        (Role.GOVERNMENT_OFFICE, "", " ", False),
    ):
        with pytest.raises(Refused):
            authority.check_answers(role, document, opinion, approve=approve)
