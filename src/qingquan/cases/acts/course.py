"""Between acceptance and decision: steps of the procedure, special procedures, the one extension."""

from datetime import date, datetime

from django.utils import timezone

from qingquan import law
from qingquan.cases import documents
from qingquan.cases.acts.hold import (
    FLOWCHART,
    Done,
    Held,
    advance,
    check_post,
    hold,
    iso,
    opened_steps,
    run_on,
    step_due,
)
from qingquan.cases.models import Case, PauseRow, Step
from qingquan.cases.rules import clocks, permits
from qingquan.cases.rules.permits import PauseReason
from qingquan.cases.words import Opinion, Stage
from qingquan.catalogue.models import SpecialProcedure
from qingquan.clock import Extension, Pause, Period, Unit
from qingquan.law import Refused
from qingquan.ledger.acts import act
from qingquan.papers import acts as papers
from qingquan.papers.words import DocumentKind
from qingquan.people.models import SYSTEM, Actor
from qingquan.places.county import county_face
from qingquan.places.words import Role
from qingquan.procedures.runs import OpenStep

# Steps with an act of their own: they are not simply ticked off.
OWN_ACTS = {"accept": "受理", "decide": "决定", "issue": "送达"}
# Whoever concluded one of these does not decide as well.
LOOKED_INTO = {"examine", "review"}


def open_step(held: Held, step_id: str) -> OpenStep:
    """An open step by its id; one that was done meanwhile is no longer there."""
    for step in held.open_steps():
        if step.step_id == step_id:
            return step
    raise Refused("这一环节已经办理或者尚未到达，请刷新页面。", FLOWCHART)


@act("case.step_done", in_one_statement=True)
def complete_step(number: str, step_id: str, opinion: Opinion, text: str, *, by: Actor, at: datetime) -> None:
    """Conclude one step of the procedure; the run opens what follows."""
    held = hold(number, at)
    step = open_step(held, step_id)
    check_post(held, step, by)
    if step.kind in OWN_ACTS:
        raise Refused(f"“{step.name}”请用“{OWN_ACTS[step.kind]}”办理。", FLOWCHART)
    if held.facts.stage is Stage.PAUSED:
        cite = law.duty("licensing", "uncounted_time_told", on=held.on).cite
        raise Refused("特别程序尚未结束，请先录入结果恢复计时。", cite)
    if held.facts.stage is not Stage.ACCEPTED:
        raise Refused("本件不在办理中。", law.duty("licensing", "examination", on=held.on).cite)
    if opinion is Opinion.RETURN and not text.strip():
        raise Refused("退回时请写明原因，让承办人知道要改什么。")
    marking, declared = run_on(held, step, review=opinion.value)
    advance(
        held,
        "case.step_done",
        {"step": step.step_id, "name": step.name, "opinion": opinion.value},
        held.facts,
        by=by,
        changes={
            "marking": marking.encode(),
            "facts_declared": declared,
            "examined_by": [*held.listed("examined_by"), *([by.account_id] if step.kind in LOOKED_INTO else [])],
        },
        done=Done(step.step_id, opinion.value, text.strip()),
        opened=opened_steps(held, marking),
    )


def extra_pause_reasons(case_id: int) -> list[PauseReason]:
    """Grounds the item's own statute adds, as its version lists them."""
    version = Case.objects.filter(pk=case_id).values("version_id")
    rows = SpecialProcedure.objects.filter(version_id__in=version).exclude(reason="extension")
    return [PauseReason(row.reason, row.name, row.basis) for row in rows]


def check_working_on(held: Held, by: Actor) -> None:
    """Who holds an open step of the case may start and end what interrupts it; so may who decides in the organ."""
    mine = {held.posts.get(step.post) for step in held.open_steps()}
    decides = by.role in {Role.HEAD, Role.APPROVER} and held.is_own(by)
    if by.post_id not in mine and not decides:
        raise Refused("本件现在不由您的岗位办理。", FLOWCHART)
    held.check_not_own_matter(by)


@act("case.paused")
def pause(number: str, reason: str, *, procedure: str, planned_end: date, by: Actor, at: datetime) -> None:
    """Start a special procedure: the clock stands still, the applicant is told how long. 《行政许可法》第四十五条。"""
    held = hold(number, at)
    check_working_on(held, by)
    allowed = permits.pause_reasons(extra_pause_reasons(held.pk), held.on)
    permits.check_may_pause(
        held.facts,
        reason,
        allowed,
        document=procedure,
        planned_end=planned_end,
        on=held.on,
        calendar=held.calendar,
    )
    ground = allowed[reason]
    paper = documents.paper(
        held.row,
        DocumentKind.SPECIAL_PROCEDURE_NOTICE,
        on=held.on,
        by=by,
        procedure=ground.label,
        explanation=procedure.strip(),
        time_needed=f"预计至{planned_end.year}年{planned_end.month}月{planned_end.day}日",
        from_on=held.on,
        basis=[ground.cite],
    )
    running = Pause(held.on, None, ground.label, "", ground.cite)
    facts = held.changed(stage=Stage.PAUSED, pauses=(*held.facts.pauses, running), pause_planned_end=planned_end)
    told = {
        "reason": reason,
        "planned_end_on": planned_end.isoformat(),
        paper.kind.value: paper.check_code,
    }
    # The case first: whoever comes second in the same moment is refused there.
    advance(held, "case.paused", told, facts, by=by, changes={"paused_before": True})
    PauseRow.objects.create(
        case_id=held.pk,
        reason=reason,
        label=ground.label,
        cite=ground.cite,
        document=papers.issue(paper, subject=number, organ_id=held.organ_id, at=at),
        started_on=held.on,
        planned_end_on=planned_end,
    )


