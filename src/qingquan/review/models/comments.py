"""公开征求意见: what the public is asked, what it says, and what it is answered."""

import hashlib

from django.db import models
from django.db.models import Q

from qingquan.campaign.models import ReportedItem
from qingquan.people import secrets
from qingquan.people.models import Account, Applicant


class CommentRound(models.Model):
    """公开征求意见: one item put before the public for some days."""

    reported = models.ForeignKey(ReportedItem, models.PROTECT, related_name="rounds", verbose_name="申报事项")
    revision = models.PositiveIntegerField("所审修订号")
    code = models.CharField("公开编号", max_length=20, unique=True)
    question = models.TextField("征求意见的内容")
    opened_on = models.DateField("开始日期")
    until_on = models.DateField("截止日期")
    opened_by = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name="发起人")
    closed_at = models.DateTimeField("结束时间", null=True, blank=True)
    summary = models.TextField("综合答复", blank=True)

    class Meta:
        verbose_name = "公开征求意见"
        ordering = ("-opened_on", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["reported"], condition=Q(closed_at__isnull=True), name="comments_open_once_per_item"
            ),
            models.CheckConstraint(name="comments_for_some_days", condition=Q(until_on__gt=models.F("opened_on"))),
        ]

    def __str__(self) -> str:
        return self.code


class Comment(models.Model):
    """社会意见: what somebody said. Words as sent, name and phone are sealed; `shown` is what all may read."""

    round = models.ForeignKey(CommentRound, models.PROTECT, related_name="comments", verbose_name="公开征求意见")
    number = models.PositiveIntegerField("序号")
    text_sealed = models.BinaryField("意见原文（加密）")
    shown = models.TextField("公开的意见")
    public_name = models.CharField("公开的称呼", max_length=120)
    name_sealed = models.BinaryField("姓名（加密）")
    phone_sealed = models.BinaryField("电话（加密）")
    applicant = models.ForeignKey(Applicant, models.PROTECT, null=True, related_name="+", verbose_name="申请人")
    sent_at = models.DateTimeField("提出时间")
    covered_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="遮盖人")
    reply = models.TextField("答复", blank=True)
    replied_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="答复人")
    replied_at = models.DateTimeField("答复时间", null=True, blank=True)

    class Meta:
        verbose_name = "社会意见"
        ordering = ("round", "number")
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="comment_number_once_per_round"),
            models.CheckConstraint(
                name="reply_given_by_somebody",
                condition=Q(reply="") | Q(replied_by__isnull=False, replied_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} 第{self.number}条"

    @property
    def mark(self) -> str:
        """Tells one state from the next: who covers or answers says which was read."""
        return hashlib.sha256(f"{self.shown}\n{self.reply}".encode()).hexdigest()[:16]

    @property
    def text(self) -> str:
        """The words as they were sent. Only for who covers personal data in them."""
        return secrets.unseal(self.text_sealed)
