"""A change of law on its day: DA-01 for what an item rests on, DA-09 for its fees, DA-10 for its benchmark."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from qingquan.adjustment.models import AwaitedChange
from qingquan.adjustment.reading import Listed, listed_on
from qingquan.adjustment.rules.citing import Numbers, cites, is_void
from qingquan.adjustment.watch.raising import raise_once
from qingquan.adjustment.words import TriggerCode
from qingquan.catalogue.models import Item
from qingquan.ledger.models import Entry


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


@transaction.atomic
def take_effect(at: datetime) -> int:
    """On the day a change of law is in effect, every item in force that rests on it is to be adjusted.

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
            parts = list(touched(item, change.title, numbers))
            if parts and raise_one(change, item, changes, parts, at):
                change.raised += 1
        change.done_at = at
        change.save(update_fields=["done_at", "raised"])
        raised += change.raised
    return raised


def touched(item: Listed, title: str, numbers: Numbers | None) -> Iterator[tuple[TriggerCode, str]]:
    """Which parts of an item a change touches, the weightiest first."""
    if cites(item.bases, title, numbers):
        yield TriggerCode.DA01, "设定依据"
    if cites(item.fees, title, numbers):
        yield TriggerCode.DA09, "收费依据"
    if cites(item.benchmarks, title, None):
        yield TriggerCode.DA10, "裁量基准"


def raise_one(
    change: AwaitedChange,
    item: Listed,
    together: Iterable[AwaitedChange],
    parts: Sequence[tuple[TriggerCode, str]],
    at: datetime,
) -> bool:
    """Raise one trigger for one item, by the weightiest part; False when the same change already did."""
    ended = [each for each in together if each.articles is None]
    gone = [basis for each in ended for basis in cites(item.bases, each.title, None)]
    whole = change.articles is None
    code = parts[0][0]
    told = "、".join(words for _, words in parts)
    verb = "废止" if whole else "修改"
    return raise_once(
        code,
        Item.objects.select_related("organ").get(pk=item.pk),
        f"《{change.title}》自{change.on.isoformat()}起被{change.by_title}{verb}，涉及本事项的{told}。",
        f"{change.title}/{change.on.isoformat()}/{'whole' if whole else 'part'}",
        at,
        source_entry=change.entry,
        effective_on=change.on,
        basis_void=code is TriggerCode.DA01 and whole and is_void(item.bases, gone, change.by_title),
    )
