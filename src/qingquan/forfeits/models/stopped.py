"""Cases that were running when their ground gave way."""

from django.db import models
from django.db.models import Q

from qingquan.cases.models import Case
from qingquan.forfeits import words
from qingquan.people.models import Account


def causes() -> list[tuple[str, str]]:
    """Why a case was stopped."""
    return [(cause.value, cause.label) for cause in words.StopCause]


def decisions() -> list[tuple[str, str]]:
    """What was decided about it."""
    return [(decision.value, decision.label) for decision in words.StopDecision]


class StoppedCase(models.Model):
    """停办待处理: no grant and no certificate until somebody has decided, with reasons, to go on or to end it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="stops", verbose_name="办件")
    cause = models.CharField("原因", max_length=12, choices=causes)
    # The number of the finding or of the adjustment: a higher room's row is not pointed at.
    source = models.CharField("认定或者调整编号", max_length=24)
    told = models.CharField("告知内容", max_length=500)
    stopped_at = models.DateTimeField("停办时间")
    decision = models.CharField("处理", max_length=12, choices=decisions, blank=True)
    reason = models.TextField("理由", blank=True)
    decided_at = models.DateTimeField("处理时间", null=True, blank=True)
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="处理人")

    class Meta:
        verbose_name = "停办待处理"
        ordering = ("decided_at", "stopped_at", "id")
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(decision=""), name="case_stopped_once_at_a_time"),
            models.CheckConstraint(
                name="stop_decided_with_a_reason",
                condition=Q(decision="", decided_at__isnull=True)
                | (Q(decision__in=["continue", "terminate"], decided_at__isnull=False) & ~Q(reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.get_cause_display()}"
