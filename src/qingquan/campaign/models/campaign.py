"""A campaign, the terms of its stages, and the report each organ owes it."""

from django.db import models
from django.db.models import Q

from qingquan.campaign import words
from qingquan.campaign.rules.reports import ReportFacts
from qingquan.people.models import Account
from qingquan.places.models import Organ


def stages() -> list[tuple[str, str]]:
    """Stages of a campaign."""
    return [(stage.value, stage.label) for stage in words.CampaignStage]


def report_states() -> list[tuple[str, str]]:
    """Where a report may stand."""
    return [(state.value, state.label) for state in words.ReportState]


class Campaign(models.Model):
    """清理审核: one clearing of all the county's powers, from its launch to its acceptance."""

    number = models.CharField("编号", max_length=20, unique=True)
    name = models.CharField("名称", max_length=120)
    plan = models.TextField("实施方案", blank=True)
    # Promises, review levels and materials as they were on this day are what the campaign must better.
    baseline_on = models.DateField("比较基准日")
    stage = models.CharField("阶段", max_length=24, choices=stages, default=words.CampaignStage.LAUNCH.value)
    # The promise may be at most so many tenths of the former one: 7 is the cut of at least 30 %.
    promise_tenths = models.PositiveSmallIntegerField("承诺时限不超过原承诺的十分之几", default=7)
    # The library of bases is frozen for the campaign by the justice bureau: when, and what was found.
    basis_confirmed_at = models.DateTimeField("依据固定时间", null=True, blank=True)
    basis_note = models.TextField("依据梳理说明", blank=True)
    started_at = models.DateTimeField("启动时间")
    closed_at = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        verbose_name = "清理审核"
        ordering = ("-started_at",)
        constraints = [
            models.UniqueConstraint(
                models.Value(1), condition=Q(closed_at__isnull=True), name="campaign_one_at_a_time"
            ),
            models.CheckConstraint(name="campaign_cut_in_tenths", condition=Q(promise_tenths__range=(1, 10))),
        ]

    def __str__(self) -> str:
        return self.name


class StageTerm(models.Model):
    """阶段期限: until when a stage of the campaign is to be done, when it began and when it was left."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="terms", verbose_name="清理审核")
    stage = models.CharField("阶段", max_length=24, choices=stages)
    due_on = models.DateField("期限")
    entered_at = models.DateTimeField("开始时间", null=True, blank=True)
    left_at = models.DateTimeField("完成时间", null=True, blank=True)
    # What was still missing when the county let the campaign move on all the same, and by which document.
    exception = models.TextField("例外批准", blank=True)

    class Meta:
        verbose_name = "阶段期限"
        constraints = [models.UniqueConstraint(fields=["campaign", "stage"], name="stage_once_per_campaign")]

    def __str__(self) -> str:
        return f"{self.campaign} {self.get_stage_display()}"


class OrganReport(models.Model):
    """部门申报: what one organ owes the campaign: its list of powers, signed by its head as complete."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="reports", verbose_name="清理审核")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="reports", verbose_name="机关")
    state = models.CharField("状态", max_length=12, choices=report_states, default=words.ReportState.ASKED.value)
    due_on = models.DateField("报送期限")
    acknowledged_at = models.DateTimeField("确认时间", null=True, blank=True)
    contact = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="联系人")
    # "Complete, nothing concealed": who said so, when, and in which words.
    signed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="签字人")
    signed_at = models.DateTimeField("签字时间", null=True, blank=True)
    statement = models.TextField("声明", blank=True)
    given_back_reason = models.TextField("退回理由", blank=True)
    # The last time it was given back; `due_on` is the new term from then on.
    given_back_at = models.DateTimeField("退回时间", null=True, blank=True)

    class Meta:
        verbose_name = "部门申报"
        constraints = [
            models.UniqueConstraint(fields=["campaign", "organ"], name="report_once_per_organ"),
            models.CheckConstraint(
                name="report_signed_by_somebody",
                condition=~Q(state="signed") | Q(signed_by__isnull=False, signed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organ} {self.campaign}"

    @property
    def subject(self) -> str:
        """What the ledger calls it."""
        return f"{self.campaign.number}/{self.organ.seq}"

    def facts(self) -> ReportFacts:
        """The report as the rules see it."""
        return ReportFacts(
            state=words.ReportState(self.state),
            stage=words.CampaignStage(self.campaign.stage),
            closed=self.campaign.closed_at is not None,
        )
