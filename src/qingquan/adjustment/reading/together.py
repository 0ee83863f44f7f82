"""Adjustments that one source set off, a telephone that changed, a law: which they are and what they have in common."""

from dataclasses import dataclass

from django.db.models import Count, Min, Q

from qingquan.adjustment.models import Adjustment
from qingquan.adjustment.models.adjustment import AdjustmentQuerySet
from qingquan.adjustment.rules.replacing import Replacement, followed
from qingquan.ledger.models import Entry

PLACES = ("organ.amended", "hall.amended")


@dataclass(frozen=True, slots=True)
class Shared:
    """A source of which several adjustments wait: one of them by its number, its words, how many."""

    number: str
    source: str
    many: int


def of_one_source(among: AdjustmentQuerySet, found: Adjustment) -> AdjustmentQuerySet:
    """Those among them that the same source set off, itself with them."""
    return among.filter(code=found.code, source_key=found.source_key)


def shared_sources(among: AdjustmentQuerySet, *, most: int) -> list[Shared]:
    """The sources of which more than one of these adjustments came, the greatest first."""
    counted = (
        among.order_by()
        .values("code", "source_key")
        .annotate(many=Count("pk", distinct=True), first=Min("number"))
        .filter(many__gt=1)
        .order_by("-many", "first")[:most]
    )
    many = {row["first"]: row["many"] for row in counted}
    sources = dict(Adjustment.objects.filter(number__in=many).values_list("number", "source"))
    return [Shared(number, sources[number], each) for number, each in many.items()]


def replacements_of(found: Adjustment) -> tuple[Replacement, ...]:
    """What is to be read otherwise, where an organ or a hall is reached otherwise now; none from any other source.

    Read from the ledger, from the change that set the adjustment off to the last one of the same organ or hall.
    """
    entry = Entry.objects.filter(pk=found.source_entry, kind__in=PLACES).first() if found.source_entry else None
    if entry is None:
        return ()
    later = Entry.objects.filter(Q(pk__gt=entry.pk), kind=entry.kind, subject=entry.subject)
    if "hall" in entry.facts:
        later = later.filter(facts__hall=entry.facts["hall"])
    return followed([entry.facts["changed"], *(each.facts["changed"] for each in later.order_by("pk"))])
