"""Which promises are still as long as before the campaign: one statement over the whole county.

A version that leaves the promise as it was may be published while a campaign runs (a new address, another phone
number). It is not cut by that: it stays on this list, and the campaign is not left while the list holds anything.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from qingquan.campaign.models import Campaign
from qingquan.catalogue.models import Item, ItemVersion
from qingquan.catalogue.rules.parts import Span
from qingquan.catalogue.words import CaseKind, LimitUnit, VersionState
from qingquan.leaner.models import CutException
from qingquan.leaner.reading.measured import span
from qingquan.leaner.rules.cut import NO_CUT, longest
from qingquan.leaner.words import ExceptionState

COLUMNS = (
    "item__code",
    "name",
    "item__organ__name",
    "old_days",
    "old_unit",
    "promise_days",
    "promise_unit",
    "published_at",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncut:
    """An item whose promise is longer than the campaign allows, without an approved exception."""

    code: str
    name: str
    organ: str
    old: Span
    now: Span | None
    most: Span
    published_on: date | None
    """The day it was published anew during the campaign with its promise as it was; None when it was not."""


def versions(campaign: Campaign) -> QuerySet[ItemVersion]:
    """Published versions, each item's last, whose promise is not cut enough against the baseline day."""
    found = ItemVersion.objects.filter(state=VersionState.PUBLISHED.value)
    if campaign.promise_tenths >= NO_CUT:
        found = found.none()
    then = ItemVersion.objects.in_force(campaign.baseline_on).filter(item=OuterRef("item"), promise_days__gt=0)
    excepted = CutException.objects.filter(
        campaign=campaign, item=OuterRef("item"), state=ExceptionState.APPROVED.value
    )
    nought = Q(promise_days=0) | Q(promise_days__isnull=True, case_kind=CaseKind.INSTANT.value)
    return (
        found.exclude(nought)
        .exclude(Exists(excepted))
        .annotate(
            old_days=Subquery(then.values("promise_days")[:1]), old_unit=Subquery(then.values("promise_unit")[:1])
        )
        .filter(old_days__isnull=False)
        # In whole days: at most the floor of old * tenths / 10.
        .filter(
            Q(promise_days__isnull=True)
            | ~Q(promise_unit=F("old_unit"))
            | Q(promise_days__gt=F("old_days") * campaign.promise_tenths / 10)
        )
    )


def number(campaign: Campaign) -> int:
    """How many there are."""
    return versions(campaign).count()


def listed(campaign: Campaign, items: QuerySet[Item]) -> list[Uncut]:
    """Those among some items, organ by organ."""
    rows = versions(campaign).filter(item__in=items).order_by("item__organ__seq", "item__code")
    return [uncut(campaign, row) for row in rows.values(*COLUMNS)]


def uncut(campaign: Campaign, row: dict[str, Any]) -> Uncut:
    """One row as pages tell it."""
    old = Span(row["old_days"], LimitUnit(row["old_unit"]))
    return Uncut(
        code=row["item__code"],
        name=row["name"],
        organ=row["item__organ__name"] or "实施主体未确定",
        old=old,
        now=span(row["promise_days"], row["promise_unit"]),
        most=longest(old, campaign.promise_tenths),
        published_on=anew(row["published_at"], campaign.started_at),
    )


def anew(published_at: datetime | None, started_at: datetime) -> date | None:
    """The day of a publication during the campaign."""
    if published_at is None or published_at < started_at:
        return None
    return timezone.localdate(published_at)
