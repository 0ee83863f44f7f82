"""Lists published by real bodies. They lie beside the checkout and are never part of it."""

import json
from collections import Counter
from pathlib import Path

import pytest

from qingquan.catalogue.reading import RowResult, choose_map, open_table, read_rows
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.promise import is_cut_enough
from qingquan.catalogue.rules.validation import blocking, validate
from qingquan.catalogue.tests.examples import around
from qingquan.catalogue.words import BasisLevel, PowerType

LISTS = Path(__file__).resolve().parents[5] / "shared" / "data" / "catalogue"
pytestmark = pytest.mark.skipif(not LISTS.exists(), reason="needs the published lists beside the checkout")


def rows_of(name: str) -> list[RowResult]:
    table = open_table(LISTS / name)
    return list(read_rows(table, choose_map(table)))


def facts_in(name: str) -> list[VersionFacts]:
    return [result.facts for result in rows_of(name) if result.facts is not None]


def test_the_districts_items_become_drafts_with_their_gaps_named() -> None:
    facts = facts_in("guangan_district_items.csv")
    assert len(facts) == 1135
    assert len({each.organ_name for each in facts}) == 34
    assert Counter(each.power_type for each in facts) == {
        PowerType.LICENCE: 536,
        PowerType.PUBLIC_SERVICE: 348,
        PowerType.OTHER_POWER: 182,
        PowerType.CONFIRMATION: 50,
        PowerType.PAYMENT_GRANT: 9,
        PowerType.ADJUDICATION: 8,
        PowerType.REWARD: 2,
    }
    surroundings = around(organ_uscc="", organ_region="", organ_level=None)
    for each in facts:
        missing = {problem.where for problem in blocking(validate(each, surroundings))}
        assert {"legal_bases", "legal_limit", "promise"} <= missing
    without_organ_code = [each for each in facts if not each.organ_uscc]
    assert len(without_organ_code) == 145


def test_credit_codes_that_are_none_are_named_row_by_row() -> None:
    surroundings = around(organ_uscc="", organ_region="", organ_level=None)
    wrong = [
        each.organ_uscc
        for each in facts_in("guangan_district_items.csv")
        if any(p.where == "organ_uscc" and p.code == "ITM-13" for p in validate(each, surroundings))
    ]
    # A lower-case letter is the organ's own slip and is told apart from a made-up number only by people.
    assert Counter(wrong) == {"TE5116020105116050": 7}


def test_the_provinces_items_give_the_expected_counts() -> None:
    facts = facts_in("guangdong_items_part.csv.gz")
    expected = json.loads((LISTS / "guangdong_expected.json").read_text())
    both = [
        (each.promise.n, each.legal_limit.n)
        for each in facts
        if each.promise and each.legal_limit and each.promise.unit is each.legal_limit.unit
    ]
    assert len(facts) == expected["items"]
    assert dict(Counter(each.power_type.label for each in facts)) == expected["by_type"]
    assert len({each.organ_name for each in facts}) == expected["departments"]
    assert len({each.organ_uscc for each in facts}) == expected["dept_uscc"]
    assert len(both) == expected["both_days_same_unit"]
    assert sum(promise > legal for promise, legal in both) == expected["commit_gt_statutory"]
    assert sum(is_cut_enough(legal, promise) for promise, legal in both) == expected["cut_at_least_30pct"]
    # Even where the units differ, no promise ends later than the law allows.
    surroundings = around(organ_uscc="", organ_region="", organ_level=None)
    assert [each.code for each in facts if "ITM-03" in {p.code for p in validate(each, surroundings)}] == []


def test_one_published_code_has_a_wrong_check_digit_and_is_kept_as_a_draft() -> None:
    surroundings = around(organ_uscc="", organ_region="", organ_level=None)
    facts = facts_in("guangdong_items_part.csv.gz")
    assert sum(any(p.where == "code" for p in validate(each, surroundings)) for each in facts) == 1
    assert sum(each.no_materials for each in facts) == 430


def test_dirty_samples_are_read_with_bases_phones_and_unknown_types_named() -> None:
    province, city = rows_of("liaoning_provincial_items_sample.csv"), rows_of("xian_municipal_power_list_sample.csv")
    assert (len(province), len(city)) == (30, 15)
    assert [result for result in province + city if result.facts is None] == []
    assert [result.unread for result in province if result.unread] == [("事项类型“99”不在代码表内，未导入",)]
    bases = [result.facts.legal_bases for result in province + city if result.facts]
    assert [rows for rows in bases if not rows or rows[0].level is None] == []
    assert Counter(rows[0].level for rows in bases)[BasisLevel.LAW] == 23
    phones = {phone for result in city if result.facts for phone in result.facts.supervise_phones}
    assert {"029-110", "029-87403928", "029-86788409"} <= phones
