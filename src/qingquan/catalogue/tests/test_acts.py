"""Draft, review, publish, replace, withdraw: who may, when, and what is recorded."""

from datetime import date, timedelta

import pytest

from qingquan.catalogue import acts
from qingquan.catalogue.models import Item, ItemVersion, LegalBasis, Material
from qingquan.catalogue.rules.parts import LegalBasis as Basis
from qingquan.catalogue.rules.parts import Material as MaterialFacts
from qingquan.catalogue.rules.parts import Span
from qingquan.catalogue.tests.cast import Cast, at, gather
from qingquan.catalogue.tests.examples import TODAY
from qingquan.catalogue.words import BasisLevel, VersionState
from qingquan.law import Refused
from qingquan.ledger.models import Entry
from qingquan.people.models import SYSTEM

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def cast() -> Cast:
    return gather()


def kinds(item: Item) -> list[str]:
    return [entry.kind for entry in Entry.objects.of(item.code)]


def test_an_item_goes_from_draft_to_force(cast: Cast) -> None:
    version = cast.published()
    assert version.state == VersionState.PUBLISHED
    assert list(ItemVersion.objects.in_force(TODAY)) == [version]
    assert not ItemVersion.objects.in_force(TODAY - timedelta(days=1)).exists()
    assert kinds(version.item) == ["item.drafted", "item.reviewed", "item.published"]
    published = Entry.objects.of(version.item.code).last()
    assert published is not None
    assert published.facts["digest"] == version.digest == version.facts().sha256


def test_the_columns_and_rows_say_what_the_elements_say(cast: Cast) -> None:
    version = cast.draft()
    facts = version.facts()
    assert facts == cast.facts()
    assert (version.legal_days, version.legal_unit, version.promise_days) == (45, "WD", 31)
    assert (version.case_kind, version.accept_days, version.deliver_days) == ("committed", 5, 10)
    assert (version.item.organ, version.item.base_code, version.drafted_by) == (
        cast.water,
        "000119001000",
        cast.administrator.account,
    )
    assert version.item.sort_key.startswith("qu shui xu ke")
    rows = LegalBasis.objects.filter(version=version).values_list("statute", "article", "level")
    assert list(rows) == [
        ("中华人民共和国水法", "第四十八条", "law"),
        ("取水许可和水资源费征收管理条例", "第二条", "admin_regulation"),
    ]


def test_a_new_version_replaces_the_old_one_from_its_first_day(cast: Cast) -> None:
    first = cast.published()
    second = acts.publish(cast.next_version(first, promise=Span(20)), from_on=TOMORROW, by=cast.government, at=at())
    first.refresh_from_db()
    assert (first.state, first.until_on, second.number) == (VersionState.REPLACED, TODAY, 2)
    assert list(ItemVersion.objects.in_force(TODAY)) == [first]
    assert list(ItemVersion.objects.in_force(TOMORROW)) == [second]
    assert kinds(first.item)[-2:] == ["item.replaced", "item.published"]


def test_revising_a_draft_changes_it_and_revising_a_published_item_begins_a_version(cast: Cast) -> None:
    draft = cast.draft()
    changed = acts.revise(
        draft.item,
        cast.facts(materials=(MaterialFacts(name="申请书"),), name="取水许可（新）"),
        by=cast.administrator,
        at=at(),
    )
    assert (changed.pk, changed.number) == (draft.pk, 1)
    assert [row.name for row in Material.objects.filter(version=changed)] == ["申请书"]
    assert Item.objects.get().name == "取水许可（新）"


def test_an_items_name_changes_with_its_published_version_and_not_with_a_draft(cast: Cast) -> None:
    first = cast.published()
    second = cast.next_version(first, name="取水申请审批")
    assert Item.objects.get().name == "取水许可"
    acts.publish(second, from_on=TOMORROW, by=cast.government, at=at())
    assert Item.objects.get().name == "取水申请审批"


