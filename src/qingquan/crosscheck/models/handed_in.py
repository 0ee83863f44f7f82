"""Lists that were handed in as files, and what became of each of their rows."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from qingquan.crosscheck import words
from qingquan.crosscheck.models.sources import sources
from qingquan.crosscheck.rules.authority import SETS
from qingquan.intake.models import FileHandedIn


def sets() -> list[tuple[str, str]]:
    """The sets that reports are held against."""
    return list(SETS.items())


def row_outcomes() -> list[tuple[str, str]]:
    """What may become of a row."""
    return [(outcome.value, outcome.label) for outcome in words.RowOutcome]


class ListImport(FileHandedIn):
    """清单导入: a file with rows of a set, with what was said beside it, and how far it is.

    `source` and `whole` are said of a base catalogue, `document` of duties that name no document themselves.
    """

    which = models.CharField("清单", max_length=10, choices=sets)
    source = models.CharField("目录的来源", max_length=10, choices=sources, blank=True)
    whole = models.BooleanField("是该来源的全部", default=False)
    document = models.CharField("三定规定文号", max_length=80, blank=True)

    class Meta(FileHandedIn.Meta):
        verbose_name = "清单导入"
        constraints: ClassVar = [
            *FileHandedIn.Meta.constraints,
            models.UniqueConstraint(
                fields=["which", "sha256", "source", "whole", "document"],
                condition=Q(state__in=["ordered", "running"]),
                name="list_import_once_at_a_time",
            ),
            models.CheckConstraint(name="list_import_base_has_a_source", condition=~Q(which="base") | ~Q(source="")),
        ]


class ListImportRow(models.Model):
    """逐行结果: what became of one row of a list, and why. Kept as long as the import is."""

    handed_in = models.ForeignKey(ListImport, models.CASCADE, related_name="rows", verbose_name="清单导入")
    line = models.PositiveIntegerField("行号")
    code = models.CharField("编码", max_length=64, blank=True)
    name = models.CharField("名称", max_length=300, blank=True)
    outcome = models.CharField("结果", max_length=10, choices=row_outcomes)
    said = models.CharField("说明", max_length=500, blank=True)

    class Meta:
        verbose_name = "清单导入逐行结果"
        ordering = ("handed_in", "line")
        constraints = [models.UniqueConstraint(fields=["handed_in", "line"], name="list_import_row_told_once")]
        indexes = [models.Index(fields=["handed_in", "outcome", "line"], name="list_import_row_outcome")]

    def __str__(self) -> str:
        return f"{self.line} {self.name}"
