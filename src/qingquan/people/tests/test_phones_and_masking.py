"""Telephone numbers in the forms that real lists hold, and what lists may show."""

import pytest

from qingquan.law import Refused
from qingquan.people.rules import (
    mask_id,
    mask_name,
    mask_phone,
    parse_mobile,
    parse_phone,
    phones_in,
    searched_phone,
)
from qingquan.people.words import PhoneKind


@pytest.mark.parametrize(
    ("typed", "written", "kind"),
    [
        ("13812341234", "13812341234", PhoneKind.MOBILE),
        ("+86 138 1234 1234", "13812341234", PhoneKind.MOBILE),
        ("8613812341234", "13812341234", PhoneKind.MOBILE),
        ("008613812341234", "13812341234", PhoneKind.MOBILE),
        ("１３８１２３４１２３４", "13812341234", PhoneKind.MOBILE),
        ("029-87403928", "029-87403928", PhoneKind.LANDLINE),
        ("02987403928", "029-87403928", PhoneKind.LANDLINE),
        ("(020)83135700", "020-83135700", PhoneKind.LANDLINE),
        ("（０２０）83135700", "020-83135700", PhoneKind.LANDLINE),
        ("0755-88127587", "0755-88127587", PhoneKind.LANDLINE),
        ("0755 8812 7587", "0755-88127587", PhoneKind.LANDLINE),
        ("08262234567", "0826-2234567", PhoneKind.LANDLINE),
        ("020-38356454转1", "020-38356454转1", PhoneKind.LANDLINE),
        ("020—38356454—12", "020-38356454转12", PhoneKind.LANDLINE),
        ("83135700", "83135700", PhoneKind.LANDLINE),
        ("029-110", "029-110", PhoneKind.HOTLINE),
        ("12345", "12345", PhoneKind.HOTLINE),
        ("020-12345", "020-12345", PhoneKind.HOTLINE),
        ("95598", "95598", PhoneKind.HOTLINE),
        ("4008123123", "400-812-3123", PhoneKind.HOTLINE),
        ("400-8123-123", "400-812-3123", PhoneKind.HOTLINE),
    ],
)
def test_a_number_has_one_written_form(typed: str, written: str, kind: PhoneKind) -> None:
    phone = parse_phone(typed)
    assert (phone.text, phone.kind) == (written, kind)
    assert parse_phone(phone.text) == phone


@pytest.mark.parametrize("typed", ["", "无", "1381234123", "138123412345", "12812341234", "029-1234567890", "电话"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="请改正"):
        parse_phone(typed)


def test_a_wrong_number_is_not_repeated_in_the_message() -> None:
    with pytest.raises(Refused) as no:
        parse_phone("138123412345")
    assert "138123412345" not in str(no.value)


def test_messages_go_to_mobiles_only() -> None:
    assert parse_mobile("138-1234-1234".replace("-", " ")).text == "13812341234"
    with pytest.raises(Refused, match="收不到短信"):
        parse_mobile("029-87403928")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("020-83188579、020-83188580；0755-88127587", ("020-83188579", "020-83188580", "0755-88127587")),
        ("拨打12345或020-12345678", ("12345",)),
        ("拨打12345或020-82345678", ("12345", "020-82345678")),
        ("020-37288891，受理时间：上午8：30-12:00", ("020-37288891",)),
        ("（020）83135700/83135701", ("020-83135700", "83135701")),
        ("020-8313 5700", ("020-83135700",)),
        ("020-38356454转1", ("020-38356454转1",)),
        ("020-83135700，020-83135700", ("020-83135700",)),
        ("无", ()),
    ],
)
def test_numbers_are_found_in_running_text(text: str, numbers: tuple[str, ...]) -> None:
    assert phones_in(text) == numbers


def test_one_number_is_found_however_it_was_typed() -> None:
    assert searched_phone("+86 138 1234 1234") == searched_phone("13812341234") == "13812341234"
    assert searched_phone("(029)87403928") == searched_phone("02987403928") == "02987403928"


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("13812341234", "138****1234"),
        ("029-87403928", "029-****3928"),
        ("0826-1234567", "0826-****4567"),
        ("83135700", "****5700"),
        ("12345", "12***"),
        ("", ""),
    ],
)
def test_a_phone_is_shown_without_its_middle(phone: str, shown: str) -> None:
    assert mask_phone(phone) == shown


def test_an_identity_number_shows_its_ends_only() -> None:
    assert mask_id("990101199003070015") == "9****************5"
    assert [mask_id("12345"), mask_id("123456")] == ["*****", "1****6"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三", "张**"),
        ("张三丰", "张**"),
        ("欧阳锋", "欧阳**"),
        ("欧阳", "欧**"),
        ("阿依古丽·买买提", "阿**"),
        ("", ""),
        (" 李四 ", "李**"),
    ],
)
def test_a_name_shows_the_surname_only(name: str, shown: str) -> None:
    assert mask_name(name) == shown
