"""One step of many adjustments that one source set off: each by its own act with its own record, none overwritten."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from qingquan.adjustment.acts.course import apply
from qingquan.adjustment.models import Adjustment
from qingquan.adjustment.reading import replacements_of
from qingquan.adjustment.rules import course
from qingquan.adjustment.rules.replacing import Replacement, rewritten
from qingquan.adjustment.rules.together import Seen, check_number, check_seen
from qingquan.adjustment.words import Change
from qingquan.catalogue import acts as catalogue
from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.words import VersionState
from qingquan.law import Refused
from qingquan.people.models import Actor


@dataclass(frozen=True, slots=True)
class Left:
    """An adjustment the others went without, and why."""

    adjustment: Adjustment
    refused: Refused


@dataclass(frozen=True, slots=True)
class Together:
    """What came of it: done now, the same done before (a second click), left out."""

    made: int
    already: int
    left: tuple[Left, ...]


class NothingDone(Refused):
    """Nothing was written; `came` says of each adjustment why."""

    def __init__(self, came: Together) -> None:
        super().__init__("勾选的调整没有一件可以这样办。")
        self.came = came


@transaction.atomic
def carry_out(
    ticked: Mapping[str, Seen], do: Callable[[Adjustment], object], is_done: Callable[[Adjustment, Seen], bool]
) -> Together:
    """Take one step of every ticked adjustment that still stands where it was seen; the others are named.

    `ticked` maps a number to where the adjustment stood on the page; `do` is the act; `is_done` tells a form that was
    sent twice from an adjustment that somebody else has moved on.
    """
    check_number(len(ticked))
    related = Adjustment.objects.select_related("organ", "item", "version__item").select_for_update(of=("self",))
    # In the order of their items: an act locks its item as well, and no two people shall wait for each other in a ring.
    held = list(related.filter(number__in=ticked).order_by("item_id", "pk"))
    made, already, left = 0, 0, []
    for each in held:
        seen = ticked[each.number]
        if is_done(each, seen):
            already += 1
            continue
        try:
            check_seen(seen, Seen.of(each.state, each.round))
            with transaction.atomic():
                do(each)
            made += 1
        except Refused as no:
            left.append(Left(each, no))
    came = Together(made, already, tuple(left))
    if not made and not already:
        raise NothingDone(came)
    return came


def apply_with_draft(found: Adjustment, change: Change, explanation: str, *, by: Actor, at: datetime) -> Adjustment:
    """The organ applies, with the draft its source asks for, or with the one it has written in the catalogue."""
    version = draft_for(found, by, at) if course.needs_version(change) else None
    return apply(found, change, explanation, version=version, by=by, at=at)


def draft_for(found: Adjustment, by: Actor, at: datetime) -> ItemVersion:
    """What is to be read otherwise is written into a new draft; where nothing can be written so, the organ's own draft.

    A draft somebody has begun for another reason is not handed in along with it.
    """
    if found.item is None:
        raise Refused("清单里还没有这个事项，请打开这一件，起草后提出申请。")
    newest = found.item.versions.order_by("number").last()
    drafted = newest is not None and newest.state in {VersionState.DRAFT, VersionState.REVIEWED}
    replacements = replacements_of(found)
    if newest is not None and drafted and (not replacements or newest.pk == found.version_id):
        return newest
    if newest is not None and drafted:
        raise Refused(why_not_beside(newest))
    current = found.item.versions.filter(state=VersionState.PUBLISHED.value).order_by("number").last()
    if not replacements or current is None:
        raise Refused("还没有起草新版本，请打开这一件，在权力清单里起草后提出申请。")
    return redrafted(current, replacements, by, at)


def why_not_beside(drafted: ItemVersion) -> str:
    """Why a draft for one source cannot stand beside one that is under way, and what to do."""
    other = Adjustment.objects.open().filter(version=drafted).first()
    if other is not None:
        return f"第 {drafted.number} 版正在另一件调整（{other.number}）里办理，等它公布以后再报这一件。"
    return f"权力清单里第 {drafted.number} 版还没有办完，请打开这一件办理，免得一并报上去。"


def redrafted(current: ItemVersion, replacements: tuple[Replacement, ...], by: Actor, at: datetime) -> ItemVersion:
    """A new draft that says the new texts and nothing else new."""
    said = current.facts()
    facts = rewritten(said, replacements)
    if facts == said:
        raise Refused("公布的内容里已经没有原来的电话、地址或者时间，不用改写；可以选择“评估后保留，不作调整”。")
    return catalogue.revise(current.item, facts, by=by, at=at, form_schema=current.form_schema)
