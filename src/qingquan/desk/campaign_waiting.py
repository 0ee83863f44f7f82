"""What of a campaign waits for a post: its own report, its signature, reports to look at, a gate to pass."""

from dataclasses import dataclass

from django.db.models import F, Q
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from qingquan.campaign.models import Bulletin, Campaign, OrganReport, Reminder
from qingquan.campaign.reading import current
from qingquan.campaign.reading.shares import open_at
from qingquan.campaign.rules import authority, gates
from qingquan.campaign.words import CampaignStage, ReportState
from qingquan.desk import campaign_gates
from qingquan.desk.campaign_facts import gate_facts
from qingquan.people.models import Actor


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to do: what, where, until when in words, and whether it is late."""

    what: str
    href: str
    note: str = ""
    late: bool = False


def waiting_for(actor: Actor) -> list[Waiting]:
    """Everything of the running campaign that the post can do now."""
    campaign = current()
    if campaign is None:
        return launching(actor)
    own = campaign_gates.own_report(actor, campaign)
    return [*(of_report(actor, own) if own else ()), *steering(actor, campaign)]


def launching(actor: Actor) -> list[Waiting]:
    """Between campaigns the office may launch one."""
    may = actor.role in authority.OFFICE
    return [Waiting("启动新的清理审核", reverse("desk:campaign_new"))] if may else []


def of_report(actor: Actor, report: OrganReport) -> list[Waiting]:
    """What one's own organ owes."""
    state, href = ReportState(report.state), reverse("desk:campaign_report", args=[report.pk])
    late = timezone.localdate() > report.due_on
    note = f"{report.due_on:%-m月%-d日}截止" + (f"，已逾期{called_for(report)}" if late else "")
    if state is ReportState.SIGNED:
        return []
    if state is ReportState.ASKED:
        return [Waiting("确认清理审核任务", href, note, late)]
    if actor.role in authority.SIGNERS:
        return [Waiting("审阅本机关申报并签字", href, note, late)]
    what = "按退回理由补报" if state is ReportState.GIVEN_BACK else "填报本机关的权力事项"
    return [Waiting(what, href, note, late)]


def called_for(report: OrganReport) -> str:
    """By when the last bulletin that named a day asked whoever is late to report; empty where that is no later."""
    asked = Bulletin.objects.filter(campaign=report.campaign, answer_by__gt=report.due_on).first()
    return f"，通报要求{asked.answer_by:%-m月%-d日}前补报" if asked else ""


def steering(actor: Actor, campaign: Campaign) -> list[Waiting]:
    """What the campaign as a whole waits for."""
    found = []
    stage = CampaignStage(campaign.stage)
    if actor.role in authority.BASIS and campaign.basis_confirmed_at is None:
        found.append(Waiting("确认依据梳理", reverse("desk:campaign"), "依据库固定后才能进入自查申报"))
    if actor.role in (*authority.OFFICE, *authority.EXCEPTING):
        lacks = gates.missing(stage, gate_facts(campaign))
        note = "；".join(str(each) for each in lacks) if lacks else "各项都已完成，可以进入下一阶段"
        if actor.role in authority.OFFICE or lacks:
            found.append(Waiting(f"推进“{stage.label}”", reverse("desk:campaign_move"), note))
    if campaign_gates.county_wide(actor):
        late = OrganReport.objects.filter(campaign=campaign, due_on__lt=timezone.localdate()).exclude(
            state=ReportState.SIGNED.value
        )
        if number := late.count():
            href = reverse("desk:campaign_board") + "?show=late"
            found.append(Waiting(f"{number} 个机关逾期未报", href, "", late=True))
    return found


def reminders_for(report: OrganReport) -> list[Reminder]:
    """What the organ was reminded of, until its report is signed; after it was given back, only what was said since."""
    since = report.given_back_at
    told = report.reminders.filter(sent_at__gte=since) if since else report.reminders.all()
    return [] if report.state == ReportState.SIGNED else list(told[:5])


def own_reminders(actor: Actor) -> list[Reminder]:
    """The same for the tasks page of who answers for an organ's report."""
    campaign = current() if campaign_gates.answers(actor) else None
    report = campaign_gates.own_report(actor, campaign) if campaign else None
    return reminders_for(report) if report else []


def filling_in(actor: Actor) -> list[Waiting]:
    """What was given to the post to fill in, in one line."""
    days = list(open_at(actor.post).values_list("due_on", flat=True)) if actor.post else []
    if not days:
        return []
    late = days[0] < timezone.localdate()
    note = f"最早的 {days[0]:%-m月%-d日}截止" + ("，已逾期" if late else "")
    return [Waiting(f"待我填报 {len(days)} 项", reverse("desk:campaign_mine"), note, late)]


def personal_reminders(actor: Actor) -> list[Reminder]:
    """What somebody was reminded of by name, while their report is open."""
    running = Reminder.objects.filter(account=actor.account, report__campaign__closed_at__isnull=True)
    over = Q(report__state=ReportState.SIGNED.value) | Q(sent_at__lt=F("report__given_back_at"))
    return list(running.exclude(over)[:5])


def clearing_tasks(actor: Actor) -> dict[str, object]:
    """For the tasks page: reminders and what waits; of others what was given to them."""
    if not (campaign_gates.answers(actor) or campaign_gates.county_wide(actor)):
        mine = filling_in(actor)
        return {"reminders": personal_reminders(actor) if mine else [], "clearing": mine}
    return {"reminders": own_reminders(actor), "clearing": [*filling_in(actor), *waiting_for(actor)]}


def address(name: str) -> str:
    """The address of a room, empty where the room has none."""
    try:
        return reverse(f"desk:{name}")
    except NoReverseMatch:
        return ""
