"""The clocks of a case: notice, decision by law, decision by promise, delivery. Each gives a day and its derivation."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from qingquan import law
from qingquan.cases.rules.facts import CaseFacts
from qingquan.cases.words import Stage
from qingquan.clock import BeyondCalendar, Due, Period, Unit, WorkCalendar, due


class Clock(NamedTuple):
    """One running clock: its name, its period, and the article or promise it rests on."""

    name: str
    period: Period
    cite: str


def notice(case: CaseFacts) -> Clock:
    """The time to say that something is missing, from receipt. 《行政许可法》第三十二条第一款第（四）项。"""
    limit = law.limit("licensing", "supplement_notice", on=case.received_on)
    days = min(limit.days, case.limits.accept_days) if case.limits.accept_days is not None else limit.days
    # A case that waited for its supplements is looked at afresh from the day they came.
    start = case.supplied_on or case.received_on
    return Clock("受理审查期限", Period(start, days, Unit(limit.unit)), limit.cite)


def supply_by(noticed_on: date, days: int, calendar: WorkCalendar) -> date:
    """The applicant's last day to supply, past a day of rest. 《民法典》第二百零三条第一款: it is a party's right."""
    last = noticed_on + timedelta(days=days)
    try:
        return calendar.roll(last)
    except BeyondCalendar:
        # Next year's holidays are not known yet; the notice must go out all the same.
        return last


def legal(case: CaseFacts) -> Clock | None:
    """The time the law gives for the decision; None before acceptance. 《行政许可法》第四十二条、第四十五条。"""
    start = case.clock_starts_on
    if start is None:
        return None
    extensions = (case.extension,) if case.extension else ()
    period = Period(start, case.limits.legal_days, case.limits.legal_unit, case.pauses, extensions)
    return Clock("法定办结期限", period, case.limits.legal_cite or decision_limit(case).cite)


def promised(case: CaseFacts) -> Clock | None:
    """The time the county promised; an extension adds to the legal limit, so it ends the promise."""
    start = case.clock_starts_on
    if start is None or case.limits.promised_days is None or case.extension:
        return None
    period = Period(start, case.limits.promised_days, case.limits.promised_unit, case.pauses)
    return Clock("承诺办结期限", period, "本事项公布的承诺时限")


def delivery(case: CaseFacts) -> Clock | None:
    """The time to hand over the result, from the decision. 《行政许可法》第四十四条。"""
    if case.decided_on is None:
        return None
    limit = law.limit("licensing", "delivery", on=case.decided_on)
    days = min(limit.days, case.limits.deliver_days) if case.limits.deliver_days is not None else limit.days
    return Clock("送达期限", Period(case.decided_on, days, Unit(limit.unit)), limit.cite)


def decision_limit(case: CaseFacts) -> law.Limit:
    """The general limit for a decision: 20 working days, 45 when handled jointly. 《行政许可法》第四十二条。"""
    return law.limit("licensing", "joint_decision" if case.limits.joint else "decision", on=case.received_on)


def running(case: CaseFacts) -> list[Clock]:
    """Every clock now running, side by side, the binding ones of the stage only."""
    if case.stage in {Stage.RECEIVED, Stage.SUPPLEMENT_PENDING}:
        return [] if case.stage is Stage.SUPPLEMENT_PENDING else [notice(case)]
    if case.stage in {Stage.ACCEPTED, Stage.PAUSED}:
        return [clock for clock in (promised(case), legal(case)) if clock]
    if case.stage in {Stage.APPROVED, Stage.REFUSED}:
        return [clock for clock in (delivery(case),) if clock]
    return []


@dataclass(frozen=True, slots=True)
class DueDays:
    """What is stored on a case after each act, so that finding late cases is one indexed query."""

    legal_on: date | None
    promised_on: date | None
    next_look_on: date | None


def last_day(clock: Clock | None, calendar: WorkCalendar) -> date | None:
    """The last day of a clock; None while it stands still, and while the year of that day is not imported."""
    if clock is None:
        return None
    try:
        found: Due | None = due(clock.period, calendar)
    except BeyondCalendar:
        # The State Council has not yet said which days of that year are worked: the day stays open until the year is
        # imported (`watch.recount`); it is never guessed.
        return None
    # Cards and desks use the day before rolling for an organ's own limits: the earlier is the safer.
    return found.raw if found else None


def due_days(case: CaseFacts, calendar: WorkCalendar) -> DueDays:
    """The last days of the two decision clocks and the next day on which the case needs somebody by itself.

    That day is the one after the notice period (acceptance is then deemed), the end of the time to supply, the
    planned end of a pause, or the last day of delivery.
    """
    by_law, by_promise = last_day(legal(case), calendar), last_day(promised(case), calendar)
    match case.stage:
        case Stage.RECEIVED:
            look = last_day(notice(case), calendar)
        case Stage.SUPPLEMENT_PENDING:
            look = case.supplement_due_on
        case Stage.PAUSED:
            look = case.pause_planned_end
        case Stage.ACCEPTED:
            look = by_promise or by_law
        case Stage.APPROVED | Stage.REFUSED:
            look = last_day(delivery(case), calendar)
        case _:
            look = None
    return DueDays(by_law, by_promise, look)


def deemed_accepted_on(case: CaseFacts, calendar: WorkCalendar, today: date) -> date | None:
    """The day from which silence counts as acceptance, or None while the organ may still speak.

    《行政许可法》第三十二条第一款第（四）项：逾期不告知的，自收到申请材料之日起即为受理。 After supplements came the
    organ had told what was missing, so silence then accepts from the day the last of them came.
    """
    last = last_day(notice(case), calendar)
    if case.stage is not Stage.RECEIVED or last is None or today <= last:
        return None
    return case.supplied_on or case.received_on


def due_of(clock: Clock, calendar: WorkCalendar) -> date:
    """The last day of a clock that is not standing still."""
    found = due(clock.period, calendar)
    if found is None:
        raise ValueError(f"{clock.name}: the clock stands still")
    return found.raw
