"""Shares as pages and the worker read them: whose they are, how many are done, which have lost their holder."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from qingquan.campaign.models import Campaign, OrganReport, ReportedItem, Share
from qingquan.campaign.words import ReportState
from qingquan.people.models import Tenure
from qingquan.places.models import Post


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One person's share of an organ's report."""

    name: str
    post: str
    items: int
    done: int
    late: int
    errors: int
    next_due_on: date | None
    vacant: bool
    """The person has left the post and nobody has taken it up: the items are to be given to somebody else."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How a report is shared out, for a line of the board."""

    people: int
    items: int
    done: int
    late: int


def by_person(report: OrganReport, on: date) -> list[PersonRow]:
    """Everybody who has a share in a report, who is late first: one statement."""
    still = Tenure.objects.on(on).filter(post=OuterRef("post"), account=OuterRef("account"))
    unfinished = Q(done_at__isnull=True)
    rows = (
        Share.objects.filter(item__report=report)
        .values("account__name", "post__name", "account", "post")
        .order_by("account__name", "post__code")
        .annotate(
            items=Count("pk"),
            done=Count("pk", filter=~unfinished),
            late=Count("pk", filter=unfinished & Q(due_on__lt=on)),
            wrong=Count("pk", filter=Q(item__errors__gt=0)),
            next_due_on=Min("due_on", filter=unfinished),
            held=Exists(still),
        )
    )
    found = [
        PersonRow(
            name=row["account__name"],
            post=row["post__name"],
            items=row["items"],
            done=row["done"],
            late=row["late"],
            errors=row["wrong"],
            next_due_on=row["next_due_on"],
            vacant=not row["held"] and row["done"] < row["items"],
        )
        for row in rows
    ]
    return sorted(found, key=lambda row: (-row.late, row.next_due_on or date.max))


def by_report(campaign: Campaign, on: date) -> dict[int, Counted]:
    """The same counted for each report of a campaign: one statement."""
    unfinished = Q(done_at__isnull=True)
    rows = (
        Share.objects.filter(item__report__campaign=campaign)
        .values_list("item__report")
        .order_by()
        .annotate(
            people=Count("account", distinct=True),
            items=Count("pk"),
            done=Count("pk", filter=~unfinished),
            late=Count("pk", filter=unfinished & Q(due_on__lt=on)),
        )
    )
    return {report: Counted(people, items, done, late) for report, people, items, done, late in rows}


def open_at(post: Post) -> QuerySet[Share]:
    """What waits to be filled in at a post, first due first."""
    running = Share.objects.filter(post=post, done_at__isnull=True, item__report__campaign__closed_at__isnull=True)
    return running.exclude(item__report__state=ReportState.SIGNED.value).order_by("due_on", "item__code")


def offices_of(report: OrganReport) -> list[tuple[str, int, int]]:
    """Inner offices by the items that name them: (name, items, of these without a share)."""
    rows = (
        ReportedItem.objects.filter(report=report)
        .order_by("elements__handling_office")
        .values_list("elements__handling_office")
        .annotate(items=Count("pk"), free=Count("pk", filter=Q(share__isnull=True)))
    )
    return [(office, items, free) for office, items, free in rows if office]


def left_behind(campaign: Campaign, on: date) -> list[tuple[OrganReport, Post]]:
    """Posts whose open shares still name somebody who has left, while a successor is there."""
    tenures = Tenure.objects.on(on).filter(post=OuterRef("post"))
    shares = (
        Share.objects.filter(item__report__campaign=campaign, done_at__isnull=True)
        .exclude(item__report__state=ReportState.SIGNED.value)
        .filter(Exists(tenures), ~Exists(tenures.filter(account=OuterRef("account"))))
    )
    pairs = set(shares.values_list("item__report", "post"))
    reports = OrganReport.objects.in_bulk([report for report, _ in pairs])
    posts = Post.objects.in_bulk([post for _, post in pairs])
    return [(reports[report], posts[post]) for report, post in sorted(pairs)]
