"""The law library: statutes, their other names, what happened to them, and what each article said from day to day."""

import hashlib
from datetime import date, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q

from qingquan.intake.models import FileHandedIn
from qingquan.statutes import words
from qingquan.statutes.rules.citations import article_name
from qingquan.statutes.rules.names import short


def levels() -> list[tuple[str, str]]:
    """Functions, not lists: a new word then needs no migration."""
    return [(level.value, level.label) for level in words.BasisLevel]


def day_sources() -> list[tuple[str, str]]:
    """From where a day in force is known."""
    return [(source.value, source.label) for source in words.DaySource]


def kinds() -> list[tuple[str, str]]:
    """What may happen to a statute."""
    return [(kind.value, kind.label) for kind in words.ChangeKind]


class StatuteQuerySet(models.QuerySet["Statute"]):
    """Statutes as readers want them."""

    def standing(self, standing: words.Standing, on: date) -> "StatuteQuerySet":
        """Those in force on a day, not yet, or no more."""
        repealed = Q(repealed_on__lte=on)
        if standing is words.Standing.REPEALED:
            return self.filter(repealed)
        to_come, read = Q(from_on__gt=on), Q(from_source=words.DaySource.ARTICLE)
        told = {
            words.Standing.IN_FORCE: Q(from_on__isnull=True) | Q(from_on__lte=on),
            words.Standing.NOT_YET: to_come & ~read,
            words.Standing.EARLIER: to_come & read,
        }
        return self.exclude(repealed).filter(told[standing])


