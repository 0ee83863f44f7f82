"""The only way for a page to get a row of the upper level's catalogue. Missing and forbidden look the same."""

from django.db.models import QuerySet
from django.http import Http404

from qingquan.catalogue.models import Item
from qingquan.catalogue.rules.authority import REVIEWERS
from qingquan.desk import gates
from qingquan.exchange.models import Claim
from qingquan.exchange.rules import sending
from qingquan.exchange.rules.claims import CLAIMERS, KEEPERS
from qingquan.people.models import Actor
from qingquan.places.models import Organ
from qingquan.places.words import Role

LOOKING = tuple(dict.fromkeys((*KEEPERS, *REVIEWERS, Role.GOVERNMENT_OFFICE, Role.SUPERVISOR, Role.CENTRE_MANAGER)))
OWN = (*CLAIMERS, Role.HEAD, Role.LEGAL_REVIEWER)
TAKING_IN = (Role.CATALOGUE_ADMIN, *REVIEWERS)


def may_enter(actor: Actor) -> Actor:
    """Who takes part: those who look over the county, and each organ for its own rows."""
    return gates.require(actor, *LOOKING, *OWN)


def looks(actor: Actor) -> bool:
    """Whether the post looks over every organ's rows."""
    return actor.role in LOOKING


def sends(actor: Actor) -> bool:
    """Whether the post sends records of cases out."""
    return actor.role in sending.SENDERS


def sends_in_clear(actor: Actor) -> bool:
    """Whether personal numbers leave unmasked: only of the own organ's cases, by its head."""
    return actor.role in sending.IN_CLEAR and not gates.county_wide(actor)


def claims_for(actor: Actor) -> QuerySet[Claim]:
    """The rows somebody may see: all, or the own organ's."""
    claims = Claim.objects.select_related("base_row", "organ", "item", "answered_by")
    return claims if looks(actor) else claims.filter(organ=actor.organ)


def claim_for(actor: Actor, pk: int) -> Claim:
    """One of them."""
    found = claims_for(may_enter(actor)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def own_item(actor: Actor, code: str) -> Item | None:
    """An item of the own organ; None when there is none of that code."""
    return Item.objects.filter(organ=actor.organ, code=code).first()


def organs() -> QuerySet[Organ]:
    """Every organ, as a row may be for any."""
    return Organ.objects.order_by("seq")
