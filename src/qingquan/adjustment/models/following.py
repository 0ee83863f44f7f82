"""What belongs to an adjustment: the reviewers' words, filings; and changes of law whose day has not come."""

from django.db import models

from qingquan.adjustment import words
from qingquan.adjustment.models.adjustment import Adjustment
from qingquan.papers.models import StoredFile
from qingquan.people.models import Account


def sides() -> list[tuple[str, str]]:
    """编办 and 司法局."""
    return [(side.value, side.label) for side in words.Side]


class AdjustmentOpinion(models.Model):
    """调整审核意见: what one side said about one application."""

    adjustment = models.ForeignKey(Adjustment, models.PROTECT, related_name="opinions", verbose_name="动态调整")
    side = models.CharField("审核方", max_length=16, choices=sides)
    round = models.PositiveSmallIntegerField("第几次申请")
    agrees = models.BooleanField("同意")
    text = models.TextField("意见", blank=True)
    given_at = models.DateTimeField("审核时间")
    given_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="审核人")

    class Meta:
        verbose_name = "调整审核意见"
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["adjustment", "side", "round"], name="opinion_once_per_side_and_round"),
        ]

    def __str__(self) -> str:
        return f"{self.adjustment} {self.get_side_display()}"


class AdjustmentFiling(models.Model):
    """备案: to whom an adjustment was reported, when, and the receipt."""

    adjustment = models.ForeignKey(Adjustment, models.PROTECT, related_name="filings", verbose_name="动态调整")
    receiver = models.CharField("备案机关", max_length=100)
    filed_on = models.DateField("备案日期")
    receipt = models.CharField("备案回执号", max_length=60)
    attachment = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="备案材料"
    )
    entered_at = models.DateTimeField("登记时间")
    entered_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="登记人")

    class Meta:
        verbose_name = "调整备案"
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["adjustment", "receiver", "receipt"], name="filing_receipt_once_per_adjustment"
            ),
            models.CheckConstraint(
                name="filing_names_receiver_and_receipt", condition=~models.Q(receiver="") & ~models.Q(receipt="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.receiver} {self.receipt}"


class AwaitedChange(models.Model):
    """待生效的法律变化: read from the ledger, acted on on its day."""

    entry = models.BigIntegerField("台账记载", unique=True)
    title = models.CharField("法律文件", max_length=200)
    # Numbers of the articles touched; none when the whole statute ends.
    articles = models.JSONField("涉及条文", null=True, blank=True)
    by_title = models.CharField("依据文件", max_length=300)
    on = models.DateField("生效日期", db_index=True)
    done_at = models.DateTimeField("处理时间", null=True, blank=True)
    raised = models.PositiveIntegerField("触发件数", default=0)

    class Meta:
        verbose_name = "待生效的法律变化"
        ordering = ("on", "id")

    def __str__(self) -> str:
        return f"《{self.title}》{self.on}"
