"""What is kept of money taken under a power: one bill, paid once, given back once."""

from django.db import models
from django.db.models import F, Q

from qingquan.cases.models import Case
from qingquan.catalogue.models import Fee, ItemVersion
from qingquan.fees.words import BillState
from qingquan.people.models import Account, Applicant
from qingquan.places.models import Organ, Post


class BillQuerySet(models.QuerySet["Bill"]):
    """Bills as readers want them."""

    def visible_to(self, organ: Organ) -> "BillQuerySet":
        """An organ sees its own."""
        return self.filter(organ=organ)

    def paid(self) -> "BillQuerySet":
        """Money that came in, whether or not it went back."""
        return self.filter(paid_at__isnull=False)


class Bill(models.Model):
    """缴款通知书. It rests on one fee row of a version in force; the database holds it to that (`sql/bill.sql`)."""

    number = models.CharField("缴款单号", max_length=20)
    version = models.ForeignKey(ItemVersion, models.PROTECT, related_name="bills", verbose_name="事项版本")
    fee = models.ForeignKey(Fee, models.PROTECT, related_name="bills", verbose_name="收费项目")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="bills", verbose_name="收费机关")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="bills", verbose_name="办件")
    payer = models.ForeignKey(Applicant, models.PROTECT, related_name="bills", verbose_name="缴款人")
    amount = models.BigIntegerField("金额（分）")
    issued_at = models.DateTimeField("开单时间")
    issued_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="开单人")
    issued_from = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", verbose_name="开单岗位")
    due_on = models.DateField("缴款期限")
    paid_at = models.DateTimeField("缴费时间", null=True, blank=True)
    receipt = models.CharField("财政票据号码", max_length=60, blank=True)
    refunded_at = models.DateTimeField("退费时间", null=True, blank=True)
    refund_reason = models.CharField("退费理由", max_length=300, blank=True)

    objects = BillQuerySet.as_manager()

    class Meta:
        verbose_name = "缴款通知书"
        ordering = ("-issued_at", "-id")
        constraints = [
            models.UniqueConstraint(fields=["number"], name="bill_number_once"),
            models.UniqueConstraint(fields=["receipt"], condition=~Q(receipt=""), name="bill_receipt_once"),
            models.CheckConstraint(name="bill_is_for_money", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="bill_paid_after_it_was_issued_against_a_receipt",
                condition=Q(paid_at__isnull=True, receipt="")
                | (Q(paid_at__isnull=False, paid_at__gte=F("issued_at")) & ~Q(receipt="")),
            ),
            models.CheckConstraint(
                name="bill_refunded_after_it_was_paid",
                condition=Q(refunded_at__isnull=True, refund_reason="")
                | (
                    Q(paid_at__isnull=False, refunded_at__isnull=False, refunded_at__gte=F("paid_at"))
                    & ~Q(refund_reason="")
                ),
            ),
        ]
        indexes = [models.Index(fields=["version", "paid_at"], name="bill_version_paid")]

    def __str__(self) -> str:
        return self.number

    @property
    def state(self) -> BillState:
        """Where it stands."""
        if self.refunded_at is not None:
            return BillState.REFUNDED
        return BillState.PAID if self.paid_at is not None else BillState.ISSUED
