"""The small county with a fee that is listed, and a bill under it."""

from datetime import date

from qingquan.cases.models import Case
from qingquan.catalogue.models import Fee, ItemVersion
from qingquan.fees import acts as fees
from qingquan.fees.models import Bill
from tests.county import County, at, found

MON, TUE, WED = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4)
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
