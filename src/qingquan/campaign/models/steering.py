"""What the campaign's office sends out: reminders, once each, and bulletins."""

from django.db import models

from qingquan.campaign import words
from qingquan.campaign.models.campaign import Campaign, OrganReport
from qingquan.people.models import Account


def reminder_kinds() -> list[tuple[str, str]]:
    """What an organ may be reminded of."""
    return [(kind.value, kind.label) for kind in words.ReminderKind]


class Reminder(models.Model):
    """催办提醒: what an organ, or somebody of it, was reminded of, once for each kind and term."""

    report = models.ForeignKey(OrganReport, models.PROTECT, related_name="reminders", verbose_name="部门申报")
    kind = models.CharField("种类", max_length=12, choices=reminder_kinds)
    due_on = models.DateField("针对的期限")
    text = models.CharField("内容", max_length=300)
    account = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="被提醒人"
    )
    sent_at = models.DateTimeField("提醒时间")

    class Meta:
        verbose_name = "催办提醒"
        ordering = ("-sent_at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["report", "kind", "due_on", "account"], name="reminded_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return self.text


class Bulletin(models.Model):
    """清理审核通报: numbered, with the figures as they stood; printed from its contents whenever asked for."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="bulletins", verbose_name="清理审核")
    number = models.CharField("期号", max_length=60, unique=True)
    title = models.CharField("标题", max_length=120)
    contents = models.JSONField("内容")
    # By when whoever is late is to report; empty where the bulletin asks nobody for anything.
    answer_by = models.DateField("补报截止", null=True, blank=True)
    issued_on = models.DateField("日期")
    issued_at = models.DateTimeField("印发时间")
    issued_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="印发人")

    class Meta:
        verbose_name = "清理审核通报"
        ordering = ("-issued_at", "-id")

    def __str__(self) -> str:
        return self.number
