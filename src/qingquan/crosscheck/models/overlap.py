"""Powers that overlap, within an organ or across organs, and what is proposed to become of them."""

from django.db import models
from django.db.models import F, Q

from qingquan.campaign.models import Campaign, ReportedItem
from qingquan.crosscheck import words
from qingquan.crosscheck.models.run import Run
from qingquan.people.models import Account
from qingquan.places.models import Organ


def ways_out() -> list[tuple[str, str]]:
    """What may become of an overlap."""
    return [(way.value, way.label) for way in words.WayOut]


def proposal_states() -> list[tuple[str, str]]:
    """Where a proposal stands."""
    return [(state.value, state.label) for state in words.ProposalState]


class Overlap(models.Model):
    """交叉重复: two reported items that are one power in the main, found by a run.

    `components` explain the score: name of the component, its weight and what of it was reached (both in
    hundredths), and in words what agrees.
    """

    run = models.ForeignKey(Run, models.CASCADE, related_name="overlaps", verbose_name="比对")
    left = models.ForeignKey(ReportedItem, models.CASCADE, related_name="+", verbose_name="事项甲")
    right = models.ForeignKey(ReportedItem, models.CASCADE, related_name="+", verbose_name="事项乙")
    score = models.PositiveSmallIntegerField("重复程度（百分）")
    components = models.JSONField("构成", default=list)
    within = models.BooleanField("同一机关")

    class Meta:
        verbose_name = "交叉重复"
        constraints = [
            models.UniqueConstraint(fields=["run", "left", "right"], name="overlap_once_per_run"),
            models.CheckConstraint(name="overlap_is_between_two", condition=~Q(left=F("right"))),
            models.CheckConstraint(name="overlap_score_in_hundredths", condition=Q(score__range=(0, 100))),
        ]
        indexes = [models.Index(fields=["run", "-score", "id"], name="overlap_worst_first")]

    def __str__(self) -> str:
        return f"{self.left} 与 {self.right}"


class OverlapProposal(models.Model):
    """交叉重复处理意见: what is to become of two overlapping powers; decided when both reviewing offices agree.

    The two items are named beside their keys, so that the paper still reads when a report was changed since.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="overlap_proposals", verbose_name="清理审核")
    left = models.ForeignKey(ReportedItem, models.SET_NULL, null=True, related_name="+", verbose_name="事项甲")
    right = models.ForeignKey(ReportedItem, models.SET_NULL, null=True, related_name="+", verbose_name="事项乙")
    left_words = models.CharField("事项甲（名称、编码、机关）", max_length=500)
    right_words = models.CharField("事项乙（名称、编码、机关）", max_length=500)
    score = models.PositiveSmallIntegerField("重复程度（百分）")
    components = models.JSONField("构成", default=list)
    way = models.CharField("处理方式", max_length=8, choices=ways_out)
    # Who keeps, leads or takes the power. In a split by level both keep their part.
    keeper = models.ForeignKey(
        Organ, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="主办或者保留机关"
    )
    reason = models.TextField("理由")
    proposed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="提出人")
    proposed_at = models.DateTimeField("提出时间")
    state = models.CharField("状态", max_length=8, choices=proposal_states, default=words.ProposalState.PROPOSED.value)
    establishment_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="编办")
    establishment_at = models.DateTimeField("编办意见时间", null=True, blank=True)
    legal_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="司法局")
    legal_at = models.DateTimeField("司法局意见时间", null=True, blank=True)
    rejected_reason = models.TextField("不同意的理由", blank=True)

    class Meta:
        verbose_name = "交叉重复处理意见"
        ordering = ("-proposed_at",)
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "left", "right"],
                condition=~Q(state="rejected"),
                name="overlap_proposal_one_standing",
            ),
            models.CheckConstraint(
                name="overlap_proposal_agreed_by_both",
                condition=~Q(state="agreed") | Q(establishment_at__isnull=False, legal_at__isnull=False),
            ),
            models.CheckConstraint(
                name="overlap_proposal_rejected_with_reason", condition=~Q(state="rejected") | ~Q(rejected_reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.left_words} 与 {self.right_words}：{self.get_way_display()}"
