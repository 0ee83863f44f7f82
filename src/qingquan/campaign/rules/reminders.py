"""When an organ is reminded, and in which words. Once for each kind and term."""

from dataclasses import dataclass
from datetime import date, timedelta

from qingquan.campaign.words import ReminderKind, ReportState

DAYS_BEFORE = 3
"""How many calendar days before a term the organ hears of it."""


@dataclass(frozen=True, slots=True)
class Owed:
    """What an organ owes, as the reminders see it."""

    state: ReportState
    acknowledge_by: date
    due_on: date


@dataclass(frozen=True, slots=True)
class Call:
    """One reminder that is due."""

    kind: ReminderKind
    due_on: date
    text: str


def calls(owed: Owed, on: date) -> tuple[Call, ...]:
    """The reminders that are due on the day; whoever sends them leaves out what was sent before."""
    if owed.state is ReportState.SIGNED:
        return ()
    found = []
    given_back = owed.state is ReportState.GIVEN_BACK
    if owed.state is ReportState.ASKED and on > owed.acknowledge_by:
        text = f"清理审核任务应于 {shown(owed.acknowledge_by)}前确认，请确认任务并明确联系人。"
        found.append(Call(ReminderKind.ACKNOWLEDGE, owed.acknowledge_by, text))
    if owed.due_on - timedelta(days=DAYS_BEFORE) <= on <= owed.due_on:
        left = (owed.due_on - on).days
        rest = f"还有 {left} 天" if left else "今天是最后一天"
        what = "退回补报的申报" if given_back else "自查申报"
        do = "请按退回理由补充" if given_back else "请完成填报"
        text = f"{what} {shown(owed.due_on)}截止，{rest}，{do}并由负责人签字。"
        # A kind of its own: the same day may have been the former term, of which the organ has heard already.
        kind = ReminderKind.RETURN_DUE if given_back else ReminderKind.DUE_SOON
        found.append(Call(kind, owed.due_on, text))
    if on > owed.due_on:
        what = "退回补报的申报还没有重新签字报送" if given_back else "自查申报已经逾期"
        kind = ReminderKind.GIVEN_BACK if given_back else ReminderKind.OVERDUE
        found.append(Call(kind, owed.due_on, f"{what}（期限 {shown(owed.due_on)}），逾期情况将列入通报。"))
    return tuple(found)


def shown(day: date) -> str:
    """10月30日, as a sentence has it."""
    return f"{day.month}月{day.day}日"
