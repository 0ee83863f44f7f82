"""What of the batches everyone may read: the published ones. What is missing and what is not public look the same."""

from datetime import date

from django.http import Http404

from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.words import SeedCatalogue, VersionState
from qingquan.publication.models import Batch
from qingquan.publication.words import FIVE

HIDDEN = (VersionState.DRAFT, VersionState.REVIEWED)


def catalogue_for(name: str) -> SeedCatalogue:
    """One of the five, by the word in its address."""
    if name not in {each.value for each in FIVE}:
        raise Http404
    return SeedCatalogue(name)


def batch_for(number: str) -> Batch:
    """A published batch."""
    found = Batch.objects.public().select_related("previous").filter(number=number).first()
    if found is None:
        raise Http404
    return found


def versions_for(code: str) -> list[ItemVersion]:
    """Every version of an item that is or was public, newest first, without those that never came into force."""
    found = ItemVersion.objects.filter(item__code=code, from_on__isnull=False).exclude(state__in=HIDDEN)
    versions = [each for each in found.select_related("item__organ").order_by("-number") if lived(each)]
    if not versions:
        raise Http404
    return versions


def lived(version: ItemVersion) -> bool:
    """Whether there was a day on which it was in force."""
    return version.until_on is None or version.from_on is None or version.until_on >= version.from_on


def on_the_day(versions: list[ItemVersion], day: date) -> ItemVersion | None:
    """The version in force on a day; None before the first and after the last."""
    return next(
        (
            each
            for each in versions
            if each.from_on and each.from_on <= day and (not each.until_on or day <= each.until_on)
        ),
        None,
    )
