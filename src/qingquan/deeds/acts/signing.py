"""What all deeds share when they are signed and when they end. No act here: the acts call it."""

from datetime import date, datetime

from django.utils import timezone

from qingquan.catalogue.models import Item, ItemVersion
from qingquan.deeds.models import Deed
from qingquan.law import Refused
from qingquan.papers.acts import next_number
from qingquan.places.county import county_face
from qingquan.places.models import Organ


def number_of(organ: Organ, word: str, on: date) -> str:
    """The next number of this kind of deed in the year: 清林委〔2026〕1号."""
    return f"{organ.short_name}{word}〔{on.year}〕{next_number(f'deed/{word}/{organ.seq}/{on.year}')}号"


def in_force(item: Item, on: date) -> ItemVersion | None:
    """The version of an item in force on a day."""
    return item.versions.in_force(on).first()


def is_demo() -> bool:
    """Whether papers of this county have no legal effect."""
    return county_face().demo


def government() -> str:
    """The county's people's government."""
    return county_face().government


def end(held: Deed, reason: str, on: date, at: datetime) -> None:
    """End a deed from a day on; the day is not before today, and the reason is said."""
    if held.ended_on is not None:
        raise Refused(f"“{held.number}”已经终止。")
    if not reason.strip():
        raise Refused("请写明终止的理由。")
    if on < timezone.localdate(at):
        raise Refused("终止日期不得早于今日。")
    held.ended_on, held.ended_reason = on, reason.strip()
    held.save(update_fields=["ended_on", "ended_reason"])
