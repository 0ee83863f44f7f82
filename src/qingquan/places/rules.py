"""Codes of organs and divisions: unified social credit code, organisation code, division code.

Every parser takes what a person typed or a file held and answers a value, or `Refused` saying which
character is wrong. Nothing is looked up: whether a division exists is a question for the tables.
"""

import re
from dataclasses import dataclass
from datetime import date

from qingquan.law import Refused
from qingquan.places.words import DivisionLevel, SettlementKind, WindowKind

USCC_STANDARD = "GB 32100-2015"
ORGANISATION_STANDARD = "GB 11714-1997"
DIVISION_STANDARD = "GB/T 2260、GB/T 10114"

# I, O, S, V and Z are left out: they are mistaken for 1, 0, 5, U and 2.
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
USCC_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)

REGISTRARS = {
    "1": "机构编制部门",
    "5": "民政部门",
    "9": "市场监督管理部门",
    "N": "农业农村部门",
    "Y": "其他登记管理部门",
}
CATEGORIES = {
    "11": "机关",
    "12": "事业单位",
    "13": "群众团体",
    "19": "其他机构",
    "51": "社会团体",
    "52": "民办非企业单位",
    "53": "基金会",
    "91": "企业",
    "92": "个体工商户",
    "93": "农民专业合作社",
    "N1": "组级集体经济组织",
    "N2": "村级集体经济组织",
    "N3": "乡镇级集体经济组织",
}


@dataclass(frozen=True, slots=True)
class CreditCode:
    """A unified social credit code that has been checked."""

    text: str

    @property
    def registrar(self) -> str:
        """登记管理部门 by the first character; empty when the standard's table leaves it open."""
        return REGISTRARS.get(self.text[0], "")

    @property
    def category(self) -> str:
        """机构类别 by the first two characters; empty when not tabled here."""
        return CATEGORIES.get(self.text[:2], "")

    @property
    def region(self) -> str:
        """The six-digit division where the organisation was registered, as it was then."""
        return self.text[2:8]

    @property
    def organisation_code(self) -> str:
        """The nine-character organisation code inside. GB 11714."""
        return self.text[8:17]


def uscc_check_character(first_seventeen: str) -> str:
    """The eighteenth character that belongs to the first seventeen. GB 32100-2015."""
    total = sum(
        USCC_ALPHABET.index(character) * weight for character, weight in zip(first_seventeen, USCC_WEIGHTS, strict=True)
    )
    return USCC_ALPHABET[(31 - total % 31) % 31]


def parse_uscc(text: str) -> CreditCode:
    """The code without spaces around it, in capitals, or `Refused` naming what is wrong with it."""
    code = text.strip().upper()
    if len(code) != 18:
        raise Refused(f"统一社会信用代码“{code}”有 {len(code)} 位，应为 18 位，请核对登记证书。", USCC_STANDARD)
    for place, character in enumerate(code, 1):
        if character not in USCC_ALPHABET:
            raise Refused(
                f"统一社会信用代码“{code}”第 {place} 位“{character}”不是可用字符（不含 I、O、S、V、Z）。",
                USCC_STANDARD,
            )
    if not code[2:8].isdecimal():
        raise Refused(f"统一社会信用代码“{code}”第 3 至 8 位应为六位行政区划数字。", USCC_STANDARD)
    if uscc_check_character(code[:17]) != code[17]:
        raise Refused(f"统一社会信用代码“{code}”的校验码不对，请逐位核对登记证书。", USCC_STANDARD)
    return CreditCode(code)


def is_uscc(text: str) -> bool:
    """Whether the text is a right unified social credit code."""
    try:
        parse_uscc(text)
    except Refused:
        return False
    return True


def organisation_check_character(first_eight: str) -> str:
    """The ninth character that belongs to the first eight: 10 is written X, 11 is written 0. GB 11714."""
    total = sum(
        int(character, 36) * weight for character, weight in zip(first_eight, ORGANISATION_WEIGHTS, strict=True)
    )
    left = 11 - total % 11
    return {10: "X", 11: "0"}.get(left, str(left))


