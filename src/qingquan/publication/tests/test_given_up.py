"""A power that was given up is on no list from that moment."""

import json
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from qingquan.catalogue import acts as catalogue
from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.words import SeedCatalogue
from qingquan.forfeits import acts as forfeits
from qingquan.forfeits.models import Forfeit
from qingquan.forfeits.tests.cast import MON, given_up
from qingquan.forfeits.words import ForfeitKind
from qingquan.law import Refused
from qingquan.publication import acts
from qingquan.publication.models import Batch
from qingquan.publication.reading import announced, editions
from qingquan.publication.tests.cast import SECOND, TODAY, Cast, gather
from qingquan.publication.tests.cast import at as on
from tests.county import at, found

pytestmark = pytest.mark.django_db


def test_what_was_given_up_leaves_the_catalogue_at_once() -> None:
    county = found()
    listed = [each.item for each in editions.in_force(SeedCatalogue.LICENCE_APPROVAL, MON)]
    assert county.item in listed
    given_up(county, at(MON))
    assert county.item not in [each.item for each in editions.in_force(SeedCatalogue.LICENCE_APPROVAL, MON)]


@pytest.fixture
def cast() -> Cast:
    return gather()


def stopped(cast: Cast, number: int) -> Batch:
    """A second batch in hand after one of the licences of the first was given up."""
    version = cast.licence(number)
    cast.published(version, cast.licence(number + 1))
    given_up_version(cast, version)
    return cast.prepared(from_on=SECOND)


def given_up_version(cast: Cast, version: ItemVersion) -> Forfeit:
    """The finding that the version's item was concealed."""
    return forfeits.forfeit(
        version.item,
        kind=ForfeitKind.CONCEALED,
        found_on=TODAY,
        reason="财政票据显示仍在收费。",
        document_no="清审改办〔2026〕3号",
        by=cast.office,
        at=on(),
    )


def test_the_next_batch_stops_what_was_given_up_and_says_why(cast: Cast) -> None:
    batch = stopped(cast, 1)
    assert dict(batch.items.values_list("part", "outcome")) == {"kept": "kept", "ended": "given_up"}
    acts.publish(cast.approved(batch), by=cast.government, at=on())
    batch.refresh_from_db()
    assert announced.in_words(batch) == [
        "与2026年第1批相比，停止实施 1 项，其余 1 项没有变化。",
        "停止实施清泉县水利局“取水许可之1”：瞒报，按自动放弃论处（清审改办〔2026〕3号）。",
    ]
    version = batch.items.get(part="ended").version
    assert (version.state, version.until_on) == ("withdrawn", date(2026, 3, 31))
    told = json.loads(announced.text_of(batch))
    assert (told["counted"], told["ended"][0]["ended_document"]) == (
        {"保留": 1, "停止实施": 1},
        "清审改办〔2026〕3号",
    )


def test_what_is_exercised_again_is_not_stopped_by_a_batch_prepared_before(cast: Cast) -> None:
    batch = cast.approved(stopped(cast, 1))
    found = batch.items.get(part="ended").version.item.forfeits.get()
    forfeits.lift(found, document_no="清府发〔2026〕9号", by=cast.government, at=on())
    with pytest.raises(Refused, match="拟定之后有 1 项发生变化：“取水许可之1”"):
        acts.publish(batch, by=cast.government, at=on())


def test_what_a_batch_stops_goes_from_tomorrow_at_the_earliest(cast: Cast) -> None:
    version = cast.licence(1)
    cast.published(version, cast.licence(2))
    version.refresh_from_db()
    with pytest.raises(Refused, match="施行日期最早为 2026-03-03"):
        cast.prepared(ending=[(version, "取消")])


def test_what_was_withdrawn_since_the_last_batch_is_told_with_its_reason(cast: Cast) -> None:
    version = cast.licence(1)
    cast.published(version, cast.licence(2))
    version.refresh_from_db()
    catalogue.withdraw(version, from_on=date(2026, 3, 10), reason="国务院取消", by=cast.government, at=on())
    batch = cast.prepared(from_on=SECOND)
    assert batch.items.get(part="gone").outcome == "cancelled"
    acts.publish(cast.approved(batch), by=cast.government, at=on())
    assert announced.in_words(Batch.objects.get(pk=batch.pk))[1] == "取消清泉县水利局“取水许可之1”：国务院取消。"


def test_what_came_back_since_is_not_told_as_gone(cast: Cast) -> None:
    version = cast.licence(1)
    cast.published(version, cast.licence(2))
    version.refresh_from_db()
    catalogue.withdraw(version, from_on=date(2026, 3, 10), reason="国务院取消", by=cast.government, at=on())
    batch = cast.approved(cast.prepared(from_on=SECOND))
    again = cast.of_items.next_version(version, **named(version, deliver_days=5))
    catalogue.publish(again, from_on=SECOND, document="清府发〔2026〕9号", by=cast.government, at=on(date(2026, 3, 20)))
    with pytest.raises(Refused, match="拟定之后有 1 项发生变化：“取水许可之1”"):
        acts.publish(batch, by=cast.government, at=on(date(2026, 3, 20)))


def named(version: ItemVersion, **changes: object) -> dict[str, object]:
    """The same item with something changed."""
    facts = version.facts()
    return {"code": facts.code, "base_code": facts.base_code, "name": facts.name} | changes


def test_what_was_given_up_is_not_published_singly_either_until_the_finding_is_lifted(cast: Cast) -> None:
    version = cast.licence(1)
    found = given_up_version(cast, version)
    with pytest.raises(Refused, match="申请补列") as no:
        catalogue.publish(version, from_on=SECOND, document="清府发〔2026〕10号", by=cast.government, at=on())
    assert found.number in no.value.cite
    with pytest.raises(IntegrityError, match="已被认定放弃"), transaction.atomic():
        ItemVersion.objects.filter(pk=version.pk).update(state="published", from_on=SECOND, published_at=on())
    forfeits.lift(found, document_no="清府发〔2026〕9号", by=cast.government, at=on())
    catalogue.publish(version, from_on=SECOND, document="清府发〔2026〕10号", by=cast.government, at=on())
    version.refresh_from_db()
    assert version.state == "published"
