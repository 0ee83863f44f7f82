"""Reading the ledger: what happened to statutes, powers, organs, deeds and the upper level's list."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from qingquan.adjustment.models import AwaitedChange
from qingquan.adjustment.watch import deeds, places, upper
from qingquan.adjustment.watch.laws import awaited, take_effect
from qingquan.adjustment.watch.raising import item_of, raise_once
from qingquan.adjustment.words import TriggerCode
from qingquan.forfeits.words import Effect
from qingquan.ledger.models import Entry
from qingquan.ledger.watch import news

FOLLOWER = "adjustment"
CHANGES = ("statute.amended", "statute.repealed")
MOST_AT_ONCE = 200


def follow(at: datetime) -> int:
    """Hear the news and raise at once what is already in effect."""
    with transaction.atomic():
        entries = news(FOLLOWER, kinds=(*CHANGES, *HEARD), limit=MOST_AT_ONCE)
        AwaitedChange.objects.bulk_create(
            [awaited(entry) for entry in entries if entry.kind in CHANGES], ignore_conflicts=True
        )
        for entry in entries:
            if entry.kind in HEARD:
                HEARD[entry.kind](entry, at)
        if entries:
            take_effect(at)
    return len(entries)


def list_by_force(entry: Entry, at: datetime) -> int:
    """DA-11: a statutory duty that was left out and is on no list yet; the organ is asked to add it."""
    item, number = item_of(entry), str(entry.facts["number"])
    if item.versions.in_force(timezone.localdate(at)).exists():
        return 0
    source = f"法定职责，强制纳入清单（{number}，{entry.facts['cite']}）。"
    document = str(entry.facts["document"])
    return raise_once(TriggerCode.DA11, item, source, number, at, source_entry=entry.pk, document_no=document)


def cancel_made_up(entry: Entry, at: datetime) -> int:
    """DA-05: what was reported without a basis is to be taken off the list it still stands on."""
    item, number = item_of(entry), str(entry.facts["number"])
    if entry.facts["effect"] != Effect.CANCELLED or not item.versions.in_force(timezone.localdate(at)).exists():
        return 0
    source = f"认定为虚报（{number}），没有依据，应予取消。"
    document = str(entry.facts["document"])
    return raise_once(TriggerCode.DA05, item, source, number, at, source_entry=entry.pk, document_no=document)


def hear_upper_level(_: Entry, at: datetime) -> int:
    """DA-02: a newer list of the upper level was seen."""
    return upper.adjust_to_upper_level(at) + upper.take_over(at)


HEARD: dict[str, Callable[[Entry, datetime], int]] = {
    "forfeit.refused": list_by_force,
    "item.forfeited": cancel_made_up,
    "claim.base_seen": hear_upper_level,
    "crosscheck.duties_imported": places.check_against_duties,
    "organ.amended": places.follow_organ,
    "hall.amended": places.follow_hall,
    "deed.devolution_ended": deeds.take_back,
    "deed.entrustment_ended": deeds.correct_entrusted,
}
