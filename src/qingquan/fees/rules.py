"""What the law says about taking money for a licence. Facts in, answer out."""

from datetime import date, timedelta

from qingquan import law
from qingquan.law import Refused
from qingquan.places.words import Role

CASHIERS = (Role.WINDOW_CLERK, Role.HANDLER, Role.CHIEF_REPRESENTATIVE)
REFUNDERS = (Role.HEAD, Role.APPROVER, Role.CHIEF_REPRESENTATIVE)
# Far above any administrative fee; what is typed beyond it is a slip of the hand.
MOST_FEN = 10_000_000_000


def check_bills(role: str, own_organ: int | None, item_organ: int | None, on: date) -> None:
    """A fee is taken by the organ whose power it is, at its window or by who handles the case."""
    check_role(role, CASHIERS, "开具缴款通知书")
    if role and own_organ != item_organ:
        raise Refused("只能为本机关的事项开具缴款通知书。", listed_fees(on))


def check_refunds(role: str, own_organ: int | None, item_organ: int | None) -> None:
    """Money is given back by the organ that took it, on the word of its head or approver."""
    check_role(role, REFUNDERS, "退费")
    if role and own_organ != item_organ:
        raise Refused("费用由收取的机关退还。")


def check_role(role: str, allowed: tuple[Role, ...], what: str) -> None:
    """The post's role is among those that may; the system itself (no role) records what an operator brings in."""
    if role and role not in allowed:
        raise Refused(f"{what}须由{'、'.join(each.label for each in allowed)}办理。")


def check_amount(fen: int) -> None:
    """Whole fen, more than nothing."""
    if not 0 < fen <= MOST_FEN:
        raise Refused("金额应大于零，请核对后按元填写，精确到分。")


def check_belongs(*, fee_version: int, version: int, fee_name: str, on: date) -> None:
    """Only what the version's own list of fees names may be charged. 《行政许可法》第五十九条。"""
    if fee_version != version:
        raise Refused(f"“{fee_name}”不在本事项公布的收费项目中，不能收取。", listed_fees(on))


def check_may_pay(*, paid: bool, receipt: str) -> None:
    """Once, against a numbered receipt."""
    if paid:
        raise Refused("这张缴款通知书已经缴费，不能重复入账。")
    if not receipt.strip():
        raise Refused("请填写财政票据号码，没有票据的收费可以拒绝缴纳。")


def check_may_refund(*, paid: bool, refunded: bool, reason: str) -> None:
    """What was paid is given back once, with a reason."""
    if not paid:
        raise Refused("还没有缴费，不用退费。")
    if refunded:
        raise Refused("这笔费用已经退还。")
    if not reason.strip():
        raise Refused("请写明退费理由。")


def due_on(issued: date) -> date:
    """The last day to pay, where the fee's own basis names none."""
    return issued + timedelta(days=law.parameter("fee_due_days").number)


def listed_fees(on: date) -> str:
    """The article by which only published fees are taken."""
    return law.duty("licensing", "fees_as_published", on=on).cite
