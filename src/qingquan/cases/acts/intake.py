"""From receipt to acceptance: tell what is missing once, supply, accept, or say why not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from qingquan import law
from qingquan.cases import documents
from qingquan.cases.acts.hold import (
    Done,
    Held,
    advance,
    check_post,
    hold,
    opened_steps,
    run_on,
)
from qingquan.cases.acts.receipt import RECEIVING, MaterialGiven
from qingquan.cases.models import MaterialIn, Notice
from qingquan.cases.rules import clocks, permits
from qingquan.cases.words import MaterialWay, NoAcceptance, Stage
from qingquan.catalogue.words import MaterialNeed
from qingquan.law import Refused
from qingquan.ledger.acts import act
from qingquan.papers import acts as papers
from qingquan.papers.words import DocumentKind
from qingquan.people.models import SYSTEM, Actor
from qingquan.procedures import runs


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing the applicant must supply: which material, and what is wrong with it."""

    material: str
    problem: str = "缺少，请补交"

    def row(self) -> dict[str, str]:
        """As the notice and the record keep it."""
        return {"material": self.material.strip(), "problem": self.problem.strip()}


@act("case.supplement_noticed")
def notify_gaps(number: str, gaps: Sequence[Gap], *, by: Actor, at: datetime, days: int | None = None) -> None:
    """Tell the applicant once of everything that is missing. 《行政许可法》第三十二条第一款第（四）项。"""
    held = hold(number, at)
    rows = [gap.row() for gap in gaps if gap.material.strip()]
    _check_accepting_post(held, by)
    permits.check_may_notify_gaps(held.facts, [row["material"] for row in rows], held.on, held.calendar)
    allowed = days if days is not None else law.parameter("supplement_abandoned_days").number
    permits.check_time_to_supply(allowed, held.on)
    due_on = clocks.supply_by(held.on, allowed, held.calendar)
    facts = held.changed(stage=Stage.SUPPLEMENT_PENDING, gaps_noticed_on=held.on, supplement_due_on=due_on)
    paper = documents.paper(
        held.row,
        DocumentKind.SUPPLEMENT_NOTICE,
        on=held.on,
        by=by,
        gaps=rows,
        reply_by=due_on,
        consequence="逾期不补正的，视为撤回申请，终止办理并退回材料。",
    )
    told = {"gaps": rows, "due_on": due_on.isoformat(), paper.kind.value: paper.check_code}
    # The case first: whoever comes second in the same moment is refused there.
    advance(held, "case.supplement_noticed", told, facts, by=by)
    issued = papers.issue(paper, subject=number, organ_id=held.organ_id, at=at)
    Notice.objects.create(case_id=held.pk, gaps=rows, document=issued, noticed_on=held.on)


def _check_accepting_post(held: Held, by: Actor) -> runs.OpenStep | None:
    """The post of the acceptance step; a procedure without one leaves acceptance to the organ's window."""
    step = held.step_of_kind("accept")
    if step is not None:
        check_post(held, step, by)
    elif not held.is_own(by):
        raise Refused("受理由承办机关的窗口办理，您的岗位不能操作。")
    held.check_not_own_matter(by)
    return step


@act("case.supplied")
def supply(number: str, materials: Sequence[MaterialGiven], *, by: Actor, at: datetime) -> None:
    """Take in what was asked for; the organ then looks at the whole again within its time."""
    held = hold(number, at)
    permits.check_may_supply(held.facts)
    if not held.is_applying(by) and not held.is_own(by) and by.role not in RECEIVING:
        raise Refused("补正材料由申请人或者其代理人提交，或者由窗口代收。")
    for given in materials:
        _take_in(held.pk, given, at)
    waiting = MaterialIn.objects.filter(
        case_id=held.pk, need=MaterialNeed.REQUIRED.value, way=MaterialWay.PENDING.value
    )
    if still := list(waiting.values_list("name", flat=True)):
        cite = law.duty("licensing", "one_time_notice", on=held.on).cite
        raise Refused(f"还缺少：{'、'.join(still)}。请一次补齐后提交。", cite)
    facts = held.changed(stage=Stage.RECEIVED, supplied_on=held.on)
    step = held.step_of_kind("accept")
    last = clocks.last_day(clocks.notice(facts), held.calendar)
    redue = {step.step_id: last.isoformat() if last else None} if step else None
    advance(held, "case.supplied", {"materials": [m.name for m in materials]}, facts, by=by, redue=redue)


