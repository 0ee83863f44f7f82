"""All that a rule may know about a case."""

from dataclasses import dataclass
from datetime import date

from qingquan.cases.words import CLOSED, Outcome, Stage
from qingquan.clock import Extension, Pause, Unit


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of the item version a case was received under."""

    legal_days: int
    legal_unit: Unit = Unit.WORKING_DAY
    legal_cite: str = ""
    promised_days: int | None = None
    promised_unit: Unit = Unit.WORKING_DAY
    accept_days: int | None = None
    deliver_days: int | None = None
    # Some statutes let the time for the decision run from receipt (建筑法 art. 8), not from acceptance.
    from_receipt: bool = False
    joint: bool = False
    instant: bool = False


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """A case as the rules see it. Days are local dates; an end that has not come is None."""

    stage: Stage
    received_on: date
    limits: Limits
    accepted_on: date | None = None
    deemed: bool = False
    gaps_noticed_on: date | None = None
    supplement_due_on: date | None = None
    supplied_on: date | None = None
    extension: Extension | None = None
    pauses: tuple[Pause, ...] = ()
    pause_planned_end: date | None = None
    decided_on: date | None = None
    outcome: Outcome | None = None
    closed_on: date | None = None

    @property
    def closed(self) -> bool:
        """Whether nothing more will happen."""
        return self.stage in CLOSED

    @property
    def clock_starts_on(self) -> date | None:
        """The day whose morrow is the first day of the time for the decision.

        A statute that counts from receipt means the receipt of an application that is whole: the day the supplements
        came, where some were asked for.
        """
        if self.accepted_on is None:
            return None
        return (self.supplied_on or self.received_on) if self.limits.from_receipt else self.accepted_on
