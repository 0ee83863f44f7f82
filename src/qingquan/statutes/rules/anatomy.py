"""The parts of an article's text: paragraphs (款) are lines, items (项) lines that begin with （一）, 目 with 1."""

import re
from dataclasses import dataclass

from qingquan.statutes.rules.citations import Citation
from qingquan.statutes.rules.numbers import NUMBER, chinese, value
from qingquan.statutes.rules.widths import half_width
from qingquan.statutes.words import Fault

ITEM = re.compile(rf"\s*\(\s*(?P<number>{NUMBER})\s*\)")
SUBITEM = re.compile(r"\s*(?P<number>[0-9]{1,2})\s*[.．、]")


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, an item or a 目: its number, its own line, and what hangs below it."""

    number: int
    line: str
    below: tuple["Part", ...] = ()

    @property
    def text(self) -> str:
        """The part with everything below it."""
        return "\n".join((self.line, *(part.text for part in self.below)))


@dataclass(frozen=True, slots=True)
class Found:
    """The words a citation points at, or what is missing."""

    text: str = ""
    fault: Fault | None = None
    words: str = ""


def paragraphs(text: str) -> tuple[Part, ...]:
    """An article's text taken apart; items belong to the paragraph before them."""
    made: list[tuple[str, list[tuple[int, str, list[Part]]]]] = []
    for line in filter(None, (each.strip() for each in text.split("\n"))):
        plain = half_width(line)
        item, subitem = ITEM.match(plain), SUBITEM.match(plain)
        if made and item:
            made[-1][1].append((value(item["number"]), line, []))
        elif made and made[-1][1] and subitem:
            made[-1][1][-1][2].append(Part(int(subitem["number"]), line))
        else:
            made.append((line, []))
    return tuple(
        Part(at, line, tuple(Part(number, own, tuple(below)) for number, own, below in items))
        for at, (line, items) in enumerate(made, 1)
    )


def pointed_at(citation: Citation, text: str) -> Found:
    """The words of the part cited. An item without its paragraph is looked for in all of them."""
    if not (citation.paragraph or citation.item or citation.subitem):
        return Found(text)
    parts = paragraphs(text)
    if citation.paragraph:
        if citation.paragraph > len(parts):
            return missing(Fault.NO_PARAGRAPH, f"只有{len(parts)}款，没有第{chinese(citation.paragraph)}款")
        parts = parts[citation.paragraph - 1 : citation.paragraph]
    if not citation.item:
        return below(citation, parts) if citation.subitem else Found(parts[0].text)
    items = [item for part in parts for item in part.below]
    named = [item for item in items if item.number == citation.item]
    if not named:
        return missing(Fault.NO_ITEM, without(items, f"第{chinese(citation.item)}项", "项"))
    return below(citation, tuple(named)) if citation.subitem else Found(named[0].text)


def below(citation: Citation, items: tuple[Part, ...]) -> Found:
    """The 目 cited, among those of the items."""
    there = [part for item in items for part in item.below]
    named = [part for part in there if part.number == citation.subitem]
    if named:
        return Found(named[0].text)
    return missing(Fault.NO_SUBITEM, without(there, f"第{chinese(citation.subitem or 0)}目", "目"))


def without(there: list[Part], wanted: str, unit: str) -> str:
    """How many there are, and that the wanted one is not among them."""
    return f"只有{len(there)}{unit}，没有{wanted}" if there else f"没有分{unit}，找不到{wanted}"


def missing(fault: Fault, words: str) -> Found:
    """A part that is not there."""
    return Found(fault=fault, words=words)
