"""Following a case: found by number and query code or as one's own, with the working of its due day."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from qingquan.cases import acts
from qingquan.cases.acts import MaterialGiven
from qingquan.cases.models import Case, MaterialIn, Notice
from qingquan.cases.opening import open_with_code
from qingquan.cases.rules import permits
from qingquan.cases.rules.facts import CaseFacts
from qingquan.cases.words import HANDED_IN, MaterialWay, Stage
from qingquan.catalogue.words import MaterialNeed
from qingquan.forfeits.reading import stopped_of
from qingquan.languages import say
from qingquan.law import Refused
from qingquan.papers.files import store_file
from qingquan.papers.models import Document
from qingquan.papers.rules.numbers import read_query_code
from qingquan.portal import gates
from qingquan.portal.clockface import clock_face
from qingquan.portal.progress import doings, in_plain_words, stations

GET_POST = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(GET_POST)
def follow(request: HttpRequest) -> HttpResponse:
    """Ask for the number and the code; the QR code of a receipt brings the number along."""
    number = "".join((request.POST.get("number") or request.GET.get("number", "")).split())[:40]
    context = {"number": number, "mine": gates.cases_of(request).order_by("-received_at")[:5]}
    if request.method != "POST":
        return render(request, "portal/follow.html", context)
    try:
        code = read_query_code(request.POST.get("code", "")[:20])
    except Refused:
        # A code that cannot be one is answered like any wrong one, and counted.
        code = ""
    address = str(request.META.get("REMOTE_ADDR", ""))
    try:
        case = open_with_code(number, code, address=address, at=timezone.now())
    except Refused as no:
        return render(request, "portal/follow.html", context | {"wrong": no.why}, status=422)
    gates.opened(request, case)
    return redirect("portal:case", case.number)


@never_cache
@require_safe
def case(request: HttpRequest, number: str) -> HttpResponse:
    """Where a case stands, until when, and how that day was counted."""
    found = gates.case_for(request, number)
    clock = clock_face(found.number, timezone.now())
    facts = clock.held.facts
    context = {
        "case": found,
        "own": gates.cases_of(request).filter(pk=found.pk).exists(),
        "clock": clock,
        "headline": in_plain_words(facts),
        "stations": stations(found, clock.held),
        "doings": doings(found),
        "pauses": found.pauses.select_related("document"),
        "stopped": stopped_of(found),
        "gaps": found.notice.gaps if facts.gaps_noticed_on else [],
        "materials": found.materials.select_related("file", "issued"),
        "documents": Document.objects.filter(subject=found.number),
        "may_withdraw": allowed(permits.check_may_withdraw, facts),
        "may_supply": facts.stage is Stage.SUPPLEMENT_PENDING,
        "handed_in": HANDED_IN,
    }
    return render(request, "portal/case.html", context)


def allowed(question: Callable[[CaseFacts], None], facts: CaseFacts) -> bool:
    """Whether a rule lets it happen now."""
    try:
        question(facts)
    except Refused:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing to supply: what, why, and whether the case cannot go on without it."""

    key: str
    name: str
    problem: str
    required: bool


def slots_of(case: Case) -> list[Slot]:
    """What the notice names, then what is still missing beyond it."""
    notice = Notice.objects.filter(case=case).first()
    named = {gap["material"]: gap["problem"] for gap in notice.gaps} if notice else {}
    missing = MaterialIn.objects.filter(case=case, way=MaterialWay.PENDING.value).order_by("position")
    wanted = {row.name: row.need == MaterialNeed.REQUIRED for row in missing}
    names = [*named, *(name for name in wanted if name not in named)]
    slots = [Slot(f"m{n}", name, named.get(name, ""), name in named or wanted[name]) for n, name in enumerate(names, 1)]
    return [*slots, Slot("other", say("补正说明"), "", False)]


@never_cache
@require_http_methods(GET_POST)
def supply(request: HttpRequest, number: str) -> HttpResponse:
    """Hand in what the notice asks for, all at once."""
    found = gates.own_case_for(request, number)
    slots = slots_of(found)
    context: dict[str, object] = {"case": found, "slots": slots}
    if request.method != "POST":
        return render(request, "portal/supply.html", context)
    actor = gates.actor_of(request)
    errors: list[tuple[str, str]] = []
    given: list[MaterialGiven] = []
    for slot in slots:
        if upload := request.FILES.get(slot.key):
            try:
                kept = store_file(upload, by=actor, at=timezone.now())  # type: ignore[arg-type]
                given.append(MaterialGiven(slot.name, MaterialWay.UPLOADED, file_id=kept.pk))
            except Refused as no:
                errors.append((slot.key, no.why))
    if not given and not errors:
        errors.append((slots[0].key, say("请至少上传一份补正的材料。")))
    if errors:
        return render(request, "portal/supply.html", context | {"errors": errors}, status=422)
    try:
        acts.supply(found.number, given, by=actor, at=timezone.now())
    except Refused as no:
        return render(request, "portal/supply.html", context | {"refused": no}, status=409)
    return redirect("portal:case", found.number)


@never_cache
@require_http_methods(GET_POST)
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Take the application back, after a page that says what this means."""
    found = gates.own_case_for(request, number)
    if request.method != "POST":
        return render(request, "portal/withdraw.html", {"case": found})
    reason = request.POST.get("reason", "").strip()[:500]
    try:
        acts.withdraw(found.number, reason, by=gates.actor_of(request), at=timezone.now())
    except Refused as no:
        return render(request, "portal/withdraw.html", {"case": found, "refused": no}, status=409)
    return redirect("portal:case", found.number)
