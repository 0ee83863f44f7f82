"""乱收费: money taken under a power after it was given up."""

from django.db import models
from django.db.models import Q

from qingquan.fees.models import Bill
from qingquan.forfeits import words
from qingquan.forfeits.models.forfeit import Forfeit
from qingquan.people.fields import SealedJSON
from qingquan.people.models import Applicant
from qingquan.people.rules import mask_name


def ways() -> list[tuple[str, str]]:
    """How it came to light."""
    return [(way.value, way.label) for way in words.FoundBy]


class IllegalFee(models.Model):
    """乱收费案件: one payment to be given back. Found on a bill, or by inspection on a receipt of another kind."""

    number = models.CharField("编号", max_length=20, unique=True)
    forfeit = models.ForeignKey(Forfeit, models.PROTECT, related_name="fees", verbose_name="放弃认定")
    found_by = models.CharField("来源", max_length=12, choices=ways)
    bill = models.OneToOneField(
        Bill, models.PROTECT, null=True, blank=True, related_name="illegal", verbose_name="缴款通知书"
    )
    payer = models.ForeignKey(Applicant, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="缴款人")
    # Of a payer this system does not know: name and phone, sealed.
    contact = SealedJSON("缴款人（加密）", null=True, blank=True)
    amount = models.BigIntegerField("金额（分）")
    taken_on = models.DateField("收取日期")
    receipt = models.CharField("票据号码", max_length=60, blank=True)
    found_at = models.DateTimeField("发现时间")
    due_on = models.DateField("退还期限", null=True, blank=True)
    returned_at = models.DateTimeField("退还时间", null=True, blank=True)
    voucher = models.CharField("退费凭证号", max_length=60, blank=True)

    class Meta:
        verbose_name = "乱收费案件"
        ordering = ("returned_at", "due_on", "id")
        constraints = [
            models.CheckConstraint(name="illegal_fee_is_money", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="illegal_fee_has_a_payer",
                condition=Q(payer__isnull=False) | Q(contact__isnull=False),
            ),
            models.CheckConstraint(
                name="illegal_fee_returned_against_a_voucher",
                condition=Q(returned_at__isnull=True, voucher="") | (Q(returned_at__isnull=False) & ~Q(voucher="")),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def payer_masked(self) -> str:
        """As lists show the payer: a person's surname and stars, an organisation whole."""
        if self.payer is not None:
            return self.payer.public_name
        return mask_name(str((self.contact or {}).get("name", "")))
