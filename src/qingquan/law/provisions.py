"""What a statute gives: limits in time, duties, and reasons for which a clock may stand still."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar


class Unit(StrEnum):
    """In what a period is counted. A number of months or years ends on the same-numbered day."""

    WORKING_DAY = "WD"
    CALENDAR_DAY = "CD"
    MONTH = "M"
    YEAR = "Y"


class Start(StrEnum):
    """How a limit meets the day of its event."""

    NEXT_DAY = "next_day"
    """The day of the event is not counted; the day after is the first."""
    SAME_DAY = "same_day"
    """At once, within the day of the event (即时、当场)."""
    BACKWARDS = "backwards"
    """Counted back from the event: something must have been done so many days before."""


class Owner(StrEnum):
    """Whose time it is. Only an organ's days are working days by 《行政许可法》第八十二条."""

    ORGAN = "organ"
    PARTY = "party"


@dataclass(frozen=True, slots=True)
class Provision:
    """A place in a statute and its words, as they stood on the day asked about."""

    name: str
    statute: str
    """Short title without brackets: 行政许可法."""
    article: str
    """In Chinese numerals, as the statutes write it: 四十二."""
    says: str
    """The statute's own words, unabridged within the sentence or clause quoted."""
    paragraph: str = ""
    item: str = ""
    reading: str = ""
    """The reading chosen where the words leave room; empty where they do not."""

    @property
    def cite(self) -> str:
        """《行政许可法》第三十二条第一款第四项."""
        paragraph = f"第{self.paragraph}款" if self.paragraph else ""
        item = f"第{self.item}项" if self.item else ""
        return f"《{self.statute}》第{self.article}条{paragraph}{item}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit(Provision):
    """A limit in time: so many units from (or before) an event."""

    days: int
    """The number of units: days, or months or years where the unit says so."""
    unit: Unit
    start: Start
    owner: Owner
    event: str
    """What the count runs from, as it is told to people: 受理."""
    unit_article: str = ""
    """The article of the same statute by which the days are working days."""

    @property
    def basis(self) -> str:
        """The article of the limit and the one that makes its days working days."""
        return f"{self.cite}、第{self.unit_article}条" if self.unit_article else self.cite


@dataclass(frozen=True, slots=True)
class Duty(Provision):
    """What an organ or a party must, may or may not do, without a number of days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseReason(Provision):
    """A procedure whose time the statute does not count."""

    label: str


P_co = TypeVar("P_co", bound=Provision, covariant=True)


@dataclass(frozen=True, slots=True)
class InForce(Generic[P_co]):
    """One wording of a provision and the days on which it was the law (both inclusive)."""

    first: date
    last: date | None
    provision: P_co

    def covers(self, day: date) -> bool:
        """Whether this wording was the law on that day."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Statute:
    """A statute as data, read from one TOML file."""

    key: str
    """The file's name: licensing."""
    title: str
    short_title: str
    in_force_from: date
    amended: tuple[date, ...]
    limits: Mapping[str, tuple[InForce[Limit], ...]]
    duties: Mapping[str, tuple[InForce[Duty], ...]]
    pauses: Mapping[str, tuple[InForce[PauseReason], ...]]
