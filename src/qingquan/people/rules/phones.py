"""Telephone numbers: one written form, what sort they are, and finding them in running text."""

import re
import unicodedata
from dataclasses import dataclass

from qingquan.law import Refused
from qingquan.people.words import PhoneKind

DASHES = re.compile(r"[‐-―－﹣−]")
# An area code is 010, 02x, or 0 with three more digits.
AREA = r"0(?:10|2[0-9]|[3-9][0-9]{2})"
MOBILE = re.compile(r"(?:(?:\+|00)86[- ]?|86[- ]?(?=1[3-9][0-9]{9}$))?(1[3-9][0-9]{9})")
HOTLINE = re.compile(r"(?:(0(?:10|2[0-9]|[3-9][0-9]{2}))-?)?(1[0-9]{2}|1[0-9]{4}|9[0-9]{4,5})")
FREE_CALL = re.compile(r"[48]00(?:-?[0-9]){7}")
LANDLINE = re.compile(rf"(?:({AREA})-?)?([2-9][0-9]{{6,7}})(?:(?:转|-|#|ext\.?)([0-9]{{1,6}}))?", re.IGNORECASE)
LOOSE = re.compile(
    rf"(?<![0-9])(?:(?:\+?86[- ]?)?1[3-9][0-9]{{9}}|[48]00(?:-?[0-9]){{7}}"
    rf"|(?:\(?{AREA}\)?[- ]?)?[2-9][0-9]{{3}} ?[0-9]{{3,4}}(?:(?:转|-)[0-9]{{1,6}})?"
    rf"|(?:{AREA}-?)?(?:1[0-9]{{4}}|9[0-9]{{4,5}}|1[0-9]{{2}}))(?![0-9])"
)


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number in its one written form: 13812341234, 029-87403928, 020-38356454转1, 12345."""

    text: str
    kind: PhoneKind


def plain(text: str) -> str:
    """Half-width, plain hyphens, no brackets and spaces."""
    half = DASHES.sub("-", unicodedata.normalize("NFKC", text))
    return re.sub(r"-{2,}", "-", re.sub(r"[\s]", "", half.replace("(", "").replace(")", "-"))).strip("-")


def parse_phone(text: str) -> Phone:
    """The number in its one written form, or `Refused` saying what a number looks like."""
    number = plain(text)
    if found := MOBILE.fullmatch(number):
        return Phone(found[1], PhoneKind.MOBILE)
    if FREE_CALL.fullmatch(number):
        digits = number.replace("-", "")
        return Phone(f"{digits[:3]}-{digits[3:6]}-{digits[6:]}", PhoneKind.HOTLINE)
    if found := LANDLINE.fullmatch(number):
        area, local, extension = found.groups()
        written = (f"{area}-" if area else "") + local + (f"转{extension}" if extension else "")
        return Phone(written, PhoneKind.LANDLINE)
    if found := HOTLINE.fullmatch(number):
        return Phone("-".join(part for part in found.groups() if part), PhoneKind.HOTLINE)
    raise Refused(f"电话“{masked_digits(text.strip())}”不是手机（11 位）、固定电话（区号-号码）或服务热线，请改正。")


def parse_mobile(text: str) -> Phone:
    """A mobile number, for messages and sign-in."""
    phone = parse_phone(text)
    if phone.kind is not PhoneKind.MOBILE:
        raise Refused("请填写 11 位手机号码，固定电话收不到短信。")
    return phone


def phones_in(text: str) -> tuple[str, ...]:
    """Every number found in running text, in its written form, each once, in order."""
    half = DASHES.sub("-", unicodedata.normalize("NFKC", text))
    return tuple(dict.fromkeys(parse_phone(found).text for found in LOOSE.findall(half)))


def searched_phone(text: str) -> str:
    """The one way a number is written before it is hashed for search: digits only, without 86."""
    return re.sub(r"[^0-9]", "", parse_phone(text).text.replace("转", ""))


def masked_digits(text: str) -> str:
    """A wrong number as it may be shown and logged: the digits after the third are hidden."""
    return text[:3] + re.sub(r"[0-9]", "*", text[3:])
