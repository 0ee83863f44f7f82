"""What happens by itself in a campaign: organs are reminded before and after their terms."""

from datetime import datetime

from django.utils import timezone

from qingquan.campaign import acts
from qingquan.campaign.models import OrganReport, Reminder
from qingquan.campaign.reading import current
from qingquan.campaign.rules.reminders import Call, Owed, calls
from qingquan.campaign.words import CampaignStage, ReportState
from qingquan.law import Refused
from qingquan.people.models import SYSTEM


def remind(at: datetime) -> int:
    """Send every reminder that is due and was not sent before; the answer is how many."""
    campaign = current()
    if campaign is None:
        return 0
    on, sent = timezone.localdate(at), 0
    acknowledge_by = campaign.terms.get(stage=CampaignStage.LAUNCH.value).due_on
    known = set(Reminder.objects.filter(report__campaign=campaign).values_list("report", "kind", "due_on"))
    for report in OrganReport.objects.filter(campaign=campaign).exclude(state=ReportState.SIGNED.value):
        for call in calls(Owed(ReportState(report.state), acknowledge_by, report.due_on), on):
            if (report.pk, call.kind.value, call.due_on) not in known:
                sent += reminded(report, call, at)
    return sent


def reminded(report: OrganReport, call: Call, at: datetime) -> bool:
    """Remind; False when the report was signed, or reminded by another worker, in between."""
    try:
        acts.remind(report, call, by=SYSTEM, at=at)
    except Refused:
        return False
    return True
