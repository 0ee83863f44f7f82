"""What happens by itself: organs and people are reminded before and after their terms; shares follow their posts."""

from datetime import date, datetime

from django.utils import timezone

from qingquan.campaign import acts
from qingquan.campaign.models import Campaign, OrganReport, Reminder, Share
from qingquan.campaign.reading import current
from qingquan.campaign.reading.shares import left_behind
from qingquan.campaign.rules.reminders import Call, Owed, calls
from qingquan.campaign.rules.shares import personal_calls
from qingquan.campaign.words import CampaignStage, ReportState
from qingquan.law import Refused
from qingquan.people.models import SYSTEM, Account


def remind(at: datetime) -> int:
    """Send every reminder that is due and was not sent before; the answer is how many."""
    campaign = current()
    if campaign is None:
        return 0
    follow_posts(at)
    on, sent = timezone.localdate(at), remind_people(campaign, at)
    acknowledge_by = campaign.terms.get(stage=CampaignStage.LAUNCH.value).due_on
    sent_before = Reminder.objects.filter(report__campaign=campaign, account__isnull=True)
    known = set(sent_before.values_list("report", "kind", "due_on"))
    for report in OrganReport.objects.filter(campaign=campaign).exclude(state=ReportState.SIGNED.value):
        for call in calls(Owed(ReportState(report.state), acknowledge_by, report.due_on), on):
            if (report.pk, call.kind.value, call.due_on) not in known:
                sent += reminded(report, call, at)
    return sent


def remind_people(campaign: Campaign, at: datetime) -> int:
    """Remind everybody of what was given to them to fill in, by name."""
    on, sent = timezone.localdate(at), 0
    owed: dict[tuple[int, int], list[date]] = {}
    shares = Share.objects.filter(item__report__campaign=campaign, done_at__isnull=True)
    for report, account, due_on in shares.values_list("item__report", "account", "due_on"):
        owed.setdefault((report, account), []).append(due_on)
    reports = OrganReport.objects.exclude(state=ReportState.SIGNED.value).in_bulk([report for report, _ in owed])
    people = Account.objects.in_bulk([account for _, account in owed])
    known = set(Reminder.objects.filter(report__campaign=campaign).values_list("report", "account", "kind", "due_on"))
    for (report, account), days in owed.items():
        for call in personal_calls(people[account].name, days, on) if report in reports else ():
            if (report, account, call.kind.value, call.due_on) not in known:
                sent += reminded(reports[report], call, at, people[account])
    return sent


def follow_posts(at: datetime) -> int:
    """Shares of somebody who handed over the post go to the successor; the answer is how many."""
    campaign = current()
    if campaign is None:
        return 0
    moved = 0
    for report, post in left_behind(campaign, timezone.localdate(at)):
        try:
            moved += acts.follow(report, post, by=SYSTEM, at=at)
        except Refused:
            continue
    return moved


def reminded(report: OrganReport, call: Call, at: datetime, person: Account | None = None) -> bool:
    """Remind; False when the report was signed, or reminded by another worker, in between."""
    try:
        acts.remind(report, call, person=person, by=SYSTEM, at=at)
    except Refused:
        return False
    return True
