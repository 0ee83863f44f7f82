"""What is public: the register of decisions, already masked, so that no public page can leak what it never holds."""

from django.db import models

from qingquan.places.models import Organ


class PublicDecision(models.Model):
    """行政许可决定公示: one decision as everyone may read it. 《行政许可法》第四十条。"""

    case_number = models.CharField("案件编号", max_length=25, unique=True)
    document_number = models.CharField("决定文号", max_length=60)
    item_code = models.CharField("事项编码", max_length=64, db_index=True)
    item_name = models.CharField("事项名称", max_length=300)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="public_decisions", verbose_name="决定机关")
    applicant = models.CharField("行政相对人", max_length=120)
    outcome = models.CharField("决定", max_length=8)
    decided_on = models.DateField("决定日期")
    publish_by = models.DateField("应公示日期", null=True, blank=True)
    published_at = models.DateTimeField("公示时间")
    withdrawn_at = models.DateTimeField("撤下时间", null=True, blank=True)

    class Meta:
        verbose_name = "决定公示"
        ordering = ("-decided_on", "-id")
        indexes = [models.Index(fields=["-decided_on", "-id"], name="public_decided")]

    def __str__(self) -> str:
        return self.document_number
