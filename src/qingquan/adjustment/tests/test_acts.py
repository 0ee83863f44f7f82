"""An adjustment on its way: raised, applied for, reviewed by two, approved, published, filed, switched."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from qingquan.adjustment import acts
from qingquan.adjustment.models import Adjustment, AdjustmentFiling
from qingquan.adjustment.words import Change, Route, State, TriggerCode
from qingquan.catalogue import acts as catalogue
from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.rules.parts import Span
from qingquan.catalogue.tests.cast import Cast, at, gather
from qingquan.catalogue.tests.examples import TODAY
from qingquan.catalogue.words import VersionState
from qingquan.forfeits import acts as forfeits
from qingquan.forfeits.words import ForfeitKind
from qingquan.law import Refused
from qingquan.ledger.models import Entry
from qingquan.people.models import SYSTEM

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)
WHY = "上级文件缩短了办理时限。"
NEVER_THE = "不同意的理由写在这里。"


@pytest.fixture
def cast() -> Cast:
    return gather()


def triggered(cast: Cast, version: ItemVersion, code: TriggerCode = TriggerCode.DA06, **given: Any) -> Adjustment:
    """The establishment office raises it."""
    told: dict[str, Any] = {"source": "窗口地址变化。", "source_key": "窗口", "effective_on": TODAY, **given}
    return acts.raise_trigger(code, organ=cast.water, item=version.item, by=cast.establishment, at=at(), **told)


def applied(cast: Cast, change: Change = Change.ELEMENTS) -> Adjustment:
    """The organ applies with a new draft."""
    version = cast.published()
    adjustment = triggered(cast, version)
    draft = None
    if change in {Change.ELEMENTS, Change.ADD, Change.BASIS}:
        facts = cast.facts(promise=Span(20))
        draft = catalogue.revise(version.item, facts, by=cast.administrator, at=at())
    return acts.apply(adjustment, change, WHY, version=draft, by=cast.administrator, at=at())


def passed(cast: Cast, change: Change = Change.ELEMENTS) -> Adjustment:
    """Both reviewers agree."""
    adjustment = applied(cast, change)
    for who in (cast.establishment, cast.legal):
        adjustment = acts.review(adjustment, True, "同意。", by=who, at=at())
    return adjustment


def test_a_change_of_elements_goes_the_light_way_and_switches_on_its_day(cast: Cast) -> None:
    adjustment = passed(cast)
    assert (adjustment.state, adjustment.route) == (State.REVIEWED, Route.LIGHT)
    assert adjustment.version is not None
    assert ItemVersion.objects.get(pk=adjustment.version.pk).state == VersionState.REVIEWED
    adjustment = acts.publish(adjustment, "清府办〔2026〕3号", from_on=TOMORROW, by=cast.government, at=at())
    assert ItemVersion.objects.in_force(TODAY).get().number == 1
    assert ItemVersion.objects.in_force(TOMORROW).get().number == 2
    acts.file(adjustment, "市委编办", "备2026-7", filed_on=TODAY, by=cast.establishment, at=at())
    with pytest.raises(Refused, match="还没有到"):
        acts.switch(adjustment, at=at())
    acts.switch(adjustment, at=at(TOMORROW, 1))
    adjustment = acts.sync(adjustment, "省0001", by=cast.establishment, at=at(TOMORROW))
    assert (adjustment.state, adjustment.due_on) == (State.SYNCED, None)
    assert [entry.kind.split(".")[1] for entry in Entry.objects.of(adjustment.number)] == [
        "triggered", "applied", "reviewed", "reviewed", "published", "filed", "switched", "synced",
    ]  # fmt: skip


def test_the_terms_run_one_after_the_other(cast: Cast) -> None:
    version = cast.published()
    adjustment = triggered(cast, version)
    # Ten working days after Monday, 2 March 2026; then fifteen to review.
    assert adjustment.due_on == date(2026, 3, 16)
    draft = catalogue.revise(version.item, cast.facts(promise=Span(20)), by=cast.administrator, at=at())
    adjustment = acts.apply(
        adjustment, Change.ELEMENTS, WHY, version=draft, by=cast.administrator, at=at(date(2026, 3, 4))
    )
    assert adjustment.due_on == date(2026, 3, 25)


def test_a_cancellation_needs_the_government_and_takes_the_item_off_the_list(cast: Cast) -> None:
    adjustment = passed(cast, Change.CANCEL)
    assert adjustment.route == Route.GOVERNMENT
    with pytest.raises(Refused, match="县政府审定"):
        acts.publish(adjustment, "清府发〔2026〕4号", from_on=TOMORROW, by=cast.government, at=at())
    adjustment = acts.approve(adjustment, "县政府第12次常务会议纪要", by=cast.government, at=at())
    acts.publish(adjustment, "清府发〔2026〕4号", from_on=TOMORROW, by=cast.government, at=at())
    assert ItemVersion.objects.in_force(TODAY).exists()
    assert not ItemVersion.objects.in_force(TOMORROW).exists()


def test_a_light_change_is_not_sent_to_the_government(cast: Cast) -> None:
    with pytest.raises(Refused, match="不用政府审定"):
        acts.approve(passed(cast), "纪要", by=cast.government, at=at())


def test_what_one_reviewer_gives_back_is_applied_for_once_more(cast: Cast) -> None:
    adjustment = applied(cast)
    acts.review(adjustment, True, "", by=cast.establishment, at=at())
    with pytest.raises(Refused, match="已经审核过"):
        acts.review(adjustment, True, "", by=cast.establishment, at=at())
    with pytest.raises(Refused, match="写明理由"):
        acts.review(adjustment, False, "", by=cast.legal, at=at())
    adjustment = acts.review(adjustment, False, NEVER_THE, by=cast.legal, at=at())
    assert (adjustment.state, adjustment.round) == (State.TRIGGERED, 1)
    adjustment = acts.apply(
        adjustment, Change.ELEMENTS, WHY, version=adjustment.version, by=cast.administrator, at=at()
    )
    assert adjustment.round == 2
    acts.review(adjustment, True, "", by=cast.establishment, at=at())
    assert acts.review(adjustment, True, "", by=cast.legal, at=at()).state == State.REVIEWED


def test_what_stays_as_it_is_ends_with_the_second_reviewer(cast: Cast) -> None:
    adjustment = passed(cast, Change.KEEP)
    assert (adjustment.state, adjustment.closed_because) == (State.CLOSED, WHY)


def test_an_application_needs_its_new_version_and_its_reason(cast: Cast) -> None:
    version = cast.published()
    adjustment = triggered(cast, version)
    with pytest.raises(Refused, match="起草新版本"):
        acts.apply(adjustment, Change.ELEMENTS, WHY, by=cast.administrator, at=at())
    with pytest.raises(Refused, match="理由"):
        acts.apply(adjustment, Change.CANCEL, "无", by=cast.administrator, at=at())
    with pytest.raises(Refused, match="已经公布"):
        acts.apply(adjustment, Change.ELEMENTS, WHY, version=version, by=cast.administrator, at=at())
    with pytest.raises(Refused, match="事项管理员"):
        acts.apply(adjustment, Change.CANCEL, WHY, by=cast.clerk, at=at())


def test_an_organ_raises_only_what_it_knows_first(cast: Cast) -> None:
    version = cast.published()
    given: Any = {"organ": cast.water, "item": version.item, "source": "文件", "source_key": "x", "effective_on": TODAY}
    with pytest.raises(Refused, match="编办审核员"):
        acts.raise_trigger(TriggerCode.DA02, **given, by=cast.administrator, at=at())
    assert acts.raise_trigger(TriggerCode.DA09, **given, by=cast.administrator, at=at()).number
    with pytest.raises(Refused, match="不用重复"):
        acts.raise_trigger(TriggerCode.DA09, **given, by=cast.administrator, at=at())


def test_a_judgment_that_finds_no_basis_needs_its_document_and_marks_the_ground_as_gone(cast: Cast) -> None:
    version = cast.published()
    with pytest.raises(Refused, match="文号"):
        triggered(cast, version, TriggerCode.DA05)
    made = triggered(cast, version, TriggerCode.DA05, document_no="（2026）清01行终5号")
    assert made.basis_void


def test_what_was_left_out_and_is_added_again_is_no_longer_given_up(cast: Cast) -> None:
    version = cast.published()
    forfeits.forfeit(
        version.item,
        kind=ForfeitKind.OMITTED,
        found_on=TODAY,
        reason="申报表中没有该事项。",
        document_no="清审改办〔2026〕3号",
        by=cast.establishment,
        at=at(),
    )
    adjustment = triggered(cast, version, TriggerCode.DA11)
    draft = catalogue.revise(version.item, cast.facts(promise=Span(20)), by=cast.administrator, at=at())
    adjustment = acts.apply(adjustment, Change.ADD, WHY, version=draft, by=cast.administrator, at=at())
    for who in (cast.establishment, cast.legal):
        adjustment = acts.review(adjustment, True, "同意补列。", by=who, at=at())
    adjustment = acts.approve(adjustment, "县政府第13次常务会议纪要", by=cast.government, at=at())
    acts.publish(adjustment, "清府发〔2026〕5号", from_on=TOMORROW, by=cast.government, at=at())
    found = version.item.forfeits.get()
    assert (found.stands, found.lift_document) == (False, "清府发〔2026〕5号")


def test_a_filing_has_a_receiver_a_day_and_a_receipt_of_its_own(cast: Cast) -> None:
    adjustment = passed(cast)
    with pytest.raises(Refused, match="备案"):
        acts.file(adjustment, "市委编办", "备7", filed_on=TODAY, by=cast.establishment, at=at())
    adjustment = acts.publish(adjustment, "清府办〔2026〕3号", from_on=TOMORROW, by=cast.government, at=at())
    with pytest.raises(Refused, match="回执"):
        acts.file(adjustment, "市委编办", " ", filed_on=TODAY, by=cast.establishment, at=at())
    with pytest.raises(Refused, match="备案日期"):
        acts.file(adjustment, "市委编办", "备7", filed_on=TOMORROW, by=cast.establishment, at=at())
    acts.file(adjustment, "市委编办", "备7", filed_on=TODAY, by=cast.establishment, at=at())
    with pytest.raises(Refused, match="已经登记"):
        acts.file(adjustment, "市委编办", "备7", filed_on=TODAY, by=cast.establishment, at=at())
    acts.file(adjustment, "市司法局", "法备3", filed_on=TODAY, by=cast.establishment, at=at())
    assert AdjustmentFiling.objects.filter(adjustment=adjustment).count() == 2


def test_who_is_late_is_told_once_for_each_step(cast: Cast) -> None:
    adjustment = triggered(cast, cast.published())
    with pytest.raises(Refused, match="没有逾期"):
        acts.remind(adjustment, at=at(date(2026, 3, 16)))
    acts.remind(adjustment, at=at(date(2026, 3, 17)))
    told = Entry.objects.of(adjustment.number).last()
    assert told is not None
    assert told.facts == {"step": "提出调整申请", "who": "实施机关", "due_on": "2026-03-16"}
    with pytest.raises(Refused, match="已经提醒过"):
        acts.remind(adjustment, at=at(date(2026, 3, 18)))


def test_an_adjustment_that_turned_out_to_be_none_is_closed_with_the_reason(cast: Cast) -> None:
    adjustment = triggered(cast, cast.published())
    with pytest.raises(Refused, match="为什么"):
        acts.close(adjustment, "无", by=cast.legal, at=at())
    assert acts.close(adjustment, "修改的条文与本事项无关。", by=cast.legal, at=at()).state == State.CLOSED


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("state = 'published', publication_no = 'x', from_on = '2026-03-03'", "adjustment_goes_its_way"),
        ("state = 'synced', sync_receipt = 'x'", "adjustment_goes_its_way"),
        ("code = 'DA-01'", "adjustment_keeps_its_origin"),
        ("source = '别的'", "adjustment_keeps_its_origin"),
        ("state = 'applied', route = 'light'", "adjustment_applied_with_a_change_and_a_reason"),
        ("state = 'closed'", "adjustment_closed_says_why"),
    ],
)
def test_the_database_lets_an_adjustment_go_no_other_way(cast: Cast, change: str, constraint: str) -> None:
    triggered(cast, cast.published())
    with pytest.raises(DatabaseError) as no, transaction.atomic(), connection.cursor() as sql:
        sql.execute(f"UPDATE adjustment_adjustment SET {change}")
    assert no.value.__cause__.diag.constraint_name == constraint  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM adjustment_adjustment",
        "UPDATE adjustment_adjustmentopinion SET agrees = false",
        "DELETE FROM adjustment_adjustmentopinion",
    ],
)
def test_the_database_keeps_what_was_said(cast: Cast, change: str) -> None:
    passed(cast)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as sql:
        sql.execute(change)


def test_structure_is_not_changed_past_the_government_even_in_raw_sql(cast: Cast) -> None:
    passed(cast, Change.CANCEL)
    past = "UPDATE adjustment_adjustment SET state = 'published', publication_no = 'x', from_on = now()"
    refused = pytest.raises(IntegrityError, match="approved_by_the_government")
    with refused, transaction.atomic(), connection.cursor() as sql:
        sql.execute(past)


def test_the_system_raises_without_a_post(cast: Cast) -> None:
    version = cast.published()
    made = acts.raise_trigger(
        TriggerCode.DA07,
        organ=cast.water,
        item=version.item,
        source="没有办件",
        source_key="2026",
        effective_on=TODAY,
        by=SYSTEM,
        at=at(),
    )
    assert made.raised_by is None
