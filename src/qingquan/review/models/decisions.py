"""清理审核决定: one for an item, never changed; what is wrong with it is set right by a later one that names it."""

from django.db import models
from django.db.models import Q

from qingquan.campaign.models import ReportedItem
from qingquan.catalogue.models import Item, ItemVersion
from qingquan.papers.models import Document
from qingquan.people.models import Account
from qingquan.places.models import Organ
from qingquan.review.models.opinions import codes
from qingquan.review.rules.freezes import Span
from qingquan.review.rules.particulars import Particulars
from qingquan.review.words import DecisionCode


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Decisions as readers want them."""

    def standing(self) -> "DecisionQuerySet":
        """Those no later one took the place of: for every item at most one."""
        return self.filter(superseded_by__isnull=True)


class Decision(models.Model):
    """清理审核决定. `version` is the draft it put into the catalogue; `effect` says in words what it did."""

    reported = models.ForeignKey(
        ReportedItem,
        models.PROTECT,
        related_name="decisions",
        related_query_name="decision",
        verbose_name="申报事项",
    )
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by", verbose_name="所更正的决定"
    )
    number = models.CharField("文号", max_length=60, unique=True)
    code = models.CharField("决定", max_length=3, choices=codes)
    reasons = models.TextField("理由")
    particulars = models.JSONField("具体内容", default=dict)
    effect = models.TextField("效力")
    needs_approval = models.BooleanField("须经政府审定后执行")
    version = models.ForeignKey(ItemVersion, models.PROTECT, null=True, related_name="+", verbose_name="列入的草案")
    document = models.OneToOneField(Document, models.PROTECT, related_name="+", verbose_name="决定书")
    decided_by = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name="决定人")
    decided_at = models.DateTimeField("决定时间")

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "清理审核决定"
        ordering = ("-decided_at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["reported"], condition=Q(supersedes__isnull=True), name="decided_once_per_item"
            ),
        ]
        indexes = [models.Index(fields=["code"], name="decision_code")]

    def __str__(self) -> str:
        return f"{self.number} {self.get_code_display()}"

    def as_code(self) -> DecisionCode:
        """The code as the rules know it."""
        return DecisionCode(self.code)

    def as_particulars(self) -> Particulars:
        """The particulars as the rules know them."""
        return Particulars.from_json(self.particulars)


class CarriedOut(models.Model):
    """决定执行: what a decision that needs the government's approval did once it was given. Never changed."""

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="carried_out", verbose_name="清理审核决定")
    approval_no = models.CharField("批准文号", max_length=60)
    from_on = models.DateField("执行日期")
    effect = models.TextField("执行结果")
    done_by = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name="执行人")
    done_at = models.DateTimeField("执行时间")

    class Meta:
        verbose_name = "决定执行"

    def __str__(self) -> str:
        return f"{self.decision} {self.approval_no}"


class Freeze(models.Model):
    """暂停实施: an item no case can be received under for some days, because a competent higher body said so."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="freezes", verbose_name="权力事项")
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="freeze", verbose_name="清理审核决定")
    authority = models.CharField("决定机关", max_length=120)
    document_no = models.CharField("文号", max_length=60)
    from_on = models.DateField("起")
    until_on = models.DateField("止", null=True, blank=True)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="机关")

    class Meta:
        verbose_name = "暂停实施"
        constraints = [
            models.CheckConstraint(name="freeze_ordered_from_above", condition=~Q(document_no="") & ~Q(authority="")),
            models.CheckConstraint(
                name="freeze_ends_after_it_begins",
                condition=Q(until_on__isnull=True) | Q(until_on__gte=models.F("from_on") - 1),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.document_no}"

    def as_span(self) -> Span:
        """Its days as the rules know them."""
        return Span(self.from_on, self.until_on)
