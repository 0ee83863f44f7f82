"""Numbers as statutes write them: 一百二十 is 120, and Arabic digits are read as well."""

import re

# Nine signs write every number below ten thousand; longer runs are no number and may be of any length.
NUMBER = "(?:[〇零一二两三四五六七八九十百千]{1,9}|[0-9]{1,4})"
DIGITS = {"〇": 0, "两": 2} | {sign: value for value, sign in enumerate("零一二三四五六七八九")}
UNITS = {"十": 10, "百": 100, "千": 1000}
ONLY_DIGITS = re.compile("[〇零一二三四五六七八九]{2,4}")


def value(text: str) -> int:
    """The number a text of `NUMBER` stands for; 二〇 counts as 20, digit by digit."""
    if text.isascii():
        return int(text)
    if ONLY_DIGITS.fullmatch(text):
        return int("".join(str(DIGITS[sign]) for sign in text))
    total = digit = 0
    for sign in text:
        if sign in UNITS:
            total += (digit or 1) * UNITS[sign]
            digit = 0
        else:
            digit = DIGITS[sign]
    return total + digit


def chinese(number: int) -> str:
    """A number from 1 to 9999 as statutes write it: 12 is 十二, 110 is 一百一十, 1006 is 一千零六."""
    written, gap = "", False
    for unit, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = number // size % 10
        if not digit:
            gap = bool(written)
            continue
        written += ("零" if gap else "") + "零一二三四五六七八九"[digit] + unit
        gap = False
    return written.removeprefix("一") if written.startswith("一十") else written
