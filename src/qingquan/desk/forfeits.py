"""Powers concealed, left out or made up: the numbers, the findings, one finding with all that follows from it."""

from collections.abc import Mapping

from django.contrib import messages
from django.db.models import Count, Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from qingquan.desk import forfeits_gates, gates
from qingquan.desk.forfeits_forms import Accounting, Finding, Taken
from qingquan.forfeits import acts, reading
from qingquan.forfeits.models import Forfeit
from qingquan.forfeits.rules import terms
from qingquan.forfeits.rules.authority import ACCOUNTING, FINDERS
from qingquan.forfeits.rules.duty import StatutoryDuty
from qingquan.forfeits.words import ForfeitKind
from qingquan.law import Refused
from qingquan.people.models import Actor
from qingquan.supervision.words import CardState, Rule

GET_POST = ["GET", "HEAD", "POST"]
FORMS = {"account": Accounting, "taken": Taken}


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The county's numbers and every finding."""
    actor = gates.actor_of(request)
    found = forfeits_gates.forfeits_for(actor).annotate(
        fee_count=Count("fees"),
        owed=Sum("fees__amount", filter=Q(fees__returned_at__isnull=True), default=0),
    )
    context = {
        "found": found,
        "numbers": reading.numbers(timezone.localdate()) if forfeits_gates.county_wide(actor) else None,
        "given_up_cards": card_numbers(actor),
        "may_find": actor.role in FINDERS,
        "may_read_matters": actor.role in forfeits_gates.READING_MATTERS,
    }
    return render(request, "desk/forfeits/overview.html", context)


def card_numbers(actor: Actor) -> dict[str, int]:
    """Cards about powers given up, as far as the post sees cards."""
    rules = {"exercised": Rule.AU04.value, "fees": Rule.FE02.value}
    found = gates.cards_for(actor).filter(rule__in=rules.values())
    counted = {name: Count("pk", filter=Q(rule=rule)) for name, rule in rules.items()}
    waits = Q(state__in=[CardState.ISSUED.value, CardState.ACKNOWLEDGED.value])
    return found.order_by().aggregate(total=Count("pk"), unanswered=Count("pk", filter=waits), **counted)


@require_http_methods(GET_POST)
def new(request: HttpRequest) -> HttpResponse:
    """Find a power concealed, left out or made up; a statutory duty is entered on the list by force instead."""
    actor = gates.require(gates.actor_of(request), *FINDERS)
    if request.method != "POST":
        first = {"code": request.GET.get("code", "")[:64], "found_on": timezone.localdate()}
        return render(request, "desk/forfeits/new.html", {"form": Finding(initial=first)})
    form = Finding(request.POST)
    item = forfeits_gates.item_named(str(request.POST.get("code", "")))
    if item is None and request.POST.get("code", "").strip():
        form.add_error("code", "没有这个编码的事项，请核对；清单里还没有的，先由机关补报。")
    if not form.is_valid() or item is None:
        return again(request, "desk/forfeits/new.html", {"form": form})
    given = form.cleaned_data | {"kind": ForfeitKind(form.cleaned_data["kind"])}
    given.pop("code")
    try:
        made = acts.forfeit(item, **given, by=actor, at=timezone.now())
    except StatutoryDuty as duty:
        made = acts.keep_serving(item, **given, by=actor, at=timezone.now())
        messages.warning(request, f"{duty.why}依据：{duty.cite}。")
        return redirect("desk:forfeits_one", made.number)
    except Refused as no:
        return render(request, "desk/forfeits/new.html", {"form": form, "refused": no}, status=409)
    messages.success(request, f"已认定{made.get_kind_display()}，自现在起不能收件、收费和发证。")
    return redirect("desk:forfeits_one", made.number)


@require_http_methods(GET_POST)
def one(request: HttpRequest, number: str) -> HttpResponse:
    """One finding; supervision holds to account here, finders enter money found on receipts."""
    actor = gates.actor_of(request)
    found = forfeits_gates.forfeit_for(actor, number)
    if request.method != "POST":
        return page(request, actor, found, {})
    deed = "account" if request.POST.get("deed") == "account" else "taken"
    gates.require(actor, *(ACCOUNTING if deed == "account" else FINDERS))
    form = FORMS[deed](request.POST)
    if not form.is_valid():
        return page(request, actor, found, {deed: form}, status=422)
    do = acts.hold_to_account if deed == "account" else acts.note_taken
    try:
        do(found, **form.cleaned_data, by=actor, at=timezone.now())
    except Refused as no:
        return page(request, actor, found, {deed: form}, status=409, refused=no)
    messages.success(request, "追责结果已登记。" if deed == "account" else "已列入退费清单。")
    return redirect("desk:forfeits_one", number)


def page(  # noqa: PLR0917 - who looks at what, and what came of it.
    request: HttpRequest,
    actor: Actor,
    found: Forfeit,
    forms: Mapping[str, object],
    status: int = 200,
    refused: Refused | None = None,
) -> HttpResponse:
    """The page of one finding."""
    today = timezone.localdate()
    context = {
        "found": found,
        "fees": forfeits_gates.fees_for(actor).filter(forfeit=found),
        "stopped": forfeits_gates.stopped_for(actor).filter(source=found.number),
        "cards": gates.cards_for(actor).filter(Q(fee__forfeit=found) | Q(forfeit=found)),
        "order": terms.order_to_return(today),
        "refused": refused,
        "account": forms.get("account", Accounting())
        if actor.role in ACCOUNTING and found.accounted_at is None
        else None,
        "taken": forms.get("taken", Taken(initial={"taken_on": today}))
        if actor.role in FINDERS and found.stands
        else None,
        "errors": [pair for form in forms.values() for pair in errors_of(form)],
    }
    return render(request, "desk/forfeits/one.html", context, status=status)


def again(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    """The page once more, with what was wrong."""
    errors = errors_of(context["form"])
    return render(request, template, context | {"errors": errors}, status=422)


def errors_of(form: object) -> list[tuple[str, str]]:
    """(field, sentence) for the summary at the head of the page."""
    told = getattr(form, "errors", {})
    return [(name, " ".join(str(each) for each in texts)) for name, texts in told.items()]
