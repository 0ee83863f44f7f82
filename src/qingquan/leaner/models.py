"""What is kept of making powers leaner: exceptions from the required cut, asked for and answered."""

from django.db import models
from django.db.models import Q

from qingquan.campaign.models import Campaign
from qingquan.catalogue.models import Item
from qingquan.leaner import words
from qingquan.people.models import Account


def states() -> list[tuple[str, str]]:
    """States of a request; a function, so that a new word needs no migration."""
    return [(state.value, state.label) for state in words.ExceptionState]


class CutException(models.Model):
    """压缩例外: an item that keeps a longer promise than the campaign demands, for a reason and by a document."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="+", verbose_name="清理审核")
    item = models.ForeignKey(Item, models.PROTECT, related_name="cut_exceptions", verbose_name="权力事项")
    reason = models.TextField("不能压缩的理由")
    state = models.CharField("状态", max_length=12, choices=states, default=words.ExceptionState.ASKED.value)
    asked_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="申请人")
    asked_at = models.DateTimeField("申请时间")
    document = models.CharField("批准文号", max_length=80, blank=True)
    opinion = models.TextField("审批意见", blank=True)
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="审批人")
    decided_at = models.DateTimeField("审批时间", null=True, blank=True)

    class Meta:
        verbose_name = "压缩例外"
        ordering = ("-asked_at",)
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "item"], condition=~Q(state="refused"), name="cut_exception_once_per_item"
            ),
            models.CheckConstraint(
                name="cut_exception_approved_by_a_document",
                condition=~Q(state="approved") | ~Q(document="") & Q(decided_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.get_state_display()}"
