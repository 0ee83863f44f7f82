"""How complete each item's static information is, over all items somebody may see.

A version's digest stands for its elements word for word, so that what was measured on one digest holds for good: the
elements of a version are read once in the life of a process, and afterwards only its digest.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from qingquan.catalogue.models import Item, ItemVersion
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.meter import Meter, meter

MOST_KEPT = 20_000
"""Meters kept at a time; a county has some thousands of items."""
_measured: dict[str, Meter] = {}


@dataclass(frozen=True, slots=True)
class Measured:
    """The newest version of one item, and how complete it is."""

    code: str
    number: int
    name: str
    organ: str
    """The organ's place in the list of organs; empty while it is not settled."""
    organ_name: str
    meter: Meter


def measured(items: QuerySet[Item]) -> list[Measured]:
    """The newest versions of some items, organ by organ: one statement, and one more for what was never measured."""
    newest = ItemVersion.objects.newest().filter(item__in=items).order_by("item__organ__seq", "item__code")
    rows = list(newest.values_list("item__code", "number", "name", "item__organ__seq", "item__organ__name", "digest"))
    meters = meters_of({row[-1] for row in rows})
    return [
        Measured(code, number, name, seq or "", organ or "实施主体未确定", meters[digest])
        for code, number, name, seq, organ, digest in rows
    ]


def meters_of(wanted: Iterable[str]) -> dict[str, Meter]:
    """The meters of some digests; what is not known yet is read and measured."""
    digests = set(wanted)
    if len(_measured) > MOST_KEPT:
        _measured.clear()
    unknown = digests - _measured.keys()
    if unknown:
        versions = ItemVersion.objects.filter(digest__in=unknown).order_by("digest", "pk").distinct("digest")
        for digest, elements in versions.values_list("digest", "elements").iterator(chunk_size=500):
            _measured[digest] = meter(VersionFacts.from_json(elements))
    return {digest: _measured[digest] for digest in digests}
