"""Runs of the check, the pairs they hold to be one power, and what people decided about pairs."""

from django.db import models
from django.db.models import Q

from qingquan.campaign.models import Campaign, ReportedItem
from qingquan.crosscheck import words
from qingquan.matching.twoway import Method, SetName
from qingquan.people.models import Account


def run_states() -> list[tuple[str, str]]:
    """Where a run stands."""
    return [(state.value, state.label) for state in words.RunState]


def pair_states() -> list[tuple[str, str]]:
    """Whether two rows are one power."""
    return [(state.value, state.label) for state in words.PairState]


def methods() -> list[tuple[str, str]]:
    """How a pair was found."""
    return [(method.value, method.label) for method in Method]


def sides() -> list[tuple[str, str]]:
    """The sets of the check, A to E."""
    return [(side.value, side.label) for side in SetName]


class Run(models.Model):
    """比对: one comparison of a campaign's reports with everything known, done by the worker.

    `inputs` is the digest of all that was compared, `parameters` how; the two together say why it found what it
    found. `progress` (per cent), `doing` and `beat_at` are written while it works and are no part of the record.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="runs", verbose_name="清理审核")
    number = models.PositiveIntegerField("序号")
    state = models.CharField("状态", max_length=8, choices=run_states, default=words.RunState.ORDERED.value)
    ordered_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="发起人")
    ordered_at = models.DateTimeField("发起时间")
    started_at = models.DateTimeField("开始时间", null=True, blank=True)
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)
    progress = models.PositiveSmallIntegerField("进度", default=0)
    doing = models.CharField("正在做", max_length=60, blank=True)
    attempts = models.PositiveSmallIntegerField("开始过几次", default=0)
    beat_at = models.DateTimeField("最近一次进展", null=True, blank=True)
    parameters = models.JSONField("参数", default=dict)
    inputs = models.CharField("输入摘要", max_length=64, blank=True)
    compared = models.JSONField("参与比对的数量", default=dict)
    counts = models.JSONField("结果数量", default=dict)
    failure = models.CharField("没有完成的原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "比对"
        ordering = ("-ordered_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["campaign", "number"], name="run_numbered_once"),
            models.UniqueConstraint(
                fields=["campaign"], condition=Q(state__in=["ordered", "running"]), name="run_one_at_a_time"
            ),
            models.CheckConstraint(
                name="run_done_has_its_inputs",
                condition=~Q(state="done") | (Q(finished_at__isnull=False) & ~Q(inputs="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign} 第{self.number}次比对"


class Pair(models.Model):
    """对应关系: a reported item and a row of another set that a run holds, or asks whether, to be one power.

    `evidence` lists what agrees and what differs: field, left (as reported), right, agrees (null: one side is silent).
    """

    run = models.ForeignKey(Run, models.CASCADE, related_name="pairs", verbose_name="比对")
    reported = models.ForeignKey(ReportedItem, models.CASCADE, related_name="pairs", verbose_name="申报事项")
    side = models.CharField("另一方", max_length=1, choices=sides)
    # The other row's key in its set: a primary key, or organ and name of what was exercised.
    key = models.CharField("另一方标识", max_length=420)
    name = models.CharField("另一方名称", max_length=500)
    origin = models.CharField("另一方出处", max_length=200, blank=True)
    confidence = models.PositiveSmallIntegerField("把握（百分）")
    method = models.CharField("认定方法", max_length=12, choices=methods)
    evidence = models.JSONField("依据", default=list)
    # What a decision is remembered under: alike for the same names in the next run.
    one_sign = models.CharField("记忆键一", max_length=600)
    other_sign = models.CharField("记忆键二", max_length=600)
    state = models.CharField("状态", max_length=10, choices=pair_states)
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="确认人")
    decided_at = models.DateTimeField("确认时间", null=True, blank=True)

    class Meta:
        verbose_name = "对应关系"
        constraints = [
            models.UniqueConstraint(fields=["run", "reported", "side", "key"], name="pair_once_per_run"),
            models.CheckConstraint(name="pair_confidence_in_hundredths", condition=Q(confidence__range=(0, 100))),
            models.CheckConstraint(
                name="pair_decided_at_a_moment",
                condition=~Q(state__in=["confirmed", "parted"]) | Q(decided_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["run", "state", "confidence", "id"], name="pair_queue")]

    def __str__(self) -> str:
        return f"{self.reported} = {self.name}"


class Remembered(models.Model):
    """比对记忆: that two rows are, or are not, one power; a person said so, and later runs follow.

    The signs stand in the order that `matching.twoway.ordered` gives them.
    """

    one = models.CharField("记忆键一", max_length=600)
    other = models.CharField("记忆键二", max_length=600)
    same = models.BooleanField("同一事项")
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="确认人")
    decided_at = models.DateTimeField("确认时间")

    class Meta:
        verbose_name = "比对记忆"
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="remembered_once")]

    def __str__(self) -> str:
        return f"{self.one} {'=' if self.same else '≠'} {self.other}"
