"""The public register of decisions. 《行政许可法》第四十条. It holds nothing that is not masked."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingquan.cases.words import Outcome
from qingquan.places.models import Organ
from qingquan.portal.items import Asked
from qingquan.publicity.models import PublicDecision

PER_PAGE = 20


@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    """Newest first, found by item, firm or document number, narrowed by organ and outcome."""
    asked = Asked.of(request, ("q", "organ", "outcome"))
    found = PublicDecision.objects.filter(withdrawn_at__isnull=True).select_related("organ")
    for word in asked.get("q").split():
        found = found.filter(
            Q(item_name__icontains=word) | Q(applicant__icontains=word) | Q(document_number__icontains=word)
        )
    if organ := asked.get("organ"):
        found = found.filter(organ__seq=organ)
    if asked.get("outcome") in {each.value for each in Outcome}:
        found = found.filter(outcome=asked.get("outcome"))
    context = {
        "asked": asked,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "organs": Organ.objects.filter(public_decisions__isnull=False).distinct(),
        "link": asked.link() + ("&" if asked.words else "") + "page=",
    }
    return render(request, "portal/decisions.html", context)
