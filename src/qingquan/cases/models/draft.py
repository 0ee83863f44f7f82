"""What applicants keep before they send: drafts of applications, and how often somebody guessed a query code."""

from django.db import models
from django.db.models import Q

from qingquan.cases.models.case import Case
from qingquan.catalogue.models import ItemVersion
from qingquan.papers.models import Document, StoredFile
from qingquan.people.fields import SealedJSON
from qingquan.people.models import Account, Applicant, Mandate


class Draft(models.Model):
    """草稿: an application being written. What was typed is bound to the version that asked for it."""

    code = models.CharField("草稿编号", max_length=16, unique=True)
    account = models.ForeignKey(Account, models.CASCADE, related_name="drafts", verbose_name="账号")
    applicant = models.ForeignKey(Applicant, models.CASCADE, related_name="drafts", verbose_name="申请人")
    mandate = models.ForeignKey(
        Mandate, models.CASCADE, null=True, blank=True, related_name="drafts", verbose_name="委托代理"
    )
    version = models.ForeignKey(ItemVersion, models.PROTECT, related_name="drafts", verbose_name="事项版本")
    form_digest = models.CharField("申请表摘要", max_length=64, blank=True)
    circumstances = models.JSONField("情形", default=dict)
    # As typed, not as understood: a half-written form is kept too.
    typed = SealedJSON("填写内容", default=dict)
    begun_at = models.DateTimeField("开始时间")
    kept_at = models.DateTimeField("保存时间")
    # Set in the act that sends: a second click then finds the case instead of making another.
    case = models.OneToOneField(Case, models.PROTECT, null=True, blank=True, related_name="draft", verbose_name="办件")

    class Meta:
        verbose_name = "申请草稿"
        ordering = ("-kept_at",)

    def __str__(self) -> str:
        return self.code


class DraftMaterial(models.Model):
    """One material of a draft: uploaded, taken from what the county issued, or to be brought on paper."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="materials", verbose_name="草稿")
    name = models.CharField("材料名称", max_length=300)
    way = models.CharField("提交方式", max_length=12)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="drafts", verbose_name="文件"
    )
    issued = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="本县核发的证照"
    )

    class Meta:
        verbose_name = "草稿材料"
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["draft", "name"], name="draft_material_once"),
            models.CheckConstraint(
                name="draft_material_has_what_it_says",
                condition=Q(way="uploaded", file__isnull=False, issued__isnull=True)
                | Q(way="issued", file__isnull=True, issued__isnull=False)
                | Q(way="pending", file__isnull=True, issued__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Tries(models.Model):
    """How often a case number, or from one address, a wrong query code was tried in an hour."""

    key = models.BinaryField("对象（散列）", max_length=32)
    hour = models.DateTimeField("小时")
    count = models.PositiveIntegerField("次数", default=0)

    class Meta:
        verbose_name = "查询试错"
        constraints = [models.UniqueConstraint(fields=["key", "hour"], name="tries_once_per_hour")]

    def __str__(self) -> str:
        return f"{self.hour} {self.count}"
