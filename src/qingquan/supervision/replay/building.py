"""Turns one case of a log into the facts the rules judge.

Readers give every moment in the map's zone, so its date is the day where the case is handled.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from qingquan.clock import BeyondCalendar
from qingquan.supervision.replay.mapping import Compare, CountedIn, CountedLimit, FromColumn, LogMap, StepTerms, When
from qingquan.supervision.replay.reading import Flaw, Stated, Trace, stated
from qingquan.supervision.rules.facts import Deadline, WatchedCase, WatchedStep, WorkingDays

NO_TERMS = StepTerms()


@dataclass(frozen=True, slots=True)
class Built:
    """The facts of a case, what was wrong with some of them, and a legal deadline that the map does not count."""

    case: WatchedCase
    flaws: tuple[Flaw, ...]
    uncounted_legal: Deadline | None


def build(trace: Trace, log_map: LogMap) -> Built:
    """The facts of one case. A value that cannot be read is as if it were missing, and is reported."""
    reading = _Reading(trace, log_map)
    terms = log_map.case
    received = reading.time(terms.received)
    received_on = received.day if received else trace.events[0].at.date()
    accepted = reading.time(terms.accepted)
    accepted_on = accepted.day if accepted else None if terms.accepted else received_on
    outcome, ended = reading.time(terms.outcome), reading.time(terms.ended)
    legal, uncounted = reading.deadline(terms.legal, received_on, accepted_on), None
    if isinstance(terms.legal, FromColumn) and terms.legal.to_the_fraction and legal is None:
        uncounted = reading.deadline(FromColumn(terms.legal.column), received_on, accepted_on)
    exact = log_map.compare is Compare.MOMENT
    item = trace.attributes.get(terms.item, "")
    case = WatchedCase(
        number=trace.number,
        organ=trace.attributes.get(terms.organ, ""),
        item=item,
        received_on=received_on,
        outcome_on=outcome.day if outcome else None,
        accepted_on=accepted_on,
        deemed=any(event.activity in terms.deemed for event in trace.events),
        promised_due=reading.deadline(terms.promised, received_on, accepted_on),
        legal_due=legal,
        ended_on=ended.day if ended else None,
        ended_at=ended.moment if ended and exact else None,
        steps=_steps(reading, received_on),
        gap_notices=tuple(event.at.date() for event in trace.events if event.activity in terms.gaps),
        order=log_map.order,
        listed=None if log_map.listed is None else log_map.listed.get(item, ()),
        holdings=log_map.holdings,
        zone=log_map.zone,
    )
    return Built(case, tuple(reading.flaws.values()), uncounted)


class _Reading:
    """One case being read; keeps what could not be read, each column once."""

    def __init__(self, trace: Trace, log_map: LogMap) -> None:
        self.trace, self.map = trace, log_map
        self.flaws: dict[str, Flaw] = {}

    def time(self, when: When | None) -> Stated | None:
        """A time from a column or an event; None when the case has none."""
        if isinstance(when, FromColumn):
            read = self._column(when.column)
            return None if read is None or (when.to_the_fraction and not read.to_the_fraction) else read
        if when is None or isinstance(when, CountedLimit):
            return None
        moments = [event.at for event in self.trace.events if event.activity in when.activities]
        if not moments:
            return None
        moment = moments[-1] if when.last else moments[0]
        return Stated(moment.date(), moment)

    def deadline(self, when: When | None, received_on: date, accepted_on: date | None) -> Deadline | None:
        """A last day, stated by the log or counted from a day; None when there is none."""
        if isinstance(when, CountedLimit):
            start = accepted_on if when.after_acceptance else received_on
            return None if start is None else self.counted(start, when.days, when.unit)
        read = self.time(when)
        if read is None:
            return None
        return Deadline(read.day, read.day, read.moment if self.map.compare is Compare.MOMENT else None)

    def counted(self, start: date, days: int, unit: CountedIn) -> Deadline | None:
        """So many days after `start`; None, and reported, where the calendar does not reach."""
        try:
            return _counted(start, days, unit, self.map.calendar)
        except BeyondCalendar as error:
            self.flaws[f"{start.year}"] = Flaw(f"办件 {self.trace.number}", str(error))
            return None

    def _column(self, column: str) -> Stated | None:
        text = self.trace.attributes.get(column, "")
        try:
            return stated(text, self.map.zone) if text else None
        except ValueError as error:
            self.flaws[column] = Flaw(f"办件 {self.trace.number} 的 {column}", str(error))
            return None


def _counted(start: date, days: int, unit: CountedIn, calendar: WorkingDays) -> Deadline:
    if unit is CountedIn.WORKING_DAYS:
        return Deadline.on(calendar.add(start, days))
    raw = start + timedelta(days=days)
    return Deadline(raw, raw if calendar.is_working(raw) else calendar.add(raw, 1))


def _steps(reading: _Reading, received_on: date) -> tuple[WatchedStep, ...]:
    """Logs tell when a step was completed; it is taken to have opened when the one before was."""
    opened_on, steps = received_on, []
    for event in reading.trace.events:
        terms = reading.map.steps.get(event.activity, NO_TERMS)
        due = reading.counted(opened_on, terms.days, terms.unit) if terms.days else None
        steps.append(
            WatchedStep(
                step=event.activity,
                name=event.activity,
                post=terms.post,
                person=event.person,
                acted_as=event.post,
                opened_on=opened_on,
                due_on=due.rolled if due else None,
                done_at=event.at,
                duty=terms.duty,
            )
        )
        opened_on = event.at.date()
    return tuple(steps)
