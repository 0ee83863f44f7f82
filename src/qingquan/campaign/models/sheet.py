"""A spreadsheet an organ sent in, as it was read, and what was said about each cell."""

from django.db import models

from qingquan.campaign import words
from qingquan.campaign.models.campaign import OrganReport
from qingquan.people.models import Account


def sheet_outcomes() -> list[tuple[str, str]]:
    """What may become of a spreadsheet."""
    return [(outcome.value, outcome.label) for outcome in words.SheetOutcome]


class TakenSheet(models.Model):
    """报送表格: its cells as they came, our findings by cell, and what was done with its rows.

    The file itself is not kept: the one given back is written anew from the cells, with the findings as comments.
    """

    report = models.ForeignKey(OrganReport, models.PROTECT, related_name="sheets", verbose_name="部门申报")
    name = models.CharField("文件名", max_length=200)
    sha256 = models.CharField("摘要", max_length=64)
    outcome = models.CharField("结果", max_length=12, choices=sheet_outcomes)
    counts = models.JSONField("各行结果")
    rows = models.JSONField("各行内容")
    findings = models.JSONField("问题")
    taken_at = models.DateTimeField("报送时间")
    taken_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="报送人")

    class Meta:
        verbose_name = "报送表格"
        ordering = ("-taken_at", "-id")

    def __str__(self) -> str:
        return self.name
