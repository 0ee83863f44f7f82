"""Exceptions asked for and answered, and what the database refuses to publish while a campaign runs."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from qingquan.campaign.models import Campaign
from qingquan.catalogue import acts as catalogue
from qingquan.catalogue.models import Item, ItemVersion
from qingquan.catalogue.rules.parts import Span
from qingquan.catalogue.tests.cast import Cast, at, gather
from qingquan.catalogue.words import CaseKind, MaterialSource, VersionState
from qingquan.law import Refused
from qingquan.leaner import acts
from qingquan.leaner.models import CutException
from qingquan.leaner.reading import materials, measured
from qingquan.procedures import acts as procedures
from qingquan.procedures.runs import from_stages, stages_of

pytestmark = pytest.mark.django_db
BASELINE, NOW, FROM = date(2026, 3, 2), date(2026, 3, 16), date(2026, 3, 17)
WHY = "法律规定须公示二十日，时限不能再缩短。"


@pytest.fixture
def cast() -> Cast:
    return gather()


@pytest.fixture
def item(cast: Cast) -> Item:
    """In force since the baseline day with a promise of thirty-one working days."""
    return cast.published().item


def campaign(tenths: int = 7) -> Campaign:
    return Campaign.objects.create(
        number="QL2026-1", name="2026年清理", baseline_on=BASELINE, promise_tenths=tenths, started_at=at(BASELINE)
    )


def next_version(cast: Cast, item: Item, days: int, **changes: object) -> ItemVersion:
    return cast.next_version(item.versions.get(), promise=Span(days), **changes)


def instant(cast: Cast) -> str:
    """A flowchart of things done while one waits."""
    rows = [("受理", "window_clerk", "accept"), ("当场决定", "approver", "decide"), ("送达", "window_clerk", "issue")]
    stages = stages_of([{"name": name, "post": post, "working_days": 0, "kind": kind} for name, post, kind in rows])
    xml = from_stages(stages, "当场办理").decode()
    return procedures.store(xml, name="当场办理", by=cast.administrator, at=at(NOW)).sha256


def publish(cast: Cast, version: ItemVersion) -> ItemVersion:
    return catalogue.publish(version, from_on=FROM, by=cast.government, at=at(NOW))


def test_a_promise_of_seven_tenths_is_published(cast: Cast, item: Item) -> None:
    campaign()
    assert publish(cast, next_version(cast, item, 21)).state == VersionState.PUBLISHED


def test_the_database_refuses_a_promise_that_is_not_cut(cast: Cast, item: Item) -> None:
    campaign()
    version = next_version(cast, item, 22)
    with pytest.raises(Refused, match="在基准日承诺31个工作日，本次清理后最多21个工作日，现为22个工作日"):
        publish(cast, version)
    ItemVersion.objects.filter(pk=item.versions.get(number=1).pk).update(state="replaced", until_on=BASELINE)
    with (
        pytest.raises(IntegrityError, match="在基准日承诺31个工作日，本次清理后最多21个工作日，现为22个工作日"),
        transaction.atomic(),
    ):
        ItemVersion.objects.filter(pk=version.pk).update(state="published", from_on=NOW)
    with pytest.raises(Refused, match="最多21个工作日，现为22个工作日"):
        acts.check_may_publish(version)


@pytest.mark.parametrize("tenths", [8, 10])
def test_a_campaign_that_asks_for_less_lets_it_pass(cast: Cast, item: Item, tenths: int) -> None:
    campaign(tenths)
    version = next_version(cast, item, 24)
    acts.check_may_publish(version)
    assert publish(cast, version).state == VersionState.PUBLISHED


def test_nothing_is_demanded_while_no_campaign_runs(cast: Cast, item: Item) -> None:
    ended = campaign()
    Campaign.objects.filter(pk=ended.pk).update(closed_at=at(NOW))
    assert publish(cast, next_version(cast, item, 31, remedies="依法申请行政复议。")).promise_days == 31


def test_what_becomes_instant_is_cut(cast: Cast, item: Item) -> None:
    campaign()
    version = cast.next_version(
        item.versions.get(),
        promise=Span(0),
        case_kind=CaseKind.INSTANT,
        special_procedures=(),
        deliver_days=0,
        procedure_sha256=instant(cast),
    )
    assert publish(cast, version).promise_days == 0


def test_an_approved_exception_lets_a_longer_promise_pass(cast: Cast, item: Item) -> None:
    campaign()
    version = next_version(cast, item, 30)
    asked = acts.ask(item, WHY, by=cast.administrator, at=at(NOW))
    with pytest.raises(Refused):
        publish(cast, version)
    acts.answer(asked, approve=True, document="清府函〔2026〕3号", by=cast.government, at=at(NOW))
    assert publish(cast, version).promise_days == 30


def test_an_exception_is_asked_for_once_and_answered_once(cast: Cast, item: Item) -> None:
    with pytest.raises(Refused, match="没有进行中"):
        acts.ask(item, WHY, by=cast.administrator, at=at(NOW))
    campaign()
    asked = acts.ask(item, WHY, by=cast.administrator, at=at(NOW))
    with pytest.raises(Refused, match="不能重复"):
        acts.ask(item, WHY, by=cast.administrator, at=at(NOW))
    acts.answer(asked, approve=False, opinion="公示可以并行。", by=cast.government, at=at(NOW))
    with pytest.raises(Refused, match="审批过"):
        acts.answer(asked, approve=True, document="清府函1号", by=cast.government, at=at(NOW))
    # A refused request may be made again, with better reasons.
    assert acts.ask(item, WHY, by=cast.administrator, at=at(NOW)).state == "asked"


def test_an_answer_stands_in_the_database(cast: Cast, item: Item) -> None:
    campaign()
    asked = acts.ask(item, WHY, by=cast.administrator, at=at(NOW))
    with pytest.raises(IntegrityError), transaction.atomic():
        CutException.objects.filter(pk=asked.pk).update(state="approved")
    acts.answer(asked, approve=True, document="清府函1号", by=cast.government, at=at(NOW))
    with pytest.raises(IntegrityError), transaction.atomic():
        CutException.objects.filter(pk=asked.pk).update(document="清府函2号")
    with pytest.raises(IntegrityError), transaction.atomic():
        CutException.objects.filter(pk=asked.pk).delete()


def test_before_and_after_are_measured_on_the_versions_and_their_flowcharts(cast: Cast, item: Item) -> None:
    running = campaign()
    next_version(cast, item, 21, visits_max=0)
    (change,) = measured.changes(running, NOW, Item.objects.all())
    assert change.before is not None
    assert change.after is not None
    assert (change.before.promise, change.after.promise) == (Span(31), Span(21))
    assert change.before.levels == 2
    assert change.before.steps
    assert change.before.materials == len(item.versions.get(number=1).facts().materials)
    assert change.after.visits == 0
    assert change.after.entered


def test_what_was_withdrawn_is_gone(cast: Cast, item: Item) -> None:
    running = campaign()
    catalogue.withdraw(item.versions.get(), from_on=NOW, reason="取消。", by=cast.government, at=at(date(2026, 3, 10)))
    (change,) = measured.changes(running, NOW, Item.objects.all())
    assert change.gone


def test_what_the_item_itself_issues_is_found_among_its_materials(cast: Cast) -> None:
    facts = cast.facts()
    copy = replace(facts.materials[0], name="取水许可证（副本）", code="", source=MaterialSource.GOVERNMENT)
    cast.published(materials=(*facts.materials, copy))
    assert [each.asked.name for each in materials.found(NOW)] == ["取水许可证（副本）"]
