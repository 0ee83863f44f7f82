"""The only way for a page to get a batch before it is public. What is missing and what is forbidden look the same."""

from django.db.models import QuerySet
from django.http import Http404

from qingquan.catalogue.words import SeedCatalogue
from qingquan.desk import gates
from qingquan.people.models import Actor
from qingquan.publication.models import Batch, BatchItem
from qingquan.publication.rules.authority import GOVERNMENT, LOOKING, OWN_SCREENERS, PREPARERS
from qingquan.publication.words import FIVE


def looks(actor: Actor) -> bool:
    """Whether the post reads whole batches."""
    return actor.role in LOOKING


def may_enter(actor: Actor) -> Actor:
    """Who takes part at all: those who read batches, and those who review their own organ's items."""
    return gates.require(actor, *LOOKING, *OWN_SCREENERS)


def preparer(actor: Actor) -> Actor:
    """Who puts batches together."""
    return gates.require(actor, *PREPARERS)


def screener(actor: Actor) -> Actor:
    """Who reviews items for secrets."""
    return gates.require(actor, *OWN_SCREENERS, *GOVERNMENT)


def catalogue_for(name: str) -> SeedCatalogue:
    """One of the five, by the word in its address."""
    if name not in {each.value for each in FIVE}:
        raise Http404
    return SeedCatalogue(name)


def batches_for(actor: Actor) -> QuerySet[Batch]:
    """The batches somebody may see: all, or those with an item of their own organ."""
    batches = Batch.objects.select_related("previous", "prepared_by", "screened_by", "published_by")
    if looks(actor):
        return batches
    return batches.filter(pk__in=BatchItem.objects.filter(version__item__organ=actor.organ).values("batch"))


def batch_for(actor: Actor, number: str) -> Batch:
    """One of them."""
    found = batches_for(may_enter(actor)).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def items_for(actor: Actor, batch: Batch) -> QuerySet[BatchItem]:
    """The items of a batch somebody may see: all, or the own organ's."""
    items = batch.items.select_related("version__item__organ", "screened_by").order_by("position")
    return items if looks(actor) else items.filter(version__item__organ=actor.organ)


def items_to_screen(actor: Actor, batch: Batch) -> QuerySet[BatchItem]:
    """The items somebody may review: the government's office all, anybody else their own organ's."""
    items = batch.items.select_related("version__item__organ", "screened_by").order_by("position")
    return items if actor.role in GOVERNMENT else items.filter(version__item__organ=actor.organ)
