"""The working shown: a period's last day with every day on the way to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from qingquan.clock.calendar import WorkCalendar
from qingquan.clock.counting import Due, due
from qingquan.clock.narration import sentences
from qingquan.clock.periods import Period
from qingquan.clock.steps import DerivationStep, Run, runs, walk


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a last day came about. Kept beside the day it explains, with the calendar's version."""

    period: Period
    due: Due | None
    """None while a pause keeps the period from ending."""
    steps: tuple[DerivationStep, ...]
    calendar_version: str
    words: tuple[str, ...]

    def in_words(self) -> list[str]:
        """A few sentences for a citizen, each with its article, notice or document."""
        return list(self.words)

    def in_runs(self) -> Sequence[Run]:
        """The steps with neighbouring days of one kind put together: the compact table."""
        return tuple(runs(self.steps))


def derive(period: Period, calendar: WorkCalendar) -> Derivation:
    """The last day with its working. A thousand times slower than `due`: for the page, not for the search."""
    last = due(period, calendar)
    steps = tuple(walk(period, last, calendar))
    words = tuple(sentences(period, last, steps, calendar))
    return Derivation(period, last, steps, calendar.version, words)
