"""The law the county works by, for everyone: what a statute or an article said on a day."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from qingquan.catalogue.citing import items_citing
from qingquan.catalogue.rules.parts import LegalBasis
from qingquan.statutes import search
from qingquan.statutes.models import Statute
from qingquan.statutes.reading import applies, resolve_many, texts, titled
from qingquan.statutes.rules.citations import cite

ON_A_PAGE = 50
ARTICLES_ON_A_PAGE = 100


@require_safe
def statutes(request: HttpRequest) -> HttpResponse:
    """Every statute of the library, found by title or by the words of its articles."""
    today = timezone.localdate()
    asked = request.GET.get("q", "").replace("\x00", "").strip()[:60]
    hits = search.find(asked, today) if asked else None
    rows = search.ordered(Statute.objects.all(), hits.statutes if hits else None)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "asked": asked,
        "hits": hits,
        "page": page,
        "page_link": "?" + urlencode({"q": asked} if asked else {}) + "&page=",
        "today": today,
    }
    return render(request, "portal/statutes/list.html", context)


@require_safe
def statute(request: HttpRequest, key: str) -> HttpResponse:
    """A statute as it read on a day."""
    found, on = named(key), day_asked(request)
    readable = found.readable_on(on)
    page = Paginator(found.articles.on(readable), ARTICLES_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "statute": found,
        "on": on,
        "readable": readable,
        "standing": found.standing(on),
        "page": page,
        "page_link": f"?on={on.isoformat()}&page=",
        "citing": items_citing(found.title, None, on),
    }
    return render(request, "portal/statutes/statute.html", context)


@require_safe
def article(request: HttpRequest, key: str, number: str) -> HttpResponse:
    """One article as it read on a day, and every text it ever had."""
    found, on = named(key), day_asked(request)
    every = texts(found, number)
    if not every:
        raise Http404
    readable = found.readable_on(on)
    context = {
        "statute": found,
        "on": on,
        "standing": found.standing(on),
        "name": every[0].name,
        "current": next((each for each in every if applies(each, readable)), None),
        "texts": list(reversed(every)),
        "citing": items_citing(found.title, [(every[0].number, every[0].suffix)], on),
    }
    return render(request, "portal/statutes/article.html", context)


def named(key: str) -> Statute:
    """The statute of this key."""
    found = titled(key)
    if found is None:
        raise Http404
    return found


def day_asked(request: HttpRequest) -> date:
    """The day of `?on=2026-03-01`, today for none; what is no day is no page."""
    text = request.GET.get("on")
    if not text:
        return timezone.localdate()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None


def links(bases: Sequence[LegalBasis], on: date) -> dict[str, str]:
    """For each basis of an item that the library keeps, by its key, the page with its article or its statute."""
    cited = [(basis.key, cite(basis.name, basis.article)[0]) for basis in bases]
    found = resolve_many([citation for _, citation in cited], on)
    return {
        key: address(each.statute, each.article.slug if each.article else "", on)
        for (key, _), each in zip(cited, found, strict=True)
        if each.statute
    }


def address(statute: Statute, number: str, on: date) -> str:
    """Where an article, or the statute, is read as of a day."""
    asked = f"?on={on.isoformat()}"
    if number:
        return reverse("portal:statute_article", args=[statute.key, number]) + asked
    return reverse("portal:statute", args=[statute.key]) + asked
