"""What follows from powers given up: the refund list, cases stopped, matters outside the list."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from qingquan.desk import forfeits_gates, gates
from qingquan.desk.forfeits import GET_POST, again
from qingquan.desk.forfeits_forms import Answer, Decision, Return
from qingquan.forfeits import acts
from qingquan.forfeits.rules import terms
from qingquan.forfeits.rules.authority import ANSWERING, DECIDING, RETURNING
from qingquan.forfeits.words import MatterAnswer, MatterState, StopDecision
from qingquan.law import Refused

MOST = 500


@require_safe
def fees(request: HttpRequest) -> HttpResponse:
    """Every illegal fee, what is owed first; payers masked."""
    actor = gates.actor_of(request)
    listed = list(forfeits_gates.fees_for(actor)[:MOST])
    context = {
        "fees": listed,
        "total": sum(fee.amount for fee in listed),
        "returned": sum(fee.amount for fee in listed if fee.returned_at),
        "may_return": actor.role in RETURNING,
        "own": actor.organ,
        "order": terms.order_to_return(timezone.localdate()),
    }
    return render(request, "desk/forfeits/fees.html", context)


@require_http_methods(GET_POST)
def give_back(request: HttpRequest, number: str) -> HttpResponse:
    """Record that the money went back."""
    actor = gates.require(gates.actor_of(request), *RETURNING)
    fee = forfeits_gates.fee_for(actor, number)
    context: dict[str, object] = {"fee": fee, "form": Return()}
    if request.method != "POST":
        return render(request, "desk/forfeits/return.html", context)
    form = Return(request.POST)
    context["form"] = form
    if not form.is_valid():
        return again(request, "desk/forfeits/return.html", context)
    try:
        acts.give_back(fee, form.cleaned_data["voucher"], by=actor, at=timezone.now())
    except Refused as no:
        return render(request, "desk/forfeits/return.html", context | {"refused": no}, status=409)
    messages.success(request, f"{fee.number} 已登记退还。")
    return redirect("desk:forfeits_fees")


@require_safe
def stopped(request: HttpRequest) -> HttpResponse:
    """Cases stopped because their ground gave way, those without a decision first."""
    actor = gates.actor_of(request)
    context = {"stopped": forfeits_gates.stopped_for(actor)[:MOST], "may_decide": actor.role in DECIDING}
    return render(request, "desk/forfeits/stopped.html", context)


@require_http_methods(GET_POST)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Say of one stopped case whether it goes on or ends."""
    actor = gates.require(gates.actor_of(request), *DECIDING)
    found = forfeits_gates.stopped_case_for(actor, pk)
    context: dict[str, object] = {
        "stopped": found,
        "form": Decision(),
        "reliance": terms.reliance(timezone.localdate()),
    }
    if request.method != "POST":
        return render(request, "desk/forfeits/decide.html", context)
    form = Decision(request.POST)
    context["form"] = form
    if not form.is_valid():
        return again(request, "desk/forfeits/decide.html", context)
    decision = StopDecision(form.cleaned_data["decision"])
    try:
        acts.decide_stopped(found, decision, form.cleaned_data["reason"], by=actor, at=timezone.now())
    except Refused as no:
        return render(request, "desk/forfeits/decide.html", context | {"refused": no}, status=409)
    messages.success(request, f"{found.case.number} 已决定{decision.label}。")
    return redirect("desk:forfeits_stopped")


@require_safe
def matters(request: HttpRequest) -> HttpResponse:
    """Matters outside the list, those that wait first."""
    actor = gates.actor_of(request)
    listed = forfeits_gates.matters_for(actor)[:MOST]
    return render(request, "desk/forfeits/matters.html", {"matters": listed, "may_answer": actor.role in ANSWERING})


@require_http_methods(GET_POST)
def matter(request: HttpRequest, number: str) -> HttpResponse:
    """One matter: what is wanted, and the answer."""
    actor = gates.actor_of(request)
    found = forfeits_gates.matter_for(actor, number)
    waits = found.state == MatterState.WAITING and actor.role in ANSWERING
    context: dict[str, object] = {
        "matter": found,
        # Only who answers needs to reach the person; supervision reads the rest.
        "clear": actor.role in ANSWERING,
        "form": Answer() if waits else None,
    }
    if request.method != "POST":
        return render(request, "desk/forfeits/matter.html", context)
    gates.require(actor, *ANSWERING)
    form = Answer(request.POST)
    context["form"] = form
    item = forfeits_gates.item_named(request.POST.get("code", ""))
    if item is None and request.POST.get("code", "").strip():
        form.add_error("code", "没有这个编码的事项，请核对。")
    if not form.is_valid():
        return again(request, "desk/forfeits/matter.html", context)
    given = form.cleaned_data
    answer = MatterAnswer(given["answer"])
    try:
        acts.answer_matter(found, answer, given["text"], item=item, organ=given["organ"], by=actor, at=timezone.now())
    except Refused as no:
        return render(request, "desk/forfeits/matter.html", context | {"refused": no}, status=409)
    messages.success(request, f"{number} 已答复，申请人凭编号和查询码可以看到。")
    return redirect("desk:forfeits_matters")
