"""Publishing a batch: every reviewed version of it put in force, what ends withdrawn, its text sealed by its digest."""

from datetime import datetime

from django.db.models import Count, Q
from django.utils import timezone

from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.people.models import Actor
from qingquan.publication.acts.deciding import carry_out
from qingquan.publication.acts.preparing import hold
from qingquan.publication.acts.switching import end, put_in_force
from qingquan.publication.models import Batch, BatchItem, BatchText
from qingquan.publication.reading import announced, editions
from qingquan.publication.reading.moving import moved_since
from qingquan.publication.rules import authority, lives
from qingquan.publication.rules.snapshot import content_digest, sha256
from qingquan.publication.words import BatchState, Part, Screening


@act("batch.published")
def publish(batch: Batch, *, by: Actor, at: datetime, seen: int | None = None) -> Batch:
    """Publish an approved batch whole or not at all: its versions come into force on its day, its text stands."""
    authority.check_role(by.role, authority.GOVERNMENT, "公布批次")
    held = hold(batch)
    lives.check_may_publish(held.facts(), today=timezone.localdate(at))
    lives.check_is_as_seen(held.revision, seen)
    check_is_what_was_approved(held)
    put_in_force(held, open_items(held, Part.NEW), by, at)
    end(held, carry_out(held, open_items(held, Part.ENDED), by, at), by, at)
    text = announced.text_of(held, timezone.localdate(at))
    held.sha256 = sha256(text)
    held.state, held.published_by, held.published_at = BatchState.PUBLISHED.value, by.account, at
    held.save(update_fields=["sha256", "state", "published_by", "published_at"])
    BatchText(batch=held, text=text.decode()).save(force_insert=True)
    facts = {"sha256": held.sha256, "document_number": held.document_number, **counted(held)}
    record(held.number, "batch.published", facts, by=by, at=at)
    return held


def check_is_what_was_approved(batch: Batch) -> None:
    """What was approved is what is there, and nothing of the catalogue changed beside it in the meantime."""
    if content_digest(editions.public_rows(batch), editions.ended_rows(batch)) != batch.content_sha256:
        raise Refused("本批的内容与县政府批准的不一致，请退回后重新报批。")
    moved = moved_since(batch)
    if moved:
        raise Refused(f"拟定之后{lives.changed_in_words(moved)}；请退回，重新拟定后再报批。")


def open_items(batch: Batch, part: Part) -> list[BatchItem]:
    """What the batch does one thing with, and what nobody withheld."""
    return list(batch.items.filter(part=part, screening=Screening.OPEN).defer("row").order_by("position"))


def counted(batch: Batch) -> dict[str, int]:
    """How many items the batch withheld, and how many of the rest it did what with."""
    parts = {part.value: Count("pk", filter=Q(part=part, screening=Screening.OPEN)) for part in Part}
    return dict(batch.items.aggregate(withheld=Count("pk", filter=Q(screening=Screening.WITHHELD)), **parts))
