"""A campaign begins: its terms are set and every organ is given its task; each organ says that it has it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.utils import timezone

from qingquan.campaign.acts.hold import hold_report
from qingquan.campaign.models import Campaign, OrganReport, StageTerm
from qingquan.campaign.rules import authority
from qingquan.campaign.rules.reports import check_may_acknowledge
from qingquan.campaign.rules.stages import STAGES, check_terms
from qingquan.campaign.words import CampaignStage, ReportState
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.papers.acts import next_number
from qingquan.people.models import Actor
from qingquan.places.models import Organ


@act("campaign.launched")
def launch(
    name: str,
    plan: str,
    *,
    baseline_on: date,
    terms: Mapping[CampaignStage, date],
    organs: Sequence[Organ],
    by: Actor,
    at: datetime,
    promise_tenths: int = 7,
) -> Campaign:
    """Launch a campaign: its plan, the term of each stage, and a task for every organ.

    `baseline_on` is the day whose promises are to be bettered; `promise_tenths` how many tenths of them may remain.
    """
    authority.check_runs_campaign(by.role, "启动清理审核")
    on = timezone.localdate(at)
    check_terms(terms, on)
    if not name.strip():
        raise Refused("请填写清理审核的名称。")
    if not organs:
        raise Refused("请至少选择一个机关。")
    if Campaign.objects.filter(closed_at__isnull=True).exists():
        raise Refused("上一次清理审核还没有结束，不能另行启动。")
    campaign = Campaign.objects.create(
        number=f"QL{on.year}-{next_number(f'campaign/{on.year}'):02d}",
        name=name.strip(),
        plan=plan,
        baseline_on=baseline_on,
        promise_tenths=promise_tenths,
        started_at=at,
    )
    last = max(terms.values())
    StageTerm.objects.bulk_create(
        StageTerm(
            campaign=campaign,
            stage=stage.value,
            due_on=terms.get(stage, last),
            entered_at=at if stage is CampaignStage.LAUNCH else None,
        )
        for stage in STAGES
    )
    due_on = terms[CampaignStage.SELF_REPORT]
    OrganReport.objects.bulk_create(OrganReport(campaign=campaign, organ=organ, due_on=due_on) for organ in organs)
    told = {"name": campaign.name, "organs": len(organs), "report_by": due_on.isoformat()}
    record(campaign.number, "campaign.launched", told, by=by, at=at)
    return campaign


@act("campaign.acknowledged")
def acknowledge(report: OrganReport, *, by: Actor, at: datetime) -> OrganReport:
    """The organ says that it has its task; who says so is its contact from now on."""
    held = hold_report(report)
    authority.check_answers(by.role, by.organ.pk if by.organ else None, held.organ_id)
    check_may_acknowledge(held.facts())
    held.state, held.acknowledged_at, held.contact = ReportState.ACKNOWLEDGED.value, at, by.account
    held.save(update_fields=["state", "acknowledged_at", "contact"])
    record(held.subject, "campaign.acknowledged", {"contact": by.name}, by=by, at=at)
    return held
