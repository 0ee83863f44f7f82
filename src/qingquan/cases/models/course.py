"""What happens in the course of a case: steps, pauses, notices to supply, materials handed in."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from qingquan.cases.models.case import Case
from qingquan.papers.models import Document, StoredFile
from qingquan.people.models import Account
from qingquan.places.models import Post


class Step(models.Model):
    """环节: opened by the procedure at one post, done once."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="steps", verbose_name="办件")
    step = models.CharField("环节标识", max_length=80)
    name = models.CharField("环节", max_length=100)
    kind = models.CharField("类别", max_length=12)
    node = models.CharField("节点", max_length=20, blank=True)
    # The index of open steps serves the post's desk; one over all steps would only slow every act.
    post = models.ForeignKey(Post, models.PROTECT, related_name="steps", verbose_name="岗位", db_index=False)
    opened_at = models.DateTimeField("开始时间")
    due_on = models.DateField("环节到期日", null=True, blank=True)
    done_at = models.DateTimeField("完成时间", null=True, blank=True)
    done_by = models.ForeignKey(
        Account,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="steps_done",
        verbose_name="办理人",
        db_index=False,
    )
    opinion = models.CharField("结论", max_length=12, blank=True)
    text = models.TextField("意见", blank=True)

    class Meta:
        verbose_name = "环节"
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["case", "step"], condition=Q(done_at__isnull=True), name="step_open_once"),
        ]
        indexes = [
            models.Index(fields=["post", "due_on", "id"], condition=Q(done_at__isnull=True), name="step_open_at_post"),
        ]

    def __str__(self) -> str:
        return f"{self.case.number} {self.name}"


class PauseRow(models.Model):
    """特别程序: an interval in which the clock stands still. Day of start still counts, day of result does not."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="pauses", verbose_name="办件")
    reason = models.CharField("事由", max_length=30)
    label = models.CharField("事由名称", max_length=60)
    cite = models.CharField("依据", max_length=200)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name="告知文书")
    started_on = models.DateField("开始日期")
    planned_end_on = models.DateField("预计结束日期")
    ended_on = models.DateField("结束日期", null=True, blank=True)
    result = models.TextField("结果", blank=True)

    class Meta:
        verbose_name = "特别程序"
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                name="pause_is_planned_and_ends_after_it_begins",
                condition=Q(planned_end_on__gt=F("started_on"))
                & (Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on"))),
            ),
            models.CheckConstraint(name="pause_has_a_reason_and_an_article", condition=~Q(reason="") & ~Q(cite="")),
            # A case may be paused again on the day a pause ended: the intervals (a, b] do not touch.
            ExclusionConstraint(
                name="pauses_of_a_case_do_not_overlap",
                expressions=[
                    ("case", RangeOperators.EQUAL),
                    (
                        Func(F("started_on"), F("ended_on"), Value("(]"), function="daterange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case.number} {self.label}"


class Notice(models.Model):
    """一次性补正告知: all that is missing, told once."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="notice", verbose_name="办件")
    gaps = models.JSONField("补正内容")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name="告知文书")
    noticed_on = models.DateField("告知日期")

    class Meta:
        verbose_name = "补正告知"

    def __str__(self) -> str:
        return f"{self.case.number} 补正"


class MaterialIn(models.Model):
    """收到的材料, or one still missing."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="materials", verbose_name="办件")
    position = models.SmallIntegerField("次序")
    name = models.CharField("材料名称", max_length=300)
    need = models.CharField("必要性", max_length=12)
    way = models.CharField("收取方式", max_length=12)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="materials", verbose_name="文件"
    )
    issued = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="本县核发的证照"
    )
    received_at = models.DateTimeField("收取时间", null=True, blank=True)

    class Meta:
        verbose_name = "申请材料"
        ordering = ("case", "position", "id")

    def __str__(self) -> str:
        return self.name
