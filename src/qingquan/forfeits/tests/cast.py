"""The small county with its campaign's office and supervisors, a fee that is listed, and a power to give up."""

from datetime import datetime

from qingquan.catalogue.models import Item, ItemVersion
from qingquan.fees.tests.cast import FEE, MON, TUE, WED, billed, county_with_a_fee
from qingquan.forfeits import acts
from qingquan.forfeits.models import Forfeit
from qingquan.forfeits.words import ForfeitKind
from qingquan.places.words import Role
from tests.county import FOUNDED, County, Official, official

__all__ = [
    "DOCUMENT",
    "FEE",
    "MON",
    "REASON",
    "TUE",
    "WED",
    "another_item",
    "billed",
    "campaign_office",
    "county_with_a_fee",
    "given_up",
]

REASON = "财政票据显示仍在收费，申报表中没有该事项。"
DOCUMENT = "清审改办〔2026〕3号"


def campaign_office(county: County) -> Official:
    """清理审核专班."""
    return official(county.other_organ, Role.CAMPAIGN_OFFICE, "campaign", "吴专")


def given_up(county: County, on: datetime, kind: ForfeitKind = ForfeitKind.CONCEALED) -> Forfeit:
    """The item found concealed, by supervision."""
    return acts.forfeit(
        county.item,
        kind=kind,
        found_on=on.date(),
        reason=REASON,
        document_no=DOCUMENT,
        by=county.supervisor.acts,
        at=on,
    )


def another_item(county: County, statutory_duty: bool = False, text: str = "") -> Item:
    """A second item of the same organ, published, about which more is said."""
    item = Item.objects.create(
        code=f"{county.organ.uscc}4000119002000",
        base_code="000119002000",
        organ=county.organ,
        power_type="licence",
        name="河道采砂许可",
    )
    elements = {
        "code": item.code,
        "name": item.name,
        "statutory_duty": statutory_duty,
        "legal_bases": [{"name": "水法", "article": "第三十九条第一款", "text": text}],
    }
    version = ItemVersion.objects.create(item=item, number=1, name=item.name, elements=elements, digest="2" * 64)
    ItemVersion.objects.filter(pk=version.pk).update(state="reviewed")
    ItemVersion.objects.filter(pk=version.pk).update(state="published", from_on=FOUNDED.date(), published_at=FOUNDED)
    return item
