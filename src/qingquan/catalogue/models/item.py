"""Items and their versions. A version in force is what a case, a fee and a certificate rest on."""

from datetime import date

from django.db import models
from django.db.models import Q

from qingquan.catalogue import words
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.people.models import Account
from qingquan.places.models import Organ
from qingquan.procedures.models import StoredProcedure


def power_types() -> list[tuple[str, str]]:
    """Functions, not lists: a new word then needs no migration."""
    return [(kind.value, kind.label) for kind in words.PowerType]


def states() -> list[tuple[str, str]]:
    """States of a version."""
    return [(state.value, state.label) for state in words.VersionState]


def units() -> list[tuple[str, str]]:
    """Units of limits."""
    return [(unit.value, unit.label) for unit in words.LimitUnit]


def case_kinds() -> list[tuple[str, str]]:
    """办件类型."""
    return [(kind.value, kind.label) for kind in words.CaseKind]


class Item(models.Model):
    """行政权力事项: the lasting identity of a power at one organ. What it says is in its versions."""

    code = models.CharField("实施编码", max_length=64, unique=True)
    base_code = models.CharField("基本编码", max_length=12, blank=True, db_index=True)
    # Empty only while all versions are drafts: an imported row may name an organ the county does not know.
    organ = models.ForeignKey(
        Organ, models.PROTECT, null=True, blank=True, related_name="items", verbose_name="实施主体"
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="主项"
    )
    power_type = models.CharField("事项类型", max_length=32, choices=power_types)
    name = models.CharField("事项名称", max_length=300)
    # No ICU in the database: Chinese is sorted by its stored pinyin.
    sort_key = models.CharField(max_length=600, db_index=True, default="", editable=False)
    # What the last import brought, so that importing again neither repeats itself nor undoes what people changed.
    imported_digest = models.CharField("最近导入摘要", max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = "权力事项"
        ordering = ("organ", "code")

    def __str__(self) -> str:
        return self.name


class VersionQuerySet(models.QuerySet["ItemVersion"]):
    """Versions as readers want them."""

    def newest(self) -> "VersionQuerySet":
        """The last version of each item, whatever its state."""
        later = ItemVersion.objects.filter(item=models.OuterRef("item"), number__gt=models.OuterRef("number"))
        return self.filter(~models.Exists(later))

    def in_force(self, on: date) -> "VersionQuerySet":
        """Those a case received on this day may rest on."""
        return self.filter(
            Q(until_on__isnull=True) | Q(until_on__gte=on),
            state__in=[words.VersionState.PUBLISHED, words.VersionState.REPLACED, words.VersionState.WITHDRAWN],
            from_on__lte=on,
        )


class ItemVersion(models.Model):
    """One version of an item: draft, reviewed, published in force from a day, replaced or withdrawn.

    `elements` holds everything as `rules.facts.VersionFacts` writes it; the columns repeat what is searched,
    filtered or counted with, and the rows (`rows.py`) what is cited on its own. Two more columns, `name_grams`
    and `body_grams`, are made by the database for search (`sql/search.sql`); what keeps a version from changing
    is in `sql/version.sql`.
    """

    item = models.ForeignKey(Item, models.PROTECT, related_name="versions", verbose_name="事项")
    number = models.PositiveIntegerField("版本号")
    state = models.CharField("状态", max_length=12, choices=states, default=words.VersionState.DRAFT.value)
    from_on = models.DateField("生效日期", null=True, blank=True)
    until_on = models.DateField("失效前最后一日", null=True, blank=True)
    name = models.CharField("事项名称", max_length=300)
    elements = models.JSONField("要素")
    digest = models.CharField("要素摘要", max_length=64)

    case_kind = models.CharField("办件类型", max_length=12, choices=case_kinds, blank=True)
    legal_days = models.PositiveIntegerField("法定办结时限", null=True, blank=True)
    legal_unit = models.CharField("法定时限单位", max_length=2, choices=units, default="WD")
    promise_days = models.PositiveIntegerField("承诺办结时限", null=True, blank=True)
    promise_unit = models.CharField("承诺时限单位", max_length=2, choices=units, default="WD")
    accept_days = models.PositiveIntegerField("受理时限", null=True, blank=True)
    deliver_days = models.PositiveIntegerField("送达时限", null=True, blank=True)
    from_receipt = models.BooleanField("自收件起算", default=False)
    joint = models.BooleanField("联合办理", default=False)
    online = models.BooleanField("可网上申请", default=False)
    max_review_levels = models.PositiveSmallIntegerField("审查层级", default=2)
    procedure = models.ForeignKey(
        StoredProcedure, models.PROTECT, null=True, blank=True, related_name="versions", verbose_name="运行流程"
    )
    form_schema = models.JSONField("申请表", null=True, blank=True)
    first_used_at = models.DateTimeField("首次使用", null=True, blank=True)
    drafted_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="起草人")
    reviewed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="审核人")
    reviewed_at = models.DateTimeField("审核时间", null=True, blank=True)
    published_at = models.DateTimeField("公布时间", null=True, blank=True)
    drafted_at = models.DateTimeField("起草时间", auto_now_add=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = "事项版本"
        ordering = ("item", "number")
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="version_number_once_per_item"),
            models.CheckConstraint(
                name="version_in_force_from_a_day",
                condition=Q(state__in=["draft", "reviewed"]) | Q(from_on__isnull=False),
            ),
            models.CheckConstraint(
                name="version_ends_after_it_begins",
                condition=Q(until_on__isnull=True) | Q(until_on__gte=models.F("from_on") - 1),
            ),
            models.CheckConstraint(
                name="version_promise_within_law",
                condition=Q(state=words.VersionState.DRAFT.value)
                | Q(promise_days__isnull=True)
                | Q(legal_days__isnull=True)
                | ~Q(legal_unit=models.F("promise_unit"))
                | Q(promise_days__lte=models.F("legal_days")),
            ),
        ]
        indexes = [models.Index(fields=["state", "from_on"], name="version_state_from")]

    def __str__(self) -> str:
        return f"{self.name}（第{self.number}版）"

    def facts(self) -> VersionFacts:
        """The version as the rules see it."""
        return VersionFacts.from_json(self.elements)
