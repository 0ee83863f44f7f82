"""How a case ends: decision, delivery, withdrawal, termination."""

from collections.abc import Mapping
from datetime import datetime

from qingquan import law
from qingquan.cases import documents
from qingquan.cases.acts.hold import FLOWCHART, Done, Held, advance, check_post, hold, opened_steps, run_on
from qingquan.cases.models import PauseRow
from qingquan.cases.rules import permits
from qingquan.cases.rules.facts import CaseFacts
from qingquan.cases.words import Delivery, Outcome, Stage
from qingquan.catalogue.words import PowerType
from qingquan.law import Refused
from qingquan.ledger.acts import act
from qingquan.papers.acts import Paper
from qingquan.papers.words import DocumentKind, title_of
from qingquan.people.models import SYSTEM, Actor
from qingquan.places.words import Role


@act("case.decided", in_one_statement=True)
def decide(number: str, outcome: Outcome, reasons: str, *, by: Actor, at: datetime) -> None:
    """Grant or refuse; a refusal gives reasons and tells the remedies. 《行政许可法》第三十八条。"""
    held = hold(number, at)
    permits.check_may_decide(held.facts, outcome, reasons, held.on)
    step = held.step_of_kind("decide")
    if step is None:
        raise Refused("流程尚未到决定环节，请先完成前面的环节。", FLOWCHART)
    check_post(held, step, by)
    permits.check_decides_another_person(
        examined_by=[int(str(pk)) for pk in held.listed("examined_by")],
        decides=by.account_id or 0,
        instant=held.facts.limits.instant,
    )
    granted = outcome is Outcome.GRANT
    kind = DocumentKind.GRANT_DECISION if granted else DocumentKind.REFUSAL_DECISION
    paper = documents.paper(
        held.row,
        kind,
        on=held.on,
        by=by,
        reasons=documents.paragraphs(reasons),
        granted=documents.paragraphs(reasons) or [f"准予“{held.row['item_name']}”。"],
        basis=documents.bases(held.row),
        remedies=documents.remedies(held.row),
    )
    facts = held.changed(stage=Stage.APPROVED if granted else Stage.REFUSED, decided_on=held.on, outcome=outcome)
    marking, declared = run_on(held, step, decision=outcome.value)
    advance(
        held,
        "case.decided",
        {"outcome": outcome.value, "decided_on": held.on.isoformat()},
        facts,
        by=by,
        changes={"marking": marking.encode(), "facts_declared": declared},
        done=Done(step.step_id, outcome.value, reasons.strip()),
        opened=opened_steps(held, marking),
        papers=[paper],
    )


@act("case.delivered", in_one_statement=True)
def deliver(
    number: str, way: Delivery, receiver: str, *, by: Actor, at: datetime, place: str = "", consent: str = ""
) -> None:
    """Hand over the decision, and the certificate when granted, against proof of service. 《行政许可法》第四十四条。

    Electronic service needs the receiver's `consent`; 《民事诉讼法》第九十条第一款.
    """
    held = hold(number, at)
    permits.check_may_deliver(held.facts, held.on)
    step = held.step_of_kind("issue")
    if step is not None:
        check_post(held, step, by)
    elif not held.is_own(by):
        raise Refused("结果由作出决定的机关送达，您的岗位不能操作。")
    if not receiver.strip():
        raise Refused("请填写签收人，送达回证上要有签收人和日期。", law.parameter("proof_of_service").basis)
    facts = held.changed(stage=Stage.DELIVERED, closed_on=held.on)
    marking = run_on(held, step)[0].encode() if step else held.row["marking"]
    advance(
        held,
        "case.delivered",
        {"way": way.value},
        facts,
        by=by,
        changes={"marking": marking},
        done=Done(step.step_id, "delivered", way.label) if step else None,
        papers=_handed_over(held, way, receiver.strip(), by=by, place=place, consent=consent),
        abandon=True,
    )


PLACES = {
    Delivery.WINDOW: "政务服务中心窗口",
    Delivery.MAIL: "申请人提供的邮寄地址",
    Delivery.ELECTRONIC: "网上政务大厅",
}


