"""各办理项的流程: what each handling item's flowchart covers, and a flowchart made from the stages at once."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from qingquan.catalogue import acts
from qingquan.catalogue.models import Item
from qingquan.catalogue.rules.authority import DRAFTERS
from qingquan.catalogue.words import LimitUnit
from qingquan.desk import gates, leaner_gates
from qingquan.desk.door import see_other
from qingquan.desk.elements.typed import tidy
from qingquan.law import Refused
from qingquan.leaner import kinds
from qingquan.leaner.reading.handling import family
from qingquan.leaner.rules.flows import HandlingKind, coverage, kind_of, missing_kinds, stages_for
from qingquan.people.models import Actor
from qingquan.procedures import acts as procedures
from qingquan.procedures import runs
from qingquan.procedures.words import FlowNode

# What a flowchart is begun with while no promise is stated: the legal limit of most licences.
USUAL_DAYS = 20


@require_http_methods(["GET", "HEAD", "POST"])
def flows(request: HttpRequest, code: str) -> HttpResponse:
    """The handling items of a power; posting makes the flowchart of one, or corrects its kind."""
    actor = gates.actor_of(request)
    kept = leaner_gates.item_for(actor, code)
    if request.method != "POST":
        return shown(request, actor, kept)
    gates.require(actor, *DRAFTERS)
    wanted = leaner_gates.items_for(actor).filter(code=request.POST.get("code", "")).first()
    if wanted is None:
        raise Http404
    if "kind" in request.POST:
        return corrected(request, actor, kept, wanted)
    try:
        sha256 = make(wanted, actor)
    except Refused as no:
        return shown(request, actor, kept, no)
    messages.success(request, f"“{wanted.name}”的流程图已由阶段生成，并绑定在草稿上；可以在这里修改。")
    return redirect(f"{reverse('desk:procedure_edit', args=[sha256])}?item={wanted.code}")


def corrected(request: HttpRequest, actor: Actor, kept: Item, wanted: Item) -> HttpResponse:
    """Say what one handling item is."""
    kind = next((each for each in HandlingKind if each.value == request.POST.get("kind")), None)
    if kind is None:
        raise Http404
    reason = tidy(request.POST.get("reason", ""))[:200]
    try:
        kinds.correct(wanted, kind, reason, by=actor, at=timezone.now())
    except Refused as no:
        return shown(request, actor, kept, no, typed=(wanted.code, kind, reason))
    messages.success(request, f"“{wanted.name}”的种类已更正为“{kind.label}”，并记入台账。")
    return see_other("desk:leaner_flows", kept.code)


def make(item: Item, actor: Actor) -> str:
    """A flowchart from the usual stages, its limits within the promise, bound to the item's draft."""
    at = timezone.now()
    newest = item.versions.order_by("number").last()
    if newest is None:
        raise Http404
    facts = newest.facts()
    within = facts.promise or facts.legal_limit
    days = within.n if within and within.unit is LimitUnit.WORKING_DAY else USUAL_DAYS
    stages = runs.stages_of(stages_for(kinds.said(item) or kind_of(item.name), days))
    name = f"{item.name}流程"[:200]
    stored = procedures.store(runs.from_stages(stages, name).decode(), name=name, by=actor, at=at)
    changed = replace(facts, procedure_sha256=stored.sha256)
    acts.revise(item, changed, by=actor, at=at, form_schema=newest.form_schema)
    return stored.sha256


def shown(
    request: HttpRequest,
    actor: Actor,
    kept: Item,
    refused: Refused | None = None,
    typed: tuple[str, HandlingKind | None, str] = ("", None, ""),
) -> HttpResponse:
    """The page, or the page that says why not, with what was typed of one handling item."""
    found = family(kept)
    context = {
        "item": kept,
        "family": [(one, coverage(one, found)) for one in found],
        "nodes": list(FlowNode),
        "missing": missing_kinds(found),
        "may_make": actor.role in DRAFTERS and actor.organ is not None and actor.organ.pk == kept.organ_id,
        "kinds": list(HandlingKind),
        "typed": typed,
        "refused": refused,
    }
    return render(request, "desk/leaner/flows.html", context, status=409 if refused else 200)
