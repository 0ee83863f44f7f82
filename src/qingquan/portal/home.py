"""The front page: search first, then every way in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from qingquan.places.models import Hall
from qingquan.places.words import HallLevel
from qingquan.portal.shelves import shelves
from qingquan.publication.reading.editions import listed
from qingquan.publicity.models import PublicDecision

NEWEST = 5


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front page."""
    on = timezone.localdate()
    changed = listed(on).filter(number__gt=1).order_by("-from_on", "-published_at")
    context = {
        "shelves": shelves(on),
        "decisions": PublicDecision.objects.filter(withdrawn_at__isnull=True).select_related("organ")[:NEWEST],
        "changes": changed.select_related("item").defer("elements", "form_schema")[:NEWEST],
        "halls": Hall.objects.filter(level=HallLevel.TOWN.value),
    }
    return render(request, "portal/home.html", context)


@require_safe
def halls(request: HttpRequest) -> HttpResponse:
    """Where to go: the county's centre, the town centres, the village stations."""
    found = Hall.objects.select_related("division__parent").order_by("division__code")
    levels = [(level, [hall for hall in found if hall.level == level]) for level in HallLevel]
    return render(request, "portal/halls.html", {"levels": levels})
