"""A suspension ordered from above: its days, what ended it, and ending it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from qingquan.desk import gates, review_gates
from qingquan.desk.door import see_other
from qingquan.desk.review_forms import LiftForm, first_errors
from qingquan.law import Refused
from qingquan.ledger.models import Entry
from qingquan.people.models import Actor
from qingquan.review import acts
from qingquan.review.acts.hold import subject_of
from qingquan.review.models import Decision, Freeze
from qingquan.review.rules.authority import DECIDERS


@require_http_methods(["GET", "HEAD", "POST"])
def freeze(request: HttpRequest, pk: int) -> HttpResponse:
    """The suspension that rests on a decision; for who decides, its end."""
    actor = gates.actor_of(request)
    decision, found = review_gates.decision_for(actor, pk), review_gates.freeze_for(actor, pk)
    if request.method != "POST":
        return page_of(request, actor, decision, found, LiftForm())
    gates.require(actor, *DECIDERS)
    form = LiftForm(request.POST)
    if not form.is_valid():
        return page_of(request, actor, decision, found, form)
    try:
        lifted = acts.lift_freeze(found, **form.cleaned_data, by=actor, at=timezone.now())
    except Refused as no:
        return page_of(request, actor, decision, review_gates.freeze_for(actor, pk), form, no)
    messages.success(request, f"已记载恢复实施：暂停到{lifted.until_on}为止，次日起可以收件。")
    return see_other("desk:review_freeze", pk)


def page_of(  # noqa: PLR0917 - whose page, about what, with what was typed and refused.
    request: HttpRequest,
    actor: Actor,
    decision: Decision,
    found: Freeze,
    form: LiftForm,
    refused: Refused | None = None,
) -> HttpResponse:
    """The page of a suspension. Whether it runs, is over or has yet to begin is told as of today."""
    today, span = timezone.localdate(), found.as_span()
    lifted = Entry.objects.of(subject_of(decision.reported)).filter(
        kind="review.freeze_lifted", facts__decision=decision.number
    )
    context = {
        "decision": decision,
        "reported": decision.reported,
        "organ": decision.reported.report.organ,
        "freeze": found,
        "over": span.is_over(today),
        "begun": span.from_on <= today,
        "earliest": span.earliest_last_day(today),
        "lifted": list(lifted),
        "decides": actor.role in DECIDERS,
        "deciders": "、".join(role.label for role in DECIDERS),
        "form": form,
        "refused": refused,
        "errors": first_errors(form) if form.is_bound else [],
    }
    status = 409 if refused else 422 if context["errors"] else 200
    return render(request, "desk/review/freeze.html", context, status=status)