def test_a_reviewed_version_is_returned_with_a_reason_and_drafted_again(cast: Cast) -> None:
    version = cast.reviewed()
    with pytest.raises(Refused, match="先公布或者退回"):
        acts.revise(version.item, cast.facts(), by=cast.administrator, at=at())
    with pytest.raises(Refused, match="理由"):
        acts.return_to_draft(version, reason=" ", by=cast.legal, at=at())
    back = acts.return_to_draft(version, reason="补充依据", by=cast.legal, at=at())
    assert (back.state, back.reviewed_by) == (VersionState.DRAFT, None)
    with pytest.raises(Refused, match="只有已审核待公布"):
        acts.return_to_draft(version, reason="再退", by=cast.legal, at=at())
    assert acts.revise(version.item, cast.facts(promise=Span(30)), by=cast.administrator, at=at()).number == 1


def test_publication_is_refused_with_every_problem_named(cast: Cast) -> None:
    weak = Basis(name="某通知", article="第一条", level=BasisLevel.NORM_DOC)
    version = cast.draft(legal_bases=(weak,), refuse_conditions="", max_review_levels=3)
    with pytest.raises(Refused, match="有 3 处问题") as no:
        acts.review(version, opinion="同意", by=cast.legal, at=at())
    assert all(code in no.value.why for code in ("ITM-02", "ITM-05", "ITM-16"))
    assert kinds(version.item) == ["item.drafted"]


def test_the_flowchart_must_fit_the_promise(cast: Cast) -> None:
    version = cast.draft(promise=Span(2))
    problems = acts.problems_of(version, TODAY)
    assert [problem.code for problem in problems if problem.blocks] == ["ITM-15"]


def test_a_basis_that_ends_before_the_first_day_does_not_carry_the_version(cast: Cast) -> None:
    ending = Basis(
        name="中华人民共和国水法",
        article="第四十八条",
        level=BasisLevel.LAW,
        effective_until=TODAY + timedelta(days=30),
    )
    version = cast.reviewed(legal_bases=(ending,))
    with pytest.raises(Refused, match="ITM-01"):
        acts.publish(version, from_on=TODAY + timedelta(days=31), by=cast.government, at=at())
    acts.publish(version, from_on=TODAY + timedelta(days=30), by=cast.government, at=at())


def test_the_same_power_is_not_published_twice_at_one_organ(cast: Cast) -> None:
    cast.published()
    twin = cast.draft(code="TWIN-1")
    with pytest.raises(Refused, match="ITM-12"):
        acts.review(twin, opinion="同意", by=cast.legal, at=at())


def test_nothing_comes_into_force_in_the_past(cast: Cast) -> None:
    with pytest.raises(Refused, match="不能溯及既往"):
        acts.publish(cast.reviewed(), from_on=TODAY - timedelta(days=1), by=cast.government, at=at())


def test_a_version_in_use_today_is_replaced_tomorrow_at_the_earliest(cast: Cast) -> None:
    second = cast.next_version(cast.published(), promise=Span(20))
    with pytest.raises(Refused, match="请自 2026-03-03"):
        acts.publish(second, from_on=TODAY, by=cast.government, at=at())


def test_a_version_follows_the_one_already_announced(cast: Cast) -> None:
    first = cast.published(from_on=date(2026, 4, 1))
    second = cast.next_version(first, promise=Span(20))
    with pytest.raises(Refused, match="应在其后"):
        acts.publish(second, from_on=date(2026, 4, 1), by=cast.government, at=at())


def test_a_version_is_withdrawn_from_tomorrow_with_a_reason(cast: Cast) -> None:
    version = cast.published()
    with pytest.raises(Refused, match="最早自 2026-03-03"):
        acts.withdraw(version, from_on=TODAY, reason="取消", by=cast.government, at=at())
    with pytest.raises(Refused, match="理由"):
        acts.withdraw(version, from_on=TOMORROW, reason="", by=cast.government, at=at())
    gone = acts.withdraw(version, from_on=TOMORROW, reason="国务院决定取消", by=cast.government, at=at())
    assert (gone.state, gone.until_on) == (VersionState.WITHDRAWN, TODAY)
    assert ItemVersion.objects.in_force(TODAY).exists()
    assert not ItemVersion.objects.in_force(TOMORROW).exists()
    with pytest.raises(Refused, match="只有已公布"):
        acts.withdraw(version, from_on=TOMORROW, reason="再撤", by=cast.government, at=at())


