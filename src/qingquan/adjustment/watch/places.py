"""What becomes of the county's own map: an organ's duties (DA-03), where and by which phone it is reached (DA-06)."""

from collections import defaultdict
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from qingquan.adjustment.models import Adjustment
from qingquan.adjustment.rules.replacing import Replacement, followed
from qingquan.adjustment.watch.raising import ask_once, raise_once
from qingquan.adjustment.words import TriggerCode
from qingquan.catalogue.models import Item, ItemVersion
from qingquan.catalogue.words import VersionState
from qingquan.crosscheck.models import ThreeFixedDuty
from qingquan.ledger.models import Entry
from qingquan.places.models import Organ

SHOWN = 3
"""So many new duties are named; the rest are counted."""


def check_against_duties(entry: Entry, at: datetime) -> int:
    """DA-03: an organ whose duties were known has new ones; it is to hold its powers against them.

    So is an organ that had the same duty before: it may have moved. The first list of an organ sets nothing off.
    """
    new: dict[int, list[ThreeFixedDuty]] = defaultdict(list)
    for duty in ThreeFixedDuty.objects.filter(entered_at=entry.at).select_related("organ").order_by("pk"):
        new[duty.organ_id].append(duty)
    older = ThreeFixedDuty.objects.filter(entered_at__lt=entry.at)
    known = set(older.filter(organ__in=new).values_list("organ", flat=True))
    done = 0
    for organ, duties in new.items():
        if organ in known:
            done += ask_about(duties[0].organ, duties, f"新增{len(duties)}项职责", at, entry)
    moved: dict[int, list[ThreeFixedDuty]] = defaultdict(list)
    texts = [duty.text for duties in new.values() for duty in duties]
    for duty in older.filter(text__in=texts).select_related("organ").order_by("pk"):
        moved[duty.organ_id].append(duty)
    for duties in moved.values():
        done += ask_about(duties[0].organ, duties, f"{len(duties)}项职责同时写给了其他机关", at, entry)
    return done


def ask_about(organ: Organ, duties: list[ThreeFixedDuty], what: str, at: datetime, entry: Entry) -> bool:
    """One trigger for an organ and a list of duties."""
    named = "；".join(duty.text[:60] for duty in duties[:SHOWN])
    more = "等" if len(duties) > SHOWN else ""
    document = duties[0].document_no
    return ask_once(
        TriggerCode.DA03,
        organ,
        f"核对权力清单与三定规定：{what}",
        f"三定规定（{document}）{what}：{named}{more}。请核对实施主体和事项。",
        f"duties/{entry.pk}/{organ.pk}",
        at,
        document_no=document,
        source_entry=entry.pk,
    )


def follow_organ(entry: Entry, at: datetime) -> int:
    """DA-06: an organ's telephone or address changed; its items in force that still say the old one are to follow."""
    organ = Organ.objects.filter(uscc=entry.subject).first()
    if organ is None:
        return 0
    own = telling(at).filter(item__organ=organ)
    return correct(own, organ.name, entry, at)


def follow_hall(entry: Entry, at: datetime) -> int:
    """DA-06: a hall moved, keeps other hours or another telephone; items that send people to the old ones follow."""
    return correct(telling(at), entry.facts["hall"], entry, at)


def telling(at: datetime) -> QuerySet[ItemVersion]:
    """Versions in force, those whose day is still to come, and those an adjustment under way will bring."""
    today = timezone.localdate(at)
    in_force = ItemVersion.objects.order_by().in_force(today).values("pk")
    to_come = Q(state=VersionState.PUBLISHED.value, from_on__gt=today)
    under_way = Q(pk__in=Adjustment.objects.open().filter(version__isnull=False).values("version"))
    return ItemVersion.objects.filter(Q(pk__in=in_force) | to_come | under_way)


def correct(versions: QuerySet[ItemVersion], whose: str, entry: Entry, at: datetime) -> int:
    """One trigger for every item of these versions that tells people anything the entry says is changed."""
    changes = followed([entry.facts["changed"]])
    told: dict[int, list[Replacement]] = defaultdict(list)
    items: dict[int, Item] = {}
    for each in changes:
        for item in saying(versions, each):
            items[item.pk] = item
            told[item.pk].append(each)
    done = 0
    for pk in sorted(told):
        source = f"{whose}{'，'.join(map(str, told[pk]))}，本事项仍公布原来的。"
        done += raise_once(TriggerCode.DA06, items[pk], source, f"place/{entry.pk}", at, source_entry=entry.pk)
    return done


def saying(versions: QuerySet[ItemVersion], change: Replacement) -> list[Item]:
    """The items of these versions that tell people a place's old address, hours or telephone."""
    told = Q(elements__contains={"places": [{change.name: change.old}]})
    if change.name == "phone":
        told |= Q(elements__contains={"consult_phones": [change.old]})
        told |= Q(elements__contains={"supervise_phones": [change.old]})
    if change.name == "address":
        told |= Q(elements__contains={"single_window_place": change.old})
    return list(
        {version.item_id: version.item for version in versions.filter(told).select_related("item__organ")}.values()
    )
