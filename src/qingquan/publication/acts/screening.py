"""保密审查: item by item by the organ whose it is, then the batch as a whole, each by a named official."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.words import VersionState
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.people.models import Actor
from qingquan.publication.acts.preparing import hold
from qingquan.publication.models import Batch, BatchItem
from qingquan.publication.rules import authority, lives
from qingquan.publication.words import Screening, WithholdingGround


@act("batch.items_cleared")
def clear(batch: Batch, codes: Iterable[str], *, by: Actor, at: datetime) -> Batch:
    """Say of items that they may be public. 《政府信息公开条例》第十七条。"""
    return say(batch, codes, {"screening": Screening.OPEN.value, "ground": "", "withheld_reason": ""}, by, at)


@act("batch.items_withheld")
def withhold(
    batch: Batch, codes: Iterable[str], *, ground: WithholdingGround | None, reason: str, by: Actor, at: datetime
) -> Batch:
    """Leave items out of what is public, for a ground of the law. 《政府信息公开条例》第十四条。"""
    wanted = list(codes)
    # A secret next version of what is public cannot be left out either: the batch would say that the item has ended.
    public = ItemVersion.objects.filter(state=VersionState.PUBLISHED).values("item")
    known = batch.items.filter(code__in=wanted, version__item__in=public)
    lives.check_may_withhold(ground, reason, public_already=list(known.values_list("version__name", flat=True)))
    assert ground is not None, "the rule has asked for it"
    changes = {"screening": Screening.WITHHELD.value, "ground": ground.value, "withheld_reason": reason}
    return say(batch, wanted, changes, by, at)


def say(batch: Batch, codes: Iterable[str], changes: Mapping[str, str], by: Actor, at: datetime) -> Batch:
    """Write the review of some items; the review of the whole is then to be done again."""
    held = hold(batch)
    lives.check_may_change(held.facts())
    items = held.items.filter(code__in=set(codes)).select_related("version__item")
    if not items:
        raise Refused("请至少选择一项。")
    organs = {item.version.item.organ_id for item in items}
    own = by.organ.pk if by.organ else None
    authority.check_screens(by.role, own, organs, by.account_id)
    BatchItem.objects.filter(pk__in=[item.pk for item in items]).update(
        **changes, screened_by=by.account, screened_at=at
    )
    held.screened_by, held.screened_at, held.screening_opinion = None, None, ""
    held.revision += 1
    held.save(update_fields=["revision", "screened_by", "screened_at", "screening_opinion"])
    kind = "batch.items_cleared" if changes["screening"] == Screening.OPEN else "batch.items_withheld"
    # The reason of a withheld item is no secret of its own making: the ledger keeps the ground, not the words.
    facts = {"codes": sorted(item.code for item in items), "ground": changes["ground"]}
    record(held.number, kind, facts, by=by, at=at)
    return held


@act("batch.screened")
def screen_batch(batch: Batch, *, opinion: str, by: Actor, at: datetime, seen: int | None = None) -> Batch:
    """Pass the batch as a whole: what each item tells alone is open, and so is what they tell together."""
    held = hold(batch)
    authority.check_screens_batch(by.role, by.account_id, held.prepared_by_id)
    lives.check_may_screen_batch(held.facts())
    lives.check_is_as_seen(held.revision, seen)
    if not opinion.strip():
        raise Refused("请写明保密审查意见。", lives.SCREENING_FIRST)
    held.screened_by, held.screened_at, held.screening_opinion = by.account, at, opinion
    held.save(update_fields=["screened_by", "screened_at", "screening_opinion"])
    record(held.number, "batch.screened", {"opinion": opinion}, by=by, at=at)
    return held
