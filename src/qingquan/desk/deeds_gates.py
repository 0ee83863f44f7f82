"""The only way for a page of deeds to get its objects. Missing and forbidden look the same."""

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from qingquan.catalogue.models import Item, ItemVersion
from qingquan.catalogue.words import PowerType
from qingquan.deeds import reading
from qingquan.deeds.reading import AnyDeed
from qingquan.deeds.rules.authority import DEVOLVING, GIVING, LOOKING, OWN_ORGAN
from qingquan.deeds.words import Kind
from qingquan.people.models import Actor
from qingquan.places.models import Organ, Post
from qingquan.places.words import DivisionLevel, Role


def looks(actor: Actor) -> Actor:
    """Who finds these pages at all."""
    if actor.role not in LOOKING:
        raise Http404
    return actor


def may_give(actor: Actor, kind: Kind) -> bool:
    """Whether the post signs deeds of this kind."""
    return actor.role in (DEVOLVING if kind is Kind.DEVOLUTION else GIVING)


def require_giving(actor: Actor, kind: Kind) -> Actor:
    """Only who signs deeds of this kind."""
    if not may_give(actor, kind):
        raise Http404
    return actor


def kind_of(text: str) -> Kind:
    """The kind in an address."""
    try:
        return Kind(text)
    except ValueError:
        raise Http404 from None


def deeds_for(actor: Actor, kind: Kind) -> list[AnyDeed]:
    """Deeds of a kind: the own organ's, or all for who looks over the county."""
    looks(actor)
    rows = reading.all_of(kind)
    if actor.role not in OWN_ORGAN:
        return rows
    own = actor.organ.pk if actor.organ else None
    return [each for each in rows if own in (each.organ_id, getattr(each, "receiver_id", None))]


def deed_for(actor: Actor, kind: Kind, pk: int) -> AnyDeed:
    """One deed somebody may see."""
    found = next((each for each in deeds_for(actor, kind) if each.pk == pk), None)
    if found is None:
        raise Http404
    return found


def givable(actor: Actor, kind: Kind) -> QuerySet[Item]:
    """Items in force of which the post may sign a deed of this kind."""
    if not may_give(actor, kind):
        raise Http404
    today = timezone.localdate()
    kept = Item.objects.filter(pk__in=ItemVersion.objects.in_force(today).values("item"), organ__isnull=False)
    if kind is Kind.DEVOLUTION:
        return (
            kept.filter(organ__division__level=DivisionLevel.COUNTY).select_related("organ").order_by("organ", "code")
        )
    own = kept.filter(organ=actor.organ).order_by("code")
    if kind is Kind.WINDOW:
        return own.filter(power_type__in=[each.value for each in PowerType if each.on_application])
    return own


def receivers(actor: Actor, kind: Kind) -> QuerySet[Organ]:
    """To whom: towns for a devolution, any other organ for an entrustment."""
    if kind is Kind.DEVOLUTION:
        return Organ.objects.filter(division__level=DivisionLevel.TOWN).order_by("seq")
    return Organ.objects.exclude(pk=actor.organ.pk if actor.organ else 0).order_by("-division__level", "seq")


def chiefs(actor: Actor) -> QuerySet[Post]:
    """The own organ's chief representatives."""
    return Post.objects.filter(organ=actor.organ, role=Role.CHIEF_REPRESENTATIVE, closed_on__isnull=True)
