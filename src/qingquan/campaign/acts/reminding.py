"""Reminding an organ of what it owes, once for each kind and term."""

from datetime import datetime

from qingquan.campaign.acts.hold import hold_report
from qingquan.campaign.models import OrganReport, Reminder
from qingquan.campaign.rules.reminders import Call
from qingquan.campaign.words import ReportState
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.people.models import Account, Actor


@act("campaign.reminded")
def remind(report: OrganReport, call: Call, *, person: Account | None = None, by: Actor, at: datetime) -> Reminder:
    """Remind an organ, or one person of it; the reminder stands on their tasks until the report is signed."""
    held = hold_report(report)
    if held.state == ReportState.SIGNED or held.campaign.closed_at is not None:
        raise Refused("该机关已经签字报送，不必提醒。")
    if Reminder.objects.filter(report=held, kind=call.kind.value, due_on=call.due_on, account=person).exists():
        raise Refused("同一期限已经提醒过一次。")
    reminder = Reminder.objects.create(
        report=held, kind=call.kind.value, due_on=call.due_on, text=call.text, account=person, sent_at=at
    )
    told: dict[str, object] = {"kind": call.kind.value, "due_on": call.due_on.isoformat(), "text": call.text}
    told |= {"account": person.pk} if person else {}
    record(held.subject, "campaign.reminded", told, by=by, at=at)
    return reminder
