"""Items as the watches of adjustment find them, and what they raised."""

from qingquan.adjustment.models import Adjustment
from qingquan.catalogue.models import Item, ItemVersion, LegalBasis
from qingquan.places.models import Organ
from tests.county import FOUNDED


def listed(
    organ: Organ, code: str, name: str, *bases: tuple[str, str, str], kind: str = "licence", **elements: object
) -> Item:
    """An item in force since the county's founding, resting on (statute, article, role)."""
    item = Item.objects.create(code=code, organ=organ, power_type=kind, name=name)
    said = {"code": code, **elements}
    version = ItemVersion.objects.create(item=item, number=1, name=name, elements=said, digest=code)
    for position, (statute, article, role) in enumerate(bases, 1):
        LegalBasis.objects.create(version=version, position=position, statute=statute, article=article, role=role)
    ItemVersion.objects.filter(pk=version.pk).update(state="reviewed")
    ItemVersion.objects.filter(pk=version.pk).update(state="published", from_on=FOUNDED.date(), published_at=FOUNDED)
    return item


def raised() -> list[tuple[str, str]]:
    """The code of each item and of its trigger."""
    return list(Adjustment.objects.order_by("item__code", "source").values_list("item__code", "code"))
