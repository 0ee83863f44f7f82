"""What sets adjustments off by itself: changes of law, powers entered by force, items nobody asks for; and lateness."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from qingquan import law
from qingquan.adjustment.acts import raise_trigger, remind, switch
from qingquan.adjustment.acts.raising import is_raised
from qingquan.adjustment.models import Adjustment, AwaitedChange
from qingquan.adjustment.reading import Listed, listed_on, unasked_since
from qingquan.adjustment.rules.citing import cites, is_void
from qingquan.adjustment.words import State, TriggerCode
from qingquan.catalogue.models import Item
from qingquan.ledger.models import Entry
from qingquan.ledger.watch import news
from qingquan.people.models import SYSTEM

FOLLOWER = "adjustment"
CHANGES = ("statute.amended", "statute.repealed")
KEPT = "forfeit.refused"
MOST_AT_ONCE = 200


def follow(at: datetime) -> int:
    """Read what happened to statutes and to powers since the last look; raise at once what is already in effect."""
    with transaction.atomic():
        entries = news(FOLLOWER, kinds=(*CHANGES, KEPT), limit=MOST_AT_ONCE)
        AwaitedChange.objects.bulk_create(
            [awaited(entry) for entry in entries if entry.kind in CHANGES], ignore_conflicts=True
        )
        for entry in entries:
            if entry.kind == KEPT:
                list_by_force(entry, at)
        if entries:
            take_effect(at)
    return len(entries)


def awaited(entry: Entry) -> AwaitedChange:
    """A change of law as the ledger tells it."""
    facts = entry.facts
    return AwaitedChange(
        entry=entry.pk,
        title=facts["title"],
        articles=facts.get("articles"),
        by_title=facts["by"],
        on=date.fromisoformat(facts["on"]),
    )


def look(at: datetime) -> int:
    """What a day brings: changes of law in effect, versions that begin, steps that are late."""
    today = timezone.localdate(at)
    done = take_effect(at)
    for adjustment in Adjustment.objects.filter(state=State.FILED.value, from_on__lte=today)[:MOST_AT_ONCE]:
        switch(adjustment, at=at)
        done += 1
    for adjustment in Adjustment.objects.overdue(today).filter(overdue_told_at__isnull=True)[:MOST_AT_ONCE]:
        remind(adjustment, at=at)
        done += 1
    return done


@transaction.atomic
def take_effect(at: datetime) -> int:
    """DA-01: on the day a change of law is in effect, every item in force that rests on it is to be adjusted.

    Changes of one day are judged together: a code may repeal everything an item rests on at once.
    """
    today = timezone.localdate(at)
    pending = list(
        AwaitedChange.objects.select_for_update().filter(done_at__isnull=True, on__lte=today).order_by("on", "pk")
    )
    by_day: dict[date, list[AwaitedChange]] = defaultdict(list)
    for change in pending:
        by_day[change.on].append(change)
    return sum(raise_for(changes, listed_on(today), at) for changes in by_day.values())


def raise_for(changes: Iterable[AwaitedChange], listed: Iterable[Listed], at: datetime) -> int:
    """One trigger for each item and each change that touches it; the changes are then done with."""
    changes, items, raised = list(changes), list(listed), 0
    for change in changes:
        numbers = None if change.articles is None else {(each[0], each[1]) for each in change.articles}
        change.raised = 0
        for item in items:
            touched = cites(item.bases, change.title, numbers)
            if touched and raise_one(change, item, changes, at):
                change.raised += 1
        change.done_at = at
        change.save(update_fields=["done_at", "raised"])
        raised += change.raised
    return raised


def raise_one(change: AwaitedChange, item: Listed, together: Iterable[AwaitedChange], at: datetime) -> bool:
    """Raise DA-01 for one item; False when the same change already did."""
    source_key = f"{change.title}/{change.on.isoformat()}/{'whole' if change.articles is None else 'part'}"
    row = Item.objects.select_related("organ").get(pk=item.pk)
    if row.organ is None or is_raised(TriggerCode.DA01, row, source_key):
        return False
    ended = [each for each in together if each.articles is None]
    gone = [basis for each in ended for basis in cites(item.bases, each.title, None)]
    what = "废止" if change.articles is None else "修改"
    raise_trigger(
        TriggerCode.DA01,
        organ=row.organ,
        item=row,
        source=f"《{change.title}》自{change.on.isoformat()}起被{change.by_title}{what}。",
        source_key=source_key,
        source_entry=change.entry,
        effective_on=change.on,
        basis_void=change.articles is None and is_void(item.bases, gone, change.by_title),
        by=SYSTEM,
        at=at,
    )
    return True


def list_by_force(entry: Entry, at: datetime) -> None:
    """A statutory duty that was left out and is on no list yet: the organ is asked to add it."""
    item = Item.objects.select_related("organ").filter(code=entry.subject).first()
    if item is None or item.organ is None or item.versions.in_force(timezone.localdate(at)).exists():
        return
    if not is_raised(TriggerCode.DA11, item, str(entry.facts["number"])):
        raise_trigger(
            TriggerCode.DA11,
            organ=item.organ,
            item=item,
            source=f"法定职责，强制纳入清单（{entry.facts['number']}，{entry.facts['cite']}）。",
            source_key=str(entry.facts["number"]),
            source_entry=entry.pk,
            document_no=str(entry.facts["document"]),
            effective_on=timezone.localdate(at),
            by=SYSTEM,
            at=at,
        )


def yearly(at: datetime) -> int:
    """DA-07, in the month of the annual review: items nobody applied for in twenty-four months, once a year each."""
    today = timezone.localdate(at)
    if today.month != law.parameter("da_annual_review_month").number:
        return 0
    months = law.parameter("da_zero_case_months").number
    done = 0
    for item in unasked_since(today, months):
        if item.organ is not None and not is_raised(TriggerCode.DA07, item, str(today.year)):
            raise_trigger(
                TriggerCode.DA07,
                organ=item.organ,
                item=item,
                source=f"截至{today.isoformat()}，连续{months}个月没有办件。",
                source_key=str(today.year),
                effective_on=today,
                by=SYSTEM,
                at=at,
            )
            done += 1
    return done
