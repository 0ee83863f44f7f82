"""The only way for a page of the catalogue to get its objects. What is missing and what is forbidden look the same."""

from django.db.models import Q, QuerySet
from django.http import Http404

from qingquan.catalogue.models import Holding, Item, ItemImport, ItemVersion
from qingquan.catalogue.rules.authority import DRAFTERS
from qingquan.catalogue.words import VersionState
from qingquan.desk import gates
from qingquan.people.models import Actor
from qingquan.places.models import Organ
from qingquan.procedures.models import StoredProcedure


def county_wide(actor: Actor) -> bool:
    """Whether the post looks over every organ's items."""
    return actor.role in gates.SEES_EVERY_ITEM


def items_for(actor: Actor) -> QuerySet[Item]:
    """The items somebody may see: the own organ's; who looks after the whole list sees all."""
    return Item.objects.all() if county_wide(actor) else Item.objects.filter(organ=actor.organ)


def may_see(actor: Actor, item: Item) -> bool:
    """The same for one item that was found on another way."""
    return county_wide(actor) or item.organ_id == own_organ(actor).pk


def organs_for(actor: Actor) -> QuerySet[Organ]:
    """The organs whose items somebody may see."""
    return Organ.objects.order_by("seq") if county_wide(actor) else Organ.objects.filter(pk=own_organ(actor).pk)


def own_organ(actor: Actor) -> Organ:
    """The organ somebody acts for."""
    if actor.organ is None:
        raise Http404
    return actor.organ


def key_of(text: str) -> int:
    """A primary key from a form or an address; nought, which nothing has, for what is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else 0


def draft_for(actor: Actor, code: str) -> ItemVersion:
    """The draft of an item of the own organ, for who may write in it; 404 when its last version is no draft."""
    gates.require(actor, *DRAFTERS)
    newest = newest_for(actor, code)
    if newest.state != VersionState.DRAFT:
        raise Http404
    return newest


def newest_for(actor: Actor, code: str) -> ItemVersion:
    """The last version of an item somebody may see."""
    item = gates.item_for(actor, code)
    newest = item.versions.select_related("item__organ__division", "procedure").order_by("number").last()
    if newest is None:
        raise Http404
    return newest


def holding_for(actor: Actor, code: str, pk: int) -> Holding:
    """A post's exercise of an item of the own organ, for who may take it back."""
    gates.require(actor, *DRAFTERS)
    item = gates.item_for(actor, code)
    found = Holding.objects.select_related("post", "item").filter(item=item, pk=pk).first()
    if found is None:
        raise Http404
    return found


def procedure_for(actor: Actor, sha256: str) -> StoredProcedure:
    """A stored procedure. They are common to the county, so that one bureau can use another's."""
    assert actor.post is not None
    found = StoredProcedure.objects.filter(sha256=sha256).first()
    if found is None:
        raise Http404
    return found


def uses_of(sha256: str) -> QuerySet[ItemVersion]:
    """The versions that run on a procedure, whatever their organ: the list of powers is public."""
    used = Q(procedure_id=sha256)
    return ItemVersion.objects.filter(used).select_related("item__organ").defer("elements", "form_schema")


def imports_for(actor: Actor) -> QuerySet[ItemImport]:
    """The lists somebody handed in for the own organ, the last first."""
    return ItemImport.objects.filter(by=actor.account, organ=own_organ(actor)).select_related("by")


def import_for(actor: Actor, pk: int) -> ItemImport:
    """One of them, for who handed it in and nobody else."""
    gates.require(actor, *DRAFTERS)
    found = imports_for(actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
