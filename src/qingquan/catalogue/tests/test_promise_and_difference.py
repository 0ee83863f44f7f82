"""Promised limits against legal ones; what changed between two versions."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingquan.catalogue.rules.difference import Change, ChangeKind, difference
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.parts import LegalBasis, Material, Span, Transfer
from qingquan.catalogue.rules.promise import compare, cut, cut_percent, is_cut_enough
from qingquan.catalogue.rules.specifics import PenaltyElements
from qingquan.catalogue.tests.examples import LAW, REGULATION, TODAY, licence
from qingquan.catalogue.words import ExerciseLevel, LimitUnit
from qingquan.clock import BeyondCalendar, WorkCalendar, national_calendar, national_rows

MONTH, YEAR, CD = LimitUnit.MONTH, LimitUnit.YEAR, LimitUnit.CALENDAR_DAY


@pytest.mark.parametrize(
    ("old", "new"),
    [(0, 0), (1, 0), (2, 1), (3, 2), (5, 3), (7, 4), (10, 7), (15, 10), (20, 14), (30, 21), (45, 31), (90, 63),
     (170, 119), (180, 126)],
)  # fmt: skip
def test_a_cut_of_three_tenths_is_counted_in_whole_days(old: int, new: int) -> None:
    assert cut(old) == new


@given(st.integers(0, 10_000))
def test_a_cut_is_the_longest_that_takes_three_tenths_away(old: int) -> None:
    assert 10 * cut(old) <= 7 * old < 10 * (cut(old) + 1)


def test_fifteen_to_eleven_is_not_cut_enough() -> None:
    assert (is_cut_enough(15, 11), cut_percent(15, 11)) == (False, 26)
    assert (is_cut_enough(15, 10), cut_percent(15, 10)) == (True, 33)
    assert cut_percent(0, 0) == 0


@pytest.mark.parametrize(
    ("promise", "legal", "longer"),
    [
        (Span(20), Span(20), False),
        (Span(21), Span(20), True),
        (Span(1), Span(90, CD), False),
        (Span(15), Span(1, MONTH), False),
        # January with the spring holidays: twenty working days can end after a month.
        (Span(20), Span(1, MONTH), True),
        (Span(30, CD), Span(1, MONTH), False),
        (Span(31, CD), Span(1, MONTH), True),
        (Span(30, CD), Span(20), True),
        (Span(11, MONTH), Span(1, YEAR), False),
        (Span(13, MONTH), Span(1, YEAR), True),
        (Span(0), Span(1, MONTH), False),
    ],
)
def test_a_promise_in_another_unit_is_judged_by_its_worst_sample(promise: Span, legal: Span, longer: bool) -> None:
    assert compare(promise, legal, on=TODAY, calendar=national_calendar()).longer is longer


def test_a_longer_promise_is_shown_on_a_day() -> None:
    seen = compare(Span(30, CD), Span(20), on=TODAY, calendar=national_calendar())
    assert seen.start is not None
    assert seen.promised_end is not None
    assert seen.legal_end is not None
    assert seen.promised_end > seen.legal_end


def test_limits_longer_than_every_known_year_are_not_guessed() -> None:
    one_year = WorkCalendar(national_rows([2025]))
    with pytest.raises(BeyondCalendar):
        compare(Span(11, MONTH), Span(1, YEAR), on=date(2025, 3, 3), calendar=one_year)


def test_equal_versions_have_no_difference() -> None:
    assert difference(licence(), licence()) == ()


def test_rows_that_only_changed_places_are_no_difference() -> None:
    assert difference(licence(), licence(legal_bases=(REGULATION, LAW))) == ()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"promise": Span(20)}, ["承诺办结时限：31个工作日 → 20个工作日"]),
        ({"name": "取水申请审批"}, ["事项名称：取水许可 → 取水申请审批"]),
        ({"handling_office": "水政科"}, ["承办机构：新增水政科"]),
        ({"refuse_conditions": ""}, ["不予许可情形：删除在地下水禁采区取用地下水的。"]),
        ({"enter_centre": False}, ["是否进驻政务大厅：是 → 否"]),
        ({"exercise_levels": (ExerciseLevel.CITY, ExerciseLevel.COUNTY)}, ["行使层级：县级 → 市级、县级"]),
        ({"legal_bases": (LAW,)}, ["法律依据：删除《取水许可和水资源费征收管理条例》第二条"]),
        ({"materials": (Material(name="申请书"),)}, ["申请材料：删除取水许可申请书", "申请材料：新增申请书"]),
        ({"transfer": Transfer(deed="清府〔2026〕1号")}, ["委托或者下放：新增清府〔2026〕1号"]),
    ],
)
def test_a_change_is_told_in_the_words_of_the_form(changes: dict[str, object], said: list[str]) -> None:
    assert [str(change) for change in difference(licence(), licence(**changes))] == said


def test_a_change_inside_a_row_names_the_row_and_the_field() -> None:
    (old,) = licence().materials
    new = licence(materials=(Material(name=old.name, basis=old.basis, source=old.source, accept_standard="齐全"),))
    (change,) = difference(licence(), new)
    assert change == Change(
        "materials[取水许可申请书].accept_standard",
        "申请材料“取水许可申请书”·受理标准",
        ChangeKind.CHANGED,
        "填写完整并签名或者盖章",
        "齐全",
    )


def test_a_part_that_goes_is_one_change_and_a_part_without_a_name_is_called_filled_in() -> None:
    with_deed = licence(transfer=Transfer(deed="清府〔2026〕1号", scope="全部"))
    assert [str(change) for change in difference(with_deed, licence())] == ["委托或者下放：删除清府〔2026〕1号"]
    with_fines = licence(penalty=PenaltyElements(violation="擅自取水"))
    assert [str(change) for change in difference(licence(), with_fines)] == ["行政处罚要素：新增（已填写）"]
    other = licence(transfer=Transfer(deed="清府〔2026〕1号", scope="部分"))
    assert [str(change) for change in difference(with_deed, other)] == ["委托或者下放·事项范围：全部 → 部分"]


def test_two_rows_of_one_name_are_kept_apart() -> None:
    twice = licence(materials=(Material(name="照片"), Material(name="照片", copies=2)))
    once = licence(materials=(Material(name="照片"),))
    assert [str(change) for change in difference(twice, once)] == ["申请材料：删除照片（2）"]


@given(st.permutations([LAW, REGULATION, LegalBasis(name="某办法", article="第一条")]))
def test_the_difference_back_undoes_the_difference_there(bases: list[LegalBasis]) -> None:
    old, new = licence(), licence(legal_bases=tuple(bases[:2]), promise=None)
    there = {(change.where, change.old, change.new) for change in difference(old, new)}
    back = {(change.where, change.new, change.old) for change in difference(new, old)}
    assert there == back


def test_from_nothing_everything_stated_is_added() -> None:
    changes = difference(VersionFacts(), licence())
    assert {change.kind for change in changes} <= {ChangeKind.ADDED, ChangeKind.CHANGED}
    assert len(changes) >= len(licence().to_json())
