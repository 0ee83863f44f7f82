"""A finding that a power was concealed, left out or reported falsely, and what follows for it."""

from django.db import models
from django.db.models import Q

from qingquan.catalogue.models import Item
from qingquan.forfeits import words
from qingquan.people.models import Account
from qingquan.places.models import Organ


def kinds() -> list[tuple[str, str]]:
    """瞒报、漏报、虚报. Functions, not lists: a new word then needs no migration."""
    return [(kind.value, kind.label) for kind in words.ForfeitKind]


def effects() -> list[tuple[str, str]]:
    """What follows for the item."""
    return [(effect.value, effect.label) for effect in words.Effect]


class ForfeitQuerySet(models.QuerySet["Forfeit"]):
    """Findings as readers want them."""

    def standing(self) -> "ForfeitQuerySet":
        """Those under which nothing can come into being now."""
        return self.filter(effect__in=[each.value for each in words.ENDING], lifted_at__isnull=True)


class Forfeit(models.Model):
    """放弃认定. From `found_at` on the database lets no case, bill or certificate exist under the item."""

    number = models.CharField("认定编号", max_length=20, unique=True)
    item = models.ForeignKey(Item, models.PROTECT, related_name="forfeits", verbose_name="事项")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="forfeits", verbose_name="机关")
    kind = models.CharField("情形", max_length=12, choices=kinds)
    effect = models.CharField("处理", max_length=12, choices=effects)
    found_on = models.DateField("发现日期")
    found_at = models.DateTimeField("认定时间")
    reason = models.TextField("事实和证据")
    document_no = models.CharField("认定文号", max_length=60)
    found_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="认定人")
    # Of a statutory duty: why it could not be given up, and the article.
    kept_because = models.CharField("不能放弃的理由", max_length=500, blank=True)
    cite = models.CharField("条文", max_length=300, blank=True)
    account_result = models.TextField("追责结果", blank=True)
    account_document = models.CharField("追责文号", max_length=60, blank=True)
    accounted_at = models.DateTimeField("追责时间", null=True, blank=True)
    lifted_at = models.DateTimeField("解除时间", null=True, blank=True)
    lift_document = models.CharField("解除文号", max_length=60, blank=True)

    objects = ForfeitQuerySet.as_manager()

    class Meta:
        verbose_name = "放弃认定"
        ordering = ("-found_at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(effect__in=["given_up", "cancelled"], lifted_at__isnull=True),
                name="forfeit_stands_once_per_item",
            ),
            models.CheckConstraint(
                name="forfeit_kept_says_why", condition=~Q(effect="kept") | (~Q(kept_because="") & ~Q(cite=""))
            ),
            models.CheckConstraint(
                name="forfeit_lifted_by_a_document",
                condition=Q(lifted_at__isnull=True, lift_document="")
                | (Q(lifted_at__isnull=False, lifted_at__gte=models.F("found_at")) & ~Q(lift_document="")),
            ),
        ]
        indexes = [models.Index(fields=["organ", "kind"], name="forfeit_organ_kind")]

    def __str__(self) -> str:
        return f"{self.number} {self.item}"

    @property
    def stands(self) -> bool:
        """Whether nothing can come into being under the item now."""
        return self.effect in words.ENDING and self.lifted_at is None
