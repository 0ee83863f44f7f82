"""What may be done with a bill: issue it for a listed fee, take the money against a receipt, give it back."""

from datetime import date, datetime

from django.utils import timezone

from qingquan.cases.models import Case
from qingquan.catalogue.models import Fee, ItemVersion
from qingquan.fees import rules
from qingquan.fees.models import Bill
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.ledger.forbidden import told_as_refusal
from qingquan.papers.acts import next_number
from qingquan.people.models import Actor, Applicant
from qingquan.people.rules import scrubbed


@act("fee.billed")
def bill(
    version: ItemVersion,
    fee: Fee,
    payer: Applicant,
    amount: int,
    *,
    by: Actor,
    at: datetime,
    case: Case | None = None,
    due_on: date | None = None,
) -> Bill:
    """Tell somebody what to pay, in fen, for a fee that the item's list names. 《行政许可法》第五十九条。"""
    on = timezone.localdate(at)
    organ = version.item.organ
    if organ is None:
        raise Refused("该事项还没有确定实施主体，不能收费。")
    rules.check_bills(by.role, by.organ.pk if by.organ else None, organ.pk, on)
    rules.check_amount(amount)
    rules.check_belongs(fee_version=fee.version_id, version=version.pk, fee_name=fee.name, on=on)
    made = Bill(
        number=f"JK{on.year}{next_number(f'bill/{on.year}'):07d}",
        version=version,
        fee=fee,
        organ=organ,
        case=case,
        payer=payer,
        amount=amount,
        issued_at=at,
        issued_by=by.account,
        issued_from=by.post,
        due_on=due_on or rules.due_on(on),
    )
    with told_as_refusal():
        made.save(force_insert=True)
    facts = {"item": version.item.code, "version": version.number, "fee": fee.name, "amount": amount}
    record(made.number, "fee.billed", facts | {"case": case.number if case else ""}, by=by, at=at)
    return made


@act("fee.paid")
def pay(bill: Bill, receipt: str, *, by: Actor, at: datetime) -> Bill:
    """Record that a bill was paid, against the number of the treasury's receipt.

    Money that came in is recorded even when it should not have been taken; what was taken after the power was given
    up then becomes a case of its own.
    """
    held = hold(bill)
    rules.check_role(by.role, rules.CASHIERS, "登记缴费")
    if by.organ is not None and by.organ.pk != held.organ_id:
        raise Refused("只能登记本机关的缴费。")
    rules.check_may_pay(paid=held.paid_at is not None, receipt=receipt)
    if at < held.issued_at:
        raise Refused("缴费时间早于开单时间，请核对。")
    if Bill.objects.filter(receipt=receipt.strip()).exists():
        raise Refused(f"财政票据 {receipt.strip()} 已经登记在另一张缴款通知书上，请核对号码。")
    held.paid_at, held.receipt = at, receipt.strip()
    held.save(update_fields=["paid_at", "receipt"])
    record(held.number, "fee.paid", {"amount": held.amount, "receipt": held.receipt}, by=by, at=at)
    return held


@act("fee.refunded")
def refund(bill: Bill, reason: str, *, by: Actor, at: datetime) -> Bill:
    """Give the whole amount back, with the reason. 《行政许可法》第七十五条第一款。"""
    held = hold(bill)
    rules.check_refunds(by.role, by.organ.pk if by.organ else None, held.organ_id)
    rules.check_may_refund(paid=held.paid_at is not None, refunded=held.refunded_at is not None, reason=reason)
    if held.paid_at is not None and at < held.paid_at:
        raise Refused("退费时间早于缴费时间，请核对。")
    held.refunded_at, held.refund_reason = at, reason.strip()
    held.save(update_fields=["refunded_at", "refund_reason"])
    record(held.number, "fee.refunded", {"amount": held.amount, "reason": scrubbed(reason.strip())}, by=by, at=at)
    return held


def hold(bill: Bill) -> Bill:
    """The bill as it is now, locked."""
    return Bill.objects.select_for_update().get(pk=bill.pk)