@act("case.materials_taken_in")
def take_in(number: str, materials: Sequence[MaterialGiven], *, by: Actor, at: datetime) -> None:
    """Take in at the window what was to be brought on paper, before the case is accepted."""
    held = hold(number, at)
    _check_accepting_post(held, by)
    missing = [str(name) for name in held.listed("missing")]
    permits.check_may_take_in(held.facts, [given.name for given in materials], missing, held.on, held.calendar)
    for given in materials:
        _take_in(held.pk, given, at)
    advance(held, "case.materials_taken_in", {"materials": [m.name for m in materials]}, held.facts, by=by)


def _take_in(case_id: int, given: MaterialGiven, at: datetime) -> None:
    """Fill the row that waits for this material, or keep what came besides."""
    came = {"way": given.way.value, "file_id": given.file_id, "issued_id": given.issued_id, "received_at": at}
    waiting = MaterialIn.objects.filter(case_id=case_id, name=given.name, way=MaterialWay.PENDING.value)
    if not waiting.update(**came):
        MaterialIn.objects.create(
            case_id=case_id, position=999, name=given.name, need=MaterialNeed.OPTIONAL.value, **came
        )


@act("case.accepted", in_one_statement=True)
def accept(number: str, *, by: Actor, at: datetime) -> None:
    """Accept: the clocks of the decision start. 《行政许可法》第三十二条第一款第（五）项。"""
    held = hold(number, at)
    step = _check_accepting_post(held, by)
    missing = [str(name) for name in held.listed("missing")]
    permits.check_may_accept(held.facts, missing, held.on, held.calendar)
    _accepted(held, step, "case.accepted", held.on, deemed=False, by=by)


@act("case.deemed_accepted", in_one_statement=True)
def deem_accepted(number: str, *, at: datetime) -> None:
    """Silence past the notice time accepts from the day of receipt. 《行政许可法》第三十二条第一款第（四）项。"""
    held = hold(number, at)
    since = clocks.deemed_accepted_on(held.facts, held.calendar, held.on)
    if since is None:
        cite = law.duty("licensing", "silence_accepts", on=held.on).cite
        raise Refused("告知补正的期限尚未届满，不能视为受理。", cite)
    _accepted(held, held.step_of_kind("accept"), "case.deemed_accepted", since, deemed=True, by=SYSTEM)


def _accepted(held: Held, step: runs.OpenStep | None, kind: str, since: date, *, deemed: bool, by: Actor) -> None:
    facts = held.changed(stage=Stage.ACCEPTED, accepted_on=since, deemed=deemed)
    days = clocks.due_days(facts, held.calendar)
    dates: dict[str, object] = {
        "accepted_on": since,
        "legal_due_on": days.legal_on,
        "promised_due_on": days.promised_on,
    }
    paper = documents.paper(
        held.row,
        DocumentKind.DEEMED_ACCEPTANCE_RECORD if deemed else DocumentKind.ACCEPTANCE,
        on=held.on,
        by=by,
        # What silence accepts counts from the day the materials were there.
        received_on=since if deemed else held.facts.received_on,
        notice_due_on=clocks.last_day(clocks.notice(held.facts), held.calendar),
        **dates,  # type: ignore[arg-type]
    )
    told = {name: str(day) for name, day in dates.items() if day}
    if step is None:
        advance(held, kind, told, facts, by=by, papers=[paper])
        return
    marking, declared = run_on(held, step, acceptance="accept")
    advance(
        held,
        kind,
        told,
        facts,
        by=by,
        changes={"marking": marking.encode(), "facts_declared": declared},
        done=Done(step.step_id, "deemed" if deemed else "accept"),
        opened=opened_steps(held, marking),
        papers=[paper],
    )


@act("case.refused_acceptance", in_one_statement=True)
def refuse_acceptance(
    number: str, ground: NoAcceptance, explanation: str, *, by: Actor, at: datetime, competent_organ: str = ""
) -> None:
    """Say at once, in writing, that no licence is needed or another organ is competent. 《行政许可法》第三十二条。"""
    held = hold(number, at)
    step = _check_accepting_post(held, by)
    why = explanation.strip()
    permits.check_may_refuse_acceptance(held.facts, why, held.on, held.calendar)
    needless = ground is NoAcceptance.NOT_REQUIRED
    kind = DocumentKind.NOT_REQUIRED if needless else DocumentKind.REFUSAL_OF_ACCEPTANCE
    paper = documents.paper(
        held.row,
        kind,
        on=held.on,
        by=by,
        reasons=documents.paragraphs(why),
        competent_organ=competent_organ.strip(),
    )
    facts = held.changed(stage=Stage.NOT_REQUIRED if needless else Stage.REJECTED, closed_on=held.on)
    done = Done(step.step_id, "refuse", why) if step else None
    told = {"ground": ground.value, "explanation": why}
    advance(held, "case.refused_acceptance", told, facts, by=by, done=done, papers=[paper], abandon=True)
