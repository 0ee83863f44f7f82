"""评估论证: experts, the panels they sit on, and the sheets they fill in."""

from django.db import models
from django.db.models import Q

from qingquan.campaign.models import ReportedItem
from qingquan.papers.models import Document
from qingquan.people.models import Account
from qingquan.review.rules.scoring import Invited, Scores
from qingquan.review.words import Dimension


class Expert(models.Model):
    """评审专家: with an account they score themselves, else the campaign office enters their sheet."""

    name = models.CharField("姓名", max_length=60)
    employer = models.CharField("工作单位", max_length=120)
    field = models.CharField("专业领域", max_length=120)
    account = models.OneToOneField(
        Account, models.PROTECT, null=True, blank=True, related_name="expert", verbose_name="账号"
    )
    registered_at = models.DateTimeField("登记时间")
    left_on = models.DateField("退出日期", null=True, blank=True)

    class Meta:
        verbose_name = "评审专家"
        ordering = ("name", "id")
        constraints = [models.UniqueConstraint(fields=["name", "employer"], name="expert_registered_once")]

    def __str__(self) -> str:
        return self.name


class Panel(models.Model):
    """评估论证: the experts asked about one item, until when, how many are needed, and what came of it."""

    number = models.CharField("编号", max_length=30, unique=True)
    reported = models.ForeignKey(ReportedItem, models.PROTECT, related_name="panels", verbose_name="申报事项")
    revision = models.PositiveIntegerField("所审修订号")
    question = models.TextField("论证事由")
    quorum = models.PositiveSmallIntegerField("法定人数")
    due_on = models.DateField("评分期限")
    opened_by = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name="发起人")
    opened_at = models.DateTimeField("发起时间")
    closed_at = models.DateTimeField("结束时间", null=True, blank=True)
    # Exact means as "13/3", by dimension, and how many sheets they are of.
    means = models.JSONField("平均分", null=True, blank=True)
    sheets = models.PositiveSmallIntegerField("有效评分", default=0)
    vetoes = models.PositiveSmallIntegerField("否决票", default=0)
    conclusion = models.TextField("论证结论", blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+", verbose_name="评估论证报告")

    class Meta:
        verbose_name = "评估论证"
        ordering = ("-opened_at",)
        constraints = [
            models.UniqueConstraint(
                fields=["reported", "revision"], condition=Q(closed_at__isnull=True), name="panel_open_once_per_item"
            ),
            models.CheckConstraint(name="panel_has_a_quorum", condition=Q(quorum__gte=1)),
            models.CheckConstraint(
                name="panel_closed_with_its_quorum",
                condition=Q(closed_at__isnull=True) | Q(sheets__gte=models.F("quorum"), means__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def overtaken(self) -> bool:
        """Whether the organ corrected its report since: the experts were asked about something else."""
        return self.closed_at is None and self.revision != self.reported.revision


class Seat(models.Model):
    """评审席位: one expert asked on one panel, what they declared, and whether they recused themselves."""

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="seats", verbose_name="评估论证")
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="seats", verbose_name="评审专家")
    invited_at = models.DateTimeField("邀请时间")
    conflict = models.BooleanField("有利害关系", null=True)
    declaration = models.TextField("利害关系说明", blank=True)
    declared_at = models.DateTimeField("声明时间", null=True, blank=True)

    class Meta:
        verbose_name = "评审席位"
        ordering = ("panel", "id")
        constraints = [
            models.UniqueConstraint(fields=["panel", "expert"], name="expert_once_per_panel"),
            models.CheckConstraint(
                name="seat_declared_at_a_moment",
                condition=Q(conflict__isnull=True, declared_at__isnull=True)
                | Q(conflict__isnull=False, declared_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.expert} {self.panel}"

    def as_invited(self) -> Invited:
        """As the rules see it; `sheet` should have been read along."""
        return Invited(self.conflict, hasattr(self, "sheet"))


class ScoreSheet(models.Model):
    """专家评分表: eight scores, each 0–5; sealed until all are in or the term ends, and never changed."""

    seat = models.OneToOneField(Seat, models.PROTECT, related_name="sheet", verbose_name="评审席位")
    scores = models.JSONField("评分")
    opinion = models.TextField("专家意见", blank=True)
    source = models.CharField("纸质评分表编号", max_length=60, blank=True)
    entered_by = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name="录入人")
    given_at = models.DateTimeField("提交时间")

    class Meta:
        verbose_name = "专家评分表"

    def __str__(self) -> str:
        return f"{self.seat}"

    def as_scores(self) -> Scores:
        """As the rules see them."""
        return {Dimension(name): int(value) for name, value in self.scores.items()}
