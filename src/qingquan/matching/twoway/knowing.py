"""Rows made ready for comparison, and how alike two of their names are."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from qingquan.matching.index import GramIndex
from qingquan.matching.lexicon import FEES
from qingquan.matching.names import core, grams, normal, parts
from qingquan.matching.overlaps.behaviour import CONTRASTED, acts_of, contrasting
from qingquan.matching.overlaps.facts import Sketch
from qingquan.matching.twoway.sides import Activity, Article, Row, sign

# A name's main name without its last bracket stands for it, less surely. [D]
WITHOUT_BRACKET = 0.95


class Known(NamedTuple):
    """A row with its name in the forms in which names are compared."""

    row: Row
    normal: str
    main: str
    core: str
    main_core: str
    articles: frozenset[Article]
    text: Sketch


def know(row: Row) -> Known:
    """A row made ready."""
    head, variant = parts(row.name)
    main = head if variant else row.name
    return Known(
        row, normal(row.name), normal(main), core(row.name), core(main), frozenset(row.articles), Sketch(row.text)
    )


def same_name(one: Known, other: Known) -> bool:
    """Whether two names are equal as compared, or the main name of one is the other."""
    return not {one.normal, one.main}.isdisjoint((other.normal, other.main))


def as_row(activity: Activity) -> Row:
    """What an organ did, as a row: a fee's name without the words that only say that it is one."""
    return Row(
        key=activity.key,
        name=FEES.sub("", activity.name) or activity.name,
        organ=activity.organ,
        organ_name=activity.organ_name,
        code=activity.code,
    )


class Names:
    """How telling the grams of all names in a comparison are."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._index = GramIndex(grams(each.core) for each in known)

    def alike(self, one: Known, other: Known) -> float:
        """How far two names say the same, from 0 to 1; the last bracket of one of them may be left out."""
        if one.normal == other.normal:
            return 1.0
        found = self._share(one.core, other.core)
        if one.main_core != one.core:
            found = max(found, WITHOUT_BRACKET * self._share(one.main_core, other.core))
        if other.main_core != other.core:
            found = max(found, WITHOUT_BRACKET * self._share(one.core, other.main_core))
        apart = acts_of(one.core) != acts_of(other.core) or contrasting(one.core, other.core)
        return found * CONTRASTED if apart else found

    def covered(self, asked: str, text: frozenset[str]) -> float:
        """The share of a name's weight that is found in a text's grams."""
        mine = grams(asked)
        return self._index.weigh(mine & text) / (self._index.weigh(mine) or 1)

    def _share(self, one: str, other: str) -> float:
        mine, theirs = grams(one), grams(other)
        both, weigh = self._index.weigh(mine & theirs), self._index.weigh
        if not both:
            return 0.0
        lighter, heavier = sorted((weigh(mine), weigh(theirs)))
        shared = both / (lighter + heavier - both)
        # Half for what they share, half for how much of the shorter is in the longer: names are often cut.
        return (shared + both / lighter) / 2


class Side:
    """One set, ready to be asked for the rows that may be the same power as another."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.known = [know(row) for row in rows]
        self.by_code: dict[str, list[Known]] = {}
        self.by_name: dict[str, list[Known]] = {}
        self.by_sign: dict[str, list[Known]] = {}
        self.by_article: dict[Article, list[Known]] = {}
        for each in self.known:
            self._enter(each)
        self._index = GramIndex(grams(each.core) for each in self.known)

    def _enter(self, each: Known) -> None:
        if each.row.code:
            self.by_code.setdefault(each.row.code, []).append(each)
        self.by_sign.setdefault(sign(each.row), []).append(each)
        for name in dict.fromkeys((each.normal, each.main)):
            self.by_name.setdefault(name, []).append(each)
        for article in sorted(each.articles):
            self.by_article.setdefault(article, []).append(each)

    def named(self, asked: Known) -> list[Known]:
        """The rows whose name or main name equals the question's."""
        return _once(each for name in (asked.normal, asked.main) for each in self.by_name.get(name, ()))

    def citing(self, asked: Known, most: int) -> list[Known]:
        """The rows that cite an article of the question which so few cite that it tells which power it is."""
        lists = (self.by_article.get(article, ()) for article in sorted(asked.articles))
        return _once(each for found in lists if len(found) <= most for each in found)

    def near(self, asked: Known, keep: int) -> list[Known]:
        """The rows whose names share most with the question's."""
        return [self.known[number] for number in self._index.nearest(grams(asked.core), keep)]


class Organs:
    """One set, parted by organ: what an organ did is looked for among its own reports."""

    def __init__(self, whole: Side) -> None:
        rows: dict[str, list[Row]] = {}
        for each in whole.known:
            rows.setdefault(each.row.organ, []).append(each.row)
        self._whole, self._none = whole, Side(())
        self._sides = {organ: Side(held) for organ, held in rows.items()}

    def of(self, asked: Known) -> Side:
        """The rows of the question's organ; all rows when it names none."""
        return self._sides.get(asked.row.organ, self._none) if asked.row.organ else self._whole


def _once(found: Iterable[Known]) -> list[Known]:
    return list({each.row.key: each for each in found}.values())
