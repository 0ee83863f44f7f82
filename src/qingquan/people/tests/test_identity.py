"""Identity numbers. Worked numbers are the standard's examples or belong to the fictitious region 99."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingquan.law import Refused
from qingquan.people.rules import is_identity_number, parse_identity_number, searched_identity
from qingquan.people.rules.identity import check_character
from qingquan.people.words import IdentityKind, Sex

TODAY = date(2026, 3, 2)
PEOPLE = Path(__file__).resolve().parents[5] / "shared" / "data" / "ids" / "synthetic_people_faker_zh_CN.csv"


def whole(first_seventeen: str) -> str:
    return first_seventeen + check_character(first_seventeen)


@pytest.mark.parametrize("number", ["11010519491231002X", "440524188001010014", "990101199003070015"])
def test_a_right_number_is_accepted(number: str) -> None:
    on = date(1950, 1, 1) if number[6:8] == "18" else TODAY
    assert parse_identity_number(number, on=on).text == number


@pytest.mark.parametrize(
    ("number", "why"),
    [
        pytest.param("110105194912310021", "校验码不对", id="check character"),
        pytest.param("11010519491231002", "17 位数字加", id="one short"),
        pytest.param("110105491231002", "17 位数字加", id="the fifteen digits of before 1999"),
        pytest.param("A10105194912310021", "17 位数字加", id="a letter in front"),
        pytest.param(whole("11010519490231002"), "不是一个日期", id="31 February"),
        pytest.param(whole("11010520260303002"), "不可能", id="born tomorrow"),
        pytest.param(whole("11010518700101002"), "不可能", id="born 156 years ago"),
        pytest.param(whole("00010519491231002"), "签发地区", id="no such province"),
        pytest.param(whole("95584019900307001"), "签发地区", id="a foreigner's card of no province"),
        pytest.param(whole("01110519491231002"), "签发地区", id="a province one place too far"),
    ],
)
def test_a_wrong_number_is_refused_without_being_repeated(number: str, why: str) -> None:
    with pytest.raises(Refused, match=why) as no:
        parse_identity_number(number, on=TODAY)
    assert number not in str(no.value)
    assert not is_identity_number(number, on=TODAY)


@pytest.mark.parametrize(
    ("first", "kind", "region"),
    [
        ("99010119900307001", IdentityKind.RESIDENT, "990101"),
        ("81000019900307001", IdentityKind.HONG_KONG_MACAU, "810000"),
        ("82000019900307001", IdentityKind.HONG_KONG_MACAU, "820000"),
        ("83000019900307001", IdentityKind.TAIWAN, "830000"),
        ("91184019900307001", IdentityKind.FOREIGN_PERMANENT, ""),
    ],
)
def test_residence_permits_and_foreigners_cards_are_numbers_too(first: str, kind: IdentityKind, region: str) -> None:
    number = parse_identity_number(whole(first), on=TODAY)
    assert (number.kind, number.region, number.kind.label[:1] != "") == (kind, region, True)


def test_a_number_tells_birthday_sex_and_age() -> None:
    number = parse_identity_number("990101199003070015", on=TODAY)
    assert (number.born, number.sex, number.sex.label) == (date(1990, 3, 7), Sex.MALE, "男")
    assert (number.age(date(2026, 3, 6)), number.age(date(2026, 3, 7))) == (35, 36)
    assert parse_identity_number(whole("99010119900307002"), on=TODAY).sex is Sex.FEMALE


def test_birth_may_be_today_and_a_hundred_and_fifty_years_ago() -> None:
    for born in ("20260302", "18760302"):
        assert is_identity_number(whole(f"990101{born}001"), on=TODAY)


def test_one_person_is_found_however_the_number_was_typed() -> None:
    assert searched_identity(" 110105 19491231 002x ") == searched_identity("１１０１０５19491231-002X")


@given(st.integers(0, 17), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_always_found(place: int, digit: str) -> None:
    right = "990101199003070015"
    changed = right[:place] + digit + right[place + 1 :]
    assert is_identity_number(changed, on=TODAY) == (changed == right)


@given(st.text("0123456789", min_size=17, max_size=17))
def test_the_check_character_completes_the_sum_to_one_modulo_eleven(first: str) -> None:
    # ISO 7064 MOD 11-2 said the other way round: powers of two from the right, all eighteen, leave 1.
    last = check_character(first)
    digits = [10 if character == "X" else int(character) for character in first + last]
    assert sum(digit * 2 ** (17 - place) for place, digit in enumerate(digits)) % 11 == 1


@pytest.mark.skipif(not PEOPLE.exists(), reason="needs the made-up people beside the checkout")
def test_a_thousand_made_up_people_have_right_numbers() -> None:
    with PEOPLE.open(encoding="utf-8-sig") as file:
        numbers = [row["resident_id_synthetic"] for row in csv.DictReader(file)]
    assert len(numbers) == 1000
    assert [number for number in numbers if not is_identity_number(number, on=TODAY)] == []
