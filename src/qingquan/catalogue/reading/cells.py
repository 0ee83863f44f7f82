"""Single cells: empty words, full-width letters, lists, numbers, limits, yes and no."""

import re

from qingquan.catalogue.rules.parts import Span
from qingquan.catalogue.words import LimitUnit

NOTHING = frozenset(
    {"", "无", "暂无", "没有", "/", "-", "--", "—", "——", "null", "none", "nan", "n/a", "#n/a", "#ref!"}
)
FULL_WIDTH = {code: code - 0xFEE0 for span in (("０", "９"), ("Ａ", "Ｚ"), ("ａ", "ｚ")) for code in
              range(ord(span[0]), ord(span[1]) + 1)} | {0x3000: " ", 0xA0: " "}  # fmt: skip
NUMBERED = re.compile(r"^\s*(?:[0-9]{1,2}[.．、)）]|[（(][0-9一二三四五六七八九十]{1,3}[)）]|[①-⑳])\s*")
SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+?[0-9]{2}")
DIGITS = {each: value for value, each in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
AT_ONCE = re.compile(r"即时|当场|当即|立即|随到随办|即办")
UNITS = (
    (re.compile(r"工作日|WD", re.IGNORECASE), LimitUnit.WORKING_DAY),
    (re.compile(r"自然日|日历日|天数|CD", re.IGNORECASE), LimitUnit.CALENDAR_DAY),
    (re.compile(r"个?月|^M$"), LimitUnit.MONTH),
    (re.compile(r"年|^Y$"), LimitUnit.YEAR),
)


def cleaned(cell: str) -> str:
    """Half-width letters and digits, no spaces around; Chinese punctuation stays."""
    return cell.translate(FULL_WIDTH).strip()


def stated(cell: str) -> str:
    """The cell, or nothing where the source writes a word for nothing."""
    text = cleaned(cell)
    return "" if text.lower() in NOTHING else text


def short_list(cell: str) -> list[str]:
    """Codes and short words, divided by any mark."""
    return [part for each in re.split(r"[|、,，;；/\s]+", stated(cell)) if (part := each.strip())]


def long_list(cell: str, separator: str = "") -> list[str]:
    """Names that hold commas themselves: divided by the map's mark, else by lines, bars and semicolons."""
    marks = re.escape(separator) if separator else r"[|\n；;]|\s{2,}(?=[0-9]{1,2}[.、])"
    parts = (NUMBERED.sub("", each).strip(" ；;。") for each in re.split(marks, stated(cell)))
    return list(dict.fromkeys(part for part in parts if part and part.lower() not in NOTHING))


def yes_or_no(cell: str) -> bool | None:
    """是, 1, 支持 … against 否, 0, 不支持 …; None when it is neither."""
    word = cleaned(cell).lower()
    if word in {"是", "1", "true", "yes", "y", "支持", "已进驻", "进驻", "有", "可以", "√"}:
        return True
    if word in {"否", "0", "false", "no", "n", "不支持", "未进驻", "不进驻", "无", "没有", "不可以", "×"}:
        return False
    return None


def whole(cell: str) -> int | None:
    """A whole number from digits or Chinese numerals; None when it is none, or too large to be one."""
    text = cleaned(cell).removesuffix("次").removesuffix("级")
    if re.fullmatch(r"[0-9]{1,6}(?:\.0+)?", text):
        return int(text.split(".")[0])
    return chinese_number(text)


def chinese_number(text: str) -> int | None:
    """十, 二十, 一百八十: up to 999."""
    found = re.fullmatch(
        r"(?:([一二两三四五六七八九])百零?)?(?:([一二三四五六七八九])?(十))?([一二两三四五六七八九])?", text
    )
    if not found or not text:
        return 0 if text in {"零", "〇"} else None
    hundreds, tens, ten, ones = found.groups()
    return (
        100 * DIGITS.get(hundreds or "零", 0)
        + (10 * DIGITS.get(tens or "一", 1) if ten else 0)
        + DIGITS.get(ones or "零", 0)
    )


def unit_of(text: str) -> LimitUnit | None:
    """The unit a text names; 日 and 天 alone do not say which days are meant."""
    return next((unit for shape, unit in UNITS if shape.search(text)), None)


def span(cell: str, unit_cell: str = "", heading: str = "") -> tuple[Span | None, str]:
    """A limit, and what could not be understood of it.

    The unit stands in the cell, in its own column, or in the heading; when none of them tells working
    days from calendar days, working days are taken and it is said.
    """
    text = stated(cell)
    if not text:
        return None, ""
    if AT_ONCE.search(text):
        return Span(0), ""
    found = re.match(r"(?:自.{0,20}?起|受理后|最长|不超过)*([0-9]+(?:\.0+)?|[零一二两三四五六七八九十百]+)(.*)", text)
    number = whole(found[1]) if found else None
    if found is None or number is None:
        return None, f"“{text[:20]}”不是时限"
    unit = unit_of(found[2]) or unit_of(cleaned(unit_cell)) or unit_of(heading)
    if unit is None:
        return Span(number), f"“{text[:20]}”没有写明工作日或者自然日，暂按工作日"
    return Span(number, unit), ""
