"""Sharing out the filling in of a report: to whom, until when, when it is done, when its holder is reminded."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from qingquan.campaign.rules.reminders import DAYS_BEFORE, Call, shown
from qingquan.campaign.words import ReminderKind
from qingquan.law import Refused


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who is to fill in, as the rules see them; a post nobody holds has no name."""

    organ: int
    post: str
    name: str
    closed: bool = False


def check_may_share(receiver: Receiver, organ: int, due_on: date, *, on: date, report_due_on: date, items: int) -> None:
    """Within the organ, to a post somebody holds, and until no later than the organ itself must report."""
    if not items:
        raise Refused("请选择要分工的事项。")
    if receiver.organ != organ:
        raise Refused("填报只能分给本机关的岗位。")
    if receiver.closed or not receiver.name:
        raise Refused(f"“{receiver.post}”现在没有人任职，请分给有人在岗的岗位。")
    if due_on < on:
        raise Refused(f"完成期限不能早于今天（{shown(on)}）。")
    if due_on > max(report_due_on, on):
        raise Refused(f"完成期限不能晚于本机关的报送期限（{shown(report_due_on)}）。")


def check_may_finish(name: str, *, errors: int, holds: bool, done: bool) -> None:
    """Whoever holds the share says that it is done, once, and not while the item contradicts itself."""
    if not holds:
        raise Refused("只有分到这一项的岗位能够确认填报完成。")
    if done:
        raise Refused(f"“{name}”已经确认填报完成。")
    if errors:
        raise Refused(f"“{name}”还有 {errors} 处错误，改正后再确认填报完成。")


def personal_calls(name: str, open_shares: Collection[date], on: date) -> tuple[Call, ...]:
    """The reminders a person is due, one for each term; the days are the terms of their open shares."""
    found = []
    for due_on in sorted(set(open_shares)):
        many = sum(1 for each in open_shares if each == due_on)
        if due_on - timedelta(days=DAYS_BEFORE) <= on <= due_on:
            left = (due_on - on).days
            rest = f"还有 {left} 天" if left else "今天是最后一天"
            text = f"{name}：分给您填报的 {many} 项 {shown(due_on)}截止，{rest}。"
            found.append(Call(ReminderKind.SHARE_DUE, due_on, text))
        elif on > due_on:
            text = f"{name}：分给您填报的 {many} 项已经逾期（期限 {shown(due_on)}），请尽快填报完成。"
            found.append(Call(ReminderKind.SHARE_LATE, due_on, text))
    return tuple(found)
