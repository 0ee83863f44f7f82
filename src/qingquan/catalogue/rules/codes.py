"""Codes of items: the national forms taken apart, the local forms known and kept.

A code is never rewritten: its raw string is the item's public name. What it claims (organ, level,
type, division) is read from it so that ITM-13 can hold it against the item. Lengths follow practice
(GB/T 39046-2020 allows 10 and 24; organs use 12 and 31 or 33).
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from qingquan.catalogue.words import ExerciseLevel, PowerType
from qingquan.law import Refused
from qingquan.places.rules import is_uscc, parse_region

STANDARD = "GB/T 39046-2020"
LONGEST = 64

BASE_CODE = re.compile(r"[0-9A-Z]{10}|[0-9]{12}")
NATIONAL = re.compile(r"(?P<uscc>[0-9A-Z]{18})(?P<level>[1-7])(?P<base>[0-9]{11}[0-9A-Z])(?P<handling>[0-9]{2})?")
SICHUAN = re.compile(r"(?P<entry>[0-9A-Z-]+?)-(?P<region>[0-9]{12})-[0-9]{3}-(?P<organ>[0-9A-Za-z-]+)-[0-9]-[0-9]{2}")
HUBEI = re.compile(r"(?P<region>[0-9]{6})[0-9]{3}(?P<type>[0-9]{2})[0-9]{3}[0-9]{2}")
COUNTY = re.compile(r"(?P<region>[0-9]{6}|[0-9]{8})[A-Z]{2}-(?P<type>[A-Z]{2})-[0-9]{4}")
GUIZHOU = re.compile(r"(?P<type>[A-Z]{2})[0-9]{8}")

TYPE_LETTERS = {
    "XK": PowerType.LICENCE,
    "CF": PowerType.PENALTY,
    "QZ": PowerType.COERCION,
    "ZS": PowerType.COLLECTION,
    "JF": PowerType.PAYMENT_GRANT,
    "JC": PowerType.INSPECTION,
    "QR": PowerType.CONFIRMATION,
    "JL": PowerType.REWARD,
    "CJ": PowerType.ADJUDICATION,
    "QT": PowerType.OTHER_POWER,
}


class CodeScheme(StrEnum):
    """By whose rules a code is made."""

    NATIONAL = "national"
    STANDARD_24 = "standard_24"
    BASE = "base"
    SICHUAN = "sichuan"
    HUBEI = "hubei"
    GUIZHOU = "guizhou"
    COUNTY = "county"
    LOCAL = "local"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return SCHEME_LABELS[self]


SCHEME_LABELS = {
    CodeScheme.NATIONAL: "国家实施编码（31 或 33 位）",
    CodeScheme.STANDARD_24: "GB/T 39046 实施编码（24 位）",
    CodeScheme.BASE: "基本编码",
    CodeScheme.SICHUAN: "四川实施编码",
    CodeScheme.HUBEI: "湖北权力编码（16 位）",
    CodeScheme.GUIZHOU: "贵州权力编码（10 位）",
    CodeScheme.COUNTY: "县自编编码",
    CodeScheme.LOCAL: "其他自编编码",
}


@dataclass(frozen=True, slots=True)
class ItemCode:
    """A code as it is written, and what can be read from it; None where the scheme does not say."""

    raw: str
    scheme: CodeScheme
    uscc: str | None = None
    level: ExerciseLevel | None = None
    base_code: str | None = None
    handling: str | None = None
    region: str | None = None
    power_type: PowerType | None = None


def is_base_code(code: str) -> bool:
    """Whether the text is a base code: ten letters and digits, or twelve digits."""
    return BASE_CODE.fullmatch(code) is not None


def type_of_base_code(base_code: str) -> PowerType | None:
    """The power type in digits 3 and 4 of a twelve-digit base code, as far as provinces agree: 01 to 09.

    From 10 on they differ (one province's 20 is 其他行政权力, another's 公共服务), so nothing is read.
    """
    digits = base_code[2:4] if len(base_code) == 12 else ""
    return PowerType.from_code(digits) if digits < "10" else None


def parse_item_code(text: str) -> ItemCode:
    """The code taken apart, or `Refused` when it cannot be a code at all.

    A form nobody knows is not refused: organs coin their own.
    """
    raw = text.strip()
    if not raw:
        raise Refused("没有事项编码，请填写实施编码或本地编码。", STANDARD)
    if len(raw) > LONGEST:
        raise Refused(f"事项编码有 {len(raw)} 个字符，最多 {LONGEST} 个，请核对这一列。", STANDARD)
    if not re.fullmatch(r"[0-9A-Za-z_.·\-]+", raw):
        raise Refused(f"事项编码“{raw}”含有字母、数字、连字符以外的字符，请核对。", STANDARD)
    for read in (national, standard_24, sichuan, hubei, county, guizhou, base):
        if code := read(raw):
            return code
    return ItemCode(raw, CodeScheme.LOCAL)


def national(raw: str) -> ItemCode | None:
    """31 = credit code 18 + level 1 + base code 12; 33 adds two digits of the handling item."""
    if not (found := NATIONAL.fullmatch(raw)):
        return None
    return ItemCode(
        raw,
        CodeScheme.NATIONAL,
        uscc=found["uscc"],
        level=ExerciseLevel.from_code(found["level"]),
        base_code=found["base"],
        handling=found["handling"],
        power_type=type_of_base_code(found["base"]),
    )


def standard_24(raw: str) -> ItemCode | None:
    """The standard's own length; its inside is not agreed upon, so nothing is read from it."""
    return ItemCode(raw, CodeScheme.STANDARD_24) if re.fullmatch(r"[0-9A-Z]{24}", raw) else None


def sichuan(raw: str) -> ItemCode | None:
    """Catalogue entry, division, organ and running numbers with hyphens between.

    The organ is a credit code in most published rows and an older number in the rest.
    """
    if not (found := SICHUAN.fullmatch(raw)):
        return None
    return ItemCode(
        raw,
        CodeScheme.SICHUAN,
        uscc=found["organ"] if is_uscc(found["organ"]) else None,
        region=found["region"],
    )


def hubei(raw: str) -> ItemCode | None:
    """Division 6, department 3, type 2, main item 3, sub-item 2."""
    if not (found := HUBEI.fullmatch(raw)):
        return None
    return ItemCode(
        raw,
        CodeScheme.HUBEI,
        region=parse_region(found["region"]).text if found["region"] > "11" else None,
        power_type=PowerType.from_code(found["type"]),
    )


def county(raw: str) -> ItemCode | None:
    """62052400MZ-XK-0001: division and department letters, type letters, running number."""
    if not (found := COUNTY.fullmatch(raw)):
        return None
    return ItemCode(
        raw,
        CodeScheme.COUNTY,
        region=parse_region(found["region"][:6]).text if found["region"] > "11" else None,
        power_type=TYPE_LETTERS.get(found["type"]),
    )


def guizhou(raw: str) -> ItemCode | None:
    """Type letters, then 5 and 3 digits."""
    found = GUIZHOU.fullmatch(raw)
    if not found or found["type"] not in TYPE_LETTERS:
        return None
    return ItemCode(raw, CodeScheme.GUIZHOU, power_type=TYPE_LETTERS[found["type"]])


def base(raw: str) -> ItemCode | None:
    """A base code standing for the item itself, as provincial catalogues print it."""
    if not is_base_code(raw):
        return None
    return ItemCode(raw, CodeScheme.BASE, base_code=raw, power_type=type_of_base_code(raw))
