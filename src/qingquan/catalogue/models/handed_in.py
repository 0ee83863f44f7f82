"""Lists of items that an organ handed in as files, and what became of each of their rows."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from qingquan.catalogue.words import ImportOutcome
from qingquan.intake.models import FileHandedIn
from qingquan.places.models import Organ


def outcomes() -> list[tuple[str, str]]:
    """What may become of a row."""
    return [(outcome.value, outcome.label) for outcome in ImportOutcome]


class ItemImport(FileHandedIn):
    """事项清单导入: a file with items of one organ, by which map its columns are read, and how far it is."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="机关")
    map = models.CharField("列对应表", max_length=40, blank=True)

    class Meta(FileHandedIn.Meta):
        verbose_name = "事项清单导入"
        constraints: ClassVar = [
            *FileHandedIn.Meta.constraints,
            models.UniqueConstraint(
                fields=["organ", "map", "sha256"],
                condition=Q(state__in=["ordered", "running"]),
                name="item_import_once_at_a_time",
            ),
        ]


class ItemImportRow(models.Model):
    """事项清单逐行结果: what became of one row, and why. Kept as long as the import is."""

    handed_in = models.ForeignKey(ItemImport, models.CASCADE, related_name="rows", verbose_name="事项清单导入")
    line = models.PositiveIntegerField("行号")
    code = models.CharField("编码", max_length=64, blank=True)
    name = models.CharField("名称", max_length=300, blank=True)
    outcome = models.CharField("结果", max_length=10, choices=outcomes)
    said = models.TextField("说明", blank=True)

    class Meta:
        verbose_name = "事项清单逐行结果"
        ordering = ("handed_in", "line", "pk")
        indexes = [models.Index(fields=["handed_in", "outcome", "line"], name="item_import_row_outcome")]

    def __str__(self) -> str:
        return f"{self.line} {self.name}"
