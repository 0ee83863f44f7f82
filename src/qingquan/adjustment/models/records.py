"""What the county is told on paper and keeps: rulings on the acts of an item, reforms of who exercises what."""

from django.db import models
from django.db.models import Q

from qingquan.adjustment import words
from qingquan.catalogue.models import Item
from qingquan.people.models import Account
from qingquan.places.models import Organ


def ruling_kinds() -> list[tuple[str, str]]:
    """Judgment, reconsideration, supervision. Functions, not lists: a new word then needs no migration."""
    return [(kind.value, kind.label) for kind in words.RulingKind]


def holdings() -> list[tuple[str, str]]:
    """What was held."""
    return [(each.value, each.label) for each in words.Holding]


def reform_kinds() -> list[tuple[str, str]]:
    """Closed, merged, penalties moved."""
    return [(kind.value, kind.label) for kind in words.ReformKind]


class Ruling(models.Model):
    """裁判和复议决定: what a court, the reconsideration body or a supervisor held of an act under an item."""

    kind = models.CharField("种类", max_length=16, choices=ruling_kinds)
    number = models.CharField("文号", max_length=100)
    body = models.CharField("作出机关", max_length=100)
    item = models.ForeignKey(Item, models.PROTECT, related_name="rulings", verbose_name="事项")
    # The case it was about, where it was handled here; no key, for most acts ruled on are older than the system.
    case_number = models.CharField("办件编号", max_length=32, blank=True)
    holding = models.CharField("结论", max_length=12, choices=holdings)
    decided_on = models.DateField("作出日期")
    effective_on = models.DateField("生效日期")
    summary = models.TextField("要点")
    entered_at = models.DateTimeField("登记时间")
    entered_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="登记人")

    class Meta:
        verbose_name = "裁判和复议决定"
        ordering = ("-effective_on", "-id")
        constraints = [
            models.UniqueConstraint(fields=["body", "number", "item"], name="ruling_once_per_item"),
            models.CheckConstraint(
                name="ruling_takes_effect_after_it_is_made", condition=Q(effective_on__gte=models.F("decided_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}{self.number}"

    @property
    def source_key(self) -> str:
        """How adjustments name it as what set them off."""
        return f"ruling/{self.pk}"


class Reform(models.Model):
    """机构改革: by which document an organ is closed or merged, or its penalties go to another, from which day."""

    kind = models.CharField("种类", max_length=16, choices=reform_kinds)
    document_no = models.CharField("文号", max_length=100)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="reforms", verbose_name="机关")
    successor = models.ForeignKey(
        Organ, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="承接机关"
    )
    # The codes of the items it moves; empty for every one of its kind.
    codes = models.JSONField("事项编码", default=list, blank=True)
    effective_on = models.DateField("生效日期")
    summary = models.TextField("要点")
    entered_at = models.DateTimeField("登记时间")
    entered_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="登记人")

    class Meta:
        verbose_name = "机构改革"
        ordering = ("-effective_on", "-id")
        constraints = [
            models.UniqueConstraint(fields=["document_no", "kind", "organ"], name="reform_once_per_organ"),
            models.CheckConstraint(
                name="reform_moves_to_another",
                condition=Q(kind="closed", successor__isnull=True) | (~Q(kind="closed") & Q(successor__isnull=False)),
            ),
            models.CheckConstraint(name="reform_not_to_itself", condition=~Q(successor=models.F("organ"))),
        ]

    def __str__(self) -> str:
        return f"{self.document_no} {self.organ}"

    @property
    def source_key(self) -> str:
        """How adjustments name it as what set them off."""
        return f"reform/{self.pk}"
