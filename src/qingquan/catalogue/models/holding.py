"""Which post holds which power: where a step of a case goes."""

from datetime import date

from django.db import models
from django.db.models import Q

from qingquan.catalogue.models.item import Item
from qingquan.places.models import Post, roles


class HoldingQuerySet(models.QuerySet["Holding"]):
    """Holdings as readers want them."""

    def on(self, day: date) -> "HoldingQuerySet":
        """Those in force on a day."""
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gte=day), from_on__lte=day)


class Holding(models.Model):
    """岗位行权: a post exercises its role's part of an item from a day to a day."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="holdings", verbose_name="事项")
    post = models.ForeignKey(Post, models.PROTECT, related_name="holdings", verbose_name="岗位")
    # Empty: the post's own role. A window's chief representative may be authorised to take the approver's part.
    role = models.CharField("以何角色行使", max_length=24, choices=roles, blank=True, default="")
    from_on = models.DateField("起")
    until_on = models.DateField("止", null=True, blank=True)

    objects = HoldingQuerySet.as_manager()

    class Meta:
        verbose_name = "岗位行权"
        constraints = [
            models.UniqueConstraint(
                fields=["item", "post", "role"], condition=Q(until_on__isnull=True), name="holding_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post} {self.item}"
