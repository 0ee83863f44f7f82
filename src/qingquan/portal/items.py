"""The list of items: searched by two characters or more, narrowed by links, twenty on a page."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Case as Choose
from django.db.models import IntegerField, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from qingquan.catalogue import search
from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.words import PowerType
from qingquan.languages import say
from qingquan.portal import shelves

PER_PAGE = 20
MOST_FOUND = 400
KEYS = ("q", "for", "organ", "type", "theme", "online")
ON_APPLICATION = [each.value for each in PowerType if each.on_application]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; unknown words ask for nothing."""

    words: dict[str, str]

    @classmethod
    def of(cls, request: HttpRequest, keys: tuple[str, ...] = KEYS) -> "Asked":
        """Read and shortened; control characters do not reach the database."""
        given = {key: "".join(c for c in request.GET.get(key, "") if c.isprintable()).strip()[:60] for key in keys}
        return cls({key: text for key, text in given.items() if text})

    def get(self, key: str) -> str:
        """One word; empty when it was not asked."""
        return self.words.get(key, "")

    def link(self, **changed: str) -> str:
        """The address with some words replaced, and from the first page."""
        return "?" + urlencode({key: text for key, text in (self.words | changed).items() if text})


@require_safe
def items(request: HttpRequest) -> HttpResponse:
    """All items in force today that answer the question."""
    asked, on = Asked.of(request), timezone.localdate()
    given_up = shelves.given_up()
    versions = ordered(narrowed(ItemVersion.objects.in_force(on), asked), asked, on, given_up)
    shown = versions.select_related("item__organ").defer("elements", "form_schema")
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    counted = shelves.shelves(on)
    context = {
        "asked": asked,
        "page": page,
        "shelves": counted,
        "chosen": chosen(asked, counted),
        "given_up": given_up,
        "power_types": {each.value: each.label for each in PowerType},
        "link": asked.link() + ("&" if asked.words else "") + "page=",
    }
    return render(request, "portal/items.html", context)


def narrowed(versions: QuerySet[ItemVersion], asked: Asked) -> QuerySet[ItemVersion]:
    """The links of the side column, all at once."""
    if organ := asked.get("organ"):
        versions = versions.filter(item__organ__seq=organ)
    if kind := asked.get("type"):
        versions = versions.filter(item__power_type=kind)
    if theme := asked.get("theme"):
        versions = versions.filter(elements__themes__contains=[theme])
    if (whom := asked.get("for")) in {"person", "firm"}:
        versions = versions.filter(shelves.objects_of(whom))
    if asked.get("online"):
        versions = versions.filter(online=True)
    return versions


def ordered(versions: QuerySet[ItemVersion], asked: Asked, on: date, given_up: frozenset[int]) -> QuerySet[ItemVersion]:
    """By their sound; when something was searched, what fits best first.

    What was given up is found only by who asks for exactly this item, and not among what is done online.
    """
    words = asked.get("q")
    if not words:
        # What people come for first: what can be applied for.
        applied = Choose(
            When(item__power_type__in=ON_APPLICATION, then=Value(0)), default=1, output_field=IntegerField()
        )
        return versions.exclude(item_id__in=given_up).order_by(applied, "item__sort_key", "item__code")
    hits = search.find(words, search.Filters(on=on, without=given_up), limit=MOST_FOUND)
    found = list(dict.fromkeys([*search.called(words, on), *(version.pk for version in hits)]))
    rank = Choose(
        *(When(pk=pk, then=Value(place)) for place, pk in enumerate(found)), default=0, output_field=IntegerField()
    )
    if asked.get("online"):
        versions = versions.exclude(item_id__in=given_up)
    return versions.filter(pk__in=found).order_by(rank)


def chosen(asked: Asked, counted: shelves.Shelves) -> list[tuple[str, str]]:
    """What the list is narrowed to, each with the address that lets it go."""
    organs = {shelf.key: shelf.name for shelf in counted.organs}
    types = {shelf.key: shelf.name for shelf in counted.types}
    names = {
        "for": shelves.name_of(asked.get("for")),
        "organ": organs.get(asked.get("organ"), asked.get("organ")),
        "type": say(types.get(asked.get("type"), asked.get("type"))),
        "theme": asked.get("theme"),
        "online": say("可以网上申请"),
    }
    return [(names[key], asked.link(**{key: ""})) for key in KEYS if key != "q" and asked.get(key) and names[key]]
