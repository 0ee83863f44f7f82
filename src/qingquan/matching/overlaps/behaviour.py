"""What a power does to what, read from its name: how far two names say the same."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from qingquan.matching.index import weight
from qingquan.matching.lexicon import CONTRASTS, GENERAL, OWN_ACTS, PLACES, SUFFIXES
from qingquan.matching.names import core, grams, parts

# Below this share of common grams two names have nothing to do with each other; from there likeness grows
# to `ALMOST` for names that differ by hardly anything, and only equal names reach 1. [D]
NOTHING, ALMOST = 0.4, 0.9
# What a word of contrast (变更 here, 注销 there) leaves of the likeness, and what a name that tells no
# object (政策咨询) is worth between organs of different fields. [D]
CONTRASTED, VAGUE = 0.5, 0.3
# From this share of common grams a difference may be a slip of the pen, if materials or conditions agree. [D]
SLIP = 0.45
# What names of the same characters in another order are worth. [D]
REORDERED = 0.95


class Head(NamedTuple):
    """A main name ready for comparison."""

    core: str
    letters: frozenset[str]
    grams: frozenset[str]
    weight: int


class Likeness(NamedTuple):
    """How far two main names say the same: what share of them is common, what this is worth (`share`), whether a
    slip of the pen would explain the rest, and the words in which they contradict each other."""

    common: float
    share: float
    slip: bool = False
    contrast: str = ""


class Heads:
    """The different main names of a list, with how telling their grams are."""

    def __init__(self, cores: Sequence[str]) -> None:
        gathered = [grams(each) for each in cores]
        self.held = Counter(chain.from_iterable(gathered))
        self.weights = {gram: weight(count, len(cores)) for gram, count in self.held.items()}
        self.all = [
            Head(each, frozenset(each), mine, self.weigh(mine)) for each, mine in zip(cores, gathered, strict=True)
        ]

    def weigh(self, some: frozenset[str]) -> int:
        """What grams of the list weigh together."""
        return sum(map(self.weights.__getitem__, some))

    def common(self, one: Head, other: Head) -> float:
        """The share of their weight that two names have in common (weighted Jaccard)."""
        both = self.weigh(one.grams & other.grams)
        return both / (one.weight + other.weight - both)


def likeness(one: Head, other: Head, common: float) -> Likeness:
    """How far two main names with so much in common say the same."""
    if one.core == other.core:
        return Likeness(common, 1.0)
    share = ALMOST * max(0.0, common - NOTHING) / (1 - NOTHING)
    slip = common >= SLIP and slipped(one, other)
    if slip and sorted(one.core) == sorted(other.core):
        return Likeness(common, REORDERED)
    if contrast := contrasting(one.core, other.core):
        return Likeness(common, share * CONTRASTED, contrast=contrast)
    return Likeness(common, share, slip)


def least_common(threshold: float, others: float, weight: float) -> float:
    """The share of common grams without which two names cannot reach the threshold, all else agreeing."""
    needed = max(0.0, threshold - others) / weight
    return min(SLIP, NOTHING + needed / ALMOST * (1 - NOTHING))


def slipped(one: Head, other: Head) -> bool:
    """Whether one of two names lacks nothing of the other but a character written wrong, and is not much longer."""
    both = len(one.letters & other.letters)
    fewer, more = sorted((len(one.letters) - both, len(other.letters) - both))
    return fewer <= 1 and more <= 1 + min(len(one.core), len(other.core)) // 4


def read_name(name: str) -> tuple[str, str]:
    """The cores of the main name and of the way of handling in its last bracket."""
    head, variant = parts(name)
    return core(head), core(variant)


@lru_cache(maxsize=1 << 16)
def contrasting(one: str, other: str) -> str:
    """The words by which two texts say that they are about different things of one row; empty if they do not."""
    for row in CONTRASTS:
        mine = [word for word in row if word in one]
        theirs = [word for word in row if word in other]
        if mine and theirs and mine != theirs:
            return f"{'、'.join(mine)}／{'、'.join(theirs)}"
    return ""


@lru_cache(maxsize=1 << 16)
def acts_of(bare: str) -> frozenset[str]:
    """The acts a name speaks of that make another power of the same object."""
    return frozenset(OWN_ACTS.findall(bare))


@lru_cache(maxsize=1 << 16)
def vague(bare: str) -> bool:
    """Whether a name tells no object of its own: 政策咨询, 办事指南."""
    return len(GENERAL.sub("", bare)) <= 1


@lru_cache(maxsize=1 << 14)
def field_of(organ: str) -> str:
    """The field an organ works in: 教育 of 广东省教育厅 and of 广州市教育局."""
    return re.sub(SUFFIXES, "", re.sub(PLACES, "", organ)) or organ


def same_field(one: str, other: str) -> bool:
    """Whether two organs work in the same field, as far as their names tell; unnamed organs do."""
    mine, theirs = field_of(one), field_of(other)
    return not mine or not theirs or mine == theirs or mine in theirs or theirs in mine
