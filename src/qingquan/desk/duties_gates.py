"""The only way for a page of duties to get its objects. Missing and forbidden look the same."""

from django.db.models import QuerySet
from django.http import Http404

from qingquan.duties.models import DutyStatement
from qingquan.duties.reading import statements
from qingquan.duties.rules.authority import COUNTY_WIDE, OWN_ORGAN
from qingquan.people.models import Actor
from qingquan.places.models import Organ, Post


def organs_for(actor: Actor) -> QuerySet[Organ]:
    """The organs whose posts somebody may see."""
    if actor.role in COUNTY_WIDE:
        return Organ.objects.order_by("seq")
    if actor.role not in OWN_ORGAN or actor.organ is None:
        raise Http404
    return Organ.objects.filter(pk=actor.organ.pk)


def post_for(actor: Actor, code: str) -> Post:
    """One post of them."""
    found = Post.objects.select_related("organ", "office").filter(organ__in=organs_for(actor), code=code).first()
    if found is None:
        raise Http404
    return found


def statement_for(actor: Actor, code: str, number: int) -> DutyStatement:
    """One version of a post's statement."""
    found = statements().filter(post=post_for(actor, code), number=number).first()
    if found is None:
        raise Http404
    return found
