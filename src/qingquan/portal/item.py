"""The page of one item: all its version in force says, drawn fast, because everybody reads it."""

import time
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from markupsafe import Markup

from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.words import MaterialNeed, MaterialSource, PowerType
from qingquan.clock import BeyondCalendar, Period, Unit, due
from qingquan.forfeits.reading import standing_against
from qingquan.places.calendar import county_calendar
from qingquan.places.county import county_face
from qingquan.places.models import Window
from qingquan.portal import gates
from qingquan.portal.statutes import links
from qingquan.procedures import runs
from qingquan.procedures.models import StoredProcedure

SECONDS_KEPT = 60


@dataclass(frozen=True, slots=True)
class Drawn:
    """A procedure as everyone sees it: the drawing, and the same in words."""

    svg: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """If it were accepted today: the last day of the promise or, without one, of the law."""

    due_on: date | None
    beyond: str = ""


@lru_cache(maxsize=500)
def drawn(sha256: str) -> Drawn:
    """Kept by digest: a stored file never changes."""
    xml = StoredProcedure.objects.values_list("xml", flat=True).get(sha256=sha256).encode()
    return Drawn(runs.draw(xml), tuple(step.words for step in runs.tell(xml)))


@lru_cache(maxsize=2000)
def facts_of(pk: int, digest: str) -> VersionFacts:
    """Everything a version says. A version in force never changes, so what is kept can never be stale."""
    return VersionFacts.from_json(ItemVersion.objects.values_list("elements", flat=True).get(pk=pk, digest=digest))


@require_safe
def item(request: HttpRequest, code: str) -> HttpResponse:
    """The version in force today, or on the day the address asks for."""
    today = timezone.localdate()
    on = day_asked(request) or today
    pk, name = gates.version_named(code, on)
    minute = int(time.monotonic() // SECONDS_KEPT)
    guide = drawn_guide(pk, on, today, str(get_language()), minute)
    return render(request, "portal/item.html", {"name": name, "guide": guide})


@lru_cache(maxsize=500)
def drawn_guide(pk: int, on: date, today: date, language: str, minute: int) -> Markup:
    """All that everybody reads alike. Windows and phones may change, so it is drawn anew each minute."""
    version = ItemVersion.objects.select_related("item__organ").get(pk=pk)
    facts = facts_of(version.pk, version.digest)
    context = {
        "language": language,
        "county": county_face(),
        "version": version,
        "facts": facts,
        "on": on,
        "is_today": on == today,
        "history": gates.published_versions(version.item.code),
        "given_up": standing_against(version.item.code),
        "cited": links(facts.legal_bases, on),
        "kind": PowerType(version.item.power_type),
        "materials": [each for each in facts.materials if each.source is not MaterialSource.GOVERNMENT],
        "looked_up": [each for each in facts.materials if each.source is MaterialSource.GOVERNMENT],
        "needed": MaterialNeed.REQUIRED,
        "example": example(version, today),
        "windows": windows(version) if asks_windows(version, facts) else (),
        "svg": Markup(drawn(version.procedure_id).svg) if version.procedure_id else None,
        "steps": drawn(version.procedure_id).steps if version.procedure_id else (),
    }
    return Markup(render_to_string("portal/_item.html", context))


def day_asked(request: HttpRequest) -> date | None:
    """The day of `?on=2026-03-01`; what is no day is no page."""
    text = request.GET.get("on")
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None


def example(version: ItemVersion, today: date) -> Example | None:
    """The day a decision would be due; None when the version states no limit."""
    promised = version.promise_days is not None
    days, unit = (version.promise_days, version.promise_unit) if promised else (version.legal_days, version.legal_unit)
    if not days:
        return None
    try:
        last = due(Period(today, days, Unit(unit)), county_calendar())
    except BeyondCalendar as beyond:
        return Example(None, str(beyond))
    return Example(last.raw if last else None)


def asks_windows(version: ItemVersion, facts: VersionFacts) -> bool:
    """Whether people come for it and the version does not say where to."""
    return PowerType(version.item.power_type).on_application and not facts.places


def windows(version: ItemVersion) -> list[Window]:
    """Where to go when the version itself does not say: the windows of the organ."""
    return list(Window.objects.filter(organ=version.item.organ).select_related("hall"))


@require_safe
def flowchart(request: HttpRequest, code: str) -> HttpResponse:
    """The drawing alone, to be kept or printed large."""
    version = gates.version_for(code, day_asked(request) or timezone.localdate())
    if not version.procedure_id:
        raise Http404
    answer = HttpResponse(drawn(version.procedure_id).svg, content_type="image/svg+xml")
    # Opened on its own, a drawing could run scripts; this one has none and may load nothing.
    answer.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return answer
