"""Who of an organ fills in which reported item, and until when."""

from django.db import models
from django.utils import timezone

from qingquan.campaign.models.reported import ReportedItem
from qingquan.people.models import Account
from qingquan.places.models import Post


class Share(models.Model):
    """填报分工: an item given to somebody of the organ. The post holds it, the person answers for it.

    When the post is handed over the share goes on with it to the successor (`watch.follow_posts`). What it was before
    stands in the ledger.
    """

    item = models.OneToOneField(ReportedItem, models.CASCADE, related_name="share", verbose_name="申报事项")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+", verbose_name="岗位")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name="填报人")
    due_on = models.DateField("完成期限")
    note = models.CharField("要求", max_length=200, blank=True)
    given_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="分工人")
    given_at = models.DateTimeField("分工时间")
    done_at = models.DateTimeField("完成时间", null=True, blank=True)

    class Meta:
        verbose_name = "填报分工"
        indexes = [
            models.Index(fields=["post"], condition=models.Q(done_at__isnull=True), name="share_open_at_post"),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.account}"

    @property
    def done_late(self) -> bool:
        """Whether it was done after its last day; not whether it is overdue while it is open."""
        return self.done_at is not None and timezone.localdate(self.done_at) > self.due_on
