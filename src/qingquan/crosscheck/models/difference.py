"""A difference between what is reported and what is known: a task with an owner, a term, an answer and an end."""

from django.db import models
from django.db.models import Q

from qingquan.campaign.models import Campaign, ReportedItem
from qingquan.crosscheck import words
from qingquan.crosscheck.models.run import Run
from qingquan.matching.twoway import DifferenceKind
from qingquan.people.models import Account
from qingquan.places.models import Organ
from qingquan.places.models import roles as post_roles


def difference_kinds() -> list[tuple[str, str]]:
    """What the check may find."""
    return [(kind.value, kind.label) for kind in DifferenceKind]


def difference_states() -> list[tuple[str, str]]:
    """Where the task stands."""
    return [(state.value, state.label) for state in words.DifferenceState]


def settlements() -> list[tuple[str, str]]:
    """How it ends."""
    return [(settlement.value, settlement.label) for settlement in words.Settlement]


class Difference(models.Model):
    """比对差异: found once in a campaign and kept through its later runs, until somebody settles it.

    `key` names what differs, so that the next run finds its own difference again. `sides` are the rows it speaks of:
    set, name and details as (term, words); `evidence` puts two of them side by side. `owner` is the role that must
    act, at `organ` when it is the organ's own to answer; without an organ it is the campaign office's to find one.
    """

    number = models.CharField("编号", max_length=30, unique=True)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="differences", verbose_name="清理审核")
    kind = models.CharField("种类", max_length=12, choices=difference_kinds)
    key = models.CharField("差异标识", max_length=700)
    name = models.CharField("所涉事项", max_length=500)
    says = models.TextField("发现什么")
    sides = models.JSONField("各方", default=list)
    evidence = models.JSONField("对照", default=list)
    reported = models.ForeignKey(
        ReportedItem, models.SET_NULL, null=True, blank=True, related_name="differences", verbose_name="申报事项"
    )
    organ = models.ForeignKey(
        Organ, models.PROTECT, null=True, blank=True, related_name="differences", verbose_name="所涉机关"
    )
    owner = models.CharField("责任岗位", max_length=24, choices=post_roles)
    due_on = models.DateField("期限")
    first_run = models.ForeignKey(Run, models.PROTECT, related_name="found_first", verbose_name="首次发现")
    last_run = models.ForeignKey(Run, models.PROTECT, related_name="found_last", verbose_name="最近发现")
    found_at = models.DateTimeField("发现时间")
    state = models.CharField("状态", max_length=10, choices=difference_states, default=words.DifferenceState.OPEN.value)
    answer = models.TextField("答复", blank=True)
    answered_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="答复人")
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    returned = models.TextField("退回理由", blank=True)
    settlement = models.CharField("处理", max_length=10, choices=settlements, blank=True)
    reason = models.TextField("处理理由", blank=True)
    settled_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="处理人")
    settled_at = models.DateTimeField("处理时间", null=True, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1)

    class Meta:
        verbose_name = "比对差异"
        ordering = ("due_on", "pk")
        constraints = [
            models.UniqueConstraint(fields=["campaign", "kind", "key"], name="difference_once_per_campaign"),
            models.CheckConstraint(
                name="difference_answered_with_words",
                condition=~Q(state="answered") | (~Q(answer="") & Q(answered_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="difference_settled_somehow",
                condition=Q(state="settled", settled_at__isnull=False) & ~Q(settlement="")
                | ~Q(state="settled") & Q(settlement="", settled_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["campaign", "state", "due_on", "id"], name="difference_to_do"),
            models.Index(fields=["campaign", "kind", "due_on", "id"], name="difference_by_kind"),
            models.Index(fields=["organ", "state", "due_on"], name="difference_of_organ"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"