class Statute(models.Model):
    """法律文件: one law, regulation, rule or document through all its versions.

    A column made by the database for search, `title_grams`, is in `sql/search.sql`.
    """

    # How titles are compared: `rules/names.py`. It is also how the statute is addressed.
    key = models.CharField("检索名称", max_length=200, unique=True)
    title = models.CharField("名称", max_length=200)
    level = models.CharField("效力层级", max_length=20, choices=levels, blank=True)
    level_guessed = models.BooleanField("层级系按名称推定", default=False)
    body = models.CharField("制定机关", max_length=100, blank=True)
    document_no = models.CharField("文号", max_length=100, blank=True)
    # No day means that the library does not know it: the statute is then taken as in force.
    from_on = models.DateField("施行日期", null=True, blank=True)
    from_source = models.CharField("施行日期的来源", max_length=12, blank=True, choices=day_sources)
    repealed_on = models.DateField("废止日期", null=True, blank=True)
    repealed_by = models.CharField("被何文件废止", max_length=300, blank=True)
    complete = models.BooleanField("条文已收录齐全", default=False)
    # No ICU in the database: Chinese is sorted by its stored pinyin.
    sort_key = models.CharField(max_length=600, db_index=True, default="", editable=False)

    objects = StatuteQuerySet.as_manager()

    class Meta:
        verbose_name = "法律文件"
        ordering = ("sort_key",)
        constraints = [
            models.CheckConstraint(name="statute_has_a_key", condition=~Q(key="")),
            models.CheckConstraint(
                name="statute_day_has_a_source",
                condition=Q(from_on__isnull=True, from_source__in=["", "publication"])
                | Q(from_on__isnull=False, from_source__in=["stated", "article"]),
            ),
            models.CheckConstraint(
                name="statute_repealed_by_something",
                condition=Q(repealed_on__isnull=True) | ~Q(repealed_by=""),
            ),
            models.CheckConstraint(
                name="statute_repealed_after_it_began",
                condition=Q(repealed_on__isnull=True)
                | Q(from_on__isnull=True)
                | Q(repealed_on__gte=models.F("from_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"《{self.title}》"

    @property
    def short(self) -> str:
        """The title as people say it."""
        return short(self.title)

    @property
    def rank(self) -> words.BasisLevel | None:
        """The level as a word."""
        return words.BasisLevel(self.level) if self.level else None

    @property
    def mark(self) -> str:
        """What is known of it, in short: a form that was opened on another state is noticed by it."""
        known = (self.level, self.body, self.document_no, str(self.from_on), str(self.complete))
        return hashlib.sha256("\n".join(known).encode()).hexdigest()[:16]

    def standing(self, on: date) -> words.Standing:
        """Whether it applies on a day."""
        if self.repealed_on is not None and self.repealed_on <= on:
            return words.Standing.REPEALED
        if self.from_on is None or self.from_on <= on:
            return words.Standing.IN_FORCE
        read = self.from_source == words.DaySource.ARTICLE
        return words.Standing.EARLIER if read else words.Standing.NOT_YET

    def readable_on(self, on: date) -> date:
        """The day whose texts answer for `on`: of a repealed statute its last, of one to come its first."""
        if self.repealed_on is not None and self.repealed_on <= on:
            return self.repealed_on - timedelta(days=1)
        return max(on, self.from_on) if self.from_on else on


class Alias(models.Model):
    """简称: another name under which a statute is cited."""

    statute = models.ForeignKey(Statute, models.CASCADE, related_name="aliases", verbose_name="法律文件")
    name = models.CharField("简称", max_length=100)
    key = models.CharField("检索名称", max_length=200, unique=True)

    class Meta:
        verbose_name = "法律文件简称"
        ordering = ("key",)

    def __str__(self) -> str:
        return self.name


class Change(models.Model):
    """沿革: a statute was made, amended or repealed, by what, from when, and which articles were touched."""

    statute = models.ForeignKey(Statute, models.CASCADE, related_name="changes", verbose_name="法律文件")
    kind = models.CharField("沿革", max_length=10, choices=kinds)
    on = models.DateField("自何日起", null=True, blank=True)
    # A collection that gives only the day of passing: the day above is then that day, and the page says so.
    on_is_passing = models.BooleanField("以通过日期计", default=False)
    by_title = models.CharField("依据文件", max_length=300, blank=True)
    document_no = models.CharField("文号", max_length=100, blank=True)
    articles = models.JSONField("涉及条文", default=list, blank=True)
    digest = models.CharField("条文摘要", max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = "法律文件沿革"
        ordering = ("statute", models.F("on").asc(nulls_first=True), "pk")

    def __str__(self) -> str:
        return f"{self.statute} {self.on or ''} {words.ChangeKind(self.kind).label}"


class ArticleQuerySet(models.QuerySet["Article"]):
    """Articles as readers want them."""

    def on(self, day: date) -> "ArticleQuerySet":
        """The texts that applied on a day."""
        begun = Q(from_on__isnull=True) | Q(from_on__lte=day)
        return self.filter(begun, Q(until_on__isnull=True) | Q(until_on__gte=day))


class Article(models.Model):
    """条文: what one article said from a day until a day, both included.

    The texts of one article never overlap in time (`sql/article.sql`); `text_grams` is in `sql/search.sql`.
    """

    statute = models.ForeignKey(Statute, models.CASCADE, related_name="articles", verbose_name="法律文件")
    number = models.PositiveSmallIntegerField("条")
    suffix = models.PositiveSmallIntegerField("之几", default=0)
    from_on = models.DateField("自何日起", null=True, blank=True)
    until_on = models.DateField("至何日止", null=True, blank=True)
    text = models.TextField("条文")
    corrections = models.PositiveSmallIntegerField("更正次数", default=0)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = "条文"
        ordering = ("statute", "number", "suffix", models.F("from_on").asc(nulls_first=True))
        constraints = [models.CheckConstraint(name="article_counts_from_one", condition=Q(number__gte=1))]
        indexes = [models.Index(fields=["statute", "number", "suffix"], name="article_by_number")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """第一百二十条之一."""
        return article_name(self.number, self.suffix)

    @property
    def slug(self) -> str:
        """The article in an address: 120-1."""
        return f"{self.number}-{self.suffix}" if self.suffix else str(self.number)


class LawImport(FileHandedIn):
    """法规导入: a file of statutes that was handed in on its page, what it brought and everything it left out.

    `left_out` has pairs of a line or title and the reason.
    """

    left_out = models.JSONField("未导入", default=list)

    class Meta(FileHandedIn.Meta):
        verbose_name = "法规导入"
        constraints: ClassVar = [
            *FileHandedIn.Meta.constraints,
            models.UniqueConstraint(
                fields=["sha256"], condition=Q(state__in=["ordered", "running"]), name="law_import_once_at_a_time"
            ),
        ]
