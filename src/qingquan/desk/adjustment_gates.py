"""The only way for a page of dynamic adjustment to get its objects."""

from django.db.models import Q, QuerySet
from django.http import Http404

from qingquan.adjustment import reading
from qingquan.adjustment.models import Adjustment, Reform, Ruling
from qingquan.adjustment.models.adjustment import AdjustmentQuerySet
from qingquan.adjustment.rules.authority import DRAFTERS, GOVERNMENT, LOOKING, OFFICES
from qingquan.catalogue.models import Item, ItemVersion
from qingquan.catalogue.words import VersionState
from qingquan.papers.models import StoredFile
from qingquan.people.models import Actor
from qingquan.places.models import Organ

COUNTY_WIDE = (*OFFICES, *GOVERNMENT, *LOOKING)
RAISING = (*OFFICES, *DRAFTERS)


def adjustments_for(actor: Actor) -> AdjustmentQuerySet:
    """Adjustments of the own organ; who reviews, publishes or looks over the county sees all."""
    found: AdjustmentQuerySet = Adjustment.objects.select_related("organ", "item", "version__item", "raised_by")
    return found if actor.role in COUNTY_WIDE else found.filter(organ=actor.organ)


def adjustment_for(actor: Actor, number: str) -> Adjustment:
    """One adjustment."""
    found = adjustments_for(actor).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def rulings_for(actor: Actor) -> QuerySet[Ruling]:
    """Rulings on items of the own organ; who looks over the county sees all."""
    found = Ruling.objects.select_related("item__organ", "entered_by")
    return found if actor.role in COUNTY_WIDE else found.filter(item__organ=actor.organ)


def reforms_for(actor: Actor) -> QuerySet[Reform]:
    """Reforms from or to the own organ; who looks over the county sees all."""
    found = Reform.objects.select_related("organ", "successor", "entered_by")
    return found if actor.role in COUNTY_WIDE else found.filter(Q(organ=actor.organ) | Q(successor=actor.organ))


def of_one_source(actor: Actor, number: str) -> tuple[Adjustment, AdjustmentQuerySet]:
    """One adjustment, and all somebody may see that the same source set off."""
    found = adjustment_for(actor, number)
    return found, reading.of_one_source(adjustments_for(actor), found)


def attachment_for(actor: Actor, number: str, pk: int) -> StoredFile:
    """What was handed in with a filing of an adjustment somebody may see, once checked."""
    filings = adjustment_for(actor, number).filings
    filing = filings.select_related("attachment").filter(attachment=pk, attachment__checked_at__isnull=False).first()
    if filing is None or filing.attachment is None:
        raise Http404
    return filing.attachment


def organs_for(actor: Actor) -> QuerySet[Organ]:
    """For which organs somebody may raise a trigger."""
    organs = Organ.objects.order_by("seq")
    return organs.filter(pk=actor.organ.pk) if actor.role in DRAFTERS and actor.organ else organs


def items_named(codes: list[str]) -> dict[str, Item]:
    """Items of the county by their codes."""
    return {item.code: item for item in Item.objects.select_related("organ").filter(code__in=codes)}


def drafts_of(adjustment: Adjustment) -> QuerySet[ItemVersion]:
    """The versions an application may bring: drafts of its item, or of the organ's items that are on no list yet."""
    drafts = ItemVersion.objects.filter(state__in=[VersionState.DRAFT.value, VersionState.REVIEWED.value])
    drafts = drafts.select_related("item").defer("elements", "form_schema").order_by("item__code")
    if adjustment.item_id is not None:
        return drafts.filter(item=adjustment.item_id)
    return drafts.filter(item__organ=adjustment.organ_id, number=1)
