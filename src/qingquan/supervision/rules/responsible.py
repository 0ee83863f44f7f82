"""Who answers for a case on a given day."""

from datetime import UTC, date, datetime

from qingquan.supervision.rules.facts import WatchedCase, WatchedStep


def responsible(case: WatchedCase, on: date) -> str | None:
    """The person whose step was open on that day, else the one who did the last step before it."""
    for step in case.steps:
        if step.opened_on is not None and step.opened_on <= on and not _done_before(case, step, on):
            return step.person or None
    done = [step for step in case.steps if step.person and _done_before(case, step, on)]
    return max(done, key=_done_at).person if done else None


def _done_before(case: WatchedCase, step: WatchedStep, on: date) -> bool:
    return step.done_at is not None and case.day(step.done_at) < on


def _done_at(step: WatchedStep) -> datetime:
    return step.done_at or datetime.min.replace(tzinfo=UTC)
