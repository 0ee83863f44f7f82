"""What the lines of a county's sheets say, once every cell is understood. Organs are named by their credit code."""

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from qingquan.places.words import HallLevel, Role, SubjectNature, WindowKind


class HasLine(Protocol):
    """Anything read from a row of a sheet."""

    @property
    def line(self) -> int:
        """The row as the spreadsheet numbers it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DivisionFacts:
    """A town or village."""

    line: int
    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganFacts:
    """An organ; `division` is a code."""

    line: int
    uscc: str
    name: str
    short_name: str
    seq: str
    division: str
    nature: SubjectNature
    vertical: bool
    address: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeFacts:
    """An inner office."""

    line: int
    organ: str
    name: str
    approval_unit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PostFacts:
    """A post; `office` is the name of an inner office of its organ, or empty."""

    line: int
    code: str
    organ: str
    name: str
    role: Role
    office: str
    duties: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """An official's account."""

    line: int
    username: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TenureFacts:
    """An official on a post from a day on."""

    line: int
    username: str
    post: str
    from_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class HallFacts:
    """A hall; `division` is a code."""

    line: int
    name: str
    level: HallLevel
    division: str
    address: str
    hours: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowFacts:
    """A window of a hall; `organ` is a credit code or empty."""

    line: int
    hall: str
    number: str
    name: str
    kind: WindowKind
    organ: str
    posts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingFacts:
    """A post exercises an item from a day on."""

    line: int
    item: str
    post: str
    from_on: date


@dataclass(slots=True)
class CountyFacts:
    """Everything the sheets say."""

    divisions: list[DivisionFacts] = field(default_factory=list)
    organs: list[OrganFacts] = field(default_factory=list)
    offices: list[OfficeFacts] = field(default_factory=list)
    posts: list[PostFacts] = field(default_factory=list)
    people: list[PersonFacts] = field(default_factory=list)
    tenures: list[TenureFacts] = field(default_factory=list)
    halls: list[HallFacts] = field(default_factory=list)
    windows: list[WindowFacts] = field(default_factory=list)
    holdings: list[HoldingFacts] = field(default_factory=list)
