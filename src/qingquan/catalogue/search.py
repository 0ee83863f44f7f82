"""Finding items by what people call them: two characters are enough.

Names that are or begin with the words come first, then names that hold them, then materials and
conditions. Each layer is one index scan that stops at the limit, so a common word costs no more than a rare one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from unicodedata import normalize

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.fields import BooleanField

from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.words import PowerType
from qingquan.matching.grams import pieces, query

# Among names that hold the words, as many are fetched for ordering as a screen of results can need.
CANDIDATES = 200
CODE = re.compile(r"[0-9A-Z-]{6,64}")


@dataclass(frozen=True, slots=True)
class Filters:
    """What else a found item must be. With `on`, in force that day; without it, the newest version of each item."""

    on: date | None = None
    organ_id: int | None = None
    power_type: PowerType | None = None
    online: bool | None = None
    without: frozenset[int] = frozenset()
    """Items that are not to be found: what rooms above this one know of them is no matter of the search."""


def find(asked: str, filters: Filters | None = None, limit: int = 20) -> list[ItemVersion]:
    """The best versions for a question, best first; none for a question without a letter or character."""
    found: dict[int, str] = {}
    if not pieces(asked):
        return []
    for layer in layers(asked, allowed(filters or Filters()), limit):
        for pk, name in layer:
            found.setdefault(pk, name)
        if len(found) >= limit:
            break
    wanted = list(found)[:limit]
    # Only what is shown is fetched whole: two hundred rows with their organs cost ten times the search.
    rows = ItemVersion.objects.select_related("item__organ").defer("elements", "form_schema").in_bulk(wanted)
    return [rows[pk] for pk in wanted]


def layers(asked: str, versions: "QuerySet[ItemVersion]", limit: int) -> Iterator[list[tuple[int, str]]]:
    """From the surest hits to the weakest; the next is asked for only when more are wanted."""
    words = asked.split()
    pairs = versions.values_list("pk", "name")
    if len(words) == 1:
        yield shortest_first(list(pairs.filter(name__startswith=words[0])[:CANDIDATES]), words)
    yield shortest_first(list(pairs.filter(holds("name_grams", asked))[:CANDIDATES]), words)
    yield list(pairs.filter(holds("body_grams", asked))[:limit])


def shortest_first(named: list[tuple[int, str]], words: list[str]) -> list[tuple[int, str]]:
    """The pairs may stand apart in a name: names with the words unbroken come first, short ones before long."""
    return sorted(named, key=lambda hit: (not all(word in hit[1] for word in words), len(hit[1]), hit[1]))


def allowed(filters: Filters) -> "QuerySet[ItemVersion]":
    """The versions a question may find."""
    versions = ItemVersion.objects.order_by()
    versions = versions.in_force(filters.on) if filters.on else versions.newest()
    if filters.organ_id is not None:
        versions = versions.filter(item__organ_id=filters.organ_id)
    if filters.power_type is not None:
        versions = versions.filter(item__power_type=filters.power_type.value)
    if filters.online is not None:
        versions = versions.filter(online=filters.online)
    if filters.without:
        versions = versions.exclude(item_id__in=filters.without)
    return versions


def called(asked: str, on: date) -> list[int]:
    """The versions in force on a day whose item has exactly this code, or which have exactly this name.

    A code may be typed in full-width characters and small letters, with spaces between its groups.
    """
    versions = ItemVersion.objects.order_by().in_force(on).values_list("pk", flat=True)
    code = "".join(normalize("NFKC", asked).upper().split())
    coded = versions.filter(item__code=code) if CODE.fullmatch(code) else versions.none()
    return [*coded, *versions.filter(name=asked.strip()).order_by("item__code")[:CANDIDATES]]


def holds(column: str, asked: str) -> RawSQL:
    """The condition that a column of pairs holds all pairs of the question. `column` is a name of this module."""
    return RawSQL(f"catalogue_itemversion.{column} @@ %s::tsquery", [query(asked)], output_field=BooleanField())
