"""Finding items by what people call them: two characters are enough.

Names that are or begin with the words come first, then names that hold them, then materials and
conditions. Each layer is one index scan that stops at the limit, so a common word costs no more than a rare one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.fields import BooleanField

from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.rules.grams import pieces, query
from qingquan.catalogue.words import PowerType

# Among names that hold the words, as many are fetched for ordering as a screen of results can need.
CANDIDATES = 200


@dataclass(frozen=True, slots=True)
class Filters:
    """What else a found item must be. With `on`, in force that day; without it, the newest version of each item."""

    on: date | None = None
    organ_id: int | None = None
    power_type: PowerType | None = None
    online: bool | None = None


def find(asked: str, filters: Filters | None = None, limit: int = 20) -> list[ItemVersion]:
    """The best versions for a question, best first; none for a question without a letter or character."""
    found: dict[int, ItemVersion] = {}
    if not pieces(asked):
        return []
    for layer in layers(asked, allowed(filters or Filters()), limit):
        for version in layer:
            found.setdefault(version.pk, version)
        if len(found) >= limit:
            break
    return list(found.values())[:limit]


def layers(asked: str, versions: QuerySet[ItemVersion], limit: int) -> Iterator[list[ItemVersion]]:
    """From the surest hits to the weakest; the next is asked for only when more are wanted."""
    words = asked.split()
    if len(words) == 1:
        yield shortest_first(list(versions.filter(name__startswith=words[0])[:CANDIDATES]), words)
    yield shortest_first(list(versions.filter(holds("name_grams", asked))[:CANDIDATES]), words)
    yield list(versions.filter(holds("body_grams", asked))[:limit])


def shortest_first(versions: list[ItemVersion], words: list[str]) -> list[ItemVersion]:
    """The pairs may stand apart in a name: names with the words unbroken come first, short ones before long."""
    return sorted(versions, key=lambda v: (not all(word in v.name for word in words), len(v.name), v.name))


def allowed(filters: Filters) -> QuerySet[ItemVersion]:
    """The versions a question may find, with what a list of results shows."""
    versions = ItemVersion.objects.order_by().select_related("item__organ").defer("elements", "form_schema")
    versions = versions.in_force(filters.on) if filters.on else versions.newest()
    if filters.organ_id is not None:
        versions = versions.filter(item__organ_id=filters.organ_id)
    if filters.power_type is not None:
        versions = versions.filter(item__power_type=filters.power_type.value)
    if filters.online is not None:
        versions = versions.filter(online=filters.online)
    return versions


def holds(column: str, asked: str) -> RawSQL:
    """The condition that a column of pairs holds all pairs of the question. `column` is a name of this module."""
    return RawSQL(f"catalogue_itemversion.{column} @@ %s::tsquery", [query(asked)], output_field=BooleanField())
