"""The small county with its campaign's office and supervisors, a fee that is listed, and a power to give up."""

from datetime import date, datetime

from qingquan.cases.models import Case
from qingquan.catalogue.models import Fee, Item, ItemVersion
from qingquan.fees import acts as fees
from qingquan.fees.models import Bill
from qingquan.forfeits import acts
from qingquan.forfeits.models import Forfeit
from qingquan.forfeits.words import ForfeitKind
from qingquan.places.words import Role
from tests.county import FOUNDED, County, Official, at, found, official

MON, TUE, WED = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4)
REASON = "财政票据显示仍在收费，申报表中没有该事项。"
DOCUMENT = "清审改办〔2026〕3号"
FEE = "水资源费"


def county_with_a_fee() -> tuple[County, Fee]:
    """取水许可 with one listed fee. Rows of a published version cannot be written, so it is listed anew."""
    county = found()
    first = county.version
    second = ItemVersion.objects.create(
        item=county.item,
        number=2,
        name="取水许可",
        elements={"code": county.item.code, "name": "取水许可"},
        digest="1" * 64,
        case_kind="committed",
        legal_days=20,
        promise_days=14,
        accept_days=5,
        deliver_days=10,
        online=True,
        procedure=first.procedure,
    )
    for row in first.materials.all():
        row.pk, row.version = None, second
        row.save()
    for result in first.results.all():
        result.pk, result.version = None, second
        result.save()
    fee = Fee.objects.create(
        version=second, position=1, name=FEE, standard="每立方米0.1元", basis="《水法》第四十八条第一款"
    )
    ItemVersion.objects.filter(pk=first.pk).update(state="replaced", until_on=date(2026, 1, 31))
    ItemVersion.objects.filter(pk=second.pk).update(state="reviewed")
    ItemVersion.objects.filter(pk=second.pk).update(state="published", from_on=date(2026, 2, 1))
    county.version = ItemVersion.objects.select_related("item__organ").get(pk=second.pk)
    return county, fee


def billed(county: County, fee: Fee, on: date, *, case: Case | None = None, amount: int = 12_000) -> Bill:
    """A bill to the citizen."""
    return fees.bill(county.version, fee, county.applicant, amount, by=county.clerk.acts, at=at(on), case=case)


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
