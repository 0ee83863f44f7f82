"""What is kept of exchange: how the county answers each row of the upper level's base catalogue, field by field."""

from django.db import models
from django.db.models import Q

from qingquan.catalogue.models import Item, ItemVersion
from qingquan.catalogue.words import ExerciseLevel, PowerType
from qingquan.crosscheck.models import BaseRow
from qingquan.exchange import words
from qingquan.exchange.rules.claims import BaseSays
from qingquan.people.models import Account
from qingquan.places.models import Organ


def claim_states() -> list[tuple[str, str]]:
    """How a row may be answered."""
    return [(state.value, state.label) for state in words.ClaimState]


def compared_fields() -> list[tuple[str, str]]:
    """What may differ."""
    return [(each.value, each.label) for each in words.BaseField]


def field_choices() -> list[tuple[str, str]]:
    """What may be done about it."""
    return [(choice.value, choice.label) for choice in words.FieldChoice]


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


class FieldDecision(models.Model):
    """差异决定: what was decided of one field of a claimed item that differs from the upper level's row.

    `base` and `county` are what both sides said then: the decision holds for these words only. Written once and never
    changed; a newer row is a newer decision. `version` is the draft that took the upper level's word over.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="decisions", verbose_name="基本目录认领")
    field = models.CharField("要素", max_length=12, choices=compared_fields)
    choice = models.CharField("决定", max_length=8, choices=field_choices)
    reason = models.TextField("理由", blank=True)
    base = models.TextField("上级目录的内容", blank=True)
    county = models.TextField("本县事项的内容", blank=True)
    version = models.ForeignKey(
        ItemVersion, models.PROTECT, null=True, related_name="+", verbose_name="采用上级内容的版本"
    )
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="决定人")
    decided_at = models.DateTimeField("决定时间")

    class Meta:
        verbose_name = "差异决定"
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                name="field_decision_keeps_for_a_reason", condition=~Q(choice="keep") | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="field_decision_takes_into_a_version",
                condition=Q(choice="take", version__isnull=False) | ~Q(choice="take") & Q(version__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_field_display()} {self.get_choice_display()}"
