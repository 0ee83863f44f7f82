"""A pasted text of a statute or an amendment, taken apart into articles."""

import re

from qingquan.statutes.rules.citations import article_name
from qingquan.statutes.rules.numbers import NUMBER, value
from qingquan.statutes.rules.timeline import Number
from qingquan.statutes.rules.widths import half_width

BEGINS = re.compile(rf"\s*第\s*(?P<number>{NUMBER})\s*条(?:之(?P<suffix>{NUMBER}))?(?![第款项、和至的])[\s:]*")
HEADING = re.compile(rf"\s*(?:第{NUMBER}[编章节](?:\s|$)|目\s*录\s*$|附\s*则\s*$)")
TAKEN_OUT = re.compile(r"\s*\(?(?:删除|删去|废止)\)?[。.]?\s*$")


class Unreadable(ValueError):
    """The text does not come apart; the words say where."""


def articles_in(text: str) -> dict[Number, str]:
    """The articles of a text, in its order; lines before the first article and headings of chapters are left out.

    Raises `Unreadable` when an article comes twice or has no words.
    """
    found: dict[Number, list[str]] = {}
    current: list[str] | None = None
    for line in text.splitlines():
        plain = half_width(line)
        begins = BEGINS.match(plain)
        if begins:
            number = value(begins["number"]), value(begins["suffix"]) if begins["suffix"] else 0
            if number in found:
                raise Unreadable(f"{article_name(*number)}出现了两次，请核对。")
            current = found[number] = [line[begins.end() :].strip()]
        elif current is not None and line.strip() and not HEADING.match(plain):
            current.append(line.strip())
    made = {number: "\n".join(filter(None, lines)) for number, lines in found.items()}
    empty = [article_name(*number) for number, words in made.items() if not words]
    if empty:
        raise Unreadable(f"{'、'.join(empty[:5])}没有内容，请核对。")
    return made


def changes_in(text: str) -> dict[Number, str | None]:
    """The same for an amendment, where an article that only says 删除 is taken out."""
    return {
        number: None if TAKEN_OUT.match(half_width(words)) else words for number, words in articles_in(text).items()
    }
