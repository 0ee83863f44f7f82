"""Three kinds of deeds, each in its own table: devolutions, entrustments, window authorisations.

What they share is how a deed stands: numbered, signed, published, in force from a day, ended once. The paper itself
is kept as it was signed (`paper`, see `papers.sheets`).
"""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from qingquan.catalogue.models import Item
from qingquan.deeds import words
from qingquan.people.models import Account
from qingquan.places.models import Organ, Post


def grounds() -> list[tuple[str, str]]:
    """Grounds of a devolution."""
    return [(ground.value, ground.label) for ground in words.Ground]


class Deed(models.Model):
    """What every deed has."""

    number = models.CharField("文号", max_length=60, unique=True)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="授出机关")
    from_on = models.DateField("起")
    until_on = models.DateField("止", null=True, blank=True)
    signed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="签发人")
    signed_at = models.DateTimeField("签发时间")
    published_at = models.DateTimeField("公布时间")
    paper = models.JSONField("文书")
    ended_on = models.DateField("终止日期", null=True, blank=True)
    ended_reason = models.TextField("终止的理由", blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.number

    def live(self, day: date) -> bool:
        """Whether it is in force on a day."""
        last = min((each for each in (self.until_on, self.ended_on) if each is not None), default=day)
        return self.from_on <= day <= last and (self.ended_on is None or day < self.ended_on)


class Devolution(Deed):
    """下放: a county's power handed to a town, which exercises it in its own name."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="devolutions", verbose_name="权力事项")
    receiver = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="承接机关")
    town_item = models.ForeignKey(Item, models.PROTECT, null=True, related_name="+", verbose_name="承接事项")
    ground = models.CharField("依据种类", max_length=12, choices=grounds)
    basis = models.CharField("依据", max_length=300)
    approval_document = models.CharField("批准文号", max_length=80)
    staff = models.PositiveSmallIntegerField("承办人员数")
    qualification = models.TextField("人员资格")
    system = models.TextField("办理系统和场所")

    class Meta:
        verbose_name = "下放"
        ordering = ("-signed_at",)
        constraints = [
            models.CheckConstraint(name="devolution_leaves_the_organ", condition=~Q(organ=F("receiver"))),
            models.CheckConstraint(name="devolution_somebody_can_carry_it", condition=Q(staff__gte=1)),
            models.UniqueConstraint(
                fields=["item"], condition=Q(ended_on__isnull=True), name="devolution_once_per_item"
            ),
        ]


class Entrustment(Deed):
    """委托: another organ acts in the giver's name; the giver answers for it."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="entrustments", verbose_name="权力事项")
    receiver = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="受委托机构")
    basis = models.CharField("依据", max_length=300)
    basis_level = models.CharField("依据层级", max_length=20)
    matter = models.TextField("委托事项")
    authority = models.TextField("委托权限")
    receiver_publishes = models.CharField("受委托方公布处", max_length=300, blank=True)

    class Meta:
        verbose_name = "委托"
        ordering = ("-signed_at",)
        constraints = [
            models.CheckConstraint(name="entrustment_to_another", condition=~Q(organ=F("receiver"))),
            models.CheckConstraint(
                name="entrustment_has_a_period", condition=Q(until_on__isnull=False, until_on__gte=F("from_on"))
            ),
            models.CheckConstraint(
                name="entrustment_says_what", condition=~Q(matter="") & ~Q(authority="") & ~Q(basis="")
            ),
            models.UniqueConstraint(
                fields=["item", "receiver"], condition=Q(ended_on__isnull=True), name="entrustment_once_to_one"
            ),
        ]


class WindowAuthorisation(Deed):
    """授权窗口: a chief representative signs for the same organ, for some items, actions and time."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="authorisations", verbose_name="首席代表岗位")
    actions = models.JSONField("授权环节")
    seal = models.CharField("使用印章", max_length=80, blank=True)
    limits = models.TextField("不在授权之内的情形")

    class Meta:
        verbose_name = "授权窗口"
        ordering = ("-signed_at",)
        constraints = [
            models.CheckConstraint(
                name="authorisation_has_a_period", condition=Q(until_on__isnull=False, until_on__gte=F("from_on"))
            ),
        ]


def days(first: str, last: str) -> Func:
    """The days from one column to another, both counted."""
    return Func(F(first), F(last), Value("[]"), function="daterange", output_field=DateRangeField())


class AuthorisedItem(models.Model):
    """授权事项: one item of a window authorisation; no item is authorised twice for one day."""

    authorisation = models.ForeignKey(
        WindowAuthorisation, models.PROTECT, related_name="items", verbose_name="授权窗口"
    )
    item = models.ForeignKey(Item, models.PROTECT, related_name="authorised", verbose_name="权力事项")
    from_on = models.DateField("起")
    until_on = models.DateField("止")

    class Meta:
        verbose_name = "授权事项"
        ordering = ("authorisation", "item__code")
        constraints = [
            ExclusionConstraint(
                name="item_authorised_once_a_day",
                expressions=[("item", RangeOperators.EQUAL), (days("from_on", "until_on"), RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authorisation} {self.item}"
