"""The end of a deed: a devolution's (DA-02), or an entrustment's that an item in force still tells of (DA-06)."""

from datetime import date, datetime

from django.utils import timezone

from qingquan.adjustment.watch.raising import raise_once
from qingquan.adjustment.words import TriggerCode
from qingquan.catalogue.models import ItemVersion
from qingquan.deeds.models import Devolution, Entrustment
from qingquan.ledger.models import Entry


def take_back(entry: Entry, at: datetime) -> int:
    """DA-02: a devolution ends; the town's item leaves its list, the county's is to be listed again."""
    deed = Devolution.objects.select_related("item__organ", "town_item__organ").get(number=entry.facts["number"])
    on = date.fromisoformat(entry.facts["on"])
    more = {"document_no": deed.number, "effective_on": on, "source_entry": entry.pk}
    done = 0
    if deed.town_item is not None and deed.town_item.versions.in_force(on).exists():
        source = f"“{deed.number}”下放自{on.isoformat()}起终止，本事项应予取消。"
        done += raise_once(TriggerCode.DA02, deed.town_item, source, f"{deed.number}/ended", at, **more)
    if not deed.item.versions.in_force(on).exists():
        source = f"“{deed.number}”下放自{on.isoformat()}起终止，本事项由本机关收回，应重新列入清单。"
        done += raise_once(TriggerCode.DA02, deed.item, source, f"{deed.number}/ended", at, **more)
    return done


def correct_entrusted(entry: Entry, at: datetime) -> int:
    """DA-06: an entrustment was ended; what is published of the item still says that another acts for it."""
    deed = Entrustment.objects.get(number=entry.facts["number"])
    on = date.fromisoformat(entry.facts["on"])
    return tell_of(deed, on, f"委托书“{deed.number}”自{on.isoformat()}起终止", at, source_entry=entry.pk)


def run_out(at: datetime) -> int:
    """DA-06: entrustments whose last day is past and that nobody ended."""
    today = timezone.localdate(at)
    over = Entrustment.objects.filter(until_on__lt=today, ended_on__isnull=True).order_by("pk")
    return sum(
        tell_of(deed, deed.until_on, f"委托书“{deed.number}”于{deed.until_on.isoformat()}期满", at)
        for deed in over
        if deed.until_on is not None
    )


def tell_of(deed: Entrustment, on: date, what: str, at: datetime, source_entry: int | None = None) -> int:
    """A trigger for every item in force that names the deed."""
    named = ItemVersion.objects.in_force(timezone.localdate(at)).filter(
        elements__contains={"transfer": {"deed": deed.number}}
    )
    source = f"{what}，本事项仍公布委托信息，应予更新。"
    key, done = f"{deed.number}/ended", 0
    for version in named.select_related("item__organ").order_by("pk"):
        done += raise_once(
            TriggerCode.DA06,
            version.item,
            source,
            key,
            at,
            document_no=deed.number,
            effective_on=on,
            source_entry=source_entry,
        )
    return done
