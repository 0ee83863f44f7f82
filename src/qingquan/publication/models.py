"""What is kept of publication: a batch of one catalogue, and the items in it as everyone reads them."""

from django.db import models
from django.db.models import Q

from qingquan.campaign.models import Campaign
from qingquan.catalogue.models import ItemVersion
from qingquan.people.models import Account
from qingquan.publication import words
from qingquan.publication.rules.lives import BatchFacts
from qingquan.publication.rules.rows import EndedRow, PublicRow
from qingquan.publication.rules.snapshot import Approval


def catalogues() -> list[tuple[str, str]]:
    """The five."""
    return [(each.value, each.label) for each in words.FIVE]


def batch_states() -> list[tuple[str, str]]:
    """Where a batch may stand."""
    return [(state.value, state.label) for state in words.BatchState]


def parts() -> list[tuple[str, str]]:
    """What a batch may do with an item."""
    return [(part.value, part.label) for part in words.Part]


def screenings() -> list[tuple[str, str]]:
    """What a review may say."""
    return [(each.value, each.label) for each in words.Screening]


def outcomes() -> list[tuple[str, str]]:
    """What may become of an item."""
    return [(each.value, each.label) for each in words.Outcome]


def grounds() -> list[tuple[str, str]]:
    """Why an item may be left out."""
    return [(each.value, each.label) for each in words.WithholdingGround]


class BatchQuerySet(models.QuerySet["Batch"]):
    """Batches as readers want them."""

    def public(self) -> "BatchQuerySet":
        """What everyone may read, newest first."""
        return self.filter(state=words.BatchState.PUBLISHED).order_by("-published_at", "-pk")


