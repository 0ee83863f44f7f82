"""What the database refuses, whoever asks: each test goes past the acts and tries."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction

from qingquan.catalogue.models import Item, ItemVersion
from qingquan.catalogue.words import PowerType
from qingquan.law import Refused
from qingquan.publication import acts
from qingquan.publication.models import Batch, BatchItem, BatchText
from qingquan.publication.tests.cast import SECOND, TODAY, Cast, at, gather

pytestmark = pytest.mark.django_db
LEGACY = PowerType.NON_LICENCE_APPROVAL_LEGACY


@pytest.fixture
def cast() -> Cast:
    return gather()


@contextmanager
def refused(constraint: str) -> Iterator[None]:
    """The database says no, and by this rule of its own."""
    with pytest.raises(IntegrityError) as no, transaction.atomic():
        yield
    cause = no.value.__cause__
    assert isinstance(cause, psycopg.errors.IntegrityError)
    assert cause.diag.constraint_name == constraint


def tried(batch: Batch, constraint: str, **changes: object) -> None:
    with refused(constraint):
        Batch.objects.filter(pk=batch.pk).update(**changes)


def gathered(cast: Cast) -> Batch:
    """A batch of what is in force already."""
    cast.of_items.published()
    return cast.prepared()


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "改名"},
        {"sha256": "0" * 64},
        {"document_number": "清府发〔2026〕9号"},
        {"state": "prepared"},
        {"state": "dropped"},
        {"from_on": "2026-05-01"},
        {"screening_opinion": "改"},
    ],
)
def test_a_published_batch_never_changes(cast: Cast, changes: dict[str, object]) -> None:
    tried(cast.published(cast.licence(1)), "batch_goes_its_way", **changes)


@pytest.mark.parametrize("state", ["approved", "published"])
def test_the_items_of_a_batch_stand_from_its_approval_on(cast: Cast, state: str) -> None:
    batch = cast.approved(cast.prepared(cast.licence(1)))
    if state == "published":
        batch = acts.publish(batch, by=cast.government, at=at())
    item = batch.items.get()
    for changes in ({"screening": "withheld"}, {"position": 9}, {"part": "ended"}):
        with refused("batch_items_keep_their_word"):
            BatchItem.objects.filter(pk=item.pk).update(**changes)
    with refused("batch_items_keep_their_word"):
        item.delete()
    item.pk = None
    with refused("batch_items_keep_their_word"):
        item.save(force_insert=True)


def test_a_batch_is_never_removed(cast: Cast) -> None:
    batch = cast.prepared(cast.licence(1))
    with refused("batch_is_never_removed"), connection.cursor() as sql:
        sql.execute("DELETE FROM publication_batch WHERE id = %s", [batch.pk])


def test_no_batch_is_approved_or_published_past_the_review_for_secrets(cast: Cast) -> None:
    batch = cast.prepared(cast.licence(1))
    approval: dict[str, object] = {
        "state": "approved",
        "screened_by": cast.government.account,
        "approved_on": TODAY,
        "minutes_number": "1",
        "document_number": "1",
        "content_sha256": "1",
    }
    tried(batch, "batch_is_screened_first", **approval)
    tried(cast.screened(batch), "batch_approved_by_a_meeting", **(approval | {"minutes_number": ""}))


def test_a_batch_never_announces_what_is_not_in_force(cast: Cast) -> None:
    batch = cast.approved(cast.prepared(cast.licence(1)))
    tried(batch, "batch_says_what_is_in_force", state="published", sha256="1", published_at=at())


def test_a_batch_is_announced_with_its_digest(cast: Cast) -> None:
    batch = cast.prepared(cast.licence(1))
    tried(batch, "batch_goes_its_way", state="published", sha256="1", published_at=at())


def test_the_announced_text_is_kept_word_for_word_and_never_changes(cast: Cast) -> None:
    batch = cast.published(cast.licence(1))
    kept = BatchText.objects.filter(pk=batch.pk)
    with refused("batch_text_is_kept"):
        kept.update(text="改")
    with refused("batch_text_is_kept"), connection.cursor() as sql:
        sql.execute("DELETE FROM publication_batchtext WHERE batch_id = %s", [batch.pk])


def test_a_text_that_the_digest_does_not_sign_is_refused(cast: Cast) -> None:
    batch = cast.prepared(cast.licence(1))
    with refused("batch_text_is_what_was_signed"):
        BatchText(batch=batch, text="别的").save(force_insert=True)


def test_no_batch_is_published_without_its_text(cast: Cast) -> None:
    batch = cast.approved(gathered(cast))
    with refused("batch_published_has_its_text"):
        Batch.objects.filter(pk=batch.pk).update(state="published", sha256="1", published_at=at())
        with connection.cursor() as sql:
            sql.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_only_one_batch_of_a_catalogue_is_in_hand(cast: Cast) -> None:
    batch = cast.prepared(cast.licence(1))
    batch.pk, batch.number, batch.seq = None, "XK2026-09", 9
    with refused("batch_one_in_hand"):
        batch.save(force_insert=True)


def test_a_row_says_what_its_version_says(cast: Cast) -> None:
    batch = cast.prepared(cast.licence(1))
    for changes in ({"digest": "0" * 64}, {"row": {"code": "x", "digest": "y"}}, {"code": "x"}):
        with refused("batch_item_says_what_its_version_says"):
            batch.items.update(**changes)


def test_withholding_without_a_ground_and_reviewing_without_a_person_are_impossible(cast: Cast) -> None:
    batch = cast.prepared(cast.licence(1))
    with refused("batch_item_screened_by_a_person"):
        batch.items.update(screening="open")
    acts.clear(batch, [batch.items.get().code], by=cast.head, at=at())
    with refused("batch_item_withheld_for_a_ground"):
        batch.items.update(screening="withheld")


def test_an_abolished_approval_is_reported_and_never_reviewed(cast: Cast) -> None:
    draft = cast.of_items.draft(power_type=LEGACY)
    with pytest.raises(Refused, match="ITM-18"):
        cast.of_items.next_version(draft, power_type=LEGACY)


def test_an_abolished_approval_is_never_in_force_whoever_writes_it(cast: Cast) -> None:
    draft = cast.of_items.draft(power_type=LEGACY)
    ItemVersion.objects.filter(pk=draft.pk).update(state="reviewed")
    with refused("legacy_approval_is_never_in_force"):
        ItemVersion.objects.filter(pk=draft.pk).update(state="published", from_on=TODAY)
    with pytest.raises(Refused, match="不能公布"):
        cast.prepared(ItemVersion.objects.get(pk=draft.pk))


def test_an_item_in_force_is_not_turned_into_an_abolished_approval(cast: Cast) -> None:
    item = cast.of_items.published().item
    with refused("legacy_approval_is_never_in_force"):
        Item.objects.filter(pk=item.pk).update(power_type=LEGACY)


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("batch_channels_are_known", {"channels": []}),
        ("batch_channels_are_known", {"channels": ["loudspeaker"]}),
        ("batch_approved_names_its_next_review", {"next_review_on": None}),
        ("batch_approved_is_reviewed_again", {"next_review_on": TODAY}),
        ("batch_approved_is_reviewed_again", {"comment_hotline": ""}),
    ],
)
def test_an_approval_says_where_it_is_made_known_and_when_it_is_looked_at_again(
    cast: Cast, constraint: str, changes: dict[str, object]
) -> None:
    approval: dict[str, object] = {
        "state": "approved",
        "approved_on": TODAY,
        "minutes_number": "1",
        "document_number": "1",
        "content_sha256": "1",
        "channels": ["website"],
        "comment_hotline": "12345",
        "next_review_on": "2027-03-02",
    }
    tried(cast.screened(cast.prepared(cast.licence(1))), constraint, **(approval | changes))


def test_what_is_in_force_is_not_said_to_have_ended(cast: Cast) -> None:
    kept = cast.of_items.published()
    batch = cast.approved(cast.prepared(cast.licence(2), from_on=SECOND, ending=[(kept, "取消")]))
    ItemVersion.objects.filter(pk=batch.items.get(part="new").version_id).update(state="published", from_on=SECOND)
    tried(batch, "batch_ends_what_it_says", state="published", sha256="1", published_at=at())


def test_a_batch_given_back_forgets_its_approval(cast: Cast) -> None:
    batch = acts.give_back(cast.approved(cast.prepared(cast.licence(1))), reason="改", by=cast.government, at=at())
    assert (batch.channels, batch.comment_hotline, batch.next_review_on) == ([], "", None)


def test_an_ending_says_why_and_nothing_given_up_is_listed(cast: Cast) -> None:
    batch = cast.prepared(cast.licence(1))
    with refused("batch_item_ended_says_why"):
        batch.items.update(part="ended")
    with refused("batch_item_given_up_is_ended"):
        batch.items.update(outcome="given_up")


def test_an_ending_has_its_day(cast: Cast) -> None:
    batch = cast.prepared(cast.licence(1))
    with refused("batch_item_ended_says_why"):
        batch.items.update(part="ended", ended_reason="取消")


def test_a_batch_has_its_own_place_in_the_year_and_an_item_its_own_in_the_batch(cast: Cast) -> None:
    batch = acts.drop(cast.prepared(cast.licence(1)), reason="重新梳理", by=cast.office, at=at())
    again = cast.prepared(cast.licence(2))
    again.pk, again.number, again.catalogue = None, "XK2026-09", "penalty"
    again.save(force_insert=True)
    again.pk, again.number, again.catalogue, again.seq = None, "XK2026-10", batch.catalogue, batch.seq
    Batch.objects.filter(number="XK2026-02").update(state="dropped")
    with refused("batch_once_per_year_and_place"):
        again.save(force_insert=True)
    item = BatchItem.objects.get(batch__number="XK2026-02")
    item.pk, item.batch = None, Batch.objects.get(number="XK2026-09")
    item.save(force_insert=True)
    item.pk = None
    with refused("batch_item_once"):
        item.save(force_insert=True)


@pytest.mark.parametrize("changes", [{"sha256": ""}, {"published_at": None}])
def test_a_publication_has_its_digest_and_its_moment(cast: Cast, changes: dict[str, object]) -> None:
    batch = cast.approved(gathered(cast))
    tried(
        batch,
        "batch_published_with_its_digest",
        **({"state": "published", "sha256": "1", "published_at": at()} | changes),
    )


@pytest.mark.parametrize("changes", [{"number": "XK2026-09"}, {"catalogue": "penalty"}, {"year": 2027}, {"seq": 9}])
def test_a_batch_in_hand_keeps_its_number_and_its_catalogue(cast: Cast, changes: dict[str, object]) -> None:
    tried(cast.prepared(cast.licence(1)), "batch_keeps_its_word", **changes)


@pytest.mark.parametrize(
    "changes",
    [{"title": "改名"}, {"from_on": SECOND}, {"document_number": "清府发〔2026〕9号"}, {"content_sha256": "2"}],
)
def test_a_batch_is_published_as_it_was_approved(cast: Cast, changes: dict[str, object]) -> None:
    batch = cast.approved(gathered(cast))
    published: dict[str, object] = {"state": "published", "sha256": "1", "published_at": at()}
    tried(batch, "batch_keeps_its_word", **(published | changes))


def test_a_batch_does_not_come_out_after_its_own_review(cast: Cast) -> None:
    batch = cast.approved(gathered(cast))
    assert batch.next_review_on is not None
    late = at(batch.next_review_on)
    tried(batch, "batch_is_reviewed_after_it_came_out", state="published", sha256="1", published_at=late)
