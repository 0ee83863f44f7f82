"""Unfinished texts, kept on the server while they are typed."""

from django.db import models

from qingquan.people.models import Account
from qingquan.review import words


def draft_kinds() -> list[tuple[str, str]]:
    """What may be unfinished."""
    return [(kind.value, kind.label) for kind in words.DraftKind]


class Writing(models.Model):
    """审核草稿: a text in the making, shared by all who write for one owner; `revision` shows them each other."""

    kind = models.CharField("种类", max_length=12, choices=draft_kinds)
    subject = models.CharField("对象", max_length=40)
    # An office, both offices, an organ or one expert: the others never read it.
    owner = models.CharField("属于", max_length=40)
    fields = models.JSONField("内容")
    revision = models.PositiveIntegerField("修订号", default=1)
    changed_by = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name="最后修改人")
    changed_at = models.DateTimeField("修改时间")

    class Meta:
        verbose_name = "审核草稿"
        constraints = [models.UniqueConstraint(fields=["kind", "subject", "owner"], name="writing_once_per_owner")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.subject}"


class SetAside(models.Model):
    """搁置文字: what somebody typed while another saved first; kept until they have put the two together."""

    writing = models.ForeignKey(Writing, models.CASCADE, related_name="set_aside", verbose_name="审核草稿")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name="书写人")
    fields = models.JSONField("内容")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "搁置文字"
        constraints = [models.UniqueConstraint(fields=["writing", "account"], name="set_aside_once_per_writer")]

    def __str__(self) -> str:
        return f"{self.account} {self.writing}"
