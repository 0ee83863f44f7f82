"""What waits at a post: open steps in the order they fall due. Every question here stops at a limit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from qingquan.cases.models import Step
from qingquan.cases.words import Stage
from qingquan.places.models import Post

# Beyond so many nobody works through a list by hand; the page then says "and more" instead of counting on.
MOST = 500
STANDING_STILL = (Stage.SUPPLEMENT_PENDING.value, Stage.PAUSED.value)
COLUMNS = (
    "due_on",
    "name",
    "case__number",
    "case__stage",
    "case__received_on",
    "case__promised_due_on",
    "case__supplement_due_on",
    "case__version__name",
    "case__applicant__name",
    "post__name",
)

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many steps wait at a post; `more` says that only the first five hundred were counted."""

    mine: int
    supplement: int
    paused: int
    late: int
    today: int
    more: bool


def open_steps() -> QuerySet[Step]:
    """Steps not done yet, first due first."""
    return Step.objects.filter(done_at__isnull=True).order_by("due_on", "id")


def at_post(post: Post) -> QuerySet[Step]:
    """All that is open at a post, also what stands still."""
    return open_steps().filter(post=post)


def to_do(post: Post) -> QuerySet[Step]:
    """What the post can do now."""
    return at_post(post).exclude(case__stage__in=STANDING_STILL)


def tally(post: Post, today: date) -> Tally:
    """Count what waits, by one bounded walk along the index."""
    mine = ~Q(case__stage__in=STANDING_STILL)
    found = at_post(post)[: MOST + 1].aggregate(
        mine=Count("pk", filter=mine),
        supplement=Count("pk", filter=Q(case__stage=Stage.SUPPLEMENT_PENDING.value)),
        paused=Count("pk", filter=Q(case__stage=Stage.PAUSED.value)),
        late=Count("pk", filter=mine & Q(due_on__lt=today)),
        today=Count("pk", filter=mine & Q(due_on=today)),
        all=Count("pk"),
    )
    counted = found.pop("all")
    return Tally(**{name: min(number, MOST) for name, number in found.items()}, more=counted > MOST)


def rows(steps: QuerySet[Step], start: int, end: int) -> list[Row]:
    """Part of a list, as its page shows it."""
    return [dict(row) for row in steps.values(*COLUMNS)[start:end]]


def of_posts(posts: Sequence[Post], start: int, end: int) -> list[Row]:
    """Part of the open steps of several posts: each post's own first ones, merged; no post is read to its end."""
    first, *others = (at_post(post).values(*COLUMNS)[:end] for post in posts)
    merged = first.union(*others, all=True).order_by("due_on") if others else first
    return [dict(row) for row in merged[start:end]]
