"""Formats of the standard: moments, days, money, and what does not fit them."""

from datetime import UTC, date, datetime

import pytest

from qingquan.exchange.rules import moments
from qingquan.exchange.rules.formats import Format
from qingquan.exchange.words import Layout

AT = datetime(2026, 3, 2, 1, 30, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("form", "value", "why"),
    [
        ("dt", "", ""),
        ("dt", "20260302T093005", ""),
        ("dt", "20260302093005", ""),
        ("dt", "2026030209:30:05", ""),
        ("dt", "20260302", "不是标准规定的日期时间，例如 20260302T093000"),
        ("dt", "2026-03-02T09:30:05", "不是标准规定的日期时间，例如 20260302T093000"),
        ("dt", "20260229T093005", "不是标准规定的日期时间，例如 20260302T093000"),
        ("dt", "20260302T250000", "不是标准规定的日期时间，例如 20260302T093000"),
        ("dt", "202603029:30:05", "不是标准规定的日期时间，例如 20260302T093000"),
        ("dt", "２０２６0302T093005", "不是标准规定的日期时间，例如 20260302T093000"),
        ("d", "20260302", ""),
        ("d", "20260230", "不是标准规定的日期，例如 20260302"),
        ("d", "2026-03-02", "不是标准规定的日期，例如 20260302"),
        ("n..16,2", "0", ""),
        ("n..16,2", "120.5", ""),
        ("n..16,2", "99999999999999.99", ""),
        ("n..16,2", "999999999999999.99", "整数部分有 15 位，标准最多 14 位"),
        ("n..16,2", "1.005", "小数点后有 3 位，标准最多 2 位"),
        ("n..16,2", "-1", "标准只许数字和小数点"),
        ("n..16,2", "1,200.00", "标准只许数字和小数点"),
        ("n..16,2", "1.", "标准只许数字和小数点"),
        ("n..9", "990101", ""),
        ("n..9", "990101001001", "有 12 个字符，标准最多 9 个"),
        ("n3", "11", "有 2 个字符，标准要求 3 个"),
        ("n3", "1x1", "标准只许数字"),
        ("a..30", "李敏", ""),
        ("an..50", "㙍", "含有字符集 GB 2312 以外的字符“㙍”"),
        ("ul", "字" * 5000, ""),
    ],
)
def test_what_does_not_fit_says_why(form: str, value: str, why: str) -> None:
    assert Format.of(form).problem(value) == why


@pytest.mark.parametrize(
    ("layout", "text"),
    [
        (Layout.WITH_T, "20260302T093005"),
        (Layout.DIGITS, "20260302093005"),
        (Layout.COLONS, "2026030209:30:05"),
    ],
)
def test_a_moment_is_written_by_the_countys_clock_and_read_back(layout: Layout, text: str) -> None:
    assert moments.moment(AT, layout) == text
    assert moments.moment_in(text) == AT


@pytest.mark.parametrize(("fen", "text"), [(0, "0.00"), (5, "0.05"), (120, "1.20"), (123456, "1234.56")])
def test_fen_are_told_as_yuan(fen: int, text: str) -> None:
    assert moments.yuan(fen) == text
    assert not Format.of("n..16,2").problem(text)


def test_a_day_is_written_and_read_back() -> None:
    assert moments.day(date(2026, 3, 2)) == "20260302"
    assert moments.day_in("20260302") == date(2026, 3, 2)
    assert moments.day_in("2026030") is None
