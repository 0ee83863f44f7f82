"""How every act takes hold of a case and writes it back: read one row, judge in memory, write one statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import DatabaseError, connection
from django.utils import timezone
from psycopg.types.json import Jsonb

from qingquan.cases.models import Case
from qingquan.cases.reading import facts_of
from qingquan.cases.rules import clocks
from qingquan.cases.rules.facts import CaseFacts
from qingquan.clock import WorkCalendar
from qingquan.law import Refused
from qingquan.ledger import acts as ledger
from qingquan.ledger.rules import leaf_hash
from qingquan.people.models import Actor
from qingquan.places.calendar import county_calendar
from qingquan.procedures import runs
from qingquan.procedures.shelf import program

ADVANCE = "SELECT cases_advance(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
MOVED_ON = "QQ001"


@dataclass(frozen=True, slots=True)
class Done:
    """The step an act completes, and what was concluded."""

    step: str
    opinion: str
    text: str = ""


@dataclass(slots=True)
class Held:
    """A case in hand: its row, what the rules may know, the county's calendar, and when the act happens."""

    case: Case
    facts: CaseFacts
    calendar: WorkCalendar
    at: datetime

    @property
    def on(self) -> date:
        """The local day of the act."""
        return timezone.localdate(self.at)

    @property
    def program(self) -> runs.Program:
        """The procedure the case runs on."""
        return program(self.case.procedure_sha256)

    @property
    def marking(self) -> runs.Marking:
        """Where the run stands."""
        return runs.Marking.decode(self.case.marking)

    def open_steps(self) -> tuple[runs.OpenStep, ...]:
        """The steps now open."""
        return runs.open_steps(self.program, self.marking)

    def step_of_kind(self, kind: str) -> runs.OpenStep | None:
        """The open step of this kind, if the procedure has come to it."""
        return next((step for step in self.open_steps() if step.kind == kind), None)


def hold(number: str, at: datetime) -> Held:
    """Read a case for an act. Nothing is locked: the write notices when somebody was faster."""
    case = Case.objects.get(number=number)
    return Held(case, facts_of(case), county_calendar(), at)


def check_post(held: Held, step: runs.OpenStep, by: Actor) -> None:
    """A step belongs to one post; only who holds it may do it."""
    if by.post_id != held.case.posts.get(step.post):
        raise Refused(f"“{step.name}”由其他岗位办理，您的岗位不能操作。", "本事项公布的运行流程")


def run_on(held: Held, step: runs.OpenStep, **answers: str) -> tuple[runs.Marking, dict[str, object]]:
    """Complete a step in the run: the new marking, and the facts the gateways were asked about."""
    declared = held.case.facts_declared | answers
    return runs.complete(held.program, held.marking, step.step_id, declared), declared


def opened_steps(held: Held, marking: runs.Marking) -> list[dict[str, object]]:
    """Rows for the steps the procedure opened beyond those already open."""
    before = {step.step_id for step in held.open_steps()} if held.case.marking else set()
    fresh = [step for step in runs.open_steps(held.program, marking) if step.step_id not in before]
    return [step_row(step, held.case.posts, held.on, held.calendar) for step in fresh]


def step_row(
    step: runs.OpenStep, posts: Mapping[str, int], on: date, calendar: WorkCalendar, due_on: date | None = None
) -> dict[str, object]:
    """One step as it is stored; its last day counts working days from the morrow of its opening."""
    post = posts.get(step.post)
    if post is None:
        raise Refused(f"“{step.name}”没有岗位承办，请事项管理员先为本事项指定岗位。", "本事项公布的运行流程")
    if due_on is None and step.working_days is not None:
        due_on = calendar.add(on, step.working_days)
    return {
        "step": step.step_id,
        "name": step.name,
        "kind": str(step.kind),
        "node": str(step.node or ""),
        "post": post,
        "due_on": due_on.isoformat() if due_on else None,
    }


def advance(
    held: Held,
    kind: str,
    told: Mapping[str, object],
    facts: CaseFacts,
    *,
    by: Actor,
    changes: Mapping[str, object] | None = None,
    done: Done | None = None,
    opened: Sequence[Mapping[str, object]] = (),
    redue: Mapping[str, str] | None = None,
    abandon: bool = False,
) -> Case:
    """Write the act: the case as `facts` now say, its steps, its record. `told` is what the ledger keeps.

    Raises `Refused` when somebody acted on the case in the meantime; nothing is written then.
    """
    case, columns = held.case, columns_of(facts, held.calendar) | dict(changes or {})
    at = held.at
    leaf = leaf_hash(subject=case.number, kind=kind, facts=told, at=at, account=by.account_id, post=by.post_id)
    finished = {"step": done.step, "by": by.account_id, "opinion": done.opinion, "text": done.text} if done else None
    try:
        with connection.cursor() as sql:
            sql.execute(
                ADVANCE,
                [
                    case.number,
                    case.revision,
                    Jsonb(columns),
                    Jsonb(finished) if finished else None,
                    Jsonb(list(opened)),
                    Jsonb(redue) if redue else None,
                    abandon,
                    at,
                    kind,
                    Jsonb(dict(told)),
                    by.account_id,
                    by.post_id,
                    leaf,
                ],
            )
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") == MOVED_ON:
            raise Refused("本件刚刚有人办理过，请刷新页面，看到最新情况后再办。") from None
        raise
    ledger.recorded(kind)
    return case


def columns_of(facts: CaseFacts, calendar: WorkCalendar) -> dict[str, object]:
    """The stored face of the facts, with the last days that follow from them."""
    days = clocks.due_days(facts, calendar)
    return {
        "stage": facts.stage.value,
        "accepted_on": _iso(facts.accepted_on),
        "deemed": facts.deemed,
        "gaps_noticed_on": _iso(facts.gaps_noticed_on),
        "supplement_due_on": _iso(facts.supplement_due_on),
        "supplied_on": _iso(facts.supplied_on),
        "decided_on": _iso(facts.decided_on),
        "outcome": facts.outcome.value if facts.outcome else "",
        "closed_on": _iso(facts.closed_on),
        "legal_due_on": _iso(days.legal_on),
        "promised_due_on": _iso(days.promised_on),
        "next_look_on": _iso(days.next_look_on),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def changed(held: Held, **facts: object) -> CaseFacts:
    """The facts with some replaced."""
    return replace(held.facts, **facts)  # type: ignore[arg-type]
