"""Raising a trigger by the system itself: once for each source, however often it is found."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from qingquan.adjustment.acts import raise_trigger
from qingquan.adjustment.acts.raising import is_named, is_raised
from qingquan.adjustment.words import TriggerCode
from qingquan.catalogue.models import Item
from qingquan.ledger.models import Entry
from qingquan.people.models import SYSTEM
from qingquan.places.models import Organ


def raise_once(code: TriggerCode, item: Item, source: str, source_key: str, at: datetime, **more: Any) -> bool:
    """Raise a trigger for an item, unless the same source already did; whether it was raised."""
    if item.organ is None or is_raised(code, item, source_key):
        return False
    more.setdefault("effective_on", timezone.localdate(at))
    raise_trigger(code, organ=item.organ, item=item, source=source, source_key=source_key, by=SYSTEM, at=at, **more)
    return True


def ask_once(  # noqa: PLR0917 - what a trigger says.
    code: TriggerCode, organ: Organ, name: str, source: str, source_key: str, at: datetime, **more: Any
) -> bool:
    """Raise a trigger for an organ about what is on no list yet, unless the same source already did."""
    if is_named(code, organ, name, source_key):
        return False
    more.setdefault("effective_on", timezone.localdate(at))
    raise_trigger(code, organ=organ, name=name, source=source, source_key=source_key, by=SYSTEM, at=at, **more)
    return True


def item_of(entry: Entry) -> Item:
    """The item an entry of the ledger is about."""
    return Item.objects.select_related("organ").get(code=entry.subject)
