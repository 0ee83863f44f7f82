"""Decisions: the list with its counts, one decision with its document, carrying it out with the approval."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from qingquan.desk import gates, review_gates
from qingquan.desk.catalogue_gates import key_of
from qingquan.desk.door import see_other
from qingquan.desk.review_forms import CarryOutForm, first_errors
from qingquan.law import Refused
from qingquan.papers.printed import pdf_of
from qingquan.papers.uploads import FileKind, safe_headers
from qingquan.people.models import Actor
from qingquan.places.models import Organ
from qingquan.review import acts
from qingquan.review.models import CarriedOut, Decision, Freeze
from qingquan.review.reading.queue import by_code
from qingquan.review.rules.authority import APPROVERS, DECIDERS, ONLOOKERS
from qingquan.review.rules.particulars import shown
from qingquan.review.words import DecisionCode

ON_A_PAGE = 40


@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    """Standing decisions of the running campaign by code, newest first."""
    actor = gates.actor_of(request)
    campaign = review_gates.campaign_for(actor)
    if campaign is None:
        return render(request, "desk/review/none.html", {})
    code = request.GET.get("code", "")
    code = code if code in set(DecisionCode) else ""
    organ, waiting = key_of(request.GET.get("organ", "")), request.GET.get("waiting", "") == "1"
    found = Decision.objects.standing().filter(reported__report__campaign=campaign)
    found = found.filter(code=code) if code else found
    found = found.filter(reported__report__organ_id=organ) if organ else found
    pending = Q(needs_approval=True, carried_out__isnull=True)
    found = found.filter(pending) if waiting else found
    related = ("reported__report__organ", "decided_by", "carried_out", "version")
    heavy = ("reported__elements", "version__elements", "version__form_schema")
    pages = Paginator(found.select_related(*related).defer(*heavy), ON_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    asked = {"code": code, "organ": str(organ or ""), "waiting": "1" if waiting else ""}
    counted = by_code(campaign)
    context = {
        "campaign": campaign,
        "counted": [
            (each, counted[each], link(asked, code="" if each == code else each.value)) for each in DecisionCode
        ],
        "total": sum(counted.values()),
        "code": code,
        "organ": str(organ or ""),
        "organs": Organ.objects.filter(reports__campaign=campaign).order_by("seq"),
        "waiting": waiting,
        "waiting_link": link(asked, waiting="" if waiting else "1"),
        "page": page,
        "page_link": link(asked) + "&page=",
        "may_approve": actor.role in APPROVERS,
    }
    return render(request, "desk/review/decisions.html", context)


def link(asked: dict[str, str], **changes: str) -> str:
    """The same list with something asked differently."""
    return "?" + urlencode({name: text for name, text in (asked | changes).items() if text})


@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """One decision; for the government's office, its execution."""
    actor = gates.actor_of(request)
    found = review_gates.decision_for(actor, pk)
    if request.method != "POST":
        return page_of(request, actor, found, CarryOutForm())
    gates.require(actor, *APPROVERS)
    form = CarryOutForm(request.POST)
    if not form.is_valid():
        return page_of(request, actor, found, form)
    try:
        made = acts.carry_out(found, **form.cleaned_data, by=actor, at=timezone.now())
    except Refused as no:
        return page_of(request, actor, found, form, no)
    messages.success(request, f"决定已执行：{made.effect}")
    return see_other("desk:review_decision", pk)


def page_of(
    request: HttpRequest, actor: Actor, found: Decision, form: CarryOutForm, refused: Refused | None = None
) -> HttpResponse:
    """The decision's page."""
    carried = CarriedOut.objects.select_related("done_by").filter(decision=found).first()
    freeze, today = Freeze.objects.filter(decision=found).first(), timezone.localdate()
    context = {
        "decision": found,
        "reported": found.reported,
        "organ": found.reported.report.organ,
        "particulars": shown(found.as_particulars()),
        "carried": carried,
        "freeze": freeze,
        "may_lift": freeze is not None and actor.role in DECIDERS and not freeze.as_span().is_over(today),
        "later": Decision.objects.filter(supersedes=found).first(),
        "may_approve": actor.role in APPROVERS and found.needs_approval and carried is None,
        "sees_item": actor.role in ONLOOKERS,
        "form": form,
        "refused": refused,
        "errors": first_errors(form) if form.is_bound else [],
    }
    status = 409 if refused else 422 if context["errors"] else 200
    return render(request, "desk/review/decision.html", context, status=status)


@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """The decision as its document."""
    found = review_gates.decision_for(gates.actor_of(request), pk)
    return pdf(pdf_of(found.document, timezone.now()), f"{found.number}.pdf")


def pdf(content: bytes, name: str) -> HttpResponse:
    """A PDF to be looked at in the browser."""
    return HttpResponse(content, headers=safe_headers(FileKind.PDF, name, beside=True))