def test_withdrawn_before_it_began_leaves_its_predecessor_in_force(cast: Cast) -> None:
    first = cast.published()
    second = acts.publish(
        cast.next_version(first, promise=Span(20)), from_on=date(2026, 4, 1), by=cast.government, at=at()
    )
    acts.withdraw(second, from_on=TOMORROW, reason="暂缓", by=cast.government, at=at())
    first.refresh_from_db()
    assert (first.state, first.until_on) == (VersionState.PUBLISHED, None)
    assert list(ItemVersion.objects.in_force(date(2026, 4, 1))) == [first]


def test_a_code_belongs_to_one_item_for_ever(cast: Cast) -> None:
    item = cast.draft().item
    with pytest.raises(Refused, match="已有事项"):
        cast.draft()
    with pytest.raises(Refused, match="编码不能由"):
        acts.revise(item, cast.facts(code="X-1"), by=cast.administrator, at=at())


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"name": ""}, "没有事项名称"),
        ({"name": "长" * 301}, "最多 300 个"),
        ({"materials": (MaterialFacts(name="长" * 301),)}, "材料名称"),
        ({"procedure_sha256": "f" * 64}, "不在流程库中"),
    ],
)
def test_a_draft_may_have_gaps_but_no_nonsense(cast: Cast, changes: dict[str, object], why: str) -> None:
    with pytest.raises(Refused, match=why):
        cast.draft(**changes)
    assert not Item.objects.exists()


def test_each_hand_does_its_own_part(cast: Cast) -> None:
    with pytest.raises(Refused, match="须由事项管理员"):
        acts.draft(cast.facts(), organ=cast.water, by=cast.clerk, at=at())
    with pytest.raises(Refused, match="只能起草本机关"):
        acts.draft(cast.facts(), organ=cast.forest, by=cast.administrator, at=at())
    version = cast.draft()
    with pytest.raises(Refused, match="须由编办审核员或者司法局审核员"):
        acts.review(version, opinion="同意", by=cast.administrator, at=at())
    reviewed = acts.review(version, opinion="同意", by=cast.establishment, at=at())
    with pytest.raises(Refused, match="须由县政府办"):
        acts.publish(reviewed, from_on=TODAY, by=cast.establishment, at=at())


def test_nobody_reviews_their_own_draft(cast: Cast) -> None:
    version = acts.draft(cast.facts(), organ=cast.water, by=SYSTEM, at=at())
    version.drafted_by = cast.legal.account
    version.save(update_fields=["drafted_by"])
    with pytest.raises(Refused, match="起草人不能审核"):
        acts.review(version, opinion="同意", by=cast.legal, at=at())


def test_an_item_without_an_organ_gets_one_once(cast: Cast) -> None:
    version = acts.draft(cast.facts(), organ=None, by=SYSTEM, at=at())
    with pytest.raises(Refused, match="不在本县机关名录"):
        acts.review(version, opinion="同意", by=cast.legal, at=at())
    item = acts.settle_organ(version.item, cast.water, by=cast.establishment, at=at())
    assert item.organ == cast.water
    with pytest.raises(Refused, match="已有实施主体"):
        acts.settle_organ(item, cast.forest, by=cast.establishment, at=at())


def test_a_post_exercises_an_item_of_its_own_organ_from_a_day_to_a_day(cast: Cast) -> None:
    item = cast.published().item
    assert cast.clerk.post is not None
    assert cast.legal.post is not None
    with pytest.raises(Refused, match="本机关的岗位"):
        acts.give(item, cast.legal.post, from_on=TODAY, by=SYSTEM, at=at())
    holding = acts.give(item, cast.clerk.post, from_on=TODAY, by=SYSTEM, at=at())
    with pytest.raises(Refused, match="已经行使"):
        acts.give(item, cast.clerk.post, from_on=TOMORROW, by=SYSTEM, at=at())
    with pytest.raises(Refused, match="晚于起始日期"):
        acts.take_back(holding, from_on=TODAY, by=SYSTEM, at=at())
    ended = acts.take_back(holding, from_on=TOMORROW, by=SYSTEM, at=at())
    assert ended.until_on == TODAY
    cast.clerk.post.closed_on = TODAY
    with pytest.raises(Refused, match="撤销"):
        acts.give(item, cast.clerk.post, from_on=TOMORROW, by=SYSTEM, at=at())
