"""Overlapping powers, the most alike first, explained by component; the four ways out proposed and agreed."""

from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from qingquan.catalogue.rules.difference import difference as differing
from qingquan.crosscheck import acts
from qingquan.crosscheck.models import Overlap, OverlapProposal
from qingquan.crosscheck.rules.authority import OFFICES, REVIEWING
from qingquan.crosscheck.rules.ways import SAYS
from qingquan.crosscheck.words import ProposalState, WayOut
from qingquan.desk import catalogue_gates, crosscheck_gates, gates
from qingquan.desk.catalogue_versions import as_rows
from qingquan.desk.crosscheck_forms import Propose, Reject
from qingquan.desk.door import see_other
from qingquan.law import Refused
from qingquan.people.models import Actor
from qingquan.places.models import Organ
from qingquan.places.words import Role

ON_A_PAGE = 25
SCOPES = (("", "全部"), ("across", "不同机关之间"), ("within", "同一机关之内"))
TONES = {ProposalState.PROPOSED: "busy", ProposalState.AGREED: "good", ProposalState.REJECTED: "bad"}


@require_safe
def overlaps(request: HttpRequest) -> HttpResponse:
    """The overlaps of the last run, and what is proposed about them."""
    actor = crosscheck_gates.looking(gates.actor_of(request))
    campaign = crosscheck_gates.campaign_now()
    run = crosscheck_gates.last_run(campaign)
    scope = request.GET.get("scope", "") if request.GET.get("scope", "") in dict(SCOPES) else ""
    organ = catalogue_gates.key_of(request.GET.get("organ", ""))
    rows = Overlap.objects.filter(run=run) if run else Overlap.objects.none()
    if organ:
        rows = rows.filter(Q(left__report__organ=organ) | Q(right__report__organ=organ))
    counted = rows.aggregate(all=Count("pk"), within=Count("pk", filter=Q(within=True)))
    counts = {"": counted["all"], "within": counted["within"], "across": counted["all"] - counted["within"]}
    listed = in_scope(rows, scope).select_related("left__report__organ", "right__report__organ")
    listed = listed.defer("left__elements", "right__elements").order_by("-score", "pk")
    shown = Paginator(listed, ON_A_PAGE).get_page(request.GET.get("page"))
    asked = {"organ": str(organ or "")}

    def link(**changes: str) -> str:
        return "?" + urlencode({name: text for name, text in (asked | changes).items() if text})

    context = {
        "run": run,
        "tabs_shown": [(label, link(scope=key), counts[key]) for key, label in SCOPES],
        "here_tab": link(scope=scope),
        "scope": scope,
        "organ": organ,
        "organs": Organ.objects.order_by("seq"),
        "rows": with_proposals(list(shown.object_list)),
        "page": shown,
        "page_link": link(scope=scope) + "&page=",
        "proposals": proposals(campaign.pk) if campaign else [],
        "may_say": actor.role in OFFICES,
    }
    return render(request, "desk/crosscheck/overlaps.html", context)


def in_scope(rows: QuerySet[Overlap], scope: str) -> QuerySet[Overlap]:
    """Within one organ, across two, or both."""
    return rows.filter(within=scope == "within") if scope else rows


def proposals(campaign: int) -> list[tuple[OverlapProposal, str, str]]:
    """What waits for the two offices, the oldest first."""
    waiting = OverlapProposal.objects.filter(campaign=campaign, state=ProposalState.PROPOSED.value)
    waiting = waiting.select_related("keeper").order_by("proposed_at")[:ON_A_PAGE]
    return [(each, WayOut(each.way).label, standing_words(each)) for each in waiting]


def standing_words(proposal: OverlapProposal) -> str:
    """Which of the two offices has agreed."""
    said = [
        f"{name}{'已同意' if agreed else '未表态'}"
        for name, agreed in (("编办", proposal.establishment_at), ("司法局", proposal.legal_at))
    ]
    return "，".join(said)


