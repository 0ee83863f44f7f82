"""What the two offices say, each alone and then together, and what the organ answers."""

from django.db import models
from django.db.models import Q

from qingquan.campaign.models import ReportedItem
from qingquan.people.models import Account
from qingquan.review import words


def codes() -> list[tuple[str, str]]:
    """The fourteen decisions."""
    return [(code.value, code.label) for code in words.DecisionCode]


def offices() -> list[tuple[str, str]]:
    """The two offices."""
    return [(office.value, office.label) for office in words.Office]


def occasions() -> list[tuple[str, str]]:
    """Why the offices meet."""
    return [(occasion.value, occasion.label) for occasion in words.Occasion]


def stances() -> list[tuple[str, str]]:
    """What an organ may answer."""
    return [(stance.value, stance.label) for stance in words.Stance]


class Opinion(models.Model):
    """审核意见: what one office says of an item as it was reported then. Given once, never changed.

    `revision` is the reported item's: when the organ corrects its report, both offices look again.
    """

    reported = models.ForeignKey(ReportedItem, models.PROTECT, related_name="opinions", verbose_name="申报事项")
    office = models.CharField("审核单位", max_length=16, choices=offices)
    revision = models.PositiveIntegerField("所审修订号")
    code = models.CharField("意见", max_length=3, choices=codes)
    reasons = models.TextField("理由")
    given_by = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name="审核人")
    given_at = models.DateTimeField("提出时间")

    class Meta:
        verbose_name = "审核意见"
        constraints = [
            models.UniqueConstraint(fields=["reported", "revision", "office"], name="opinion_once_per_office"),
            models.UniqueConstraint(fields=["reported", "revision", "given_by"], name="opinions_of_two_people"),
        ]

    def __str__(self) -> str:
        return f"{self.get_office_display()}：{self.get_code_display()}"


class Conclusion(models.Model):
    """会商结论: written by one office, of force when the other confirms it; from then on never changed."""

    reported = models.ForeignKey(ReportedItem, models.PROTECT, related_name="conclusions", verbose_name="申报事项")
    revision = models.PositiveIntegerField("所审修订号")
    number = models.PositiveSmallIntegerField("次数")
    occasion = models.CharField("会商事由", max_length=12, choices=occasions)
    code = models.CharField("结论", max_length=3, choices=codes)
    reasons = models.TextField("理由")
    office = models.CharField("拟定单位", max_length=16, choices=offices)
    proposed_by = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name="拟定人")
    proposed_at = models.DateTimeField("拟定时间")
    confirmed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="确认人")
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)

    class Meta:
        verbose_name = "会商结论"
        ordering = ("reported", "revision", "number")
        constraints = [
            models.UniqueConstraint(fields=["reported", "revision", "number"], name="conclusion_number_once"),
            models.UniqueConstraint(
                fields=["reported", "revision"], condition=Q(confirmed_at__isnull=True), name="conclusion_open_once"
            ),
            models.CheckConstraint(
                name="conclusion_confirmed_by_another",
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False) & ~Q(confirmed_by=models.F("proposed_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_occasion_display()}会商：{self.get_code_display()}"

    @property
    def mark(self) -> str:
        """Tells one wording from the next: who confirms says which was read."""
        return f"{self.proposed_at.timestamp():.6f}"


class OrganAnswer(models.Model):
    """部门反馈: the organ accepts what is proposed or decided, or objects, once, with reasons."""

    reported = models.ForeignKey(ReportedItem, models.PROTECT, related_name="answers", verbose_name="申报事项")
    revision = models.PositiveIntegerField("所审修订号")
    proposed = models.CharField("拟作决定", max_length=3, choices=codes)
    stance = models.CharField("态度", max_length=8, choices=stances)
    reasons = models.TextField("理由", blank=True)
    given_by = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name="反馈人")
    given_at = models.DateTimeField("反馈时间")

    class Meta:
        verbose_name = "部门反馈"
        constraints = [
            models.UniqueConstraint(fields=["reported", "revision"], name="organ_answers_once"),
            models.CheckConstraint(
                name="objection_has_reasons", condition=~Q(stance=words.Stance.OBJECT.value) | ~Q(reasons="")
            ),
        ]

    def __str__(self) -> str:
        return self.get_stance_display()
