"""By when each step is to be done. The numbers are parameters: local rules differ."""

from dataclasses import dataclass
from datetime import date

from qingquan import law
from qingquan.adjustment.words import Route, State
from qingquan.clock import BeyondCalendar, Derivation, Period, Unit, WorkCalendar, derive


@dataclass(frozen=True, slots=True)
class Term:
    """What is to be done next, by whom, and by which parameter its time is counted."""

    what: str
    who: str
    parameter: str

    @property
    def days(self) -> int:
        """Working days."""
        return law.parameter(self.parameter).number


APPLY = Term("提出调整申请", "实施机关", "da_apply_days")
REVIEW = Term("审核", "编办和司法局", "da_review_days")
APPROVE = Term("政府审定", "县政府办", "da_approval_days")
PUBLISH = Term("公布", "县政府办", "da_publish_days")
FILE = Term("报有关部门备案", "县政府办或者编办", "da_filing_days")
SYNC = Term("报送省平台", "编办", "da_filing_days")
NEXT = {
    State.TRIGGERED: APPLY,
    State.APPLIED: REVIEW,
    State.APPROVED: PUBLISH,
    State.PUBLISHED: FILE,
    State.SWITCHED: SYNC,
}


def next_term(state: State, route: Route | None) -> Term | None:
    """What comes next; None when nothing waits for anybody."""
    if state is State.REVIEWED:
        return APPROVE if route is Route.GOVERNMENT else PUBLISH
    return NEXT.get(state)


def period(term: Term, start: date) -> Period:
    """The term as the clock counts it."""
    basis = law.parameter(term.parameter).basis
    return Period(start, term.days, Unit.WORKING_DAY, cite=basis, event=f"{term.what}的期限")


def due_on(term: Term | None, start: date, calendar: WorkCalendar) -> date | None:
    """The last day; None when nothing is due, or its year's holidays are not announced."""
    if term is None:
        return None
    try:
        return calendar.add(start, term.days)
    except BeyondCalendar:
        return None


def working(term: Term, start: date, calendar: WorkCalendar) -> Derivation | None:
    """The last day with every day on the way to it; None beyond the calendar."""
    try:
        return derive(period(term, start), calendar)
    except BeyondCalendar:
        return None
