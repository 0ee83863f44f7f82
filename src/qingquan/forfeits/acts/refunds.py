"""Money taken under a power that was given up: found, listed, given back."""

from datetime import date, datetime

from django.utils import timezone

from qingquan.fees import acts as fees
from qingquan.fees.models import Bill
from qingquan.forfeits.models import Forfeit, IllegalFee
from qingquan.forfeits.rules import authority, terms
from qingquan.forfeits.words import FoundBy
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.papers.acts import next_number
from qingquan.people.models import SYSTEM, Actor
from qingquan.places.calendar import county_calendar


@act("fee.found_illegal")
def find_illegal(forfeit: Forfeit, bill: Bill, *, at: datetime) -> IllegalFee:
    """Open a case of 乱收费 for a bill that was paid after the power had been given up."""
    if bill.paid_at is None or bill.paid_at < forfeit.found_at:
        raise Refused("这笔费用不是在认定放弃之后收取的。")
    made = opened(forfeit, FoundBy.BILL, bill.amount, timezone.localdate(bill.paid_at), bill.receipt, at)
    made.bill, made.payer = bill, bill.payer
    return kept(made, SYSTEM, at)


@act("fee.found_illegal")
def note_taken(
    forfeit: Forfeit, *, payer: str, phone: str, amount: int, taken_on: date, receipt: str, by: Actor, at: datetime
) -> IllegalFee:
    """Open a case of 乱收费 for money found by inspection, on a receipt or a complaint, outside this system."""
    authority.check_finds(by.role)
    if not forfeit.stands:
        raise Refused("该事项没有被认定放弃，这笔收费请按一般收费问题处理。")
    if taken_on < timezone.localdate(forfeit.found_at):
        raise Refused("收取日期在认定放弃之前，不属于放弃之后的乱收费。")
    if taken_on > timezone.localdate(at):
        raise Refused("收取日期不能晚于今天。")
    if amount <= 0:
        raise Refused("金额应大于零。")
    if not payer.strip():
        raise Refused("请填写缴款人，退款要退给本人。")
    contact = {"name": payer.strip(), "phone": phone.strip()}
    check_not_listed(forfeit, contact, amount, taken_on, receipt.strip())
    made = opened(forfeit, FoundBy.INSPECTION, amount, taken_on, receipt.strip(), at)
    made.contact = contact
    return kept(made, by, at)


def check_not_listed(forfeit: Forfeit, contact: dict[str, str], amount: int, taken_on: date, receipt: str) -> None:
    """The same money is listed once: by its receipt, or without one by who paid how much on which day."""
    Forfeit.objects.select_for_update().get(pk=forfeit.pk)
    same = IllegalFee.objects.filter(forfeit=forfeit, amount=amount, taken_on=taken_on, receipt=receipt)
    if found := next((fee for fee in same if receipt or fee.contact == contact), None):
        raise Refused(f"这笔费用已经列入退费清单（{found.number}），不用重复登记。")


@act("fee.returned")
def give_back(fee: IllegalFee, voucher: str, *, by: Actor, at: datetime) -> IllegalFee:
    """Record that an illegal fee was given back to who paid it, against a voucher. 《行政许可法》第七十五条第一款。"""
    held = IllegalFee.objects.select_for_update(of=("self",)).select_related("forfeit", "bill").get(pk=fee.pk)
    authority.check_returns(by.role, by.organ.pk if by.organ else None, held.forfeit.organ_id)
    if held.returned_at is not None:
        raise Refused("这笔费用已经退还。")
    if not voucher.strip():
        raise Refused("请填写退费凭证号。")
    if held.bill is not None and held.bill.refunded_at is None:
        fees.refund(held.bill, f"认定放弃后收取，责令退还（{held.number}）", by=by, at=at)
    held.returned_at, held.voucher = at, voucher.strip()
    held.save(update_fields=["returned_at", "voucher"])
    record(held.number, "fee.returned", {"amount": held.amount, "voucher": held.voucher}, by=by, at=at)
    return held


def opened(  # noqa: PLR0917 - what a receipt says.
    forfeit: Forfeit, way: FoundBy, amount: int, taken_on: date, receipt: str, at: datetime
) -> IllegalFee:
    """The case, with the last day to give the money back."""
    on = timezone.localdate(at)
    return IllegalFee(
        number=f"LS{on.year}{next_number(f'illegal/{on.year}'):05d}",
        forfeit=forfeit,
        found_by=way.value,
        amount=amount,
        taken_on=taken_on,
        receipt=receipt,
        found_at=at,
        due_on=terms.refund_due(on, county_calendar()),
    )


def kept(fee: IllegalFee, by: Actor, at: datetime) -> IllegalFee:
    """Save and record; who paid is no part of the public record."""
    fee.save(force_insert=True)
    facts = {
        "forfeit": fee.forfeit.number,
        "item": fee.forfeit.item.code,
        "bill": fee.bill.number if fee.bill else "",
        "amount": fee.amount,
        "taken_on": fee.taken_on.isoformat(),
    }
    record(fee.number, "fee.found_illegal", facts, by=by, at=at)
    return fee
