"""From receipt to acceptance: the day an application counts as received, and what silence does."""

from dataclasses import dataclass
from datetime import date, timedelta

from qingquan.clock.calendar import WorkCalendar
from qingquan.law import limit, parameter


@dataclass(frozen=True, slots=True)
class SilentAcceptance:
    """What follows if nobody tells the applicant what is missing."""

    notice_due: date
    """The last day on which the one notice can still be given."""
    from_day: date
    """The first day on which the silence has had its effect."""
    accepted: date
    """The day the application counts as accepted: back on the day the materials were received."""
    cite: str


def deemed_accepted_on(received: date, calendar: WorkCalendar) -> SilentAcceptance:
    """Silence past the fifth working day accepts the application as of the day of receipt.

    《行政许可法》第三十二条第一款第四项：“逾期不告知的，自收到申请材料之日起即为受理”。
    """
    notice = limit("licensing", "supplement_notice", on=received)
    last = calendar.add(received, notice.days)
    return SilentAcceptance(last, last + timedelta(days=1), received, notice.cite)


def receipt_day(entered: date, calendar: WorkCalendar, policy: str | None = None) -> date:
    """The day an application counts as received: the day it entered the system, also on a day off.

    A county may decide for the next working day instead (parameter `receipt_on_nonworkday`).
    """
    chosen = policy or parameter("receipt_on_nonworkday").value
    return calendar.roll(entered) if chosen == "next_workday" else entered
