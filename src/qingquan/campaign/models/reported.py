"""One power as an organ reported it."""

from django.db import models

from qingquan.campaign import words
from qingquan.campaign.models.campaign import OrganReport
from qingquan.campaign.rules.entries import Particulars
from qingquan.catalogue.models import Item
from qingquan.catalogue.models.item import power_types
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.people.models import Account


def origins() -> list[tuple[str, str]]:
    """How an item came in."""
    return [(origin.value, origin.label) for origin in words.ItemOrigin]


class ReportedItem(models.Model):
    """申报事项: a power as its organ says it exercises it. `elements` is written by `VersionFacts.to_json`.

    The columns repeat what is searched and compared. `item` is the catalogue's item it copies or continues. The
    report's signature freezes its items; `revision` grows with every change, so that two people see each other.
    """

    report = models.ForeignKey(OrganReport, models.PROTECT, related_name="items", verbose_name="部门申报")
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="权力事项")
    code = models.CharField("编码", max_length=64)
    name = models.CharField("事项名称", max_length=300)
    power_type = models.CharField("事项类型", max_length=32, choices=power_types)
    elements = models.JSONField("要素")
    digest = models.CharField("要素摘要", max_length=64)
    duty = models.CharField("对应的三定职责", max_length=500, blank=True)
    cases_last_year = models.PositiveIntegerField("上年办件量", null=True, blank=True)
    fees_last_year = models.BigIntegerField("上年收费（分）", null=True, blank=True)
    remark = models.TextField("说明", blank=True)
    # Repeated from the elements and from the rules, so that boards over thousands of items are sums of columns.
    legal_days = models.PositiveIntegerField("法定时限", null=True, blank=True)
    promise_days = models.PositiveIntegerField("承诺时限", null=True, blank=True)
    limit_unit = models.CharField("时限单位", max_length=2, blank=True)
    review_levels = models.PositiveSmallIntegerField("审查层级", null=True, blank=True)
    materials = models.PositiveSmallIntegerField("材料数", default=0)
    online = models.BooleanField("可网办", default=False)
    in_centre = models.BooleanField("进驻大厅", default=False)
    errors = models.PositiveSmallIntegerField("错误数", default=0)
    doubts = models.PositiveSmallIntegerField("提示数", default=0)
    origin = models.CharField("来源", max_length=12, choices=origins)
    revision = models.PositiveIntegerField("修订号", default=1)
    changed_at = models.DateTimeField("修改时间")

    class Meta:
        verbose_name = "申报事项"
        ordering = ("report", "code")
        constraints = [
            models.UniqueConstraint(fields=["report", "code"], name="reported_once_per_code"),
        ]

    def __str__(self) -> str:
        return self.name

    def facts(self) -> VersionFacts:
        """What was reported, as the rules see it."""
        return VersionFacts.from_json(self.elements)

    def particulars(self) -> Particulars:
        """What is said of it beside its elements."""
        return Particulars(
            duty=self.duty,
            cases_last_year=self.cases_last_year,
            fees_last_year=self.fees_last_year,
            remark=self.remark,
        )


class EntryDraft(models.Model):
    """填报草稿: what somebody has typed of an item and not yet saved; one for each person and item."""

    report = models.ForeignKey(OrganReport, models.PROTECT, related_name="drafts", verbose_name="部门申报")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name="填报人")
    item = models.ForeignKey(
        ReportedItem, models.CASCADE, null=True, blank=True, related_name="drafts", verbose_name="申报事项"
    )
    texts = models.JSONField("内容")
    # The revision the writer saw, so that what a colleague saved meanwhile is noticed when the draft is saved.
    seen = models.PositiveIntegerField("所见修订号", default=0)
    kept_at = models.DateTimeField("保存时间")

    class Meta:
        verbose_name = "填报草稿"
        constraints = [
            models.UniqueConstraint(
                fields=["report", "account", "item"], name="entry_draft_once", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.item or self.report}"
