"""What people ask for that stands on no list: taken in all the same, so that nobody finds a closed door."""

from django.db import models
from django.db.models import Q

from qingquan.catalogue.models import Item
from qingquan.forfeits import words
from qingquan.people.fields import SealedJSON
from qingquan.people.models import Account
from qingquan.places.models import Organ


def answers() -> list[tuple[str, str]]:
    """Where a matter belongs."""
    return [(answer.value, answer.label) for answer in words.MatterAnswer]


def states() -> list[tuple[str, str]]:
    """Waiting or answered."""
    return [(state.value, state.label) for state in words.MatterState]


class UnlistedMatter(models.Model):
    """清单外事项: what somebody wants, who they are (sealed), and what the campaign's office answered."""

    number = models.CharField("受理编号", max_length=20, unique=True)
    query_code = models.CharField("查询码", max_length=6)
    account = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="unlisted", verbose_name="账号"
    )
    # Name, phone, what is wanted and why, as typed.
    told = SealedJSON("填写内容（加密）")
    item = models.ForeignKey(
        Item, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="从哪个事项页提出"
    )
    received_at = models.DateTimeField("收到时间")
    due_on = models.DateField("答复期限", null=True, blank=True)
    state = models.CharField("状态", max_length=12, choices=states, default=words.MatterState.WAITING.value)
    answer = models.CharField("去向", max_length=12, choices=answers, blank=True)
    answer_text = models.TextField("答复", blank=True)
    answer_item = models.ForeignKey(
        Item, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="清单内事项"
    )
    answer_organ = models.ForeignKey(
        Organ, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="转往机关"
    )
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    answered_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="答复人")

    class Meta:
        verbose_name = "清单外事项"
        ordering = ("-state", "due_on", "id")
        constraints = [
            models.CheckConstraint(
                name="matter_answered_says_where_it_belongs",
                condition=Q(state="waiting", answer="")
                | (Q(state="answered", answered_at__isnull=False) & ~Q(answer="") & ~Q(answer_text="")),
            ),
            models.CheckConstraint(
                name="matter_sent_on_names_the_organ",
                condition=~Q(answer__in=["sent_on", "must_accept"]) | Q(answer_organ__isnull=False),
            ),
            models.CheckConstraint(
                name="matter_listed_names_the_item", condition=~Q(answer="listed") | Q(answer_item__isnull=False)
            ),
        ]
        indexes = [models.Index(fields=["due_on"], condition=Q(state="waiting"), name="matter_waiting")]

    def __str__(self) -> str:
        return self.number

    @property
    def wanted(self) -> str:
        """What is wanted, in a line."""
        return str(self.told["wanted"])
