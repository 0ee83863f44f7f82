"""One case on one row: everything a step reads and writes, so that a step is one statement."""

from datetime import date

from django.db import models
from django.db.models import Q

from qingquan.cases import words
from qingquan.catalogue.models import ItemVersion
from qingquan.people.fields import SealedJSON
from qingquan.people.models import Applicant, Mandate
from qingquan.places.models import Organ, Post, Window


def stages() -> list[tuple[str, str]]:
    """Functions, not lists: a new word then needs no migration."""
    return [(stage.value, stage.label) for stage in words.Stage]


def channels() -> list[tuple[str, str]]:
    """申报来源."""
    return [(channel.value, channel.label) for channel in words.Channel]


class CaseQuerySet(models.QuerySet["Case"]):
    """Cases as readers want them."""

    def visible_to(self, post: Post) -> "CaseQuerySet":
        """An official sees the cases of the own organ."""
        return self.filter(organ_id=post.organ_id)

    def open(self) -> "CaseQuerySet":
        """Not closed yet."""
        return self.filter(closed_on__isnull=True)

    def to_look_at(self, day: date) -> "CaseQuerySet":
        """Those whose stored day has come."""
        return self.filter(next_look_on__lte=day, closed_on__isnull=True)


class Case(models.Model):
    """办件. Its run through the procedure is `marking`; the steps opened and done are rows of their own."""

    number = models.CharField("案件编号", max_length=25)
    query_code = models.CharField("查询码", max_length=6)
    version = models.ForeignKey(ItemVersion, models.PROTECT, related_name="cases", verbose_name="事项版本")
    # The indexes named below begin with these two.
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="cases", verbose_name="办理机关", db_index=False)
    applicant = models.ForeignKey(
        Applicant, models.PROTECT, related_name="cases", verbose_name="申请人", db_index=False
    )
    mandate = models.ForeignKey(
        Mandate, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name="委托代理"
    )
    channel = models.CharField("申报来源", max_length=8, choices=channels)
    window = models.ForeignKey(
        Window, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name="收件窗口"
    )
    received_by = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="received", verbose_name="收件岗位"
    )

    stage = models.CharField("阶段", max_length=24, choices=stages)
    received_at = models.DateTimeField("收件时间")
    received_on = models.DateField("收件日期")
    accepted_on = models.DateField("受理日期", null=True, blank=True)
    deemed = models.BooleanField("视为受理", default=False)
    gaps_noticed_on = models.DateField("补正告知日期", null=True, blank=True)
    supplement_due_on = models.DateField("补正截止日期", null=True, blank=True)
    supplied_on = models.DateField("补正日期", null=True, blank=True)
    paused_before = models.BooleanField("曾经暂停", default=False)
    extension_days = models.SmallIntegerField("延长天数", null=True, blank=True)
    extended_on = models.DateField("延期日期", null=True, blank=True)
    extension_document = models.CharField("延期文书", max_length=60, blank=True)
    decided_on = models.DateField("决定日期", null=True, blank=True)
    outcome = models.CharField("决定", max_length=8, blank=True)
    closed_on = models.DateField("办结日期", null=True, blank=True)

    # Written by every act, so that finding late cases is one indexed query and never a calculation over all.
    legal_due_on = models.DateField("法定到期日", null=True, blank=True)
    promised_due_on = models.DateField("承诺到期日", null=True, blank=True)
    next_look_on = models.DateField("下次查看日", null=True, blank=True)

    # Of the version, which cannot change once it is used, repeated here: an act then reads one row.
    matter = models.JSONField("事项要点")
    limits = models.JSONField("时限")
    posts = models.JSONField("各角色岗位")
    answers = SealedJSON("申请表内容", default=dict)
    form_digest = models.CharField("申请表摘要", max_length=64, blank=True)
    facts_declared = models.JSONField("流程事实", default=dict)
    procedure_sha256 = models.CharField("流程摘要", max_length=64)
    marking = models.CharField("流程位置", max_length=500)
    examined_by = models.JSONField("审查审核人", default=list)
    acted_at = models.DateTimeField("最近办理时间")
    revision = models.IntegerField("修订号", default=1)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = "办件"
        constraints = [
            # A constraint, not `unique`: that would bring a second index for LIKE, written by every act.
            models.UniqueConstraint(fields=["number"], name="case_number_once"),
            # What each stage asks of the days and the outcome is one CHECK of `cases/sql/fits.sql`.
        ]
        indexes = [
            models.Index(fields=["next_look_on"], condition=Q(closed_on__isnull=True), name="case_next_look"),
            models.Index(fields=["organ", "-received_at"], name="case_organ_received"),
            models.Index(fields=["applicant", "-received_at"], name="case_applicant"),
            models.Index(fields=["promised_due_on"], condition=Q(closed_on__isnull=True), name="case_promised_due"),
        ]

    def __str__(self) -> str:
        return self.number