class Batch(models.Model):
    """公布批次: one catalogue as a whole on a day, with what this batch publishes or ends in it.

    Put together, reviewed, approved and published; from its approval on its items stand, from its publication on all
    of it (`sql/batch.sql`).
    """

    number = models.CharField("批次号", max_length=20, unique=True)
    catalogue = models.CharField("目录", max_length=20, choices=catalogues)
    year = models.PositiveSmallIntegerField("年度")
    seq = models.PositiveSmallIntegerField("年内第几批")
    title = models.CharField("标题", max_length=120)
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, null=True, blank=True, related_name="batches", verbose_name="清理审核"
    )
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followers", verbose_name="上一批"
    )
    state = models.CharField("状态", max_length=12, choices=batch_states, default=words.BatchState.PREPARED.value)
    # Counts every change, so that nobody decides on what a page showed before it.
    revision = models.PositiveIntegerField("修改次数", default=0)
    from_on = models.DateField("施行日期")
    prepared_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="拟定人")
    prepared_at = models.DateTimeField("拟定时间")
    screened_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="保密审查人")
    screened_at = models.DateTimeField("保密审查时间", null=True, blank=True)
    screening_opinion = models.TextField("保密审查意见", blank=True)
    meeting = models.CharField("审定会议", max_length=80, blank=True)
    minutes_number = models.CharField("会议纪要编号", max_length=60, blank=True)
    approved_on = models.DateField("批准日期", null=True, blank=True)
    document_number = models.CharField("公布文号", max_length=60, blank=True)
    channels = models.JSONField("公布渠道", default=list, blank=True)
    comment_hotline = models.CharField("意见电话", max_length=40, blank=True)
    next_review_on = models.DateField("下次复查日期", null=True, blank=True)
    content_sha256 = models.CharField("批准内容摘要", max_length=64, blank=True)
    published_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="公布人")
    published_at = models.DateTimeField("公布时间", null=True, blank=True)
    sha256 = models.CharField("公布内容摘要", max_length=64, blank=True)
    dropped_reason = models.TextField("作废理由", blank=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = "公布批次"
        ordering = ("-prepared_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["catalogue", "year", "seq"], name="batch_once_per_year_and_place"),
            models.UniqueConstraint(
                fields=["catalogue"], condition=Q(state__in=["prepared", "approved"]), name="batch_one_in_hand"
            ),
            models.CheckConstraint(
                name="batch_approved_by_a_meeting",
                condition=Q(state__in=["prepared", "dropped"])
                | Q(approved_on__isnull=False, screened_by__isnull=False)
                & ~Q(minutes_number="")
                & ~Q(document_number="")
                & ~Q(content_sha256=""),
            ),
            models.CheckConstraint(
                name="batch_published_with_its_digest",
                condition=~Q(state="published") | Q(published_at__isnull=False) & ~Q(sha256=""),
            ),
            models.CheckConstraint(
                name="batch_approved_is_reviewed_again",
                condition=Q(state__in=["prepared", "dropped"])
                | Q(next_review_on__gt=models.F("approved_on")) & ~Q(comment_hotline=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def facts(self) -> BatchFacts:
        """The batch as the rules see it."""
        counted = self.items.aggregate(
            waiting=models.Count("pk", filter=Q(screening=words.Screening.WAITING)),
            open=models.Count("pk", filter=Q(screening=words.Screening.OPEN, part__in=words.LISTED)),
            brings=models.Count("pk", filter=Q(part__in=[words.Part.NEW, words.Part.ENDED])),
        )
        return BatchFacts(
            state=words.BatchState(self.state),
            screened=self.screened_at is not None,
            begins=self.from_on,
            reviewed_next=self.next_review_on,
            **counted,
        )

    def approval(self) -> Approval | None:
        """The approval as the announcement tells it; None before it is given."""
        if self.approved_on is None or self.next_review_on is None:
            return None
        return Approval(
            meeting=self.meeting,
            minutes_number=self.minutes_number,
            approved_on=self.approved_on,
            document_number=self.document_number,
            channels=tuple(self.channel_names()),
            comment_hotline=self.comment_hotline,
            next_review_on=self.next_review_on,
        )

    def channel_names(self) -> list[str]:
        """Where it is made public, as people read it."""
        return [each.label for each in words.Channel if each.value in self.channels]


class BatchItem(models.Model):
    """批次事项: a version in a batch, its row as everyone reads it, and the record of its confidentiality review."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="items", verbose_name="批次")
    version = models.ForeignKey(ItemVersion, models.PROTECT, related_name="batch_items", verbose_name="事项版本")
    position = models.PositiveIntegerField("序号")
    code = models.CharField("事项编码", max_length=64)
    part = models.CharField("处理", max_length=8, choices=parts)
    digest = models.CharField("要素摘要", max_length=64)
    row = models.JSONField("公布内容")
    outcome = models.CharField("本批处理", max_length=16, choices=outcomes)
    ended_on = models.DateField("不再施行之日", null=True, blank=True)
    ended_reason = models.TextField("取消理由", blank=True)
    ended_document = models.CharField("取消依据文号", max_length=120, blank=True)
    screening = models.CharField("保密审查", max_length=10, choices=screenings, default=words.Screening.WAITING.value)
    ground = models.CharField("不予公开的情形", max_length=16, choices=grounds, blank=True)
    withheld_reason = models.TextField("不予公开的理由", blank=True)
    screened_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="审查人")
    screened_at = models.DateTimeField("审查时间", null=True, blank=True)

    class Meta:
        verbose_name = "批次事项"
        ordering = ("batch", "position")
        constraints = [
            models.UniqueConstraint(fields=["batch", "code"], name="batch_item_once"),
            models.CheckConstraint(
                name="batch_item_screened_by_a_person",
                condition=Q(screening="waiting") | Q(screened_by__isnull=False, screened_at__isnull=False),
            ),
            models.CheckConstraint(
                name="batch_item_ended_says_why",
                condition=~Q(part__in=["ended", "gone"]) | ~Q(ended_reason="") & Q(ended_on__isnull=False),
            ),
            models.CheckConstraint(
                name="batch_item_given_up_is_ended", condition=~Q(outcome="given_up") | Q(part__in=["ended", "gone"])
            ),
            models.CheckConstraint(
                name="batch_item_withheld_for_a_ground",
                condition=~Q(screening="withheld") | ~Q(ground="") & ~Q(withheld_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch.number} {self.code}"

    def public_row(self) -> PublicRow:
        """The row as it is printed."""
        return PublicRow.from_json(self.row)

    def ended_row(self) -> EndedRow:
        """What it ended, as it was printed last, and why."""
        assert self.ended_on is not None, "the database keeps the day of what ended"
        return EndedRow(
            row=self.public_row(),
            on=self.ended_on,
            batch=self.batch.number,
            reason=self.ended_reason,
            document=self.ended_document,
        )


class BatchText(models.Model):
    """批次正文: the announced text word for word, as its digest signs it; never made anew.

    Names, words and layouts of the product change with the years; what was published does not.
    """

    batch = models.OneToOneField(Batch, models.PROTECT, primary_key=True, related_name="announced", verbose_name="批次")
    text = models.TextField("正文")

    class Meta:
        verbose_name = "批次正文"

    def __str__(self) -> str:
        return self.batch.number
