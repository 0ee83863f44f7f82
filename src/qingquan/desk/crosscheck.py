"""The two-way check at a glance: what is compared, how far a run is, what the last one found."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from qingquan.campaign.models import Campaign
from qingquan.crosscheck import acts
from qingquan.crosscheck.models import OverlapProposal, Pair, Run
from qingquan.crosscheck.rules.authority import REVIEWING, SETS
from qingquan.crosscheck.words import DifferenceState, PairState, ProposalState, RunState
from qingquan.desk import crosscheck_gates, gates
from qingquan.desk.door import see_other
from qingquan.law import Refused
from qingquan.matching.twoway import DifferenceKind, SetName
from qingquan.people.models import Actor

SHOWN_RUNS = 5
COMPARED = (
    ("A", SetName.BASIS, "base"),
    ("B", SetName.REPORTED, ""),
    ("C", SetName.DUTIES, "duties"),
    ("D", SetName.ACTIVITY, "exercised"),
    ("E", SetName.TOWNS, "towns"),
)


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Where the check stands, for those who compare and those who answer."""
    actor = crosscheck_gates.taking_part(gates.actor_of(request))
    return page(request, actor)


@require_POST
def order(request: HttpRequest) -> HttpResponse:
    """Ask for a run."""
    actor = crosscheck_gates.reviewing(gates.actor_of(request))
    campaign = crosscheck_gates.campaign_now()
    if campaign is None:
        raise Http404
    try:
        acts.order(campaign, by=actor, at=timezone.now())
    except Refused as no:
        return page(request, actor, no)
    messages.success(request, "已发起比对，后台马上开始；可以离开这一页。")
    return see_other("desk:crosscheck")


def page(request: HttpRequest, actor: Actor, refused: Refused | None = None) -> HttpResponse:
    """The page, with the refusal when something was not done."""
    campaign = crosscheck_gates.campaign_now()
    last = crosscheck_gates.last_run(campaign)
    runs = list(Run.objects.filter(campaign=campaign).select_related("ordered_by")[:SHOWN_RUNS]) if campaign else []
    context = {
        "campaign": campaign,
        "refused": refused,
        "last": last,
        "runs": [(run, RunState(run.state)) for run in runs],
        "running": next((run for run in runs if run.state in {RunState.ORDERED, RunState.RUNNING}), None),
        "may_order": actor.role in REVIEWING,
        "looks": actor.role in crosscheck_gates.LOOKING,
        "compared": compared(last),
        "kinds": kinds(actor, campaign) if campaign else [],
        "asked": asked(last) if actor.role in REVIEWING else 0,
        "proposals": waiting_proposals(campaign),
        "sets": [(key, name) for key, name in SETS.items() if actor.role in crosscheck_gates.LOOKING],
    }
    return render(request, "desk/crosscheck/overview.html", context, status=409 if refused else 200)


def compared(last: Run | None) -> list[tuple[str, str, int, str]]:
    """The five sets with how many rows each had in the last run."""
    counts = last.compared if last else {}
    return [(letter, name.label, int(counts.get(letter, 0)), which) for letter, name, which in COMPARED]


def kinds(actor: Actor, campaign: Campaign) -> list[dict[str, object]]:
    """Each kind of difference with how many there are, are open, are late."""
    state = DifferenceState.SETTLED.value
    open_ones = ~Q(state=state)
    rows = crosscheck_gates.differences_for(actor, campaign).values("kind").order_by()
    counted = {
        row["kind"]: row
        for row in rows.annotate(
            all=Count("pk"),
            open=Count("pk", filter=open_ones),
            answered=Count("pk", filter=Q(state=DifferenceState.ANSWERED.value)),
            late=Count("pk", filter=open_ones & Q(due_on__lt=timezone.localdate())),
        )
    }
    return [
        counted[kind.value] | {"kind": kind, "settled": counted[kind.value]["all"] - counted[kind.value]["open"]}
        for kind in DifferenceKind
        if kind.value in counted
    ]


def asked(last: Run | None) -> int:
    """How many pairs wait for a reviewer."""
    return Pair.objects.filter(run=last, state=PairState.ASKED.value).count() if last else 0


def waiting_proposals(campaign: Campaign | None) -> int:
    """How many ways out wait for the two offices."""
    return OverlapProposal.objects.filter(campaign=campaign, state=ProposalState.PROPOSED.value).count()
