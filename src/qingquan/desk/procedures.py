"""The procedures of the county: what is stored, how it looks, where it is used, what the check says."""

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from qingquan.catalogue.rules.authority import DRAFTERS
from qingquan.desk import catalogue_gates, gates
from qingquan.desk.catalogue_words import state_of
from qingquan.desk.elements.typed import tidy as tidy_text
from qingquan.desk.procedure_reading import in_json, look_at_stored, tidy
from qingquan.procedures import runs
from qingquan.procedures.models import StoredProcedure

ON_A_PAGE = 25


@require_safe
def procedures(request: HttpRequest) -> HttpResponse:
    """Every stored procedure by name, with how many versions run on it."""
    actor = gates.actor_of(request)
    asked = tidy_text(request.GET.get("q", "")).strip()[:60]
    stored = StoredProcedure.objects.defer("xml").annotate(uses=Count("versions")).order_by("name", "-stored_at")
    if asked:
        stored = stored.filter(name__contains=asked)
    page = Paginator(stored, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": [(each, look_at_stored(each.sha256)) for each in page.object_list],
        "page": page,
        "asked": asked,
        "may_write": actor.role in DRAFTERS,
    }
    return render(request, "desk/procedures/list.html", context)


@require_safe
def procedure(request: HttpRequest, sha256: str) -> HttpResponse:
    """One procedure: the picture, the words, the findings, the versions that run on it."""
    actor = gates.actor_of(request)
    stored = catalogue_gates.procedure_for(actor, sha256)
    today = timezone.localdate()
    uses = catalogue_gates.uses_of(sha256).order_by("item__code", "-number")
    context = {
        "stored": stored,
        "seen": look_at_stored(sha256),
        "uses": [(version, state_of(version, today), catalogue_gates.may_see(actor, version.item)) for version in uses],
        "may_write": actor.role in DRAFTERS,
    }
    return render(request, "desk/procedures/page.html", context)


@require_safe
def download(request: HttpRequest, sha256: str) -> HttpResponse:
    """The file itself; never shown by the browser as a page of ours."""
    stored = catalogue_gates.procedure_for(gates.actor_of(request), sha256)
    answer = HttpResponse(stored.xml, content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = content_disposition_header(True, f"{stored.name}.bpmn") or "attachment"
    return answer


@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """What the check says of a diagram that is being drawn. Nothing is stored."""
    gates.require(gates.actor_of(request), *DRAFTERS)
    xml = tidy(request.POST.get("xml", "")).encode(errors="replace")
    return JsonResponse({"findings": in_json(runs.check(xml))})
