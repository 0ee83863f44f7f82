"""Numbers people quote: built, read back, and a slip of the pen noticed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingquan.law import Refused
from qingquan.papers.rules.numbers import (
    QUERY_ALPHABET,
    CaseNumber,
    CertificateNumber,
    DocumentNumber,
    check_digit,
    is_checked,
    new_query_code,
    read_query_code,
)
from qingquan.papers.words import NAMES, DocumentKind

CASE = CaseNumber("990101", "015", "01", date(2026, 11, 23), 27)
CERTIFICATE = CertificateNumber("990101", "015", "01", 2026, 12)


@pytest.mark.parametrize(
    ("digits", "check"),
    [
        pytest.param("0794", "5", id="the example printed in ISO 7064"),
        pytest.param("3657426180", "9", id="a German tax number"),
        pytest.param("3339200596", "1", id="a Croatian personal number"),
        pytest.param("79462", "3", id="five digits"),
        pytest.param("00200667308", "5", id="leading zeros count"),
    ],
)
def test_the_check_digit_is_that_of_iso_7064(digits: str, check: str) -> None:
    assert check_digit(digits) == check
    assert is_checked(digits + check)


@pytest.mark.parametrize("text", ["", "12a4", "１２３", "-1"])
def test_only_digits_have_a_check_digit(text: str) -> None:
    with pytest.raises(ValueError, match="只有数字"):
        check_digit(text)


@given(st.text("0123456789", min_size=1, max_size=30), st.data())
def test_one_wrong_digit_is_always_noticed(digits: str, data: st.DataObject) -> None:
    number = digits + check_digit(digits)
    place = data.draw(st.integers(0, len(number) - 1))
    wrong = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != number[place]]))
    assert not is_checked(number[:place] + wrong + number[place + 1 :])


def test_a_case_number_has_25_digits_and_says_where_and_when() -> None:
    assert str(CASE) == "9901010150120261123000271"
    assert CaseNumber.parse(str(CASE)) == CASE


@given(
    st.integers(0, 999_999),
    st.integers(0, 999),
    st.sampled_from(["01", "05", "10", "20"]),
    st.dates(date(2000, 1, 1), date(2999, 12, 31)),
    st.integers(1, 99_999),
)
def test_a_case_number_reads_back_as_it_was_made(region: int, organ: int, kind: str, day: date, sequence: int) -> None:
    number = CaseNumber(f"{region:06d}", f"{organ:03d}", kind, day, sequence)
    assert len(str(number)) == 25
    assert CaseNumber.parse(str(number)) == number


@pytest.mark.parametrize(
    "typed",
    [
        " 990101015 01-20261123-00027-1 ",
        "９９０１０１０１５０１２０２６１１２３０００２７１",
        "990101015　0120261123000271",
    ],
)
def test_a_case_number_is_read_as_people_type_it(typed: str) -> None:
    assert CaseNumber.parse(typed) == CASE


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        pytest.param("", "25位", id="nothing"),
        pytest.param("9901010150120261123000271"[:-1], "25位", id="a digit short"),
        pytest.param("990101015012026112300027X", "25位", id="a letter"),
        pytest.param("9901010150120261123000274", "校验码", id="a wrong check digit"),
        pytest.param("9901010150120261123000721", "校验码", id="two digits changed places"),
        pytest.param("990101015012026023000027" + check_digit("990101015012026023000027"), "日期", id="30 February"),
        pytest.param(
            "990101015012026112300000" + check_digit("990101015012026112300000"), "流水号", id="number nought"
        ),
    ],
)
def test_what_is_no_case_number_is_refused(typed: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        CaseNumber.parse(typed)


@pytest.mark.parametrize(
    ("number", "why"),
    [
        (CaseNumber("99010", "015", "01", date(2026, 11, 23), 1), "行政区划代码"),
        (CaseNumber("990101", "15", "01", date(2026, 11, 23), 1), "机关序号"),
        (CaseNumber("990101", "015", "L1", date(2026, 11, 23), 1), "权力类型代码"),
        (CaseNumber("990101", "015", "01", date(2026, 11, 23), 0), "当日流水号"),
        (CaseNumber("990101", "015", "01", date(2026, 11, 23), 100_000), "当日流水号"),
    ],
)
def test_a_number_that_does_not_fit_is_never_written(number: CaseNumber, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        str(number)


def test_a_certificate_number_reads_back_and_is_no_case_number() -> None:
    text = str(CERTIFICATE)
    assert len(text) == 22
    assert CertificateNumber.parse(text) == CERTIFICATE
    with pytest.raises(Refused, match="25位"):
        CaseNumber.parse(text)
    with pytest.raises(Refused, match="22位"):
        CertificateNumber.parse(str(CASE))
    with pytest.raises(Refused, match="校验码"):
        CertificateNumber.parse(text[:-1] + str((int(text[-1]) + 1) % 10))


@pytest.mark.parametrize("kind", DocumentKind)
def test_every_kind_of_document_has_a_title_and_its_own_two_characters(kind: DocumentKind) -> None:
    assert NAMES[kind].title
    assert len(NAMES[kind].code) == 2
    assert [other for other in DocumentKind if NAMES[other].code == NAMES[kind].code] == [kind]
    number = DocumentNumber("清水", kind, 2026, 15)
    assert DocumentNumber.parse(str(number)) == number


def test_a_document_number_is_written_as_the_standard_asks() -> None:
    assert str(DocumentNumber("清水", DocumentKind.ACCEPTANCE, 2026, 15)) == "清水许受〔2026〕15号"
    assert str(DocumentNumber("清市监", DocumentKind.GRANT_DECISION, 2026, 1)) == "清市监许准〔2026〕1号"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param("清水许受[2026]15号", "文号格式", id="square brackets"),
        pytest.param("清水许受（2026）15号", "文号格式", id="round brackets"),
        pytest.param("清水许受〔26〕15号", "文号格式", id="a short year"),
        pytest.param("清水许受〔2026〕015号", "文号格式", id="a leading zero"),
        pytest.param("清水许受〔2026〕第15号", "文号格式", id="第"),
        pytest.param("许受〔2026〕15号", "文号格式", id="no organ"),
        pytest.param("清水罚字〔2026〕15号", "罚字", id="another system's code"),
    ],
)
def test_another_form_of_document_number_is_refused(text: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        DocumentNumber.parse(text)


@pytest.mark.parametrize(("organ", "sequence"), [("", 1), ("QS", 1), ("清水", 0)])
def test_a_document_number_needs_an_organ_and_a_count(organ: str, sequence: int) -> None:
    with pytest.raises(ValueError, match=r"机关代字|文书序号"):
        DocumentNumber(organ, DocumentKind.ACCEPTANCE, 2026, sequence)


def test_query_codes_avoid_letters_that_look_alike() -> None:
    assert not set("0O1IL2Z5S8B") & set(QUERY_ALPHABET)
    codes = {new_query_code() for _ in range(200)}
    assert len(codes) > 190
    assert all(read_query_code(code) == code for code in codes)


@pytest.mark.parametrize("typed", ["k7m3pq", " K7M 3PQ ", "Ｋ７Ｍ３ＰＱ", "k7m-3pq"])
def test_a_query_code_is_read_as_people_type_it(typed: str) -> None:
    assert read_query_code(typed) == "K7M3PQ"


@pytest.mark.parametrize("typed", ["", "K7M3P", "K7M3PQ4", "K7M3P0", "查询码七位"])
def test_what_is_no_query_code_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="查询码"):
        read_query_code(typed)