@act("case.resumed")
def resume(number: str, result: str, *, by: Actor, at: datetime) -> None:
    """The result came: the clock goes on with what remained."""
    held = hold(number, at)
    check_working_on(held, by)
    permits.check_may_resume(held.facts, result)
    row = PauseRow.objects.filter(case_id=held.pk).latest("id")
    ended = tuple(
        Pause(p.first, held.on, p.reason, p.document, p.cite) if p.last is None else p for p in held.facts.pauses
    )
    facts = held.changed(stage=Stage.ACCEPTED, pauses=ended, pause_planned_end=None)
    told = {"reason": row.reason, "result": result.strip(), "started_on": row.started_on.isoformat()}
    advance(held, "case.resumed", told, facts, by=by, redue=_moved_steps(held, row.started_on))
    row.ended_on, row.result = held.on, result.strip()
    row.save(update_fields=["ended_on", "result"])


def _moved_steps(held: Held, started_on: date) -> dict[str, str | None] | None:
    """Open steps get the working days back that the special procedure took; one whose time had run gets none."""
    lost = held.calendar.working_days_between(started_on, held.on)
    waiting = Step.objects.filter(case_id=held.pk, done_at__isnull=True, due_on__gt=started_on)
    moved = {
        step: iso(step_due(due_on, lost, held.calendar))
        for step, due_on in waiting.values_list("step", "due_on")
        if due_on and lost
    }
    return moved or None


def may_prolong(held: Held, by: Actor) -> bool:
    """Whether somebody stands for the head who prolongs: of the organ, of a joint case the county's government."""
    if held.facts.limits.joint:
        return by.role == Role.GOVERNMENT_OFFICE
    return held.is_own(by) and by.role == Role.HEAD


@act("case.extended")
def extend(number: str, *, reason: str, by: Actor, at: datetime) -> None:
    """Prolong the time once, by the organ's head; of a joint case by the government's. 《行政许可法》第四十二条。"""
    held = hold(number, at)
    permits.check_may_extend(
        held.facts, by_head=may_prolong(held, by), reason=reason, on=held.on, calendar=held.calendar
    )
    held.check_not_own_matter(by)
    name = "joint_extension" if held.facts.limits.joint else "decision_extension"
    limit = law.limit("licensing", name, on=held.on)
    facts = held.changed(extension=Extension(limit.days, "", limit.cite))
    paper = documents.paper(
        held.row,
        DocumentKind.EXTENSION_NOTICE,
        on=held.on,
        by=by,
        reasons=documents.paragraphs(reason),
        approved_by=by.name,
        extension=f"{limit.days}个工作日",
        due_on=clocks.due_days(facts, held.calendar).legal_on,
        joint=held.facts.limits.joint,
        government=county_face().government,
    )
    issued = papers.issue(paper, subject=number, organ_id=held.organ_id, at=at)
    changes = {
        "extension_days": limit.days,
        "extended_on": held.on.isoformat(),
        "extension_document": issued.number,
    }
    told = {"days": limit.days, "reason": reason.strip(), paper.kind.value: paper.check_code}
    advance(held, "case.extended", told, facts, by=by, changes=changes)


@act("case.recounted", in_one_statement=True)
def _recount(held: Held) -> None:
    """Store the last days that can now be told, and say so in the record."""
    days = clocks.due_days(held.facts, held.calendar)
    told = {"legal_due_on": str(days.legal_on), "promised_due_on": str(days.promised_on)}
    advance(held, "case.recounted", told, held.facts, by=SYSTEM, redue=_dated_steps(held))


def _dated_steps(held: Held) -> dict[str, str | None] | None:
    """Open steps without a last day, with the day they now get."""
    undated = dict(
        Step.objects.filter(case_id=held.pk, done_at__isnull=True, due_on__isnull=True).values_list("step", "opened_at")
    )
    dated: dict[str, str | None] = {}
    for step in held.open_steps():
        if step.step_id in undated:
            opened_on = timezone.localdate(undated[step.step_id])
            own = Period(opened_on, step.working_days, Unit.WORKING_DAY, held.facts.pauses)
            clock = clocks.notice(held.facts) if step.kind == "accept" else clocks.Clock(step.name, own, FLOWCHART)
            dated[step.step_id] = iso(clocks.last_day(clock, held.calendar))
    return dated or None


def set_due(number: str, at: datetime) -> bool:
    """Settle a case's last days if the calendar now tells others than are stored; False when nothing changes."""
    held = hold(number, at)
    days = clocks.due_days(held.facts, held.calendar)
    told = (days.legal_on, days.promised_on, days.next_look_on)
    stored = tuple(held.row[name] for name in ("legal_due_on", "promised_due_on", "next_look_on"))
    waited_for = days.next_look_on if held.facts.stage is Stage.RECEIVED else days.legal_on
    if waited_for is None or tuple(day.isoformat() if day else None for day in told) == stored:
        return False
    _recount(held)
    return True
