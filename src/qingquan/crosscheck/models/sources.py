"""What reports are held against: expected powers, three-fixed duties, what was exercised, what towns tell."""

from django.db import models
from django.db.models import Q

from qingquan.catalogue.models.item import power_types
from qingquan.crosscheck import words
from qingquan.people.models import Account
from qingquan.places.models import Division, Organ


def sources() -> list[tuple[str, str]]:
    """Functions, not lists: a new word then needs no migration."""
    return [(source.value, source.label) for source in words.BaseSource]


def exercised_kinds() -> list[tuple[str, str]]:
    """Cases, fees, seals."""
    return [(kind.value, kind.label) for kind in words.ExercisedKind]


class BaseRow(models.Model):
    """基本目录: one power an upper level's catalogue or a statute gives, whoever in the county is to exercise it.

    `levels` holds values of `ExerciseLevel`, `bases` citations as people write them. A row that a newer list has
    no more is ended, never deleted.
    """

    source = models.CharField("来源", max_length=10, choices=sources)
    base_code = models.CharField("基本编码", max_length=40)
    name = models.CharField("事项名称", max_length=300)
    power_type = models.CharField("事项类型", max_length=32, choices=power_types)
    levels = models.JSONField("行使层级", default=list)
    competent_department = models.CharField("主管部门", max_length=200, blank=True)
    bases = models.JSONField("设定依据", default=list)
    content = models.TextField("行使内容", blank=True)
    entered_at = models.DateTimeField("录入时间")
    ended_on = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        verbose_name = "基本目录行"
        ordering = ("source", "base_code")
        constraints = [models.UniqueConstraint(fields=["source", "base_code"], name="base_row_once_per_source")]

    def __str__(self) -> str:
        return self.name


class ThreeFixedDuty(models.Model):
    """三定职责: one sentence of what an organ is for, from the document that fixes its functions and posts."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="duties_fixed", verbose_name="机关")
    text = models.CharField("职责", max_length=500)
    document_no = models.CharField("文号", max_length=80)
    entered_at = models.DateTimeField("录入时间")

    class Meta:
        verbose_name = "三定职责"
        ordering = ("organ__seq", "pk")
        constraints = [models.UniqueConstraint(fields=["organ", "text"], name="duty_once_per_organ")]

    def __str__(self) -> str:
        return self.text


class ExercisedRecord(models.Model):
    """实际行使: how often an organ did something in a month, from records outside this system.

    `amount` is in fen. `code` is empty where the source knows only a name.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="exercised", verbose_name="机关")
    kind = models.CharField("种类", max_length=4, choices=exercised_kinds)
    code = models.CharField("编码", max_length=64, blank=True)
    name = models.CharField("名称", max_length=300)
    month = models.DateField("月份")
    count = models.PositiveIntegerField("件数")
    amount = models.BigIntegerField("金额（分）", default=0)
    source = models.CharField("记录来源", max_length=200)

    class Meta:
        verbose_name = "实际行使记录"
        ordering = ("organ__seq", "name", "month")
        constraints = [
            models.UniqueConstraint(fields=["organ", "kind", "code", "name", "month"], name="exercised_once_per_month"),
            models.CheckConstraint(name="exercised_month_is_its_first_day", condition=Q(month__day=1)),
        ]

    def __str__(self) -> str:
        return f"{self.organ} {self.name} {self.month:%Y-%m}"


class TownReport(models.Model):
    """镇村反映: what a department makes a town or village do, as the town tells it."""

    division = models.ForeignKey(Division, models.PROTECT, related_name="+", verbose_name="镇村")
    # Empty where the county's register has no organ of the name the town wrote.
    organ = models.ForeignKey(
        Organ, models.PROTECT, null=True, blank=True, related_name="told_by_towns", verbose_name="所指部门"
    )
    department = models.CharField("部门名称", max_length=100)
    name = models.CharField("所做的事", max_length=300)
    note = models.TextField("具体情况", blank=True)
    times_a_year = models.PositiveIntegerField("每年约几次", null=True, blank=True)
    told_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="填报人")
    told_at = models.DateTimeField("填报时间")

    class Meta:
        verbose_name = "镇村反映"
        ordering = ("-told_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["division", "department", "name"], name="town_tells_once"),
        ]

    def __str__(self) -> str:
        return self.name
