"""Stored cases as the rules of supervision see them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from django.utils import timezone

from qingquan.cases.models import Case, Step
from qingquan.cases.reading import limits_of
from qingquan.cases.rules import clocks
from qingquan.cases.rules.facts import CaseFacts
from qingquan.cases.words import Outcome, Stage
from qingquan.clock import BeyondCalendar, Extension, Pause, WorkCalendar, due
from qingquan.people.models import Tenure
from qingquan.procedures.rules.precedence import precedence
from qingquan.procedures.shelf import program
from qingquan.supervision.rules.facts import Deadline, Duty, Holding, Order, Span, WatchedCase, WatchedStep

DUTIES = {"examine": Duty.HANDLE, "review": Duty.REVIEW, "decide": Duty.APPROVE}
ABANDONED = "abandoned"


class Imported:
    """The county's calendar to a rule: a day in a year not imported does not come before `NEVER`.

    The case is judged anew when the year is imported and its last days are settled (`case.recounted`).
    """

    NEVER = date(9000, 1, 1)

    def __init__(self, calendar: WorkCalendar) -> None:
        self.calendar = calendar

    def is_working(self, day: date, /) -> bool:
        """Whether the day counts."""
        return self.calendar.is_working(day)

    def add(self, start: date, n: int, /) -> date:
        """The n-th working day after `start`."""
        try:
            return self.calendar.add(start, n)
        except BeyondCalendar:
            return self.NEVER

    def working_days_between(self, after: date, until: date, /) -> int:
        """The number of working days in (after, until]."""
        return self.calendar.working_days_between(after, until)


def watched_cases(numbers: Iterable[str], calendar: WorkCalendar) -> Iterator[tuple[Case, WatchedCase]]:
    """The cases with all that the rules ask for; a fixed number of queries however many cases."""
    cases = list(
        Case.objects.filter(number__in=list(numbers))
        .select_related("version__item", "organ", "notice")
        .prefetch_related("steps__post", "pauses__document")
        .defer("answers")
    )
    holdings = _holdings(cases)
    for case in cases:
        yield case, _watched(case, calendar, holdings)


def _holdings(cases: Iterable[Case]) -> tuple[Holding, ...]:
    posts = {step.post_id for case in cases for step in case.steps.all()}
    tenures = Tenure.objects.filter(post_id__in=posts).select_related("post").order_by("from_on", "pk")
    return tuple(Holding(str(t.account_id), t.post.code, Span(t.from_on, t.until_on)) for t in tenures)


def facts_of_model(case: Case) -> CaseFacts:
    """A case read through the models, for lists of many; an act reads its one case in one statement instead."""
    pauses = list(case.pauses.all())
    return CaseFacts(
        stage=Stage(case.stage),
        received_on=case.received_on,
        limits=limits_of(case.limits),
        accepted_on=case.accepted_on,
        deemed=case.deemed,
        gaps_noticed_on=case.gaps_noticed_on,
        supplement_due_on=case.supplement_due_on,
        supplied_on=case.supplied_on,
        extension=Extension(case.extension_days, case.extension_document) if case.extension_days else None,
        pauses=tuple(Pause(p.started_on, p.ended_on, p.label, p.document.number, p.cite) for p in pauses),
        pause_planned_end=next((p.planned_end_on for p in pauses if p.ended_on is None), None),
        decided_on=case.decided_on,
        outcome=Outcome(case.outcome) if case.outcome else None,
        closed_on=case.closed_on,
    )


def _deadline(clock: clocks.Clock | None, calendar: WorkCalendar) -> Deadline | None:
    try:
        found = due(clock.period, calendar) if clock else None
    except BeyondCalendar:
        # Its last day lies in a year not yet imported; it is judged when that day can be told.
        found = None
    return Deadline(found.raw, found.rolled) if found else None


def _watched(case: Case, calendar: WorkCalendar, holdings: tuple[Holding, ...]) -> WatchedCase:
    facts = facts_of_model(case)
    steps = tuple(_step(step, facts, holdings) for step in case.steps.all())
    version = case.version
    accepted_itself = None if case.deemed else case.accepted_on
    refused = case.closed_on if facts.accepted_on is None else None
    outcomes = [day for day in (case.gaps_noticed_on, accepted_itself, refused) if day]
    listed = (Span(version.from_on, version.until_on),) if version.from_on else ()
    return WatchedCase(
        number=case.number,
        organ=case.organ.name,
        item=version.name,
        received_on=case.received_on,
        outcome_on=min(outcomes, default=None),
        accepted_on=facts.clock_starts_on,
        deemed=case.deemed,
        # An extension ends the promise; what was found before that day is still judged by it.
        promised_due=_deadline(clocks.promised(replace(facts, extension=None)), calendar),
        promise_ended_on=case.extended_on,
        legal_due=_deadline(clocks.legal(facts), calendar),
        extended=facts.extension is not None,
        # The clock of the decision stops with the decision; delivery has a clock of its own.
        ended_on=case.decided_on or case.closed_on,
        steps=steps,
        pauses=facts.pauses,
        gap_notices=(case.gaps_noticed_on,) if case.gaps_noticed_on else (),
        order=order_of(case.procedure_sha256),
        listed=listed,
        holdings=holdings,
    )


def _step(step: Step, facts: CaseFacts, holdings: tuple[Holding, ...]) -> WatchedStep:
    dropped = step.opinion == ABANDONED
    opened_on = timezone.localdate(step.opened_at)
    # No limit while the clock stands still, unless it had run out before; the acceptance has rules of its own.
    timed = step.kind != "accept" and not _stopped(step, facts)
    return WatchedStep(
        step=step.step,
        name=step.name,
        post=step.post.code,
        person=str(step.done_by_id or _holder(step.post.code, opened_on, holdings)),
        opened_on=opened_on,
        due_on=step.due_on if timed else None,
        done_at=None if dropped else step.done_at,
        dropped_on=timezone.localdate(step.done_at) if dropped and step.done_at else None,
        duty=DUTIES.get(step.kind, Duty.OTHER),
    )


def _stopped(step: Step, facts: CaseFacts) -> bool:
    """Whether a special procedure now keeps the step from running out."""
    running = [pause.first for pause in facts.pauses if pause.last is None]
    return bool(running) and step.done_at is None and step.due_on is not None and step.due_on > running[0]


def _holder(post: str, on: date, holdings: tuple[Holding, ...]) -> str:
    """Who has an open step: the one who held its post on the day it opened, or whoever came after."""
    held = [each for each in holdings if each.post == post and (each.span.last is None or each.span.last >= on)]
    return held[-1].person if held else ""


@lru_cache(maxsize=1000)
def order_of(sha256: str) -> Order:
    """Which steps of a procedure come before which on every path from its start."""
    made = program(sha256)
    return Order(before=tuple(precedence(made)), names={step.step_id: step.name for step in made.steps})
