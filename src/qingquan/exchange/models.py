"""What is kept of exchange: how each row of the upper level's base catalogue is answered in the county."""

from django.db import models
from django.db.models import Q

from qingquan.catalogue.models import Item
from qingquan.catalogue.words import ExerciseLevel, PowerType
from qingquan.crosscheck.models import BaseRow
from qingquan.exchange import words
from qingquan.exchange.rules.claims import BaseSays
from qingquan.people.models import Account
from qingquan.places.models import Organ


def claim_states() -> list[tuple[str, str]]:
    """How a row may be answered."""
    return [(state.value, state.label) for state in words.ClaimState]


def says(row: BaseRow) -> BaseSays:
    """A row of the base catalogue as the rules see it."""
    return BaseSays(
        name=row.name,
        power_type=PowerType(row.power_type),
        levels=tuple(ExerciseLevel(level) for level in row.levels),
        bases=tuple(row.bases),
        department=row.competent_department,
        content=row.content,
    )


class Claim(models.Model):
    """基本目录认领: one row of the upper level's catalogue and how the county answers it.

    `seen` is what the row said when it was answered last; `changes` what a newer list says otherwise, until the
    organ has taken note of it.
    """

    base_row = models.OneToOneField(BaseRow, models.PROTECT, related_name="claim", verbose_name="基本目录行")
    organ = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="claims", verbose_name="认领机关")
    state = models.CharField("状态", max_length=16, choices=claim_states, default=words.ClaimState.UNCLAIMED.value)
    item = models.ForeignKey(Item, models.PROTECT, null=True, related_name="claims", verbose_name="本县事项")
    reason = models.TextField("不适用的理由", blank=True)
    seen = models.JSONField("认领时的内容")
    changes = models.JSONField("上级新版的变化", default=list)
    changed_at = models.DateTimeField("变化时间", null=True)
    answered_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="办理人")
    answered_at = models.DateTimeField("办理时间", null=True)

    class Meta:
        verbose_name = "基本目录认领"
        ordering = ("base_row__source", "base_row__base_code")
        constraints = [
            models.CheckConstraint(
                name="claim_claimed_as_an_item",
                condition=Q(state="claimed", item__isnull=False, organ__isnull=False)
                | ~Q(state="claimed") & Q(item__isnull=True),
            ),
            models.CheckConstraint(
                name="claim_not_applicable_for_a_reason", condition=~Q(state="not_applicable") | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.base_row} {self.get_state_display()}"
