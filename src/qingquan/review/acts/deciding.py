"""Deciding an item, carrying a decision out with the government's approval, ending a suspension."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from qingquan.campaign.models import ReportedItem
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.people.models import Actor
from qingquan.review.acts.documents import issue_decision
from qingquan.review.acts.effects import Deciding, approved, now
from qingquan.review.acts.hold import hold, person, subject_of
from qingquan.review.acts.writing import forget
from qingquan.review.models import CarriedOut, Decision, Freeze
from qingquan.review.reading.dossier import Dossier
from qingquan.review.rules import authority, opinions
from qingquan.review.rules.decisions import check_may_decide, needs_approval
from qingquan.review.rules.freezes import check_may_lift
from qingquan.review.rules.matter import check_is_settled
from qingquan.review.rules.owners import BOTH, item_key
from qingquan.review.rules.particulars import Particulars
from qingquan.review.rules.texts import LONGEST_NUMBER, within
from qingquan.review.words import DecisionCode, DraftKind

NOTHING_MORE = Particulars()


@act("review.decided")
def decide(
    reported: ReportedItem,
    code: DecisionCode,
    *,
    reasons: str,
    by: Actor,
    at: datetime,
    particulars: Particulars = NOTHING_MORE,
    seen: int | None = None,
) -> Decision:
    """Decide what becomes of an item, with what follows from it and its document; whole or not at all.

    A second decision is taken only to set the first right, after both offices concluded otherwise; it names the first.
    """
    authority.check_role(by.role, authority.DECIDERS, "决定")
    dossier = hold(reported, at, seen)
    check_open(dossier)
    today = timezone.localdate(at)
    check_is_settled(dossier.standing, today)
    check_may_decide(code, dossier.matter, dossier.standing, particulars, today)
    said = opinions.check_reasons(reasons, "决定")
    done = now(code, Deciding(dossier, particulars, said, by, at))
    document = issue_decision(dossier, code, particulars, reasons=said, by=by, at=at)
    made = Decision.objects.create(
        reported=dossier.reported,
        supersedes=dossier.decision,
        number=document.number,
        code=code.value,
        reasons=said,
        particulars=particulars.to_json(),
        effect=done.says,
        needs_approval=needs_approval(code, particulars),
        version=done.version,
        document=document,
        decided_by=person(by),
        decided_at=at,
    )
    if dossier.decision is not None:
        thaw(dossier.decision, today)
    if code is DecisionCode.FREEZE:
        suspend(made, dossier)
    forget(DraftKind.DECISION, item_key(reported.pk), BOTH)
    told = {"code": code.value, "number": made.number, "document": document.check_code}
    told |= {"supersedes": dossier.decision.number} if dossier.decision else {}
    record(subject_of(reported), "review.decided", told, by=by, at=at)
    return made


def check_open(dossier: Dossier) -> None:
    """Decided once; again only to set it right."""
    if dossier.decision is not None and not dossier.may_be_corrected:
        raise Refused(
            f"该事项已由{dossier.decision.number}决定；决定有误的，两家先会商形成不同的结论，再作更正的决定。"
        )


def suspend(decision: Decision, dossier: Dossier) -> None:
    """The row that keeps cases from being received."""
    said = decision.as_particulars()
    assert dossier.item is not None
    assert said.from_on is not None
    Freeze.objects.create(
        item=dossier.item,
        decision=decision,
        organ=dossier.reported.report.organ,
        authority=said.authority,
        document_no=said.document_no,
        from_on=said.from_on,
        until_on=said.until_on,
    )


def thaw(decision: Decision, today: date) -> None:
    """A suspension ends with the decision it rests on."""
    for each in Freeze.objects.select_for_update().filter(decision=decision):
        if not each.as_span().is_over(today):
            each.until_on = max(today, each.from_on) - timedelta(days=1)
            each.save(update_fields=["until_on"])


@act("review.carried_out")
def carry_out(decision: Decision, *, approval_no: str, from_on: date, by: Actor, at: datetime) -> CarriedOut:
    """Do what a decision says, from a day on, once the government has approved it."""
    authority.check_role(by.role, authority.APPROVERS, "按政府审定执行决定")
    dossier = hold(decision.reported, at)
    held = dossier.decision
    if held is None or held.pk != decision.pk:
        raise Refused("这个决定已经被更正，不再执行。")
    if not held.needs_approval:
        raise Refused("这个决定作出时已经执行，不需要另行审定。")
    if CarriedOut.objects.filter(decision=held).exists():
        raise Refused("这个决定已经执行。")
    approval = within(approval_no, "批准文号", LONGEST_NUMBER)
    if not approval:
        raise Refused("请填写县政府批准的文号。")
    effect = approved(held, dossier.item, from_on, approval, by, at)
    made = CarriedOut.objects.create(
        decision=held,
        approval_no=approval,
        from_on=from_on,
        effect=effect,
        done_by=person(by),
        done_at=at,
    )
    told = {"decision": held.number, "approval": made.approval_no, "from_on": from_on.isoformat()}
    record(subject_of(decision.reported), "review.carried_out", told, by=by, at=at)
    return made


@act("review.freeze_lifted")
def lift_freeze(freeze: Freeze, *, document_no: str, until_on: date, by: Actor, at: datetime) -> Freeze:
    """End a suspension, because the body that ordered it, or one above it, said so."""
    authority.check_role(by.role, authority.DECIDERS, "恢复实施")
    held = Freeze.objects.select_for_update().get(pk=freeze.pk)
    document = within(document_no, "文件文号", LONGEST_NUMBER)
    if not document:
        raise Refused("请填写恢复实施的文件文号。")
    check_may_lift(held.as_span(), until_on, timezone.localdate(at))
    held.until_on = until_on
    held.save(update_fields=["until_on"])
    told = {
        "decision": held.decision.number,
        "document": document,
        "until_on": until_on.isoformat(),
    }
    record(subject_of(held.decision.reported), "review.freeze_lifted", told, by=by, at=at)
    return held
