"""Codes of items in the forms that real lists hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingquan.catalogue.rules.codes import CodeScheme, ItemCode, is_base_code, parse_item_code
from qingquan.catalogue.words import ExerciseLevel, PowerType
from qingquan.law import Refused


@pytest.mark.parametrize(
    "code",
    [
        ItemCode(
            "11440100007482575H3440118009000",
            CodeScheme.NATIONAL,
            uscc="11440100007482575H",
            level=ExerciseLevel.CITY,
            base_code="440118009000",
            power_type=PowerType.LICENCE,
        ),
        ItemCode(
            "11450000007565194H200011501500504",
            CodeScheme.NATIONAL,
            uscc="11450000007565194H",
            level=ExerciseLevel.PROVINCE,
            base_code="000115015005",
            handling="04",
            power_type=PowerType.LICENCE,
        ),
        ItemCode(
            "11990101000001011C4442014141002",
            CodeScheme.NATIONAL,
            uscc="11990101000001011C",
            level=ExerciseLevel.COUNTY,
            base_code="442014141002",
        ),
    ],
    ids=["31 characters", "33 with a handling item", "a type that provinces number differently"],
)
def test_a_national_code_is_taken_apart(code: ItemCode) -> None:
    assert parse_item_code(f" {code.raw} ") == code


@pytest.mark.parametrize(
    ("raw", "scheme", "region", "power_type"),
    [
        ("62052400MZ-XK-0001", CodeScheme.COUNTY, "620524000000", PowerType.LICENCE),
        ("4201060120100101", CodeScheme.HUBEI, "420106000000", PowerType.LICENCE),
        ("XK52001001", CodeScheme.GUIZHOU, None, PowerType.LICENCE),
        ("511Z07001006-511602000000-000-11511301008778183N-1-00", CodeScheme.SICHUAN, "511602000000", None),
        ("512C0107400001-511602000000-000-00877868-5-1-00", CodeScheme.SICHUAN, "511602000000", None),
        ("1J-5100-00027-511602000000-000-11511301008778386B-1-00", CodeScheme.SICHUAN, "511602000000", None),
        ("E-000004-001-11511301008778386B", CodeScheme.LOCAL, None, None),
        ("210172021000", CodeScheme.BASE, None, PowerType.LICENCE),
        ("219964005000", CodeScheme.BASE, None, None),
        ("AB12CD34EF", CodeScheme.BASE, None, None),
        ("123456789012345678901234", CodeScheme.STANDARD_24, None, None),
        ("E06FCBC8B4E263C04595AD197B9A8718", CodeScheme.LOCAL, None, None),
    ],
)
def test_local_schemes_are_known_or_kept(
    raw: str, scheme: CodeScheme, region: str | None, power_type: PowerType | None
) -> None:
    code = parse_item_code(raw)
    assert (code.raw, code.scheme, code.region, code.power_type) == (raw, scheme, region, power_type)
    assert code.scheme.label


def test_the_organ_in_a_sichuan_code_counts_only_when_it_is_a_credit_code() -> None:
    assert parse_item_code("511A0138000000-511602000000-000-115113010833722043-1-00").uscc == "115113010833722043"
    assert parse_item_code("511A62001004-511602000000-000-TE5116020105116050-1-00").uscc is None


@pytest.mark.parametrize(
    ("raw", "why"),
    [("", "没有事项编码"), ("A" * 65, "最多 64 个"), ("ABC 123", "以外的字符"), ("编码001", "以外的字符")],
)
def test_what_cannot_be_a_code_is_refused(raw: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        parse_item_code(raw)


@pytest.mark.parametrize(
    ("code", "right"),
    [("440118009000", True), ("AB12CD34EF", True), ("44011800900", False), ("44010200300Y", False), ("", False)],
)
def test_a_base_code_has_ten_characters_or_twelve_digits(code: str, right: bool) -> None:
    assert is_base_code(code) is right


@given(st.text("0123456789ABCDEFXKCFQZ-", min_size=1, max_size=64))
def test_any_string_of_code_characters_is_kept_as_written(raw: str) -> None:
    assert parse_item_code(raw).raw == raw
