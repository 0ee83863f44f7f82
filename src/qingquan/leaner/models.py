"""What is kept of making powers leaner: exceptions from the required cut, and what a handling item was said to be."""

from django.db import models
from django.db.models import Q

from qingquan.campaign.models import Campaign
from qingquan.catalogue.models import Item
from qingquan.leaner import words
from qingquan.leaner.rules.flows import HandlingKind
from qingquan.people.models import Account


def states() -> list[tuple[str, str]]:
    """States of a request; a function, so that a new word needs no migration."""
    return [(state.value, state.label) for state in words.ExceptionState]


def kinds() -> list[tuple[str, str]]:
    """Kinds of handling items; a function likewise."""
    return [(kind.value, kind.label) for kind in HandlingKind]


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


class SaidKind(models.Model):
    """办理项种类更正: which handling item an item is, as somebody said who knows; it wins over what its name tells."""

    item = models.OneToOneField(Item, models.PROTECT, related_name="said_kind", verbose_name="权力事项")
    kind = models.CharField("办理项种类", max_length=12, choices=kinds)
    reason = models.CharField("更正理由", max_length=200)
    said_by = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name="更正人")
    said_at = models.DateTimeField("更正时间")

    class Meta:
        verbose_name = "办理项种类更正"
        constraints = [
            models.CheckConstraint(
                name="said_kind_is_known_and_reasoned",
                condition=Q(kind__in=["new", "change", "renew", "reissue", "cancel"]) & ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.get_kind_display()}"