def with_proposals(rows: list[Overlap]) -> list[tuple[Overlap, OverlapProposal | None, str]]:
    """The overlaps of a page with what is proposed about each."""
    lefts = [row.left_id for row in rows] + [row.right_id for row in rows]
    made = OverlapProposal.objects.filter(left__in=lefts, right__in=lefts).order_by("proposed_at")
    known = {frozenset((each.left_id, each.right_id)): each for each in made}
    found = [(row, known.get(frozenset((row.left_id, row.right_id)))) for row in rows]
    return [(row, each, TONES[ProposalState(each.state)] if each else "") for row, each in found]


@require_safe
def overlap(request: HttpRequest, pk: int) -> HttpResponse:
    """Two powers side by side, why they overlap, and the ways out."""
    actor = gates.actor_of(request)
    return page(request, actor, crosscheck_gates.overlap_for(actor, pk))


@require_POST
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose a way out."""
    actor = crosscheck_gates.reviewing(gates.actor_of(request))
    found = crosscheck_gates.overlap_for(actor, pk)
    form = Propose(request.POST, organs=organs_of(found))
    if not form.is_valid():
        return page(request, actor, found, form)
    given = form.cleaned_data
    try:
        acts.propose(
            found,
            WayOut(given["way"]),
            keeper=given["keeper"],
            reason=given["reason"],
            by=actor,
            at=timezone.now(),
        )
    except Refused as no:
        return page(request, actor, found, form, no)
    messages.success(request, "处理意见已提出，等编办和司法局审核。")
    return see_other("desk:crosscheck_overlap", pk)


@require_POST
def opinion(request: HttpRequest, pk: int, said: str) -> HttpResponse:
    """One of the two offices agrees, or does not."""
    actor = gates.require(gates.actor_of(request), *OFFICES)
    proposal = crosscheck_gates.proposal_for(actor, pk)
    if said not in {"agree", "reject"}:
        raise Http404
    form = Reject(request.POST) if said == "reject" else None
    try:
        if form is None:
            acts.agree(proposal, by=actor, at=timezone.now())
        elif form.is_valid():
            acts.reject(proposal, form.cleaned_data["reason"], by=actor, at=timezone.now())
        else:
            raise Refused("请写明不同意的理由。")
    except Refused as no:
        messages.error(request, str(no))
        return see_other("desk:crosscheck_proposal", pk)
    messages.success(request, "已同意这条处理意见。" if form is None else "已退回这条处理意见。")
    return see_other("desk:crosscheck_proposal", pk)


@require_safe
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal, with the two offices' opinions."""
    actor = gates.actor_of(request)
    found = crosscheck_gates.proposal_for(actor, pk)
    state = ProposalState(found.state)
    mine = found.establishment_at if actor.role == Role.ESTABLISHMENT_REVIEWER else found.legal_at
    context = {
        "it": found,
        "way": WayOut(found.way),
        "says": SAYS[WayOut(found.way)],
        "state": (state.label, TONES[state]),
        "standing": standing_words(found),
        "may_say": actor.role in OFFICES and state is ProposalState.PROPOSED and mine is None,
        "form": Reject(),
    }
    return render(request, "desk/crosscheck/proposal.html", context)


def organs_of(found: Overlap) -> list[int]:
    """The organs of the two items."""
    return [found.left.report.organ_id, found.right.report.organ_id]


def page(
    request: HttpRequest,
    actor: Actor,
    found: Overlap,
    form: forms.Form | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    """The page of one overlap."""
    standing = with_proposals([found])[0][1]
    changes = differing(found.left.facts(), found.right.facts())
    errors = [(name, " ".join(map(str, told))) for name, told in form.errors.items()] if form else []
    context = {
        "it": found,
        "standing": standing,
        "state": (standing.get_state_display(), TONES[ProposalState(standing.state)]) if standing else None,
        "changes": as_rows(changes),
        "ways": [(way.label, words) for way, words in SAYS.items()],
        "may_propose": actor.role in REVIEWING and (standing is None or standing.state == ProposalState.REJECTED),
        "form": form or Propose(organs=organs_of(found)),
        "refused": refused,
        "errors": errors,
    }
    return render(request, "desk/crosscheck/overlap.html", context, status=409 if refused else 422 if errors else 200)
