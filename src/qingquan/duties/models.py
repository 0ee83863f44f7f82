"""What is kept of a post's responsibilities: versions of its statement, frozen once they are confirmed."""

from django.db import models
from django.db.models import Q

from qingquan.duties import words
from qingquan.duties.rules.derive import Derived
from qingquan.people.models import Account
from qingquan.places.models import Post


def states() -> list[tuple[str, str]]:
    """States of a statement; a function, so that a new word needs no migration."""
    return [(state.value, state.label) for state in words.StatementState]


class DutyStatement(models.Model):
    """岗位责任说明书: one version. `derived` comes from the flowcharts, the texts are written by people."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="statements", verbose_name="岗位")
    number = models.PositiveIntegerField("版本号")
    state = models.CharField("状态", max_length=12, choices=states, default=words.StatementState.DRAFT.value)
    derived = models.JSONField("按流程得出的职责")
    qualifications = models.TextField("任职条件", blank=True)
    accountability = models.TextField("责任追究", blank=True)
    risks = models.TextField("廉政风险点和防控措施", blank=True)
    remark = models.TextField("其他说明", blank=True)
    revision = models.PositiveIntegerField("修订号", default=1)
    drafted_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="编制人")
    changed_at = models.DateTimeField("修改时间")
    reviewed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="审核人")
    reviewed_at = models.DateTimeField("审核时间", null=True, blank=True)
    published_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="公布人")
    published_at = models.DateTimeField("公布时间", null=True, blank=True)
    paper = models.JSONField("文书", null=True, blank=True)

    class Meta:
        verbose_name = "岗位责任说明书"
        ordering = ("post", "-number")
        constraints = [
            models.UniqueConstraint(fields=["post", "number"], name="statement_number_once_per_post"),
            models.UniqueConstraint(
                fields=["post"], condition=Q(state__in=["draft", "reviewed"]), name="statement_one_in_hand"
            ),
            models.UniqueConstraint(fields=["post"], condition=Q(state="published"), name="statement_one_published"),
            models.CheckConstraint(
                name="statement_published_by_somebody",
                condition=~Q(state__in=["published", "replaced"])
                | Q(published_at__isnull=False, published_by__isnull=False, reviewed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post}第{self.number}版"

    def duties(self) -> Derived:
        """The derived part as the rules see it."""
        return Derived.from_json(self.derived)
