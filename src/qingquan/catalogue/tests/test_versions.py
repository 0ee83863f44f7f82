"""What the database refuses, whoever asks: each test goes past the acts and tries."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from qingquan.catalogue.models import Fee, Item, ItemVersion, LegalBasis, Material, Result, SpecialProcedure
from qingquan.catalogue.rules.parts import Fee as FeeFacts
from qingquan.catalogue.rules.parts import Span
from qingquan.catalogue.tests.cast import Cast, at, gather
from qingquan.catalogue.tests.examples import REGULATION, TODAY

pytestmark = pytest.mark.django_db
LISTED = FeeFacts(name="水资源费", standard="每立方米 0.1 元", basis=REGULATION, listed_as="SW-01")


@pytest.fixture
def cast() -> Cast:
    return gather()


def tried(version: ItemVersion, constraint: str, **changes: object) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        ItemVersion.objects.filter(pk=version.pk).update(**changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "改名"},
        {"elements": {}},
        {"digest": "0" * 64},
        {"promise_days": 5},
        {"legal_days": 90},
        {"form_schema": {"type": "object"}},
        {"procedure_id": None},
        {"max_review_levels": 1},
        {"number": 9},
        {"published_at": at(date(2026, 1, 1))},
        {"from_on": date(2026, 1, 1)},
        {"reviewed_by_id": None},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_published_version_never_changes(cast: Cast, changes: dict[str, object]) -> None:
    tried(cast.published(), "不能更改", **changes)


def test_a_reviewed_version_keeps_its_elements(cast: Cast) -> None:
    tried(cast.reviewed(), "内容不能更改", promise_days=1)


@pytest.mark.parametrize(
    ("state", "to"),
    [
        ("published", "draft"),
        ("published", "reviewed"),
        ("draft", "published"),
        ("draft", "withdrawn"),
        ("reviewed", "replaced"),
    ],
)
def test_a_version_does_not_jump_or_go_back(cast: Cast, state: str, to: str) -> None:
    version: ItemVersion = getattr(cast, state)()
    tried(version, "不能这样变化", state=to, from_on=TODAY)


def test_no_version_is_born_published(cast: Cast) -> None:
    item = cast.draft().item
    with pytest.raises(IntegrityError, match="不能这样变化"), transaction.atomic():
        ItemVersion.objects.create(
            item=item, number=2, state="published", from_on=TODAY, name="x", elements={}, digest="x"
        )


@pytest.mark.parametrize("maker", ["reviewed", "published"])
def test_what_others_have_seen_is_never_removed(cast: Cast, maker: str) -> None:
    version = getattr(cast, maker)(fees=(LISTED,))
    with pytest.raises(IntegrityError, match=r"不能删除|不能更改"), transaction.atomic():
        version.delete()
    with pytest.raises(IntegrityError, match="不能删除"), transaction.atomic():
        ItemVersion.objects.filter(pk=version.pk)._raw_delete("default")


def test_a_draft_may_be_removed(cast: Cast) -> None:
    version = cast.draft()
    version.delete()
    assert not ItemVersion.objects.exists()
    assert not Material.objects.exists()


@pytest.mark.parametrize("kind", [LegalBasis, Material, Fee, Result, SpecialProcedure])
def test_rows_of_a_published_version_never_change(
    cast: Cast, kind: type[LegalBasis | Material | Fee | Result | SpecialProcedure]
) -> None:
    version = cast.published(fees=(LISTED,))
    rows = kind._default_manager.filter(version=version)
    assert rows.exists()
    with pytest.raises(IntegrityError, match="不能更改"), transaction.atomic():
        rows.update(position=99)
    with pytest.raises(IntegrityError, match="不能更改"), transaction.atomic():
        rows.delete()
    copy = rows[0]
    copy.pk = None
    with pytest.raises(IntegrityError, match="不能更改"), transaction.atomic():
        copy.save(force_insert=True)


def test_a_row_is_not_moved_to_another_version(cast: Cast) -> None:
    first, second = cast.draft(), cast.draft(code="OTHER-1", base_code="")
    with pytest.raises(IntegrityError, match="不能更改"), transaction.atomic():
        Material.objects.filter(version=first).update(version=second)


def publish_by_hand(version: ItemVersion, from_on: date, until_on: date | None) -> None:
    ItemVersion.objects.filter(pk=version.pk).update(state="reviewed")
    ItemVersion.objects.filter(pk=version.pk).update(state="published", from_on=from_on, until_on=until_on)


@pytest.mark.parametrize(
    ("from_on", "until_on", "overlaps"),
    [
        (TODAY, None, True),
        (TODAY - timedelta(days=30), TODAY, True),
        (TODAY - timedelta(days=30), TODAY - timedelta(days=1), False),
        (TODAY + timedelta(days=5), None, True),
        # Withdrawn before it began: no day is covered.
        (TODAY + timedelta(days=5), TODAY + timedelta(days=4), False),
    ],
)
def test_versions_of_one_item_never_overlap(cast: Cast, from_on: date, until_on: date | None, overlaps: bool) -> None:
    first = cast.published()
    second = ItemVersion.objects.create(item=first.item, number=2, name="取水许可", elements={}, digest="x")
    if overlaps:
        with pytest.raises(IntegrityError, match="version_never_overlaps"), transaction.atomic():
            publish_by_hand(second, from_on, until_on)
    else:
        publish_by_hand(second, from_on, until_on)


def test_versions_of_different_items_may_be_in_force_together(cast: Cast) -> None:
    cast.published()
    cast.published(code="OTHER-1", base_code="")
    assert ItemVersion.objects.in_force(TODAY).count() == 2


def test_a_used_version_does_not_end_before_its_first_use(cast: Cast) -> None:
    version = cast.published()
    ItemVersion.objects.filter(pk=version.pk).update(first_used_at=at(date(2026, 3, 10), 1))
    tried(version, "首次使用之前失效", state="withdrawn", until_on=date(2026, 3, 9))
    tried(version, "首次使用之前失效", first_used_at=None)
    ItemVersion.objects.filter(pk=version.pk).update(state="withdrawn", until_on=date(2026, 3, 10))


def test_a_published_promise_is_never_longer_than_the_law(cast: Cast) -> None:
    version = cast.draft(promise=Span(46))
    tried(version, "version_promise_within_law", state="reviewed")


def test_nothing_is_in_force_without_a_first_day(cast: Cast) -> None:
    tried(cast.reviewed(), "version_in_force_from_a_day", state="published")


def test_a_version_does_not_end_before_it_begins(cast: Cast) -> None:
    tried(cast.published(), "version_ends_after_it_begins", state="withdrawn", until_on=TODAY - timedelta(days=2))


def test_no_power_is_published_without_an_organ(cast: Cast) -> None:
    version = cast.reviewed()
    item = Item.objects.create(code="NO-ORGAN", power_type="licence", name="取水许可")
    orphan = ItemVersion.objects.create(item=item, number=1, name="取水许可", elements={}, digest="x")
    ItemVersion.objects.filter(pk=orphan.pk).update(state="reviewed")
    tried(orphan, "没有实施主体", state="published", from_on=TODAY)
    with pytest.raises(IntegrityError, match="不能清空"), transaction.atomic():
        Item.objects.filter(pk=version.item_id).update(organ=None)


def test_the_code_of_an_item_never_changes(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="编码不能更改"), transaction.atomic():
        Item.objects.filter(pk=cast.draft().item_id).update(code="X-2")