def _handed_over(held: Held, way: Delivery, receiver: str, *, by: Actor, place: str, consent: str) -> list[Paper]:
    """The certificate, where the grant ends in one, and the proof of service."""
    granted = held.facts.outcome is Outcome.GRANT
    decision = DocumentKind.GRANT_DECISION if granted else DocumentKind.REFUSAL_DECISION
    certificate = _certificate(held, by) if granted and held.row["certificate"] else None
    served = [{"title": title_of(decision)}]
    if certificate:
        served.append({"title": str(certificate.contents["name"])})
    proof = documents.paper(
        held.row,
        DocumentKind.PROOF_OF_SERVICE,
        on=held.on,
        by=by,
        documents=served,
        way=way.label,
        place=place.strip() or PLACES[way],
        served_on=held.on,
        signed_by=receiver,
        servers=[by.name],
        electronic=way is Delivery.ELECTRONIC,
        consent=consent.strip(),
    )
    return [certificate, proof] if certificate else [proof]


def _certificate(held: Held, by: Actor) -> Paper:
    """The county's own certificate of the grant. 《行政许可法》第三十九条."""
    result: Mapping[str, object] = held.row["certificate"]  # type: ignore[assignment]
    row, year = held.row, held.on.year
    kind = PowerType(str(row["power_type"])).code
    prefix = f"{str(row['division'])[:6]}{row['organ_seq']}{kind}{year}"
    return documents.paper(
        row,
        DocumentKind.CERTIFICATE,
        on=held.on,
        by=by,
        certificate=(prefix, f"certificate/{row['organ_seq']}/{kind}/{year}"),
        name=result["name"],
        holder=row["applicant_name"],
        scope=[{"label": "办件编号", "value": held.number}],
        valid_from=held.facts.decided_on,
        valid_until=documents.valid_until(str(result["validity"]), held.facts.decided_on or held.on),
    )


@act("case.withdrawn")
def withdraw(number: str, reason: str, *, by: Actor, at: datetime) -> None:
    """The applicant takes the application back before the decision."""
    held = hold(number, at)
    permits.check_may_withdraw(held.facts)
    if not held.is_applying(by) and not held.is_own(by):
        raise Refused("只有申请人或者其代理人可以撤回申请。", law.parameter("withdraw_before_decision").basis)
    paper = documents.paper(
        held.row,
        DocumentKind.WITHDRAWAL_CONFIRMATION,
        on=held.on,
        by=by,
        withdrawn_on=held.on,
        reasons=documents.paragraphs(reason),
    )
    facts = _ended(held, Stage.WITHDRAWN)
    advance(held, "case.withdrawn", {"reason": reason.strip()}, facts, by=by, papers=[paper], abandon=True)


@act("case.terminated")
def terminate(number: str, reason: str, *, by: Actor, at: datetime) -> None:
    """End a case that has lost its object, as when its power is given up; the applicant is told why."""
    held = hold(number, at)
    permits.check_may_terminate(held.facts, reason)
    may = held.is_own(by) and by.role in {Role.APPROVER, Role.HEAD, Role.CHIEF_REPRESENTATIVE}
    if by.account_id is not None and not may:
        raise Refused("终止办理由本机关批准岗位决定。", law.parameter("termination").basis)
    held.check_not_own_matter(by)
    _terminate(held, reason, by=by)


@act("case.terminated")
def lapse(number: str, *, at: datetime) -> None:
    """End a case by itself when the term for its supplements has passed and they never came.

    Raises `Refused` where nothing is waited for any more: the supplements came, or somebody acted, in the same moment.
    """
    held = hold(number, at)
    permits.check_lapses(held.facts, held.on)
    _terminate(held, "告知的补正期限届满，申请人没有补正。", by=SYSTEM)


def _terminate(held: Held, reason: str, *, by: Actor) -> None:
    paper = documents.paper(
        held.row, DocumentKind.TERMINATION_NOTICE, on=held.on, by=by, reasons=documents.paragraphs(reason)
    )
    facts = _ended(held, Stage.TERMINATED)
    advance(held, "case.terminated", {"reason": reason.strip()}, facts, by=by, papers=[paper], abandon=True)


def _ended(held: Held, stage: Stage) -> CaseFacts:
    """The facts of a case that ends before its decision; a special procedure still running ends with it."""
    if held.facts.stage is Stage.PAUSED:
        PauseRow.objects.filter(case_id=held.pk, ended_on__isnull=True).update(ended_on=held.on, result=stage.label)
    return held.changed(stage=stage, closed_on=held.on, pause_planned_end=None)
