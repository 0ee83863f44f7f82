"""The only way for a page of the two-way check to get its objects. What is missing and what is forbidden look alike."""

from django.db.models import QuerySet
from django.http import Http404

from qingquan.campaign.models import Campaign
from qingquan.campaign.reading import current
from qingquan.crosscheck.models import Difference, ListImport, Overlap, OverlapProposal, Pair, Run
from qingquan.crosscheck.reading.register import town_of
from qingquan.crosscheck.rules.authority import ANSWERING, KEEPING, REVIEWING
from qingquan.crosscheck.words import RunState
from qingquan.desk import gates
from qingquan.people.models import Actor
from qingquan.places.models import Division
from qingquan.places.words import Role

LOOKING = (*REVIEWING, Role.SUPERVISOR, Role.GOVERNMENT_OFFICE)
"""Who sees every organ's differences."""


def reviewing(actor: Actor) -> Actor:
    """Those who compare, confirm and propose."""
    return gates.require(actor, *REVIEWING)


def looking(actor: Actor) -> Actor:
    """Those who look over all organs."""
    return gates.require(actor, *LOOKING)


def taking_part(actor: Actor) -> Actor:
    """Those who compare, look on, or answer for an organ."""
    return gates.require(actor, *LOOKING, *ANSWERING)


def campaign_now() -> Campaign | None:
    """The campaign under way, or the last one."""
    return current() or Campaign.objects.order_by("-started_at").first()


def last_run(campaign: Campaign | None) -> Run | None:
    """The newest run whose findings stand."""
    if campaign is None:
        return None
    return Run.objects.filter(campaign=campaign, state=RunState.DONE.value).order_by("-number").first()


def differences_for(actor: Actor, campaign: Campaign) -> QuerySet[Difference]:
    """All organs' for those who look over them; an organ sees what is put to it, and not what is still suspected."""
    found = Difference.objects.filter(campaign=campaign)
    if actor.role in LOOKING:
        return found
    gates.require(actor, *ANSWERING)
    return found.filter(organ=actor.organ, owner=Role.CATALOGUE_ADMIN.value)


def difference_for(actor: Actor, number: str) -> Difference:
    """One difference somebody may see."""
    campaign = campaign_now()
    if campaign is None:
        raise Http404
    related = ("organ", "answered_by", "settled_by", "first_run", "last_run", "reported__report__organ")
    found = differences_for(actor, campaign).select_related(*related).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def pair_for(actor: Actor, pk: int) -> Pair:
    """A pair of the last run, for who may decide it."""
    reviewing(actor)
    found = Pair.objects.filter(run=last_run(campaign_now()), pk=pk).select_related("reported").first()
    if found is None:
        raise Http404
    return found


def overlap_for(actor: Actor, pk: int) -> Overlap:
    """An overlap of the last run."""
    looking(actor)
    related = ("run__campaign", "left__report__organ", "right__report__organ")
    found = Overlap.objects.filter(run=last_run(campaign_now()), pk=pk).select_related(*related).first()
    if found is None:
        raise Http404
    return found


def proposal_for(actor: Actor, pk: int) -> OverlapProposal:
    """A proposal of the campaign, for who looks over all organs."""
    looking(actor)
    found = OverlapProposal.objects.filter(campaign=campaign_now(), pk=pk).select_related("keeper").first()
    if found is None:
        raise Http404
    return found


def keeps(actor: Actor, which: str) -> bool:
    """Whether the post brings a set in."""
    return actor.role in KEEPING[which]


def set_named(actor: Actor, which: str) -> str:
    """The name of a set whose list somebody may read."""
    if which not in KEEPING or not (actor.role in LOOKING or keeps(actor, which)):
        raise Http404
    return which


def set_kept(actor: Actor, which: str) -> str:
    """The name of a set somebody may bring in."""
    if which not in KEEPING or not keeps(actor, which):
        raise Http404
    return which


def import_for(actor: Actor, which: str, pk: int) -> ListImport:
    """A list that was handed in, for those who bring that set in."""
    set_kept(actor, which)
    found = ListImport.objects.select_related("by").filter(which=which, pk=pk).first()
    if found is None:
        raise Http404
    return found


def own_town(actor: Actor) -> Division:
    """The town or village whose window the post sits at."""
    town = town_of(actor.post) if actor.post else None
    if town is None:
        raise Http404
    return town
