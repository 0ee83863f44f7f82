"""The only way for a page about powers given up, fees and stopped cases to get its objects."""

from typing import TypeVar

from django.db.models import QuerySet
from django.http import Http404

from qingquan.catalogue.models import Item
from qingquan.desk import gates
from qingquan.fees.models import Bill
from qingquan.forfeits.models import Forfeit, IllegalFee, StoppedCase, UnlistedMatter
from qingquan.forfeits.rules.authority import ANSWERING, COUNTY_WIDE
from qingquan.people.models import Actor
from qingquan.places.words import Role

T = TypeVar("T")

READING_MATTERS = (*ANSWERING, Role.SUPERVISOR)


def county_wide(actor: Actor) -> bool:
    """Whether the post looks over every organ's."""
    return actor.role in COUNTY_WIDE


def forfeits_for(actor: Actor) -> QuerySet[Forfeit]:
    """The findings somebody may see: an organ's own; the campaign's office, reviewers and supervision see all."""
    found = Forfeit.objects.select_related("item", "organ", "found_by")
    return found if county_wide(actor) else found.filter(organ=actor.organ)


def forfeit_for(actor: Actor, number: str) -> Forfeit:
    """One finding."""
    return _one(forfeits_for(actor).filter(number=number).first())


def fees_for(actor: Actor) -> QuerySet[IllegalFee]:
    """The refund list as far as somebody may see it."""
    related = ("forfeit__item", "forfeit__organ", "bill", "payer")
    return IllegalFee.objects.filter(forfeit__in=forfeits_for(actor)).select_related(*related)


def fee_for(actor: Actor, number: str) -> IllegalFee:
    """One illegal fee."""
    return _one(fees_for(actor).filter(number=number).first())


def stopped_for(actor: Actor) -> QuerySet[StoppedCase]:
    """Stopped cases: of the own organ; who looks over the county sees all."""
    found = StoppedCase.objects.select_related("case__version", "case__organ", "case__applicant", "decided_by")
    return found if county_wide(actor) else found.filter(case__organ=actor.organ)


def stopped_case_for(actor: Actor, pk: int) -> StoppedCase:
    """One stopped case."""
    return _one(stopped_for(actor).filter(pk=pk).first())


def matters_for(actor: Actor) -> QuerySet[UnlistedMatter]:
    """Matters outside the list."""
    gates.require(actor, *READING_MATTERS)
    return UnlistedMatter.objects.select_related("item", "answer_item", "answer_organ", "answered_by")


def matter_for(actor: Actor, number: str) -> UnlistedMatter:
    """One matter."""
    return _one(matters_for(actor).filter(number=number).first())


def bills_for(actor: Actor) -> QuerySet[Bill]:
    """The own organ's bills; supervision sees all."""
    found = Bill.objects.select_related("version__item", "fee", "organ", "case", "payer", "issued_by")
    return found if actor.role == Role.SUPERVISOR else found.filter(organ=actor.organ)


def bill_for(actor: Actor, number: str) -> Bill:
    """One bill."""
    return _one(bills_for(actor).filter(number=number).first())


def item_named(code: str) -> Item | None:
    """Any item of the county: the list of powers is public."""
    return Item.objects.select_related("organ").filter(code=code.strip()).first()


def _one(found: T | None) -> T:
    if found is None:
        raise Http404
    return found
