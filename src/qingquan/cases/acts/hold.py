"""How every act takes hold of a case and writes it back: read in one statement, judge in memory, write in one."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import DatabaseError
from django.utils import timezone

from qingquan import law
from qingquan.cases.models import Case
from qingquan.cases.reading import facts_of
from qingquan.cases.rules import clocks
from qingquan.cases.rules.facts import CaseFacts
from qingquan.clock import BeyondCalendar, WorkCalendar
from qingquan.law import Refused
from qingquan.ledger import acts as ledger
from qingquan.ledger import swift
from qingquan.ledger.rules import as_json, leaf_hash
from qingquan.papers.acts import Paper
from qingquan.people.models import Actor
from qingquan.people.rules import scrubbed
from qingquan.places.calendar import county_calendar
from qingquan.procedures import runs
from qingquan.procedures.shelf import program

HOLD = "SELECT cases_hold($1)::text"
ADVANCE = """
    SELECT cases_advance($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
"""
MOVED_ON = "QQ001"
# Columns an act may change that do not follow from the facts; unless it says otherwise they stay as they are.
KEPT = (
    "marking",
    "facts_declared",
    "examined_by",
    "paused_before",
    "extension_days",
    "extended_on",
    "extension_document",
)
FLOWCHART = "本事项公布的运行流程"


@dataclass(frozen=True, slots=True)
class Done:
    """The step an act completes, and what was concluded."""

    step: str
    opinion: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A case in hand: its row with what belongs to it, as the SQL function `cases_hold` gives it, and the moment."""

    row: Mapping[str, object]
    facts: CaseFacts
    calendar: WorkCalendar
    at: datetime
    on: date
    """The local day of the act."""
    marking: runs.Marking
    """Where the run stands."""

    @property
    def number(self) -> str:
        """案件编号."""
        return str(self.row["number"])

    @property
    def pk(self) -> int:
        """Primary key of the case."""
        return int(str(self.row["id"]))

    @property
    def organ_id(self) -> int:
        """Primary key of the organ that decides."""
        return int(str(self.row["organ_id"]))

    @property
    def posts(self) -> dict[str, int]:
        """The post of each role of the procedure."""
        return dict(self.row["posts"])  # type: ignore[call-overload,no-any-return]

    @property
    def declared(self) -> dict[str, runs.FactValue]:
        """What the gateways have been told so far."""
        return dict(self.row["facts_declared"])  # type: ignore[call-overload,no-any-return]

    @property
    def program(self) -> runs.Program:
        """The procedure the case runs on."""
        return program(str(self.row["procedure_sha256"]))

    def listed(self, name: str) -> list[object]:
        """A list that came with the row; empty when the stage does not ask for it."""
        return list(self.row.get(name) or [])  # type: ignore[call-overload,no-any-return]

    def open_steps(self) -> tuple[runs.OpenStep, ...]:
        """The steps now open."""
        return runs.open_steps(self.program, self.marking)

    def step_of_kind(self, kind: str) -> runs.OpenStep | None:
        """The open step of this kind, if the procedure has come to it."""
        return next((step for step in self.open_steps() if step.kind == kind), None)

    def is_own(self, by: Actor) -> bool:
        """Whether somebody acts for the organ that handles the case."""
        return by.post is not None and by.post.organ_id == self.organ_id

    @property
    def agent(self) -> int | None:
        """The account of the agent, while the mandate is live."""
        given: Mapping[str, Any] = self.row.get("agent") or {}  # type: ignore[assignment]
        live = given and given["from_on"] <= self.on.isoformat() <= given["until_on"]
        revoked = given and given["revoked_on"] is not None and given["revoked_on"] <= self.on.isoformat()
        return given["account"] if live and not revoked else None

    def is_applying(self, by: Actor) -> bool:
        """Whether somebody is the applicant of the case, or the agent whose mandate is live."""
        return by.account_id is not None and by.account_id in {self.row["applicant_account"], self.agent}

    def check_not_own_matter(self, by: Actor) -> None:
        """No official handles the application they made themselves, or made for another."""
        if by.post is not None and self.is_applying(by):
            raise Refused("您是本件的申请人或者代理人，应当回避，请由其他人员办理。", law.parameter("recusal").basis)

    def check_not_back_dated(self) -> None:
        """Acts follow one another: none is dated before the last."""
        if self.at < datetime.fromisoformat(str(self.row["acted_at"])):
            raise Refused("办理时间早于本件上一次办理的时间，不能倒签，请核对时间。")

    def changed(self, **facts: object) -> CaseFacts:
        """The facts with some replaced."""
        return replace(self.facts, **facts)  # type: ignore[arg-type]


def hold(number: str, at: datetime) -> Held:
    """Read a case for an act. Nothing is locked: the write notices when somebody was faster.

    Raises `Case.DoesNotExist`.
    """
    found = swift.call(HOLD, [number])
    if not found:
        raise Case.DoesNotExist(number)
    row = json.loads(found)
    row |= row.pop("matter") | (row.pop("also") or {})
    marking = runs.Marking.decode(row["marking"])
    return Held(row, facts_of(row), county_calendar(), at, timezone.localdate(at), marking)


def check_post(held: Held, step: runs.OpenStep, by: Actor) -> None:
    """A step belongs to one post; only who holds it may do it."""
    if by.post_id is None or by.post_id != held.posts.get(step.post):
        raise Refused(f"“{step.name}”由其他岗位办理，您的岗位不能操作。", FLOWCHART)
    held.check_not_own_matter(by)


def run_on(held: Held, step: runs.OpenStep, **answers: str) -> tuple[runs.Marking, dict[str, runs.FactValue]]:
    """Complete a step in the run: the new marking, and what the gateways have now been told."""
    declared = held.declared | answers
    return runs.complete(held.program, held.marking, step.step_id, declared), declared


def opened_steps(held: Held, marking: runs.Marking) -> list[dict[str, object]]:
    """Rows for the steps the procedure opened beyond those already open."""
    before = {step.step_id for step in held.open_steps()}
    fresh = [step for step in runs.open_steps(held.program, marking) if step.step_id not in before]
    return [step_row(step, held.posts, held.on, held.calendar) for step in fresh]


def step_row(
    step: runs.OpenStep, posts: Mapping[str, int], on: date, calendar: WorkCalendar, notice_due: date | None = None
) -> dict[str, object]:
    """One step as it is stored; its last day counts working days from the morrow of its opening.

    That of acceptance is the last day of the organ's notice. A day in a year not imported stays open.
    """
    post = posts.get(step.post)
    if post is None:
        raise Refused(f"“{step.name}”没有岗位承办，请事项管理员先为本事项指定岗位。", FLOWCHART)
    last = notice_due if step.kind == "accept" else step_due(on, step.working_days, calendar)
    return {
        "step": step.step_id,
        "name": step.name,
        "kind": step.kind.value,
        "node": step.node.value,
        "post": post,
        "due_on": iso(last),
    }


def step_due(after: date, working_days: int, calendar: WorkCalendar) -> date | None:
    """The last of so many working days after a day; None while its year is not imported."""
    try:
        return calendar.add(after, working_days)
    except BeyondCalendar:
        return None


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
    redue: Mapping[str, str | None] | None = None,
    papers: Sequence[Paper] = (),
    abandon: bool = False,
) -> None:
    """Write the act: the case as `facts` now say, its steps, documents and record. `told` is what the ledger keeps.

    Raises `Refused` when somebody acted on the case in the meantime, or later than this act says it was done; nothing
    is written then.
    """
    held.check_not_back_dated()
    kept = {name: held.row[name] for name in KEPT}
    columns = kept | columns_of(facts, held.calendar) | dict(changes or {})
    # The record is for ever and for everyone: a number that somebody typed into a reason stays in the document.
    told = {name: _scrubbed(value) for name, value in told.items()}
    told |= {paper.kind.value: paper.check_code for paper in papers}
    leaf = leaf_hash(subject=held.number, kind=kind, facts=told, at=held.at, account=by.account_id, post=by.post_id)
    finished = {"step": done.step, "by": by.account_id, "opinion": done.opinion, "text": done.text} if done else None
    values: list[Any] = [
        held.number,
        held.row["revision"],
        as_json(columns),
        as_json(finished) if finished else None,
        as_json(list(opened)),
        as_json(redue) if redue else None,
        as_json([paper.row() for paper in papers]),
        abandon,
        held.at,
        kind,
        as_json(told),
        by.account_id,
        by.post_id,
        leaf,
    ]
    try:
        swift.call(ADVANCE, values)
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") == MOVED_ON:
            raise Refused("本件刚刚有人办理过，请刷新页面，看到最新情况后再办。") from None
        raise
    ledger.recorded(kind)


def _scrubbed(value: object) -> object:
    match value:
        case str():
            return scrubbed(value)
        case list():
            return [_scrubbed(each) for each in value]
        case dict():
            return {name: _scrubbed(each) for name, each in value.items()}
    return value


def columns_of(facts: CaseFacts, calendar: WorkCalendar) -> dict[str, object]:
    """The stored face of the facts, with the last days that follow from them."""
    days = clocks.due_days(facts, calendar)
    return {
        "stage": facts.stage.value,
        "accepted_on": iso(facts.accepted_on),
        "deemed": facts.deemed,
        "gaps_noticed_on": iso(facts.gaps_noticed_on),
        "supplement_due_on": iso(facts.supplement_due_on),
        "supplied_on": iso(facts.supplied_on),
        "decided_on": iso(facts.decided_on),
        "outcome": facts.outcome.value if facts.outcome else "",
        "closed_on": iso(facts.closed_on),
        "legal_due_on": iso(days.legal_on),
        "promised_due_on": iso(days.promised_on),
        "next_look_on": iso(days.next_look_on),
    }


def iso(day: date | None) -> str | None:
    """A day as the database reads it."""
    return day.isoformat() if day else None
