"""What goes into a two-way check and what comes out of it: rows of the sets, pairs, differences.

All are plain frozen values. Nothing here knows where they are stored or who looks at them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from qingquan.matching.names import normal
from qingquan.matching.twoway.words import DifferenceKind, Field, Method, SetName, Urgency


class Article(NamedTuple):
    """One article of one statute: "行政许可法", 31, 0. `suffix` 1 is 之一."""

    statute: str
    number: int
    suffix: int = 0

    def __str__(self) -> str:
        more = f"之{self.suffix}" if self.suffix else ""
        return f"《{self.statute}》第{self.number}条{more}"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of set A, B, C or E. Empty means: not stated.

    `organ` is the holder by a code that is the same in every set (信用代码), empty where the source
    names none (a statute, a province's catalogue). `code` is the base code of the power.
    """

    key: str
    name: str
    organ: str = ""
    organ_name: str = ""
    code: str = ""
    power_type: str = ""
    levels: tuple[str, ...] = ()
    articles: tuple[Article, ...] = ()
    text: str = ""
    source: str = ""
    statutory_duty: bool = False
    materials: tuple[str, ...] = ()
    service_objects: tuple[str, ...] = ()
    conditions: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """One past case, fee receipt or use of a seal: the raw line of set D. `fen` is money in fen."""

    organ: str
    name: str
    on: date
    code: str = ""
    kind: str = "case"
    fen: int = 0


@dataclass(frozen=True, slots=True)
class Activity:
    """What one organ did under one code or name: set D, gathered from its traces."""

    key: str
    organ: str
    name: str
    code: str = ""
    cases: int = 0
    fees: int = 0
    fen: int = 0
    seals: int = 0
    first: date | None = None
    last: date | None = None
    organ_name: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One field of the two rows side by side. `agrees` None: one side does not state it."""

    field: Field
    left: str
    right: str
    agrees: bool | None
    share: float = 0.0
    says: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows of two sets taken for the same power, with a confidence from 0 to 100."""

    left_set: SetName
    left: Row
    right_set: SetName
    right: Row
    method: Method
    confidence: int
    evidence: tuple[Evidence, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether no one need look at it (confidence 85 or more); else a reviewer confirms or parts it."""
        return self.confidence >= SURE

    @property
    def signs(self) -> tuple[str, str]:
        """Under what this pair's decision is remembered."""
        return signs(self.left, self.right)


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference, with the rows it lies between, its evidence, and whose task it is by default."""

    kind: DifferenceKind
    key: str
    left: Row | None = None
    right: Row | None = None
    activity: Activity | None = None
    evidence: tuple[Evidence, ...] = ()
    owner: str = ""
    urgency: Urgency = Urgency.ORDINARY
    says: str = ""


@dataclass(frozen=True, slots=True)
class Remembered:
    """Pairs that reviewers confirmed or parted, by the signs of both rows, whichever stood left."""

    confirmed: frozenset[tuple[str, str]] = frozenset()
    parted: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def of(cls, decisions: Iterable[tuple[str, str, bool]]) -> "Remembered":
        """From decisions in the order they were made: (sign, sign, same power?). A later one replaces an earlier."""
        last = {ordered(one, other): same for one, other, same in decisions}
        return cls(
            frozenset(pair for pair, same in last.items() if same),
            frozenset(pair for pair, same in last.items() if not same),
        )

    def says(self, left: Row, right: Row) -> bool | None:
        """Whether the two are the same power; None when nobody has decided."""
        pair = signs(left, right)
        return True if pair in self.confirmed else False if pair in self.parted else None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a check has come: so many rows of so many, in one of its stages."""

    stage: str
    done: int
    total: int


Tell = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The outcome of a two-way check, in a fixed order."""

    pairs: tuple[Pair, ...] = ()
    differences: tuple[Difference, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)

    def of(self, kind: DifferenceKind) -> tuple[Difference, ...]:
        """The differences of one kind."""
        return tuple(each for each in self.differences if each.kind is kind)

    def to_confirm(self) -> tuple[Pair, ...]:
        """The pairs a reviewer must still confirm or part."""
        return tuple(pair for pair in self.pairs if not pair.sure)


# From here a pair needs no one's look, and below here it is none. [D]
SURE = 85
LIKELY = 60


def sign(row: Row) -> str:
    """By what a row is known again in the next campaign: its organ and its name as compared.

    Neither the row's key nor its code: keys are new each time, and codes are what campaigns correct.
    """
    return f"{row.organ}|{normal(row.name)}"


def ordered(one: str, other: str) -> tuple[str, str]:
    """Two signs in one order, so that a pair is the same from either side."""
    return (one, other) if one <= other else (other, one)


def signs(left: Row, right: Row) -> tuple[str, str]:
    """The key of a pair's decision."""
    return ordered(sign(left), sign(right))
