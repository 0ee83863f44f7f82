"""How a case's clock is shown to its applicant: the day, how it was counted, whether it is late and what one can do."""

from dataclasses import dataclass
from datetime import date, datetime

from qingquan.cases.acts.hold import Held, hold
from qingquan.cases.rules import clocks
from qingquan.cases.rules.clocks import Clock
from qingquan.cases.words import Stage
from qingquan.clock import BeyondCalendar, Derivation, StepKind, WorkCalendar, derive, due


@dataclass(frozen=True, slots=True)
class ClockFace:
    """One clock on the page. `left` counts working days to the last day, or past it when late."""

    name: str
    cite: str
    state: str
    left: int | None
    derivation: Derivation | None
    beyond: str = ""

    @property
    def due_on(self) -> date | None:
        """The last day; None while the clock stands still or reaches beyond the calendar."""
        return self.derivation.due.raw if self.derivation and self.derivation.due else None

    @property
    def start(self) -> date | None:
        """The day of the event that set it going."""
        return self.derivation.period.start if self.derivation else None

    @property
    def sentences(self) -> list[str]:
        """The working, in words."""
        return self.derivation.in_words() if self.derivation else []

    @property
    def days(self) -> list[object]:
        """Day by day after the first, up to the last day."""
        steps = self.derivation.steps if self.derivation else ()
        return [step for step in steps if step.kind is not StepKind.START]

    @property
    def paused_days(self) -> list[date]:
        """The days that stood still."""
        steps = self.derivation.steps if self.derivation else ()
        return [step.day for step in steps if step.kind is StepKind.PAUSED and step.day]


@dataclass(frozen=True, slots=True)
class CaseClock:
    """The clock that binds now, and the legal one beside a promise."""

    main: ClockFace | None
    legal: ClockFace | None
    held: Held

    @property
    def late(self) -> bool:
        """Whether the organ is past its day."""
        return any(face is not None and face.state == "late" for face in (self.main, self.legal))


def clock_face(number: str, at: datetime) -> CaseClock:
    """The clocks of a case as they stand at a moment."""
    held = hold(number, at)
    running = clocks.running(held.facts)
    faces = [face(clock, held) for clock in running]
    legal = next((shown for clock, shown in zip(running, faces, strict=True) if clock.name == "法定办结期限"), None)
    main = faces[0] if faces else None
    return CaseClock(main, legal if legal is not main else None, held)


def face(clock: Clock, held: Held) -> ClockFace:
    """One clock with its working; one that reaches into a year not yet announced says so instead of guessing."""
    try:
        working = derive(clock.period, held.calendar)
    except BeyondCalendar as beyond:
        return ClockFace(clock.name, clock.cite, "on_time", None, None, str(beyond))
    last = due(clock.period, held.calendar)
    if last is None or held.facts.stage is Stage.PAUSED:
        return ClockFace(clock.name, clock.cite, "paused", None, working)
    state, left = standing(last.raw, held.on, held.calendar)
    return ClockFace(clock.name, clock.cite, state, left, working)


def standing(last: date, today: date, calendar: WorkCalendar) -> tuple[str, int]:
    """On time, soon, today or late, with the working days between."""
    if today > last:
        return "late", calendar.working_days_between(last, today)
    left = calendar.working_days_between(today, last)
    if today == last:
        return "today", 0
    return ("soon" if left <= 2 else "on_time"), left
