"""What sets adjustments off by itself: changes of law, powers entered by force, items nobody asks for; and lateness."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from qingquan import law
from qingquan.adjustment.acts import raise_trigger, remind, switch
from qingquan.adjustment.acts.raising import is_raised
from qingquan.adjustment.models import Adjustment, AwaitedChange
from qingquan.adjustment.reading import Listed, asked_though_issued, listed_on, unasked_since
from qingquan.adjustment.rules.citing import cites, is_void
from qingquan.adjustment.words import State, TriggerCode
from qingquan.catalogue.models import Item
from qingquan.exchange.models import Claim
from qingquan.forfeits.words import Effect
from qingquan.ledger.models import Entry
from qingquan.ledger.watch import news
from qingquan.people.models import SYSTEM

FOLLOWER = "adjustment"
CHANGES = ("statute.amended", "statute.repealed")
KEPT, FOUND, SEEN = "forfeit.refused", "item.forfeited", "claim.base_seen"
MOST_AT_ONCE = 200


def follow(at: datetime) -> int:
    """Read what happened to statutes, powers and the upper level's list; raise at once what is already in effect."""
    with transaction.atomic():
        entries = news(FOLLOWER, kinds=(*CHANGES, KEPT, FOUND, SEEN), limit=MOST_AT_ONCE)
        AwaitedChange.objects.bulk_create(
            [awaited(entry) for entry in entries if entry.kind in CHANGES], ignore_conflicts=True
        )
        for entry in entries:
            if entry.kind == KEPT:
                list_by_force(entry, at)
            elif entry.kind == FOUND and entry.facts["effect"] == Effect.CANCELLED:
                cancel_made_up(entry, at)
            elif entry.kind == SEEN:
                adjust_to_upper_level(at)
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
    ended = [each for each in together if each.articles is None]
    gone = [basis for each in ended for basis in cites(item.bases, each.title, None)]
    whole = change.articles is None
    return raise_once(
        TriggerCode.DA01,
        Item.objects.select_related("organ").get(pk=item.pk),
        f"《{change.title}》自{change.on.isoformat()}起被{change.by_title}{'废止' if whole else '修改'}。",
        f"{change.title}/{change.on.isoformat()}/{'whole' if whole else 'part'}",
        at,
        source_entry=change.entry,
        effective_on=change.on,
        basis_void=whole and is_void(item.bases, gone, change.by_title),
    )


def raise_once(code: TriggerCode, item: Item, source: str, source_key: str, at: datetime, **more: Any) -> bool:
    """Raise a trigger by the system itself, unless the same source already did; whether it was raised."""
    if item.organ is None or is_raised(code, item, source_key):
        return False
    more.setdefault("effective_on", timezone.localdate(at))
    raise_trigger(code, organ=item.organ, item=item, source=source, source_key=source_key, by=SYSTEM, at=at, **more)
    return True


def item_of(entry: Entry) -> Item:
    """The item an entry of the ledger is about."""
    return Item.objects.select_related("organ").get(code=entry.subject)


def list_by_force(entry: Entry, at: datetime) -> None:
    """DA-11: a statutory duty that was left out and is on no list yet; the organ is asked to add it."""
    item, number = item_of(entry), str(entry.facts["number"])
    if not item.versions.in_force(timezone.localdate(at)).exists():
        source = f"法定职责，强制纳入清单（{number}，{entry.facts['cite']}）。"
        document = str(entry.facts["document"])
        raise_once(TriggerCode.DA11, item, source, number, at, source_entry=entry.pk, document_no=document)


def cancel_made_up(entry: Entry, at: datetime) -> None:
    """DA-05: what was reported without a basis is to be taken off the list it still stands on."""
    item, number = item_of(entry), str(entry.facts["number"])
    if item.versions.in_force(timezone.localdate(at)).exists():
        source = f"认定为虚报（{number}），没有依据，应予取消。"
        document = str(entry.facts["document"])
        raise_once(TriggerCode.DA05, item, source, number, at, source_entry=entry.pk, document_no=document)


def adjust_to_upper_level(at: datetime) -> int:
    """DA-02: a newer list of the upper level says something else of a row that an item of the county has claimed."""
    changed = Claim.objects.filter(item__isnull=False, changed_at__isnull=False).exclude(changes=[])
    done = 0
    for claim in changed.select_related("base_row", "item__organ"):
        assert claim.item is not None
        assert claim.changed_at is not None
        told = "、".join(str(each["label"]) for each in claim.changes)
        key = f"{claim.base_row.source}/{claim.base_row.base_code}/{claim.changed_at.isoformat()}"
        source = f"{claim.base_row.get_source_display()} {claim.base_row.base_code} 有变化：{told}。"
        done += raise_once(TriggerCode.DA02, claim.item, source, key, at)
    return done


def sharing(at: datetime) -> int:
    """DA-08: an item asks its applicants for a certificate that the county itself issues and can look up."""
    done = 0
    for item, material in asked_though_issued(timezone.localdate(at)):
        source = f"申请材料“{material}”由本县核发，可以核验，不应再由申请人提交。"
        done += raise_once(TriggerCode.DA08, item, source, f"material/{material}", at)
    return done


def yearly(at: datetime) -> int:
    """DA-07, in the month of the annual review: items nobody applied for in twenty-four months, once a year each."""
    today = timezone.localdate(at)
    if today.month != law.parameter("da_annual_review_month").number:
        return 0
    months = law.parameter("da_zero_case_months").number
    done = 0
    for item in unasked_since(today, months):
        source = f"截至{today.isoformat()}，连续{months}个月没有办件。"
        done += raise_once(TriggerCode.DA07, item, source, str(today.year), at)
    return done
