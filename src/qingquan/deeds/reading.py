"""Deeds as pages and acts read them."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from qingquan.deeds.models import AuthorisedItem, Devolution, Entrustment, WindowAuthorisation
from qingquan.deeds.words import Kind

AnyDeed = Devolution | Entrustment | WindowAuthorisation


def authorised_items(day: date) -> frozenset[int]:
    """Keys of the items whose window holds a written authority on a day."""
    return frozenset(
        AuthorisedItem.objects.filter(from_on__lte=day, until_on__gte=day).values_list("item_id", flat=True)
    )


def devolutions() -> QuerySet[Devolution]:
    """All, with what a page shows."""
    return Devolution.objects.select_related("organ", "item", "receiver", "town_item", "signed_by")


def entrustments() -> QuerySet[Entrustment]:
    """All, with what a page shows."""
    return Entrustment.objects.select_related("organ", "item", "receiver", "signed_by")


def authorisations() -> QuerySet[WindowAuthorisation]:
    """All, with what a page shows."""
    return WindowAuthorisation.objects.select_related("organ", "post", "signed_by").prefetch_related("items__item")


def all_of(kind: Kind) -> list[AnyDeed]:
    """All deeds of a kind, newest first."""
    if kind is Kind.DEVOLUTION:
        return list(devolutions())
    return list(entrustments()) if kind is Kind.ENTRUSTMENT else list(authorisations())


def find(kind: Kind, pk: int) -> AnyDeed | None:
    """One deed; None when there is none."""
    if kind is Kind.DEVOLUTION:
        return devolutions().filter(pk=pk).first()
    if kind is Kind.ENTRUSTMENT:
        return entrustments().filter(pk=pk).first()
    return authorisations().filter(pk=pk).first()


def concerning(item: int) -> list[tuple[Kind, AnyDeed]]:
    """Every deed about an item, ended ones too, the newest of each kind first."""
    windows = authorisations().filter(pk__in=AuthorisedItem.objects.filter(item_id=item).values("authorisation"))
    return [
        *((Kind.DEVOLUTION, each) for each in devolutions().filter(Q(item_id=item) | Q(town_item_id=item))),
        *((Kind.ENTRUSTMENT, each) for each in entrustments().filter(item_id=item)),
        *((Kind.WINDOW, each) for each in windows),
    ]


def live(deeds: Iterable[AnyDeed], day: date) -> list[AnyDeed]:
    """Those in force on a day, or to be in force later."""
    return [each for each in deeds if each.live(max(day, each.from_on))]


def entrusted_already(item: int, receiver: int, day: date) -> bool:
    """Whether a deed to the same receiver is not ended yet."""
    kept = Entrustment.objects.filter(item_id=item, receiver_id=receiver, ended_on__isnull=True)
    return kept.filter(until_on__gte=day).exists()


def authorised_between(items: Iterable[int], first: date, last: date) -> frozenset[int]:
    """Which of some items are authorised on some day from first to last."""
    kept = AuthorisedItem.objects.filter(Q(from_on__lte=last) & Q(until_on__gte=first), item_id__in=list(items))
    return frozenset(kept.values_list("item_id", flat=True))
