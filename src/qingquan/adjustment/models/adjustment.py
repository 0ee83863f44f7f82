"""One adjustment: what set it off, what is to change, where it stands, until when the next step is due."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from qingquan.adjustment import words
from qingquan.catalogue.models import Item, ItemVersion
from qingquan.people.models import Account
from qingquan.places.models import Organ


def codes() -> list[tuple[str, str]]:
    """DA-01 and the others. Functions, not lists: a new word then needs no migration."""
    return [(code.value, f"{code.value} {code.label}") for code in words.TriggerCode]


def changes() -> list[tuple[str, str]]:
    """What is to change."""
    return [(change.value, change.label) for change in words.Change]


def routes() -> list[tuple[str, str]]:
    """Light or by way of the government."""
    return [(route.value, route.label) for route in words.Route]


def states() -> list[tuple[str, str]]:
    """Where it stands."""
    return [(state.value, state.label) for state in words.State]


PUBLISHED = ["published", "filed", "switched", "synced"]


class AdjustmentQuerySet(models.QuerySet["Adjustment"]):
    """Adjustments as readers want them."""

    def open(self) -> "AdjustmentQuerySet":
        """Those for which something is still to be done."""
        return self.filter(state__in=[state.value for state in words.OPEN])

    def to_switch(self, on: date) -> "AdjustmentQuerySet":
        """Those filed whose day has come; a version that was withdrawn before it began never comes."""
        began = (
            Q(version__isnull=True)
            | Q(version__until_on__isnull=True)
            | Q(version__until_on__gte=F("version__from_on"))
        )
        return self.filter(began, state=words.State.FILED.value, from_on__lte=on)

    def overdue(self, on: date) -> "AdjustmentQuerySet":
        """Those whose next step should have been done."""
        return self.open().filter(due_on__lt=on)


class Adjustment(models.Model):
    """动态调整. `round` counts applications: what the reviewers gave back is applied for once more."""

    number = models.CharField("调整编号", max_length=20, unique=True)
    code = models.CharField("触发情形", max_length=8, choices=codes)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="adjustments", verbose_name="机关")
    # Empty for what is not on the list yet; its name then says what is to be added.
    item = models.ForeignKey(
        Item, models.PROTECT, null=True, blank=True, related_name="adjustments", verbose_name="事项"
    )
    name = models.CharField("事项名称", max_length=300)
    state = models.CharField("状态", max_length=12, choices=states, default=words.State.TRIGGERED.value)
    # What set it off: in words, by which document or entry of the ledger, and a key so that it is raised once.
    source = models.CharField("触发依据", max_length=500)
    document_no = models.CharField("文号", max_length=100, blank=True)
    source_key = models.CharField("触发来源", max_length=200)
    source_entry = models.BigIntegerField("台账记载", null=True, blank=True)
    effective_on = models.DateField("依据生效日期")
    basis_void = models.BooleanField("设定依据失效", default=False)
    raised_at = models.DateTimeField("触发时间")
    raised_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="登记人")

    change = models.CharField("调整内容", max_length=12, choices=changes, blank=True)
    route = models.CharField("路径", max_length=12, choices=routes, blank=True)
    explanation = models.TextField("申请理由", blank=True)
    version = models.ForeignKey(
        ItemVersion, models.PROTECT, null=True, blank=True, related_name="adjustments", verbose_name="新版本"
    )
    round = models.PositiveSmallIntegerField("申请次数", default=0)
    applied_at = models.DateTimeField("申请时间", null=True, blank=True)
    approval_no = models.CharField("审定文号", max_length=100, blank=True)
    approved_at = models.DateTimeField("审定时间", null=True, blank=True)
    publication_no = models.CharField("公布文号", max_length=60, blank=True)
    published_at = models.DateTimeField("公布时间", null=True, blank=True)
    from_on = models.DateField("版本切换日期", null=True, blank=True)
    sync_receipt = models.CharField("省平台回执号", max_length=100, blank=True)
    closed_because = models.TextField("不作调整的理由", blank=True)

    # The next step's term: counted from the day after `term_from`; stored so that late ones are one indexed query.
    term_from = models.DateField("期限起算日")
    due_on = models.DateField("本步期限", null=True, blank=True)
    overdue_told_at = models.DateTimeField("逾期提醒时间", null=True, blank=True)

    objects = AdjustmentQuerySet.as_manager()

    class Meta:
        verbose_name = "动态调整"
        ordering = ("due_on", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["item", "code", "source_key"],
                condition=Q(item__isnull=False),
                name="adjustment_raised_once_per_item_and_source",
            ),
            models.UniqueConstraint(
                fields=["organ", "code", "source_key", "name"],
                condition=Q(item__isnull=True),
                name="adjustment_raised_once_per_name_and_source",
            ),
            models.CheckConstraint(
                name="adjustment_applied_with_a_change_and_a_reason",
                condition=Q(state__in=["triggered", "closed"])
                | (~Q(change="") & ~Q(route="") & ~Q(explanation="") & Q(applied_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="adjustment_of_structure_is_approved_by_the_government",
                condition=~Q(route="government") | ~Q(state__in=["approved", *PUBLISHED]) | ~Q(approval_no=""),
            ),
            models.CheckConstraint(
                name="adjustment_published_by_a_document_from_a_day",
                condition=~Q(state__in=PUBLISHED) | (~Q(publication_no="") & Q(from_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="adjustment_closed_says_why", condition=~Q(state="closed") | ~Q(closed_because="")
            ),
            models.CheckConstraint(
                name="adjustment_synced_with_a_receipt", condition=~Q(state="synced") | ~Q(sync_receipt="")
            ),
        ]
        indexes = [
            models.Index(fields=["due_on"], condition=~Q(state__in=["synced", "closed"]), name="adjustment_due"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    @property
    def never_began(self) -> bool:
        """Whether the new version was published and taken back before its first day."""
        days = (self.version.from_on, self.version.until_on) if self.version else (None, None)
        return days[0] is not None and days[1] is not None and days[1] < days[0]
