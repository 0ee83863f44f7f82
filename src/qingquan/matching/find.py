"""Finding a power by a name somebody else wrote: the nearest of many names, best first."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from qingquan.matching.index import GramIndex
from qingquan.matching.names import core, fold, grams, parts

Key = TypeVar("Key", bound=Hashable)

# So many names are compared closely for one question.
CLOSELY = 96
# What counts, together 1: that the question is found in the name (people leave out, seldom put in),
# that both weigh the same, and how they are written, 核发 and 审批 included. Calibrated on real names.
COVERED, SHARED, WRITTEN = 0.55, 0.30, 0.15
# A name without its last bracket is the same name, less surely.
WITHOUT_BRACKET = 0.97


@dataclass(frozen=True, slots=True)
class Hit(Generic[Key]):
    """A name that was found: `score` from 0 to 1, and why, in Chinese."""

    key: Key
    name: str
    score: float
    why: str


class Seen(NamedTuple):
    """What is compared of a name: its core, how it is written, and both without the last bracket, if it has one."""

    core: str
    written: str
    head_core: str
    head_written: str


def seen(name: str) -> Seen:
    """A name made ready for comparison."""
    head, variant = parts(name)
    return Seen(core(name), fold(name), core(head) if variant else "", head if variant else "")


class Asked(NamedTuple):
    """A question made ready: its grams, what they weigh, the grams of its writing."""

    seen: Seen
    grams: frozenset[str]
    weight: int
    written: frozenset[str]


class Names(Generic[Key]):
    """Many names, ready to be asked. Building takes about 30 µs a name, a question a few milliseconds."""

    def __init__(self, pairs: Sequence[tuple[Key, str]]) -> None:
        self._keys = [key for key, _ in pairs]
        self._names = [name for _, name in pairs]
        self._seen = [seen(name) for name in self._names]
        self._index = GramIndex(grams(each.core) for each in self._seen)

    def __len__(self) -> int:
        return len(self._keys)

    def like(self, name: str, n: int = 5) -> list[Hit[Key]]:
        """The n names most like this one, best first; among equals the one that was given first."""
        asked = self._ask(name)
        near = self._index.nearest(asked.grams, max(CLOSELY, n))
        scored = sorted((-self._alike(asked, self._seen[number]), number) for number in near)
        return [
            Hit(self._keys[number], self._names[number], round(-score, 4), why(asked.seen, self._seen[number]))
            for score, number in scored[:n]
        ]

    def alike(self, one: str, other: str) -> float:
        """How far the question `one` is answered by the name `other`, from 0 to 1; 1 when both are written alike."""
        return self._alike(self._ask(one), seen(other))

    def _ask(self, name: str) -> Asked:
        question = seen(name)
        mine = grams(question.core)
        return Asked(question, mine, self._index.weigh(mine), grams(question.written))

    def _alike(self, asked: Asked, other: Seen) -> float:
        score = self._score(asked, other.core, other.written)
        if other.head_core and not asked.seen.head_core:
            score = max(score, WITHOUT_BRACKET * self._score(asked, other.head_core, other.head_written))
        return score

    def _score(self, asked: Asked, bare: str, written: str) -> float:
        theirs = grams(bare)
        both = self._index.weigh(asked.grams & theirs)
        if not both:
            return 0.0
        shared = both / (asked.weight + self._index.weigh(theirs) - both)
        return COVERED * both / asked.weight + SHARED * shared + WRITTEN * dice(asked.written, grams(written))


def dice(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of two sets that they have in common."""
    return 2 * len(one & other) / ((len(one) + len(other)) or 1)


def why(asked: Seen, other: Seen) -> str:
    """What two names have in common, in a few words."""
    if asked.written == other.written:
        return "名称相同"
    if asked.core == other.core:
        return "去掉核发、审批等字样后名称相同"
    if asked.core == other.head_core:
        return "去掉末尾括号后名称相同"
    if sorted(asked.core) == sorted(other.core):
        return "用字相同，次序不同"
    mine, theirs = set(asked.core), set(other.core)
    return f"共有 {len(mine & theirs)} 个字，所查名称另有 {len(mine - theirs)} 个，清单名称另有 {len(theirs - mine)} 个"
