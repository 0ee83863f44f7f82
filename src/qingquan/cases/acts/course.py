"""Between acceptance and decision: steps of the procedure, special procedures, the one extension."""

from datetime import date, datetime, timedelta

from qingquan import law
from qingquan.cases import documents
from qingquan.cases.acts.hold import Done, Held, advance, changed, check_post, hold, opened_steps, run_on
from qingquan.cases.models import Case, PauseRow
from qingquan.cases.rules import clocks, permits
from qingquan.cases.rules.permits import PauseReason
from qingquan.cases.words import Opinion, Stage
from qingquan.clock import Extension, Pause
from qingquan.law import Refused
from qingquan.ledger.acts import act
from qingquan.papers.words import DocumentKind
from qingquan.people.models import Actor
from qingquan.places.words import Role
from qingquan.procedures.runs import OpenStep

# Steps with an act of their own: they are not simply ticked off.
OWN_ACTS = {"accept": "受理", "decide": "决定", "issue": "送达"}


def open_step(held: Held, step_id: str) -> OpenStep:
    """An open step by its id; one that was done meanwhile is no longer there."""
    for step in held.open_steps():
        if step.step_id == step_id:
            return step
    raise Refused("这一环节已经办理或者尚未到达，请刷新页面。", "本事项公布的运行流程")


@act("case.step_done")
def complete_step(number: str, step_id: str, opinion: Opinion, text: str, *, by: Actor, at: datetime) -> Case:
    """Conclude one step of the procedure; the run opens what follows."""
    held = hold(number, at)
    step = open_step(held, step_id)
    check_post(held, step, by)
    if step.kind in OWN_ACTS:
        raise Refused(f"“{step.name}”请用“{OWN_ACTS[step.kind]}”办理。", "本事项公布的运行流程")
    if held.facts.stage is Stage.PAUSED:
        raise Refused("特别程序尚未结束，请先录入结果恢复计时。", _uncounted(held.on))
    if held.facts.stage is not Stage.ACCEPTED:
        raise Refused("本件不在办理中。", law.duty("licensing", "examination", on=held.on).cite)
    if opinion is Opinion.RETURN and not text.strip():
        raise Refused("退回时请写明原因，让承办人知道要改什么。")
    marking, declared = run_on(held, step, review=opinion.value)
    told = {"step": step.step_id, "name": step.name, "opinion": opinion.value}
    return advance(
        held,
        "case.step_done",
        told,
        held.facts,
        by=by,
        changes={"marking": marking.encode(), "facts_declared": declared},
        done=Done(step.step_id, opinion.value, text.strip()),
        opened=opened_steps(held, marking),
    )


def _uncounted(on: date) -> str:
    return law.duty("licensing", "uncounted_time_told", on=on).cite


def extra_pause_reasons(case: Case) -> list[PauseReason]:
    """Grounds the item's own statute adds, as its version lists them."""
    rows = case.version.special_procedures.exclude(reason="extension")
    return [PauseReason(row.reason, row.name, row.basis) for row in rows]


def _check_working_on(held: Held, by: Actor) -> None:
    """Who holds an open step of the case may start and end what interrupts it; so may the head of the organ."""
    mine = {held.case.posts.get(step.post) for step in held.open_steps()}
    head = by.role in {Role.HEAD, Role.APPROVER} and by.organ is not None and by.organ.pk == held.case.organ_id
    if by.post_id not in mine and not head:
        raise Refused("本件现在不由您的岗位办理。", "本事项公布的运行流程")


@act("case.paused")
def pause(number: str, reason: str, *, procedure: str, planned_end: date, by: Actor, at: datetime) -> Case:
    """Start a special procedure: the clock stands still, the applicant is told how long. 《行政许可法》第四十五条。"""
    held = hold(number, at)
    _check_working_on(held, by)
    allowed = permits.pause_reasons(extra_pause_reasons(held.case), held.on)
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
    paper = documents.issue(
        held.case,
        DocumentKind.SPECIAL_PROCEDURE_NOTICE,
        at=at,
        by=by,
        procedure=ground.label,
        explanation=procedure.strip(),
        planned_end=planned_end,
        cite=ground.cite,
    )
    PauseRow.objects.create(
        case=held.case,
        reason=reason,
        label=ground.label,
        cite=ground.cite,
        document=paper,
        started_on=held.on,
        planned_end_on=planned_end,
    )
    running = Pause(held.on, None, ground.label, paper.number, ground.cite)
    facts = changed(held, stage=Stage.PAUSED, pauses=(*held.facts.pauses, running), pause_planned_end=planned_end)
    told = {"reason": reason, "document": paper.number, "planned_end_on": planned_end.isoformat()}
    return advance(held, "case.paused", told, facts, by=by, changes={"paused_before": True})


@act("case.resumed")
def resume(number: str, result: str, *, by: Actor, at: datetime) -> Case:
    """The result came: the clock goes on with what remained."""
    held = hold(number, at)
    _check_working_on(held, by)
    permits.check_may_resume(held.facts, result)
    row = held.case.pauses.get(ended_on__isnull=True)
    row.ended_on, row.result = held.on, result.strip()
    row.save(update_fields=["ended_on", "result"])
    ended = tuple(
        Pause(p.first, held.on, p.reason, p.document, p.cite) if p.last is None else p for p in held.facts.pauses
    )
    facts = changed(held, stage=Stage.ACCEPTED, pauses=ended, pause_planned_end=None)
    told = {"reason": row.reason, "result": result.strip(), "started_on": row.started_on.isoformat()}
    return advance(held, "case.resumed", told, facts, by=by, redue=_moved_steps(held, row.started_on))


def _moved_steps(held: Held, started_on: date) -> dict[str, str] | None:
    """Open steps get the working days back that the special procedure took."""
    lost = held.calendar.working_days_between(started_on, held.on)
    open_rows = held.case.steps.filter(done_at__isnull=True, due_on__isnull=False).values_list("step", "due_on")
    moved = {step: held.calendar.add(due_on, lost).isoformat() for step, due_on in open_rows if due_on and lost}
    return moved or None


@act("case.extended")
def extend(number: str, *, reason: str, by: Actor, at: datetime) -> Case:
    """Prolong the time for the decision once, by the head of the organ. 《行政许可法》第四十二条。"""
    held = hold(number, at)
    own = by.organ is not None and by.organ.pk == held.case.organ_id
    permits.check_may_extend(
        held.facts, by_head=own and by.role == Role.HEAD, reason=reason, on=held.on, calendar=held.calendar
    )
    joint = held.facts.limits.joint
    limit = law.limit("licensing", "joint_extension" if joint else "decision_extension", on=held.on)
    before = clocks.due_days(held.facts, held.calendar).legal_on
    facts = changed(held, extension=Extension(limit.days, "", limit.cite))
    paper = documents.issue(
        held.case,
        DocumentKind.EXTENSION_NOTICE,
        at=at,
        by=by,
        reasons=reason.strip(),
        days=limit.days,
        due_before=before,
        due_after=clocks.due_days(facts, held.calendar).legal_on,
    )
    facts = changed(held, extension=Extension(limit.days, paper.number, limit.cite))
    changes = {"extension_days": limit.days, "extension_document": paper.number}
    told = {"days": limit.days, "reason": reason.strip(), "document": paper.number}
    return advance(held, "case.extended", told, facts, by=by, changes=changes)


def planned_end_default(on: date, days: int | None) -> date:
    """A first proposal for the end of a special procedure: the item's own days, else two weeks."""
    return on + timedelta(days or 14)
