"""The provisions after a statute's name: 第十条第一款、第三款, 第十二条至第十四条, 第（二）项, 附件第193项.

A text is read from a point on for as long as one provision follows another; words between end the reading,
a new sentence that begins with an article takes it up again.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qingquan.statutes.rules.numbers import NUMBER, value

# 第十条至第三百条 is read as its two ends: nobody means three hundred bases.
MOST_IN_A_RANGE = 200
LONGEST_UNREAD = 20
RANGE = r"(?:至|到|[-~])"
ONE = rf"\(?\s*{NUMBER}\s*\)?"
LIST = rf"{ONE}(?:\s*(?:[、,和及与]|{RANGE})\s*第?\s*{ONE})*"
UNIT = re.compile(rf"(?:第\s*|(?=\())(?P<list>{LIST})\s*(?P<unit>[条款项目])(?:\s*之\s*(?P<suffix>{NUMBER}))?")
ANNEX = re.compile(rf"附件\s*{NUMBER}?\s*[中的]?\s*第?\s*\(?(?P<item>{NUMBER})\)?\s*[项号]")
CHAPTER = re.compile(rf"\s*(?:第{NUMBER}[编章节分]+\s*)+")
GAP = re.compile(rf"(?:\([^()]*\)|[^第附《》「」。;,:\n(])*[,:]?\s*(?=第\s*\(?{NUMBER}|附件)")
NEXT = re.compile(rf"(?:的?规定|之规定|的)?[\s、,;]*(?P<range>{RANGE})?(?:以及|或者|并|和|及|与|或)?[\s、]*")
TAKEN_UP = re.compile(rf"[;。\n]\s*(?=第{NUMBER}条)")
PIECES = re.compile(rf"{RANGE}|{NUMBER}")
# What is written like a provision and is none: 第99999条, 第④条, 第肆拾捌条, 第 四 十 八 条, 第XX条.
LIKE_A_NUMBER = "0-9٠-٩零〇○一二两三四五六七八九十百千万亿廿卅壹贰貳叁肆伍陆陸柒捌玖拾佰仟①-⒛Ⅰ-Ⅻ"
OTHER_WORDS = "例约件款目码文形"
UNREAD = re.compile(
    rf"第(?:[{LIKE_A_NUMBER}\s.+-]+[条款项目]|[^第编章节条款项目。;,、:\n《》()]{{1,12}}条(?![{OTHER_WORDS}]))"
)
LEVELS = {"条": "article", "款": "paragraph", "项": "item", "目": "subitem"}
ORDER = tuple(LEVELS.values())


@dataclass(frozen=True, slots=True)
class Place:
    """One provision and where in the text it was read."""

    start: int
    end: int
    article: int | None = None
    suffix: int | None = None
    paragraph: int | None = None
    item: int | None = None
    subitem: int | None = None
    annex: bool = False
    unread: str = ""

    def number(self, level: str) -> int | None:
        """The number at a level."""
        return {
            "article": self.article,
            "paragraph": self.paragraph,
            "item": self.item,
            "subitem": self.subitem,
        }[level]

    @property
    def depth(self) -> int:
        """How far down the place goes: 0 for an article, 3 for a 目; -1 when nothing is named."""
        return max((at for at, level in enumerate(ORDER) if self.number(level) is not None), default=-1)

    def at(self, level: str, number: int, start: int, end: int, suffix: int | None = None) -> "Place":
        """The place with this number at a level and nothing below it."""
        depth = ORDER.index(level)
        article, paragraph, item, subitem = (
            number if at == depth else self.number(name) if at < depth else None for at, name in enumerate(ORDER)
        )
        own = suffix if level == "article" else self.suffix
        return Place(start, end, article, own, paragraph, item, subitem, self.annex)


def places(text: str, start: int, until: int, *, strict: bool = False) -> list[Place]:
    """The provisions in a text of half width after `start`; with `strict` they must begin there at once.

    What is meant for one and cannot be read is told as such: nobody shall take it for the whole statute.
    """
    found: list[Place] = []
    gap = None if strict else GAP.match(text, start, until)
    at: int | None = gap.end() if gap else start
    while at is not None:
        more, end = run(text, at, until)
        found += [place if readable(place) else unread(text, place.start, place.end) for place in more]
        if odd := UNREAD.match(text, linked(text, end, until), until):
            found.append(unread(text, odd.start(), odd.end()))
            end = odd.end()
        again = TAKEN_UP.search(text, end, until)
        at = again.end() if again and found else None
    return found


def readable(place: Place) -> bool:
    """Whether every number counts from one."""
    return all(place.number(level) != 0 for level in ORDER) and place.suffix != 0


def unread(text: str, start: int, end: int) -> Place:
    """What stands there instead of a provision."""
    written = text[start:end]
    return Place(start, end, unread=written if len(written) <= LONGEST_UNREAD else f"{written[:LONGEST_UNREAD]}……")


def linked(text: str, end: int, until: int) -> int:
    """Where the next provision would begin."""
    link = NEXT.match(text, end, until)
    return link.end() if link else end


def run(text: str, at: int, until: int) -> tuple[list[Place], int]:
    """Provisions that follow one another, and where the last one ends."""
    leaves: list[Place] = []
    end, ranged = at, False
    while True:
        chapter = CHAPTER.match(text, at, until)
        at = chapter.end() if chapter else at
        if annex := ANNEX.match(text, at, until):
            leaves.append(Place(at, annex.end(), item=value(annex["item"]), annex=True))
            end = annex.end()
        elif unit := UNIT.match(text, at, until):
            leaves = grown(leaves, unit, ranged=ranged)
            end = unit.end()
        else:
            return leaves, end
        link = NEXT.match(text, end, until)
        at, ranged = (link.end(), bool(link["range"])) if link else (end, False)


def grown(leaves: list[Place], unit: re.Match[str], *, ranged: bool) -> list[Place]:
    """The provisions with what one more unit adds: deeper into the last one, or beside it."""
    level = LEVELS[unit["unit"]]
    last = leaves[-1] if leaves else Place(unit.start(), unit.start())
    start = unit.start()
    if leaves and last.depth < ORDER.index(level):
        leaves, start = leaves[:-1], last.start
    numbers = list(numbers_in(unit["list"], last.number(level) if ranged else None))
    suffix = value(unit["suffix"]) if unit["suffix"] else None
    beside = [
        last.at(level, number, start if not at else unit.start(), unit.end(), suffix if number == numbers[-1] else None)
        for at, number in enumerate(numbers)
    ]
    return [*leaves, *beside]


def numbers_in(text: str, since: int | None = None) -> Iterator[int]:
    """The numbers of a list, ranges filled in; `since` is the number a range began with before the list."""
    before, ranged = since, since is not None
    for piece in PIECES.findall(text):
        if re.fullmatch(RANGE, piece):
            ranged = True
            continue
        number = value(piece)
        if ranged and before is not None and before < number <= before + MOST_IN_A_RANGE:
            yield from range(before + 1, number)
        yield number
        before, ranged = number, False
