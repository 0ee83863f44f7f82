"""From what stands in a cell to a value: spaces, full-width characters, numbers and days in their many forms."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from qingquan.catalogue.reading.cells import SCIENTIFIC, cleaned, short_list, stated, yes_or_no
from qingquan.desk.setup_sheets.problems import Wrong
from qingquan.people.rules import parse_phone
from qingquan.places.rules import parse_region, parse_uscc

W = TypeVar("W", bound=StrEnum)

HAN = "\u3007\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U0003ffff·"
BETWEEN_HAN = re.compile(rf"(?<=[{HAN}])\s+(?=[{HAN}])")
DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]+00:00(?::00)?)?")
COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
# Days as a spreadsheet counts them, between 2000 and 2099; day 0 is 1899-12-30.
SERIAL, SERIALS, SERIAL_ZERO = re.compile(r"\d{5}(?:\.0+)?"), range(36526, 73051), date(1899, 12, 30)
AS_TEXT = "请把这一列设为文本格式，重新填写完整的代码"


def text(most: int) -> Callable[[str], str]:
    """Words of at most so many characters, on one line."""

    def convert(cell: str) -> str:
        said = " ".join(stated(cell).split())
        if len(said) > most:
            raise Wrong(f"“{said[:12]}……”有 {len(said)} 个字，最多 {most} 个字", "请缩短")
        return said

    return convert


def name(most: int) -> Callable[[str], str]:
    """A name; the space that makes “王　伟” as wide as three characters is no part of it."""
    words = text(most)
    return lambda cell: BETWEEN_HAN.sub("", words(cell))


def whole_code(cell: str) -> str:
    """A code in half-width characters without spaces; one that was turned into a rounded number is refused."""
    code = re.sub(r"\s+", "", unicodedata.normalize("NFKC", cell)).removesuffix(".0")
    if SCIENTIFIC.fullmatch(code):
        raise Wrong(f"“{code}”是被表格软件改成了数字的代码，后几位已经丢失", AS_TEXT)
    return code


def pattern(shape: str, what: str, most: int) -> Callable[[str], str]:
    """A code of a fixed shape."""
    wanted = re.compile(shape)

    def convert(cell: str) -> str:
        code = whole_code(cell)
        if not wanted.fullmatch(code) or len(code) > most:
            raise Wrong(f"“{code[:40]}”不合要求", f"应为{what}")
        return code

    return convert


post_code = pattern(r"[0-9A-Za-z._-]+", "字母、数字、点和短横，不超过 40 个", 40)
username = pattern(r"[0-9A-Za-z._-]{2,}", "字母、数字、点和短横，2 到 64 个", 64)
window_number = pattern(r"[^、，,]+", "不超过 12 个字符的窗口号", 12)


def uscc(cell: str) -> str:
    """A unified social credit code with a right check digit."""
    return parse_uscc(whole_code(cell)).text


def region(cell: str) -> str:
    """Twelve digits of a division."""
    return parse_region(whole_code(cell)).text


def sequence(cell: str) -> str:
    """Three digits; a spreadsheet that takes 001 for a number shows 1."""
    digits = whole_code(cell)
    if not re.fullmatch(r"[0-9]{1,3}", digits):
        raise Wrong(f"机构序号“{digits[:20]}”不合要求", "应为三位数字，如 013")
    return digits.zfill(3)


def phone(cell: str) -> str:
    """One telephone number as people write it."""
    number = stated(unicodedata.normalize("NFKC", cell))
    return parse_phone(number).text if number else ""


def day(cell: str) -> date:
    """A day written with hyphens, slashes, points, in Chinese, as eight digits, or counted by a spreadsheet."""
    given = unicodedata.normalize("NFKC", cleaned(cell))
    found = DAY.fullmatch(given) or COMPACT_DAY.fullmatch(given)
    try:
        if found:
            return date(*map(int, found.groups()))
    except ValueError:
        raise Wrong(f"没有“{given}”这一天", "请核对日期") from None
    if SERIAL.fullmatch(given) and int(given[:5]) in SERIALS:
        return SERIAL_ZERO + timedelta(days=int(given[:5]))
    raise Wrong(f"“{given[:20]}”不是日期", "请写成 2026-03-02")


def yes(cell: str) -> bool:
    """是 or 否; nothing is 否."""
    answer = yes_or_no(cell) if cleaned(cell) else False
    if answer is None:
        raise Wrong(f"“{cleaned(cell)[:20]}”不是“是”或者“否”", "请填是或否")
    return answer


def choice(words: Iterable[W], also: dict[str, W] | None = None) -> Callable[[str], W]:
    """One of the words, by the Chinese name or by its code."""
    members = list(words)
    known = {member.value: member for member in members} | {_label(member): member for member in members}

    def convert(cell: str) -> W:
        said = "".join(unicodedata.normalize("NFKC", cell).split())
        member = (known | _normal(known) | (also or {})).get(said)
        if member is None:
            raise Wrong(f"不认识“{said[:20]}”", f"请从这些里选一个：{'、'.join(map(_label, members))}")
        return member

    return convert


def _label(member: StrEnum) -> str:
    return str(getattr(member, "label", member.value))


def _normal(known: dict[str, W]) -> dict[str, W]:
    """Brackets are full-width in our words and either in other people's."""
    return {unicodedata.normalize("NFKC", said): member for said, member in known.items()}


def codes(cell: str) -> tuple[str, ...]:
    """Several post codes, divided by any mark."""
    return tuple(dict.fromkeys(post_code(each) for each in short_list(unicodedata.normalize("NFKC", cell))))
