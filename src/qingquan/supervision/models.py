"""What supervision keeps: a card for each finding, and for each case the next day it must be looked at."""

from django.db import models
from django.db.models import Q

from qingquan.cases.models import Case
from qingquan.forfeits.models import Forfeit, IllegalFee
from qingquan.people.models import Account
from qingquan.places.models import Organ, Post
from qingquan.supervision import words


def rules() -> list[tuple[str, str]]:
    """Rules by code."""
    return [(rule.value, f"{rule.value} {words.RULE_WORDS[rule].name}") for rule in words.Rule]


def levels() -> list[tuple[int, str]]:
    """提示、黄牌、红牌、线索."""
    return [(level.value, level.label) for level in words.Level]


def states() -> list[tuple[str, str]]:
    """States of a card."""
    return [(state.value, words.CARD_STATE_LABELS[state]) for state in words.CardState]


class Watched(models.Model):
    """在监办件: the next day on which a rule may newly speak about a case; none when only an event can."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="watched", verbose_name="办件")
    look_on = models.DateField("下次查看日", null=True, blank=True)

    class Meta:
        verbose_name = "在监办件"
        indexes = [models.Index(fields=["look_on"], condition=Q(look_on__isnull=False), name="watched_look")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.look_on}"


class Card(models.Model):
    """监察牌: one rule about one case, one payment or one power given up. It counts once.

    Of a case also one step of it, where the rule is about a step; of a power one person, where somebody tried.
    """

    number = models.CharField("监察编号", max_length=20, unique=True)
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="cards", verbose_name="办件")
    fee = models.ForeignKey(
        IllegalFee, models.PROTECT, null=True, blank=True, related_name="cards", verbose_name="乱收费案件"
    )
    forfeit = models.ForeignKey(
        Forfeit, models.PROTECT, null=True, blank=True, related_name="cards", verbose_name="放弃认定"
    )
    rule = models.CharField("规则", max_length=8, choices=rules)
    step = models.CharField("环节", max_length=80, blank=True)
    level = models.PositiveSmallIntegerField("等级", choices=levels)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="cards", verbose_name="责任机关")
    person = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="cards", verbose_name="责任人"
    )
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="cards", verbose_name="岗位")
    since = models.DateField("发生日")
    fact = models.CharField("事实", max_length=300)
    evidence = models.JSONField("证据")
    state = models.CharField("状态", max_length=12, choices=states, default=words.CardState.ISSUED.value)
    explanation = models.TextField("说明", blank=True)
    issued_at = models.DateTimeField("发出时间")

    class Meta:
        verbose_name = "监察牌"
        ordering = ("-since", "-id")
        constraints = [
            models.UniqueConstraint(fields=["case", "rule", "step"], name="card_once_per_case_rule_and_step"),
            models.UniqueConstraint(fields=["fee", "rule"], name="card_once_per_fee_and_rule"),
            models.UniqueConstraint(
                fields=["forfeit", "rule", "person"],
                condition=Q(forfeit__isnull=False),
                nulls_distinct=False,
                name="card_once_per_power_rule_and_person",
            ),
            models.CheckConstraint(
                name="card_is_about_one_thing",
                condition=Q(case__isnull=False, fee__isnull=True, forfeit__isnull=True)
                | Q(case__isnull=True, fee__isnull=False, forfeit__isnull=True, step="")
                | Q(case__isnull=True, fee__isnull=True, forfeit__isnull=False, step=""),
            ),
        ]
        indexes = [
            models.Index(fields=["organ", "-since"], name="card_organ_since"),
            models.Index(fields=["-since", "-id"], name="card_since"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.rule}"

    @property
    def power(self) -> Forfeit | None:
        """The finding a card of a power or of a payment rests on; none of a case."""
        return self.fee.forfeit if self.fee is not None else self.forfeit

    @property
    def about(self) -> str:
        """The number of what the card is about."""
        subject = self.case or self.fee or self.forfeit
        return subject.number if subject is not None else ""

    @property
    def item_name(self) -> str:
        """The item, as it was called where the card was earned."""
        if self.case is not None:
            return self.case.version.name
        return self.power.item.name if self.power is not None else ""

    @property
    def rule_words(self) -> words.RuleWords:
        """The rule's name and what it rests on."""
        return words.RULE_WORDS[words.Rule(self.rule)]
