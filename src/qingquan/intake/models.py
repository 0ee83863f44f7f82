"""What is kept of a file that was handed in. Each room has its own table, with what it must know besides."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q

from qingquan.intake.words import FileState
from qingquan.people.models import Account, Actor
from qingquan.places.models import Post

UNDER_WAY = (FileState.ORDERED.value, FileState.RUNNING.value)


def file_states() -> list[tuple[str, str]]:
    """Where a file stands."""
    return [(state.value, state.label) for state in FileState]


class FileHandedIn(models.Model):
    """A file that was handed in on its page, how far it is, and what it brought or why nothing.

    `doing`, `done` and `total` are written while it works and are no part of the record. The file itself is kept only
    until its end.
    """

    by = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name="导入人")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+", verbose_name="岗位")
    name = models.CharField("文件名", max_length=200)
    sha256 = models.CharField("文件摘要", max_length=64)
    file = models.CharField("文件", max_length=100)
    state = models.CharField("状态", max_length=8, choices=file_states, default=FileState.ORDERED.value)
    ordered_at = models.DateTimeField("上传时间")
    finished_at = models.DateTimeField("结束时间", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("开始过几次", default=0)
    doing = models.CharField("正在做", max_length=20, blank=True)
    done = models.PositiveIntegerField("已经处理", default=0)
    total = models.PositiveIntegerField("共有", null=True, blank=True)
    counts = models.JSONField("结果数量", default=dict)
    failure = models.CharField("没有导入的原因", max_length=300, blank=True)

    class Meta:
        abstract = True
        ordering: ClassVar = ("-ordered_at", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="%(class)s_ended_has_a_moment",
                condition=Q(state__in=["ordered", "running"]) | Q(finished_at__isnull=False),
            ),
            models.CheckConstraint(name="%(class)s_failed_says_why", condition=~Q(state="failed") | ~Q(failure="")),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.ordered_at:%Y-%m-%d %H:%M}）"

    @property
    def actor(self) -> Actor:
        """Who handed it in, from the post of that moment."""
        return Actor(self.by, self.post)

    @property
    def waits(self) -> bool:
        """Whether its end is still to come."""
        return self.state in UNDER_WAY

    @property
    def took(self) -> timedelta | None:
        """From being handed in to its end."""
        return self.finished_at - self.ordered_at if self.finished_at else None
