"""The only way for a page of review to get its objects. What is missing and what is forbidden look the same: 404."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils import timezone

from qingquan.campaign.models import Campaign, ReportedItem
from qingquan.campaign.reading import current
from qingquan.campaign.words import ReportState
from qingquan.desk import gates
from qingquan.people.models import Account, Actor
from qingquan.places.words import Role
from qingquan.review.models import Comment, CommentRound, Decision, Expert, Freeze, Opinion, Panel, Seat
from qingquan.review.reading import Dossier, dossier_of
from qingquan.review.rules.authority import ANSWERERS, OFFICES, ONLOOKERS, ORGANISERS
from qingquan.review.rules.opinions import visible_to
from qingquan.review.words import Office

RELATED = ("report__organ", "report__campaign", "item")


def campaign_for(actor: Actor) -> Campaign | None:
    """The campaign that runs; none between two."""
    gates.require(actor, *ONLOOKERS)
    return current()


def office_of(actor: Actor) -> Office | None:
    """For which of the two offices somebody reviews; none for those who look on."""
    return OFFICES.get(Role(actor.role)) if actor.role in OFFICES else None


def reported_for(actor: Actor, pk: int) -> ReportedItem:
    """An item of a signed report, for who reviews or looks on."""
    gates.require(actor, *ONLOOKERS)
    found = ReportedItem.objects.select_related(*RELATED).filter(pk=pk, report__state=ReportState.SIGNED).first()
    if found is None:
        raise Http404
    return found


def dossier_for(actor: Actor, pk: int, today: date) -> Dossier:
    """Everything said of it; whose opinions of it may be shown is `opinions_for`'s to say."""
    return dossier_of(reported_for(actor, pk), today)


def opinions_for(actor: Actor, dossier: Dossier) -> Mapping[Office, Opinion]:
    """The opinions somebody may read: the own office's; the other's only once both are given."""
    seen = visible_to(office_of(actor), dossier.opinions)
    return {office: dossier.opinions[office] for office in Office if office in seen}


def own_reported_for(actor: Actor, pk: int) -> ReportedItem:
    """An item one's own organ reported, for who may answer for the organ."""
    gates.require(actor, *ANSWERERS)
    found = ReportedItem.objects.select_related(*RELATED).filter(pk=pk, report__organ=actor.organ).first()
    if found is None:
        raise Http404
    return found


def decision_for(actor: Actor, pk: int) -> Decision:
    """A decision, for who reviews or looks on, and for the organ it is about."""
    found = Decision.objects.select_related(
        "reported__report__organ", "reported__report__campaign", "document", "decided_by", "version__item"
    ).filter(pk=pk)
    if actor.role in ANSWERERS:
        found = found.filter(reported__report__organ=actor.organ)
    else:
        gates.require(actor, *ONLOOKERS)
    decision = found.first()
    if decision is None:
        raise Http404
    return decision


def freeze_for(actor: Actor, pk: int) -> Freeze:
    """The suspension that rests on a decision, for who reads the decision."""
    found = Freeze.objects.select_related("item").filter(decision=decision_for(actor, pk)).first()
    if found is None:
        raise Http404
    return found


def panel_for(actor: Actor, number: str) -> Panel:
    """A panel, for who organises it or looks on."""
    gates.require(actor, *ONLOOKERS)
    related = ("reported__report__organ", "document", "opened_by")
    found = Panel.objects.select_related(*related).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def expert_of(account: Account) -> Expert | None:
    """The expert somebody is, while they are on the register."""
    left = Q(left_on__isnull=True) | Q(left_on__gt=timezone.localdate())
    return Expert.objects.filter(left, account=account).first()


def scoring_actor_of(request: HttpRequest) -> Actor:
    """Whoever may score: an official from a post, an expert from outside for themselves alone."""
    if gates.posts_held(request):
        return gates.actor_of(request)
    account = gates.account_of(request)
    if expert_of(account) is None:
        raise Http404
    return Actor(account)


def seat_for(actor: Actor, pk: int) -> Seat:
    """One's own seat on a panel; of an expert without an account, the campaign office's to enter."""
    found = (
        Seat.objects.select_related("expert", "panel__reported__report__organ", "panel__reported__report__campaign")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Http404
    own = found.expert.account_id is not None and found.expert.account_id == actor.account_id
    if not own and (found.expert.account_id is not None or actor.role != Role.CAMPAIGN_OFFICE):
        raise Http404
    return found


def round_for(actor: Actor, code: str) -> CommentRound:
    """A round of comments, for who organises it or looks on."""
    gates.require(actor, *ONLOOKERS)
    found = CommentRound.objects.select_related("reported__report__organ").filter(code=code).first()
    if found is None:
        raise Http404
    return found


def comment_for(actor: Actor, code: str, number: int) -> Comment:
    """One comment, for who may cover and answer it."""
    gates.require(actor, *ORGANISERS)
    found = Comment.objects.select_related("round").filter(round__code=code, number=number).first()
    if found is None:
        raise Http404
    return found
