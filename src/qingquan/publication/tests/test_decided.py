"""A batch ends what the review decided to end, and its publication carries the decisions out as they were taken."""

from datetime import date

import pytest

from qingquan.campaign.models import ReportedItem
from qingquan.catalogue.models import Item, ItemVersion
from qingquan.law import Refused
from qingquan.ledger.models import Entry
from qingquan.publication import acts
from qingquan.publication.models import Batch
from qingquan.publication.reading import announced, endings
from qingquan.publication.tests.cast import Cast
from qingquan.review import acts as review
from qingquan.review.models import CarriedOut, Decision
from qingquan.review.rules.particulars import Particulars
from qingquan.review.tests.cast import DAY, DUE, K, at
from qingquan.review.tests.cast import Cast as Reviewing
from qingquan.review.tests.cast import gather as gather_review
from qingquan.review.words import CancelGround, MergeGround, Stance

pytestmark = pytest.mark.django_db
NEXT = date(2026, 4, 1)
CANCELLED_ABOVE = Particulars(
    ground=CancelGround.UPPER_CANCELLED, authority="清江市人民政府", document_no="清江政发〔2026〕5号"
)


@pytest.fixture
def reviewing() -> Reviewing:
    return gather_review()


@pytest.fixture
def cast(reviewing: Reviewing) -> Cast:
    county = reviewing.campaigning
    return Cast(of_items=county.catalogue, office=county.office, head=county.head, forester=county.forest_head)


def cancelled(reviewing: Reviewing, version: ItemVersion) -> Decision:
    """The offices' decision that the item is cancelled; nobody has carried it out."""
    item = reviewing.reported(version.facts())
    agreed(reviewing, item, K.CANCEL)
    return reviewing.decide(item, K.CANCEL, CANCELLED_ABOVE)


def merged(reviewing: Reviewing, version: ItemVersion, parent: Item) -> Decision:
    """The decision that the item goes into another of its organ."""
    item = reviewing.reported(version.facts())
    agreed(reviewing, item, K.MERGE)
    panel = reviewing.panel(item)
    reviewing.scored(panel)
    review.close_panel(panel, conclusion="可以合并。", by=reviewing.office, at=at(DAY, 15))
    said = Particulars(merge_ground=MergeGround.SEQUENCE, into=parent.code)
    return reviewing.decide(item, K.MERGE, said)


def agreed(reviewing: Reviewing, item: ReportedItem, code: K) -> None:
    """Both offices say so, and the organ has nothing against it."""
    reviewing.both_say(item, code)
    review.answer(item, Stance.ACCEPT, reasons="", by=reviewing.head, at=at(DAY, 14))


def prepared(cast: Cast, decision: Decision, version: ItemVersion, reason: str = "") -> Batch:
    """A batch that ends the item, as the form asks for it."""
    campaign = decision.reported.report.campaign
    return cast.prepared(from_on=NEXT, on=DUE, ending=[(version, reason)], campaign=campaign)


def published(cast: Cast, batch: Batch) -> Batch:
    return acts.publish(cast.approved(batch, DUE), by=cast.government, at=at(DUE))


def test_a_batch_ends_for_the_decision_and_with_its_number(cast: Cast, reviewing: Reviewing) -> None:
    version = cast.of_items.published()
    decision = cancelled(reviewing, version)
    ended = prepared(cast, decision, version).items.get()
    assert (ended.outcome, ended.ended_reason, ended.ended_document) == (
        "cancelled",
        "清理审核决定取消",
        decision.number,
    )


def test_publishing_carries_the_decision_out(cast: Cast, reviewing: Reviewing) -> None:
    version = cast.of_items.published()
    cast.published(cast.licence(9))
    decision = cancelled(reviewing, version)
    batch = published(cast, prepared(cast, decision, version))
    done = CarriedOut.objects.get(decision=decision)
    assert (done.approval_no, done.from_on) == (batch.document_number, NEXT)
    assert endings.pending(decision.reported.report.campaign) == {}
    version.refresh_from_db()
    assert (version.state, version.until_on) == ("withdrawn", date(2026, 3, 31))
    assert announced.in_words(batch)[1] == f"取消清泉县水利局“取水许可”：清理审核决定取消（{decision.number}）。"
    assert Entry.objects.filter(kind="item.withdrawn", subject=version.item.code).count() == 1


def test_what_is_decided_to_merge_goes_on_under_its_parent(cast: Cast, reviewing: Reviewing) -> None:
    version = cast.of_items.published()
    parent = cast.of_items.published(code="99010100SL-XK-0009", name="水事许可", base_code="")
    decision = merged(reviewing, version, parent.item)
    batch = published(cast, prepared(cast, decision, version))
    assert batch.items.get(part="ended").outcome == "merged"
    assert Item.objects.get(pk=version.item_id).parent == parent.item
    assert parent.item.versions.latest("number").facts().aliases == ("取水许可",)


def test_what_cannot_be_carried_out_stops_the_whole_batch_by_name(cast: Cast, reviewing: Reviewing) -> None:
    version = cast.of_items.published()
    parent = cast.of_items.published(code="99010100SL-XK-0009", name="水事许可", base_code="")
    decision = merged(reviewing, version, parent.item)
    batch = cast.approved(prepared(cast, decision, version), DUE)
    Item.objects.filter(pk=parent.item_id).update(organ=cast.of_items.forest)
    with pytest.raises(Refused, match=f"“取水许可”的决定（{decision.number}）不能执行：本机关的权力清单里没有"):
        acts.publish(batch, by=cast.government, at=at(DUE))
    batch.refresh_from_db()
    assert (batch.state, CarriedOut.objects.exists()) == ("approved", False)


def test_a_decision_set_right_since_sends_the_batch_back(cast: Cast, reviewing: Reviewing) -> None:
    version = cast.of_items.published()
    cast.published(cast.licence(9))
    decision = cancelled(reviewing, version)
    batch = cast.approved(prepared(cast, decision, version), DUE)
    reviewing.conclude(decision.reported, K.RETAIN, DUE)
    reviewing.decide(decision.reported, K.RETAIN, day=DUE)
    with pytest.raises(Refused, match="拟定之后有 1 项发生变化：“取水许可”"):
        acts.publish(batch, by=cast.government, at=at(DUE, 17))


def test_what_was_typed_beside_a_decision_is_its_reason_and_the_number_stays(cast: Cast, reviewing: Reviewing) -> None:
    version = cast.of_items.published()
    decision = cancelled(reviewing, version)
    ended = prepared(cast, decision, version, "市政府取消").items.get()
    assert (ended.ended_reason, ended.ended_document) == ("市政府取消", decision.number)


def test_an_item_chosen_twice_is_ended_once_for_the_reason_that_was_typed(cast: Cast) -> None:
    version = cast.of_items.published()
    batch = cast.prepared(from_on=NEXT, on=DUE, ending=[(version, "上级取消"), (version, "")])
    assert list(batch.items.values_list("part", "ended_reason")) == [("ended", "上级取消")]


def test_an_item_is_not_published_and_ended_in_one_batch(cast: Cast) -> None:
    version = cast.of_items.published()
    later = cast.of_items.next_version(version, deliver_days=5)
    with pytest.raises(Refused, match="请只选一样"):
        cast.prepared(later, from_on=NEXT, on=DUE, ending=[(version, "上级取消")])