def parse_organisation_code(text: str) -> str:
    """A nine-character organisation code without its hyphen, or `Refused`. GB 11714."""
    code = text.strip().upper().replace("-", "")
    if not re.fullmatch(r"[0-9A-Z]{8}[0-9X]", code):
        raise Refused(f"组织机构代码“{text.strip()}”应为八位数字或字母加一位校验码。", ORGANISATION_STANDARD)
    if organisation_check_character(code[:8]) != code[8]:
        raise Refused(f"组织机构代码“{text.strip()}”的校验码不对。", ORGANISATION_STANDARD)
    return code


@dataclass(frozen=True, slots=True)
class RegionCode:
    """A division code written in full, with what its digits say."""

    text: str
    level: DivisionLevel
    kind: SettlementKind | None = None

    @property
    def short(self) -> str:
        """The shortest form that still names the division: 2, 4, 6, 9 or 12 digits."""
        return self.text[: LENGTHS[self.level]]

    @property
    def parent(self) -> str:
        """The twelve digits of the division above; empty for a province."""
        lengths = sorted(LENGTHS.values())
        place = lengths.index(LENGTHS[self.level])
        return self.text[: lengths[place - 1]].ljust(12, "0") if place else ""

    def contains(self, other: "RegionCode") -> bool:
        """Whether the other division lies in this one, or is it."""
        return other.text.startswith(self.short)


LENGTHS = {
    DivisionLevel.PROVINCE: 2,
    DivisionLevel.CITY: 4,
    DivisionLevel.COUNTY: 6,
    DivisionLevel.TOWN: 9,
    DivisionLevel.VILLAGE: 12,
}


def parse_region(text: str) -> RegionCode:
    """A division code of 2, 4, 6, 9 or 12 digits in its twelve-digit form, or `Refused`.

    Digits 1–6 name the county (GB/T 2260), 7–9 the town, 10–12 the village.
    """
    digits = text.strip()
    if not re.fullmatch(r"[0-9]+", digits) or len(digits) not in LENGTHS.values():
        raise Refused(f"行政区划代码“{digits}”应为 2、4、6、9 或 12 位数字。", DIVISION_STANDARD)
    code = digits.ljust(12, "0")
    if code[:2] < "11":
        raise Refused(f"行政区划代码“{digits}”的前两位不是省级代码。", DIVISION_STANDARD)
    if code[9:] != "000":
        return RegionCode(code, DivisionLevel.VILLAGE, village_kind(code))
    if code[6:9] != "000":
        return RegionCode(code, DivisionLevel.TOWN, town_kind(code))
    if code[4:6] != "00":
        return RegionCode(code, DivisionLevel.COUNTY)
    return RegionCode(code, DivisionLevel.CITY if code[2:4] != "00" else DivisionLevel.PROVINCE)


def town_kind(code: str) -> SettlementKind:
    """街道 001–099, 镇 100–199, 乡 200–399, 类似乡级单位 from 400, by digits 7 to 9."""
    number = int(code[6:9])
    if number < 100:
        return SettlementKind.STREET
    if number < 200:
        return SettlementKind.TOWN
    return SettlementKind.TOWNSHIP if number < 400 else SettlementKind.TOWN_LIKE


def village_kind(code: str) -> SettlementKind | None:
    """居民委员会 001–199, 村民委员会 200–399, by digits 10 to 12; None beyond, where practice differs."""
    number = int(code[9:12])
    if number < 200:
        return SettlementKind.RESIDENTS_COMMITTEE
    return SettlementKind.VILLAGERS_COMMITTEE if number < 400 else None


def check_window(kind: WindowKind, *, names_organ: bool) -> None:
    """A department window serves one organ and names it; the others take in for several. Handbook §7.5."""
    if kind is WindowKind.DEPARTMENT and not names_organ:
        raise Refused("部门窗口须写明进驻机关；同时受理几个机关的事项，请选综合窗口。")


def check_may_close_post(*, on: date, today: date, open_steps: int, holdings: int) -> None:
    """A post is closed from today or an earlier day, and only with nothing left at it."""
    if on > today:
        raise Refused(f"撤销日期{on}还没有到，请在当天撤销。")
    if open_steps:
        raise Refused(f"岗位上还有{open_steps}个环节没有办完，请先办完或者移交，再撤销岗位。")
    if holdings:
        raise Refused(f"岗位还在行使{holdings}个事项，请先在权力清单里收回，再撤销岗位。")
