"""What a supervision rule may know about a case, and what it answers. No rule is here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

from qingquan.supervision.words import Level, Rule

ONE_DAY = timedelta(days=1)


class WorkingDays(Protocol):
    """Any calendar that counts working days; `qingquan.clock.WorkCalendar` is one."""

    def is_working(self, day: date, /) -> bool:
        """Whether the day counts."""

    def add(self, start: date, n: int, /) -> date:
        """The n-th working day after `start`; the start itself is not counted."""

    def working_days_between(self, after: date, until: date, /) -> int:
        """The number of working days in (after, until]."""


class PausedSpan(Protocol):
    """A statutory pause; `qingquan.clock.Pause` is one. The days in (first, last] do not count."""

    @property
    def first(self) -> date:
        """The day the special procedure began; it was still worked."""

    @property
    def last(self) -> date | None:
        """The day its result came; None while it runs."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both included; `last` None means until further notice."""

    first: date
    last: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the day lies inside."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Holding:
    """A person holds a post, and with it the authority to do its steps, for a span of days."""

    person: str
    post: str
    span: Span


@dataclass(frozen=True, slots=True)
class Deadline:
    """A last day: as counted (`raw`) and moved past rest days (`rolled`). It runs to its midnight.

    `moment` is set only where another system states the deadline to the minute and is compared that way.
    """

    raw: date
    rolled: date
    moment: datetime | None = None

    @classmethod
    def on(cls, day: date) -> "Deadline":
        """A deadline that needs no rolling, such as one counted in working days."""
        return cls(day, day)

    def met(self, ended_on: date, ended_at: datetime | None) -> bool:
        """Whether something that ended then was in time."""
        if self.moment is not None and ended_at is not None:
            return ended_at <= self.moment
        return ended_on <= self.rolled

    def late_from(self, ended_on: date | None, ended_at: datetime | None) -> date:
        """The first day on which the deadline is missed."""
        if ended_on == self.rolled and not self.met(ended_on, ended_at):
            return self.rolled
        return self.rolled + ONE_DAY


class Duty(StrEnum):
    """What a step is, as far as separation of duties asks."""

    HANDLE = "handle"
    REVIEW = "review"
    APPROVE = "approve"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class WatchedStep:
    """One opening of a node of the procedure. The same node may open again after a return."""

    step: str
    name: str
    post: str = ""
    """The post the procedure names for the step; empty when not known."""
    person: str = ""
    """Who did it, or who has it now; empty for a step the system did itself."""
    acted_as: str = ""
    """The post from which the person acted; empty when not known."""
    opened_on: date | None = None
    due_on: date | None = None
    """Last day of the step's own limit; None when it has none, or the clock stands still."""
    done_at: datetime | None = None
    duty: Duty = Duty.OTHER
    dropped_on: date | None = None
    """The day it ended undone, because its case ended."""


@dataclass(frozen=True, slots=True)
class Order:
    """What the published procedure demands of the sequence: pairs (earlier, later) that hold on every path,
    and nodes that no completed case may lack.
    """

    before: tuple[tuple[str, str], ...] = ()
    required: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    """What people call a node, where that is not its id."""

    def name(self, node: str) -> str:
        """The node's name for people."""
        return self.names.get(node, node)


@dataclass(frozen=True, slots=True)
class WatchedCase:
    """All that supervision may know about a case. None of an optional fact means: not known, or not yet."""

    number: str
    organ: str
    item: str
    received_on: date
    outcome_on: date | None = None
    """First answer after receipt: notice of gaps, acceptance or refusal to accept, given by the organ itself."""
    accepted_on: date | None = None
    """The day from which the promise and the law count; the day of receipt for a deemed acceptance."""
    deemed: bool = False
    promised_due: Deadline | None = None
    legal_due: Deadline | None = None
    """Both deadlines are None while a pause is open."""
    extended: bool = False
    promise_ended_on: date | None = None
    """The day an extension ended the promise; what the promise rules found before it stands."""
    ended_on: date | None = None
    """The day the clock stopped for good: decision, withdrawal or termination."""
    ended_at: datetime | None = None
    steps: tuple[WatchedStep, ...] = ()
    pauses: tuple[PausedSpan, ...] = ()
    gap_notices: tuple[date, ...] = ()
    order: Order | None = None
    listed: tuple[Span, ...] | None = None
    """When the item was published and in force; None when the catalogue is not known."""
    basis_void_on: date | None = None
    holdings: tuple[Holding, ...] | None = None
    earlier_legal_lapses: int = 0
    """How many cases of the same organ had passed the legal limit before this one, in the window that counts."""
    zone: ZoneInfo = field(default=ZoneInfo("Asia/Shanghai"))

    def day(self, moment: datetime) -> date:
        """The calendar day of a moment where the case is handled."""
        return moment.astimezone(self.zone).date()


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The parameters of the rules, in working days unless said otherwise."""

    acceptance_prompt: int = 3
    acceptance: int = 5
    """《行政许可法》第三十二条第一款第四项。"""
    yellow_percent: int = 90
    prompt_before: int = 1
    lapses_before_clue: int = 1
    review_levels: int = 2


DEFAULTS = Thresholds()


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule holds from the day `since`. The evidence is only what was known on that day,
    so that a card can be recomputed later, when more has happened.
    """

    rule: Rule
    level: Level
    since: date
    words: str
    evidence: Mapping[str, str]
    step: str | None = None
    person: str | None = None
