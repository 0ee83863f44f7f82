"""What goes on as it was may be published during a campaign, is never taken for cut, and exempts nothing."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from qingquan.campaign.models import OrganReport, ReportedItem
from qingquan.campaign.words import ReportState
from qingquan.catalogue import acts as catalogue
from qingquan.catalogue.models import Item, ItemVersion
from qingquan.catalogue.rules.parts import ServicePlace, Span
from qingquan.catalogue.tests.cast import Cast, at, gather
from qingquan.law import Refused
from qingquan.leaner import acts
from qingquan.leaner.reading import uncut
from qingquan.leaner.tests.test_acts import FROM, NOW, WHY, campaign, publish
from qingquan.people.models import SYSTEM

pytestmark = pytest.mark.django_db
OLD, LATER = Span(31), FROM + timedelta(days=1)
ELSEWHERE = (ServicePlace(name="县政务服务中心 12 号窗口", address="清泉县泉城路 9 号"),)


@pytest.fixture
def cast() -> Cast:
    return gather()


@pytest.fixture
def item(cast: Cast) -> Item:
    return cast.published().item


def following(cast: Cast, item: Item, **changes: object) -> ItemVersion:
    """The next version, reviewed."""
    return cast.next_version(item.versions.order_by("number").last(), **{"promise": OLD} | changes)  # type: ignore[arg-type]


def refused(version: ItemVersion, cast: Cast) -> None:
    """Refused by the act, by the rule, and by the database asked directly."""
    with pytest.raises(Refused, match="最多21个工作日"):
        catalogue.publish(version, from_on=LATER, by=cast.government, at=at(NOW))
    with pytest.raises(Refused, match="最多21个工作日"):
        acts.check_may_publish(version)
    version.item.versions.filter(state="published").update(state="replaced", until_on=LATER - timedelta(days=1))
    with pytest.raises(IntegrityError, match="最多21个工作日"), transaction.atomic():
        ItemVersion.objects.filter(pk=version.pk).update(state="published", from_on=LATER)


def test_a_new_address_is_published_and_stays_on_the_list(cast: Cast, item: Item) -> None:
    running = campaign()
    version = following(cast, item, places=ELSEWHERE)
    acts.check_may_publish(version)
    publish(cast, version)
    (row,) = uncut.listed(running, Item.objects.all())
    assert (row.code, row.old, row.now, row.most) == (item.code, OLD, OLD, Span(21))
    assert row.published_on == NOW
    assert uncut.number(running) == 1


def test_two_small_steps_exempt_nothing(cast: Cast, item: Item) -> None:
    running = campaign()
    publish(cast, following(cast, item, places=ELSEWHERE))
    assert uncut.number(running) == 1
    refused(following(cast, item, places=ELSEWHERE, promise=Span(25)), cast)


def test_what_was_cut_is_not_lengthened_again(cast: Cast, item: Item) -> None:
    running = campaign()
    publish(cast, following(cast, item, promise=Span(21)))
    assert uncut.number(running) == 0
    refused(following(cast, item), cast)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"promise": Span(30)}, id="another promise"),
        pytest.param({"deliver_days": 9}, id="a longer delivery"),
        pytest.param({"special_procedures": ()}, id="other special procedures"),
        pytest.param({"from_receipt": True}, id="another beginning of the clock"),
    ],
)
def test_whatever_touches_the_promise_its_clock_or_steps_is_bound(
    cast: Cast, item: Item, changes: dict[str, object]
) -> None:
    campaign()
    refused(following(cast, item, **changes), cast)


def test_a_power_opened_anew_is_bound(cast: Cast, item: Item) -> None:
    campaign()
    ItemVersion.objects.filter(item=item).update(state="withdrawn", until_on=NOW)
    refused(following(cast, item, places=ELSEWHERE), cast)


def reported(cast: Cast, item: Item, digest: str = "") -> ReportedItem:
    """The item in the report of the water bureau."""
    report = OrganReport.objects.create(
        campaign=campaign(), organ=cast.water, due_on=date(2026, 3, 31), state=ReportState.ACKNOWLEDGED.value
    )
    return ReportedItem.objects.create(
        report=report,
        item=item,
        code=item.code,
        name=item.name,
        power_type=item.power_type,
        elements={},
        digest=digest,
        origin="copied",
        changed_at=at(NOW),
    )


def test_what_the_campaign_decided_is_bound_though_its_promise_is_as_before(cast: Cast, item: Item) -> None:
    reported(cast, item)
    draft = catalogue.revise(item, cast.facts(promise=OLD, places=ELSEWHERE), by=SYSTEM, at=at(NOW))
    refused(catalogue.review(draft, opinion="同意。", by=cast.legal, at=at(NOW)), cast)


def test_a_reported_item_may_still_change_its_address(cast: Cast, item: Item) -> None:
    row = reported(cast, item)
    publish(cast, following(cast, item, places=ELSEWHERE))
    assert uncut.number(row.report.campaign) == 1


def test_what_was_reported_word_for_word_is_an_outcome_whoever_drafted_it(cast: Cast, item: Item) -> None:
    row = reported(cast, item)
    version = following(cast, item, places=ELSEWHERE)
    ReportedItem.objects.filter(pk=row.pk).update(digest=version.digest)
    refused(version, cast)


def test_an_approved_exception_takes_the_item_off_the_list(cast: Cast, item: Item) -> None:
    running = campaign()
    asked = acts.ask(item, WHY, by=cast.administrator, at=at(NOW))
    assert uncut.number(running) == 1
    acts.answer(asked, approve=True, document="清府函1号", by=cast.government, at=at(NOW))
    assert uncut.number(running) == 0


def test_a_campaign_that_demands_no_cut_lists_nothing(cast: Cast, item: Item) -> None:
    assert uncut.listed(campaign(tenths=10), Item.objects.all()) == []
