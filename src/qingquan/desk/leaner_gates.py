"""The only way for a page of what became less to get its objects. Missing and forbidden look the same."""

from django.db.models import QuerySet
from django.http import Http404

from qingquan.catalogue.models import Item
from qingquan.leaner.models import CutException
from qingquan.leaner.rules.authority import APPROVING, COUNTY_WIDE, OWN_ORGAN
from qingquan.people.models import Actor
from qingquan.places.models import Organ


def county_wide(actor: Actor) -> bool:
    """Whether the post looks over every organ's figures."""
    return actor.role in COUNTY_WIDE


def items_for(actor: Actor) -> QuerySet[Item]:
    """The items whose figures somebody may see: the county's, or the own organ's."""
    if county_wide(actor):
        return Item.objects.all()
    if actor.role not in OWN_ORGAN or actor.organ is None:
        raise Http404
    return Item.objects.filter(organ=actor.organ)


def item_for(actor: Actor, code: str) -> Item:
    """One of them."""
    found = items_for(actor).select_related("organ").filter(code=code).first()
    if found is None:
        raise Http404
    return found


def organs_for(actor: Actor) -> QuerySet[Organ]:
    """The organs whose figures somebody may see."""
    items_for(actor)
    if county_wide(actor):
        return Organ.objects.order_by("seq")
    assert actor.organ is not None
    return Organ.objects.filter(pk=actor.organ.pk)


def organ_for(actor: Actor, seq: str) -> Organ:
    """One of them."""
    found = organs_for(actor).filter(seq=seq).first()
    if found is None:
        raise Http404
    return found


def exceptions_for(actor: Actor) -> QuerySet[CutException]:
    """Requests somebody may see."""
    kept = CutException.objects.filter(item__in=items_for(actor))
    return kept.select_related("item__organ", "campaign", "asked_by", "decided_by")


def exception_to_answer(actor: Actor, pk: int) -> CutException:
    """A request, for who answers it."""
    if actor.role not in APPROVING:
        raise Http404
    found = exceptions_for(actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
