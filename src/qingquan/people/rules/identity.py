"""Identity numbers of eighteen characters: check, reading, and the form that is searched by.

GB 11643-1999 for residents; residence permits of Hong Kong, Macau and Taiwan and the newer permanent
residence card of foreigners use the same length and check character.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from qingquan.law import Refused
from qingquan.people.words import IdentityKind, Sex

STANDARD = "GB 11643-1999"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"

PROVINCES = frozenset(
    str(number)
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71))
    for number in range(first, last + 1)
)
# Nobody lives in 99: the fictitious county of the demonstration does.
FICTITIOUS = "99"
PERMITS = {
    "810000": IdentityKind.HONG_KONG_MACAU,
    "820000": IdentityKind.HONG_KONG_MACAU,
    "830000": IdentityKind.TAIWAN,
}


@dataclass(frozen=True, slots=True)
class IdentityNumber:
    """An identity number that has been checked, with what it says about its holder."""

    text: str
    kind: IdentityKind
    born: date

    @property
    def sex(self) -> Sex:
        """Odd order numbers are given to men."""
        return Sex.MALE if int(self.text[16]) % 2 else Sex.FEMALE

    @property
    def region(self) -> str:
        """The county of first registration; empty for a foreigner's number, which holds no county."""
        return "" if self.kind is IdentityKind.FOREIGN_PERMANENT else self.text[:6]

    def age(self, on: date) -> int:
        """Full years on that day; the birthday itself completes the year."""
        return on.year - self.born.year - ((on.month, on.day) < (self.born.month, self.born.day))


def check_character(first_seventeen: str) -> str:
    """The eighteenth character that belongs to the first seventeen digits."""
    total = sum(int(digit) * weight for digit, weight in zip(first_seventeen, WEIGHTS, strict=True))
    return CHECK_CHARACTERS[total % 11]


def searched_identity(text: str) -> str:
    """The one way a number is written before it is hashed for search: half-width capitals, nothing between."""
    return re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", text)).upper()


def parse_identity_number(text: str, *, on: date) -> IdentityNumber:
    """The number's holder, or `Refused`. `on` is the day of asking: nobody is born after it.

    The message never repeats the number: it may end in a log.
    """
    number = searched_identity(text)
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        raise Refused("证件号码应为 17 位数字加一位校验码（数字或 X），请核对证件。", STANDARD)
    kind = kind_of(number)
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise Refused("证件号码第 7 至 14 位不是一个日期，请核对证件。", STANDARD) from None
    if born > on or born.year < on.year - 150:
        raise Refused("证件号码中的出生日期不可能，请核对证件。", STANDARD)
    if check_character(number[:17]) != number[17]:
        raise Refused("证件号码的校验码不对，请逐位核对证件。", STANDARD)
    return IdentityNumber(number, kind, born)


def kind_of(number: str) -> IdentityKind:
    """Which document the number belongs to, by its beginning."""
    if permit := PERMITS.get(number[:6]):
        return permit
    if number[:2] in PROVINCES or number[:2] == FICTITIOUS:
        return IdentityKind.RESIDENT
    if number[0] == "9" and number[1:3] in PROVINCES:
        return IdentityKind.FOREIGN_PERMANENT
    raise Refused("证件号码的前六位不是任何签发地区，请核对证件。", STANDARD)


def is_identity_number(text: str, *, on: date) -> bool:
    """Whether the text is a right identity number."""
    try:
        parse_identity_number(text, on=on)
    except Refused:
        return False
    return True
