"""What a map says about a log: which column is what, which limits hold, how an ended case is known."""

from dataclasses import dataclass, field
from enum import StrEnum
from zoneinfo import ZoneInfo

from qingquan.supervision.rules.facts import Duty, Holding, Order, Span, WorkingDays
from qingquan.supervision.words import Rule


class Compare(StrEnum):
    """How an end is held against a deadline: by the exact moment, or by the day, which runs to its midnight."""

    MOMENT = "moment"
    DAY = "day"


class CountedIn(StrEnum):
    """The unit of a limit the map itself gives."""

    WORKING_DAYS = "WD"
    CALENDAR_DAYS = "CD"


@dataclass(frozen=True, slots=True)
class FromColumn:
    """A time stands in a column. With `to_the_fraction` only values recorded to a fraction of a second count."""

    column: str
    to_the_fraction: bool = False


@dataclass(frozen=True, slots=True)
class FromActivity:
    """A time is that of the first, or the last, event with one of these activities."""

    activities: frozenset[str]
    last: bool = False


@dataclass(frozen=True, slots=True)
class CountedLimit:
    """A deadline so many days after receipt or acceptance."""

    days: int
    unit: CountedIn = CountedIn.WORKING_DAYS
    after_acceptance: bool = False


When = FromColumn | FromActivity | CountedLimit


@dataclass(frozen=True, slots=True)
class StepTerms:
    """What the map says about one activity."""

    days: int | None = None
    unit: CountedIn = CountedIn.WORKING_DAYS
    post: str = ""
    duty: Duty = Duty.OTHER


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the parts of an event stand. `case:` before a name means an attribute of the case (trace)."""

    case: str
    activity: str
    at: str
    person: str = ""
    post: str = ""
    transition: str = ""
    complete: str = "complete"
    encoding: str = ""
    delimiter: str = ""


@dataclass(frozen=True, slots=True)
class CaseTerms:
    """Where the facts of a whole case come from; None where the log does not tell."""

    ended: When
    received: When | None = None
    outcome: When | None = None
    accepted: When | None = None
    promised: When | None = None
    legal: When | None = None
    gaps: frozenset[str] = frozenset()
    deemed: frozenset[str] = frozenset()
    organ: str = ""
    item: str = ""


@dataclass(frozen=True, slots=True)
class LogMap:
    """One map, read and checked."""

    name: str
    title: str
    zone: ZoneInfo
    compare: Compare
    calendar: WorkingDays
    columns: Columns
    case: CaseTerms
    steps: dict[str, StepTerms] = field(default_factory=dict)
    order: Order | None = None
    listed: dict[str, tuple[Span, ...]] | None = None
    holdings: tuple[Holding, ...] | None = None

    @property
    def case_columns(self) -> tuple[str, ...]:
        """The columns whose value belongs to the case as a whole, each once."""
        terms = self.case
        times = (terms.received, terms.outcome, terms.accepted, terms.promised, terms.legal, terms.ended)
        columns = [when.column for when in times if isinstance(when, FromColumn)]
        return tuple(dict.fromkeys(column for column in (*columns, terms.organ, terms.item) if column))

    @property
    def rules(self) -> frozenset[Rule]:
        """The rules this map gives enough facts for; the others stay silent rather than guess."""
        steps, case = self.steps.values(), self.case
        duties = {step.duty for step in steps}
        told = {
            Rule.TL01: case.outcome is not None,
            Rule.TL02: case.promised is not None,
            Rule.TL03: case.promised is not None,
            Rule.TL04: case.legal is not None,
            Rule.TL05: any(step.days is not None for step in steps),
            Rule.TL14: bool(case.deemed),
            Rule.PR01: self.order is not None,
            Rule.PR03: bool(case.gaps),
            Rule.PR07: {Duty.HANDLE, Duty.APPROVE} <= duties or Duty.REVIEW in duties,
            Rule.AU01: self.listed is not None,
            Rule.AU02: any(step.post for step in steps) and bool(self.columns.post or self.holdings),
        }
        return frozenset(rule for rule, known in told.items() if known)
