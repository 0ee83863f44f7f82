"""How a case ends: decision, delivery, withdrawal, termination."""

from datetime import datetime

from qingquan import law
from qingquan.cases import documents
from qingquan.cases.acts.hold import Done, Held, advance, changed, check_post, hold, opened_steps, run_on
from qingquan.cases.models import Case
from qingquan.cases.rules import permits
from qingquan.cases.rules.facts import CaseFacts
from qingquan.cases.words import Delivery, Outcome, Stage
from qingquan.law import Refused
from qingquan.ledger.acts import act
from qingquan.papers.words import DocumentKind
from qingquan.people.models import Actor
from qingquan.places.words import Role

EXAMINING = ("examine", "review")


@act("case.decided")
def decide(number: str, outcome: Outcome, reasons: str, *, by: Actor, at: datetime) -> Case:
    """Grant or refuse; a refusal gives reasons and tells the remedies. 《行政许可法》第三十八条。"""
    held = hold(number, at)
    step = held.step_of_kind("decide")
    permits.check_may_decide(held.facts, outcome, reasons, held.on)
    if step is None:
        raise Refused("流程尚未到决定环节，请先完成前面的环节。", "本事项公布的运行流程")
    check_post(held, step, by)
    examined = held.case.steps.filter(kind__in=EXAMINING, done_by__isnull=False).values_list("done_by_id", flat=True)
    permits.check_decides_another_person(
        examined_by=list(examined), decides=by.account_id or 0, instant=held.facts.limits.instant, on=held.on
    )
    granted = outcome is Outcome.GRANT
    paper = documents.issue(
        held.case,
        DocumentKind.GRANT_DECISION if granted else DocumentKind.REFUSAL_DECISION,
        at=at,
        by=by,
        reasons=reasons.strip(),
    )
    facts = changed(held, stage=Stage.APPROVED if granted else Stage.REFUSED, decided_on=held.on, outcome=outcome)
    marking, declared = run_on(held, step, decision=outcome.value)
    told = {"outcome": outcome.value, "document": paper.number, "reasons": reasons.strip()}
    return advance(
        held,
        "case.decided",
        told,
        facts,
        by=by,
        changes={"marking": marking.encode(), "facts_declared": declared},
        done=Done(step.step_id, outcome.value, reasons.strip()),
        opened=opened_steps(held, marking),
    )


def _check_delivering(held: Held, by: Actor) -> None:
    own = by.organ is not None and by.organ.pk == held.case.organ_id
    if not own:
        raise Refused("结果由作出决定的机关送达，您的岗位不能操作。")


@act("case.delivered")
def deliver(number: str, way: Delivery, receiver: str, *, by: Actor, at: datetime) -> Case:
    """Hand over the decision, and the certificate when granted, against proof of service. 《行政许可法》第四十四条。"""
    held = hold(number, at)
    permits.check_may_deliver(held.facts, held.on)
    step = held.step_of_kind("issue")
    if step is None:
        _check_delivering(held, by)
    else:
        check_post(held, step, by)
    if not receiver.strip():
        raise Refused("请填写签收人，送达回证上要有签收人和日期。", law.parameter("proof_of_service").basis)
    certificate = None
    if held.facts.outcome is Outcome.GRANT and documents.has_certificate(held.case):
        certificate = documents.issue(held.case, DocumentKind.CERTIFICATE, at=at, by=by)
    proof = documents.issue(
        held.case,
        DocumentKind.PROOF_OF_SERVICE,
        at=at,
        by=by,
        way=way.label,
        receiver=receiver.strip(),
        certificate=certificate.number if certificate else "",
    )
    facts = changed(held, stage=Stage.DELIVERED, closed_on=held.on)
    told = {"way": way.value, "proof": proof.number, "certificate": certificate.number if certificate else ""}
    if step is None:
        return advance(held, "case.delivered", told, facts, by=by, abandon=True)
    marking, _ = run_on(held, step)
    done = Done(step.step_id, "delivered", way.label)
    changes = {"marking": marking.encode()}
    return advance(held, "case.delivered", told, facts, by=by, changes=changes, done=done, abandon=True)


@act("case.withdrawn")
def withdraw(number: str, reason: str, *, by: Actor, at: datetime) -> Case:
    """The applicant takes the application back before the decision."""
    held = hold(number, at)
    permits.check_may_withdraw(held.facts)
    mine = by.account_id is not None and by.account_id in {
        held.case.applicant.account_id,
        held.case.mandate.agent.account_id if held.case.mandate else None,
    }
    if not mine and (by.organ is None or by.organ.pk != held.case.organ_id):
        raise Refused("只有申请人或者其代理人可以撤回申请。", law.parameter("withdraw_before_decision").basis)
    paper = documents.issue(held.case, DocumentKind.WITHDRAWAL_CONFIRMATION, at=at, by=by, reasons=reason.strip())
    facts = _ended(held, Stage.WITHDRAWN)
    told = {"reason": reason.strip(), "document": paper.number}
    return advance(held, "case.withdrawn", told, facts, by=by, abandon=True)


@act("case.terminated")
def terminate(number: str, reason: str, *, by: Actor, at: datetime) -> Case:
    """End a case that has lost its object, or whose supplements never came; the applicant is told why."""
    held = hold(number, at)
    permits.check_may_terminate(held.facts, reason)
    if by.account_id is not None:
        own = by.organ is not None and by.organ.pk == held.case.organ_id
        if not own or by.role not in {Role.APPROVER, Role.HEAD, Role.CHIEF_REPRESENTATIVE}:
            raise Refused("终止办理由本机关批准岗位决定。", law.parameter("termination").basis)
    paper = documents.issue(held.case, DocumentKind.TERMINATION_NOTICE, at=at, by=by, reasons=reason.strip())
    facts = _ended(held, Stage.TERMINATED)
    told = {"reason": reason.strip(), "document": paper.number}
    return advance(held, "case.terminated", told, facts, by=by, abandon=True)


def _ended(held: Held, stage: Stage) -> CaseFacts:
    """The facts of a case that ends before its decision; a special procedure still running ends with it."""
    held.case.pauses.filter(ended_on__isnull=True).update(ended_on=held.on, result=stage.label)
    return changed(held, stage=stage, closed_on=held.on, pause_planned_end=None)
