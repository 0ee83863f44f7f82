"""The government's approval of a batch, taking it back into hand, giving it up."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from qingquan.ledger.acts import act, record
from qingquan.people.models import Actor
from qingquan.publication.acts.preparing import hold
from qingquan.publication.models import Batch
from qingquan.publication.reading.editions import ended_rows, public_rows
from qingquan.publication.rules import authority, lives
from qingquan.publication.rules.snapshot import content_digest
from qingquan.publication.words import BatchState, Channel


@act("batch.approved")
def approve(
    batch: Batch,
    *,
    meeting: str,
    minutes_number: str,
    approved_on: date,
    document_number: str,
    channels: Sequence[str],
    comment_hotline: str,
    next_review_on: date,
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> Batch:
    """Enter that the county government's executive meeting approved the batch; from here on its items stand."""
    authority.check_role(by.role, authority.GOVERNMENT, "登记县政府的批准")
    held = hold(batch)
    lives.check_may_approve(
        held.facts(),
        document_number=document_number,
        minutes_number=minutes_number,
        approved_on=approved_on,
        today=timezone.localdate(at),
    )
    lives.check_is_made_known(channels, comment_hotline, next_review_on, approved_on=approved_on)
    lives.check_is_as_seen(held.revision, seen)
    held.state, held.revision = BatchState.APPROVED.value, held.revision + 1
    held.meeting, held.minutes_number = meeting, minutes_number
    held.approved_on, held.document_number = approved_on, document_number
    held.channels = [each.value for each in Channel if each in set(channels)]
    held.comment_hotline, held.next_review_on = comment_hotline.strip(), next_review_on
    held.content_sha256 = content_digest(public_rows(held), ended_rows(held))
    held.save()
    facts = {
        "minutes_number": minutes_number,
        "approved_on": approved_on.isoformat(),
        "document_number": document_number,
        "channels": held.channels,
        "next_review_on": next_review_on.isoformat(),
        "content_sha256": held.content_sha256,
    }
    record(held.number, "batch.approved", facts, by=by, at=at)
    return held


@act("batch.returned")
def give_back(batch: Batch, *, reason: str, by: Actor, at: datetime, seen: int | None = None) -> Batch:
    """Take an approved batch back into hand, with what is to be changed; it will need a new approval."""
    authority.check_role(by.role, authority.GOVERNMENT, "退回批次")
    held = hold(batch)
    lives.check_may_return(held.facts(), reason)
    lives.check_is_as_seen(held.revision, seen)
    held.state, held.revision = BatchState.PREPARED.value, held.revision + 1
    held.meeting, held.minutes_number, held.document_number = "", "", ""
    held.approved_on, held.content_sha256 = None, ""
    held.channels, held.comment_hotline, held.next_review_on = [], "", None
    held.save()
    record(held.number, "batch.returned", {"reason": reason}, by=by, at=at)
    return held


@act("batch.dropped")
def drop(batch: Batch, *, reason: str, by: Actor, at: datetime, seen: int | None = None) -> Batch:
    """Give up a batch that nobody has approved; its number and the reason stay."""
    authority.check_role(by.role, authority.PREPARERS, "作废批次")
    held = hold(batch)
    lives.check_may_drop(held.facts(), reason)
    lives.check_is_as_seen(held.revision, seen)
    held.state, held.dropped_reason = BatchState.DROPPED.value, reason
    held.save(update_fields=["state", "dropped_reason"])
    record(held.number, "batch.dropped", {"reason": reason}, by=by, at=at)
    return held
