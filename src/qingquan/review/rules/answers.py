"""The organ's defence: it accepts, or objects once with reasons; the objection is decided."""

from datetime import date

from qingquan.law import Refused
from qingquan.review.words import DecisionCode


def check_may_answer(proposed: DecisionCode | None, *, answered: bool, answer_by: date | None, today: date) -> None:
    """Once, to what both offices propose or what was decided, within the term."""
    if proposed is None:
        raise Refused("审核意见还没有形成，形成以后会通知您反馈。")
    if answered:
        raise Refused("本机关已经反馈过意见；异议只能提出一次。")
    if answer_by is not None and today > answer_by:
        raise Refused(f"反馈期限已于{answer_by}届满，视为没有异议。")
