"""What is kept of every act: one entry, written in the act's own transaction, never changed afterwards."""

from django.db import models
from django.db.models.functions import Now


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries as readers want them."""

    def of(self, subject: str) -> "EntryQuerySet":
        """Everything recorded about one subject, oldest first."""
        return self.filter(subject=subject).order_by("id")


class Entry(models.Model):
    """One act as it was recorded.

    The table has one more column that no model needs: `tx xid8`, the writing transaction, by which followers
    avoid skipping entries that commit late (see `sql/entry.sql`).
    """

    subject = models.CharField("对象", max_length=64)
    kind = models.CharField("行为", max_length=48)
    facts = models.JSONField("内容")
    at = models.DateTimeField("行为时间")
    recorded_at = models.DateTimeField("记载时间", db_default=Now())
    account_id = models.BigIntegerField("行为人", null=True)
    post_id = models.BigIntegerField("岗位", null=True)
    leaf = models.BinaryField("叶哈希", max_length=32)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "记载"
        indexes = [models.Index(fields=["subject", "id"], name="ledger_entry_subject")]

    def __str__(self) -> str:
        return f"{self.id} {self.kind} {self.subject}"


class Cursor(models.Model):
    """How far one follower has read."""

    follower = models.CharField("跟随者", max_length=48, primary_key=True)
    tx = models.DecimalField("事务", max_digits=20, decimal_places=0, default=0)
    entry = models.BigIntegerField("记载", default=0)

    class Meta:
        verbose_name = "读取位置"

    def __str__(self) -> str:
        return f"{self.follower}@{self.entry}"
