"""Several clocks of one case side by side: what the law gives, what the county promised, what the step has."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from qingquan.clock.calendar import WorkCalendar
from qingquan.clock.counting import Due, due, span
from qingquan.clock.periods import Period
from qingquan.law import Unit


class ClockKind(StrEnum):
    """Whose promise a clock keeps, the weightiest first."""

    LEGAL = "legal"
    PROMISED = "promised"
    STEP = "step"


CLOCK_LABELS = {ClockKind.LEGAL: "法定时限", ClockKind.PROMISED: "承诺时限", ClockKind.STEP: "环节时限"}


class Ringing(NamedTuple):
    """A clock and the day it rings."""

    kind: ClockKind
    due: Due


@dataclass(frozen=True, slots=True)
class Clocks:
    """The clocks that run on one case now. A clock that does not apply is None."""

    legal: Period
    promised: Period | None = None
    step: Period | None = None

    def running(self) -> Iterator[tuple[ClockKind, Period]]:
        """The clocks that apply, the weightiest first."""
        for kind, period in zip(ClockKind, (self.legal, self.promised, self.step), strict=True):
            if period is not None:
                yield kind, period

    def dues(self, calendar: WorkCalendar) -> dict[ClockKind, Due | None]:
        """The last day of each clock that applies; None for one that stands still."""
        return {kind: due(period, calendar) for kind, period in self.running()}

    def nearest(self, calendar: WorkCalendar) -> Ringing | None:
        """The clock that rings first; of two on one day the weightier. None when all stand still."""
        ringing = [Ringing(kind, day) for kind, day in self.dues(calendar).items() if day is not None]
        return min(ringing, key=lambda clock: clock.due.raw, default=None)


def warning_day(period: Period, calendar: WorkCalendar, ratio: Fraction) -> date | None:
    """The day at whose end that share of the period has run; None while a pause keeps it from being reached.

    Nine tenths of twenty working days is the end of the eighteenth; a part of a day counts as the whole.
    """
    unit = period.unit if period.unit is Unit.WORKING_DAY else Unit.CALENDAR_DAY
    share = replace(period, n=ceil(span(period) * ratio), unit=unit, extensions=())
    reached = due(share, calendar)
    return reached.raw if reached else None
