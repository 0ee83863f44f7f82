"""Codes of organs and divisions. Expected values are worked by hand or published, never taken from the rules."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingquan.law import Refused
from qingquan.places.rules import (
    USCC_ALPHABET,
    is_uscc,
    organisation_check_character,
    parse_organisation_code,
    parse_region,
    parse_uscc,
    uscc_check_character,
)
from qingquan.places.words import LEVEL_LABELS, ROLE_LABELS, SERVICE_LABELS, DivisionLevel, Role, ServiceLevel
from qingquan.places.words import SettlementKind as Kind

SAMPLES = Path(__file__).resolve().parents[5] / "shared" / "data" / "ids" / "uscc_samples.csv"


@pytest.mark.parametrize("code", ["91350100M000100Y43", "11990101000001011C", "91990101MA00000X7F"])
def test_a_right_credit_code_is_accepted(code: str) -> None:
    assert parse_uscc(f" {code.lower()} ").text == code


@pytest.mark.parametrize(
    ("code", "why"),
    [
        pytest.param("91350100M000100Y44", "校验码不对", id="last character wrong"),
        pytest.param("91350100M000010Y43", "校验码不对", id="two characters swapped"),
        pytest.param("91350100M000100Y4", "有 17 位", id="one short"),
        pytest.param("1151130108778239R", "有 17 位", id="published with a digit lost"),
        pytest.param("9135010OM000100Y43", "第 8 位“O”", id="letter O for zero"),
        pytest.param("TE5116020105116050", "校验码不对", id="published with a made-up number"),
        pytest.param("91A50100M000100Y43", "第 3 至 8 位", id="a letter in the region"),
        pytest.param("", "有 0 位", id="empty"),
        pytest.param("９1350100M000100Y43", "第 1 位“９”", id="a full-width digit"),
    ],
)
def test_a_wrong_credit_code_is_refused_with_the_reason(code: str, why: str) -> None:
    with pytest.raises(Refused, match=why) as no:
        parse_uscc(code)
    assert "GB 32100" in str(no.value)
    assert not is_uscc(code)


def test_a_credit_code_says_who_registered_what_and_where() -> None:
    code = parse_uscc("91350100M000100Y43")
    assert (code.registrar, code.category, code.region) == ("市场监督管理部门", "企业", "350100")
    assert code.organisation_code == "M000100Y4"
    assert parse_uscc("11990101000001011C").category == "机关"


@pytest.mark.skipif(not SAMPLES.exists(), reason="needs the published samples beside the checkout")
def test_every_published_sample_is_judged_as_the_standard_judges_it() -> None:
    with SAMPLES.open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 139
    assert [row["uscc"] for row in rows if is_uscc(row["uscc"]) != (row["valid_by_GB32100"] == "1")] == []


def slow_check(first_seventeen: str) -> str:
    """The character that makes the weighted sum a multiple of 31, found by trying; its own weight is 1."""
    total, weight = 0, 1
    for each in first_seventeen:
        total += USCC_ALPHABET.index(each) * weight
        weight = weight * 3 % 31
    return next(each for value, each in enumerate(USCC_ALPHABET) if (total + value) % 31 == 0)


first_parts = st.tuples(
    st.text(USCC_ALPHABET, min_size=2, max_size=2),
    st.text("0123456789", min_size=6, max_size=6),
    st.text(USCC_ALPHABET, min_size=9, max_size=9),
).map("".join)


@given(first_parts)
def test_the_check_character_makes_the_sum_a_multiple_of_31(first: str) -> None:
    assert uscc_check_character(first) == slow_check(first)


@given(first_parts, st.integers(0, 17), st.sampled_from(USCC_ALPHABET))
def test_one_wrong_character_is_always_found(first: str, place: int, other: str) -> None:
    code = first + uscc_check_character(first)
    changed = code[:place] + other + code[place + 1 :]
    assert is_uscc(changed) == (changed == code)


def test_the_organisation_code_inside_has_its_own_check_character() -> None:
    assert organisation_check_character("M000100Y") == "4"
    assert parse_organisation_code("M000100Y-4") == "M000100Y4"


@pytest.mark.parametrize(("eight", "check"), [("00000000", "0"), ("00000005", "1"), ("00000006", "X")])
def test_ten_is_written_x_and_eleven_nought(eight: str, check: str) -> None:
    # The last weight is 2: 5 × 2 = 10 leaves 11 − 10 = 1; 6 × 2 = 12 leaves 11 − 1 = 10, written X.
    assert organisation_check_character(eight) == check


@pytest.mark.parametrize("code", ["M000100Y5", "M000100Y", "00877868*5", ""])
def test_a_wrong_organisation_code_is_refused(code: str) -> None:
    with pytest.raises(Refused, match="组织机构代码"):
        parse_organisation_code(code)


@pytest.mark.parametrize(
    ("code", "level", "kind", "short", "parent"),
    [
        ("99", DivisionLevel.PROVINCE, None, "99", ""),
        ("9901", DivisionLevel.CITY, None, "9901", "990000000000"),
        ("990101", DivisionLevel.COUNTY, None, "990101", "990100000000"),
        ("511602000000", DivisionLevel.COUNTY, None, "511602", "511600000000"),
        ("990101001", DivisionLevel.TOWN, Kind.STREET, "990101001", "990101000000"),
        ("990101100000", DivisionLevel.TOWN, Kind.TOWN, "990101100", "990101000000"),
        ("990101200", DivisionLevel.TOWN, Kind.TOWNSHIP, "990101200", "990101000000"),
        ("990101400", DivisionLevel.TOWN, Kind.TOWN_LIKE, "990101400", "990101000000"),
        ("990101100001", DivisionLevel.VILLAGE, Kind.RESIDENTS_COMMITTEE, "990101100001", "990101100000"),
        ("990101100201", DivisionLevel.VILLAGE, Kind.VILLAGERS_COMMITTEE, "990101100201", "990101100000"),
        ("11", DivisionLevel.PROVINCE, None, "11", ""),
        ("990101100200", DivisionLevel.VILLAGE, Kind.VILLAGERS_COMMITTEE, "990101100200", "990101100000"),
        ("990101100400", DivisionLevel.VILLAGE, None, "990101100400", "990101100000"),
        ("990101100500", DivisionLevel.VILLAGE, None, "990101100500", "990101100000"),
    ],
)
def test_a_division_code_says_its_level_and_what_lies_above(
    code: str, level: DivisionLevel, kind: Kind | None, short: str, parent: str
) -> None:
    region = parse_region(code)
    assert (region.text, region.level, region.kind) == (code.ljust(12, "0"), level, kind)
    assert (region.short, region.parent) == (short, parent)


@pytest.mark.parametrize("code", ["", "9", "99010", "9901011", "99010１", "9901AB", "090101", "9901010000001"])
def test_a_wrong_division_code_is_refused(code: str) -> None:
    with pytest.raises(Refused, match="行政区划代码"):
        parse_region(code)


def test_a_county_contains_its_villages_and_not_its_neighbours() -> None:
    county = parse_region("990101")
    assert county.contains(parse_region("990101100201"))
    assert county.contains(county)
    assert not county.contains(parse_region("990102"))
    assert not parse_region("990101100").contains(county)


def test_every_word_has_its_chinese_name() -> None:
    assert [level.label for level in DivisionLevel] == list(LEVEL_LABELS.values())
    assert [role.label for role in Role] == list(ROLE_LABELS.values())
    assert [level.label for level in ServiceLevel] == list(SERVICE_LABELS.values())
    assert Kind.TOWN.label == "镇"
