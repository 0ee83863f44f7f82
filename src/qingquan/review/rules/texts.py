"""Texts as people send them: without what no keyboard types, and no longer than what keeps them."""

import unicodedata

from qingquan.law import Refused

LONGEST_DECLARATION = 1000
LONGEST_TEXT = 4000
LONGEST_NUMBER = 60
LONGEST_NAME = 120


def plain(text: str) -> str:
    """Without control characters, which the database does not take or nobody sees; line ends and tabs stay."""
    return "".join(each for each in text.replace("\r\n", "\n") if each in "\n\t" or unicodedata.category(each) != "Cc")


def within(text: str, what: str, most: int) -> str:
    """The text as it is kept; `Refused` when it is too long, so that nothing is cut silently."""
    said = plain(text).strip()
    if len(said) > most:
        raise Refused(f"{what}不超过 {most} 字，现在有 {len(said)} 字，请删减。")
    return said
