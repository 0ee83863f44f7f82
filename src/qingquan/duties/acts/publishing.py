"""From draft to public: confirmed by the establishment office, published by the organ's head."""

from datetime import datetime

from django.utils import timezone

from qingquan.duties.acts.writing import hold
from qingquan.duties.models import DutyStatement
from qingquan.duties.reading import derived_for, published
from qingquan.duties.rules import authority
from qingquan.duties.rules.derive import differences
from qingquan.duties.text import sheet
from qingquan.duties.words import StatementState
from qingquan.ledger.acts import act, record
from qingquan.papers.sheets import plain
from qingquan.people.models import Actor
from qingquan.places.county import county_face


@act("duty.reviewed")
def review(statement: DutyStatement, *, by: Actor, at: datetime) -> DutyStatement:
    """Confirm a draft that is whole and up to date; from here on it stands."""
    held = hold(statement)
    authority.check_confirms(by.role, held.state)
    authority.check_is_whole(held.accountability, out_of_date=is_out_of_date(held, at))
    held.state, held.reviewed_by, held.reviewed_at = StatementState.REVIEWED.value, by.account, at
    held.save(update_fields=["state", "reviewed_by", "reviewed_at"])
    record(held.post.code, "duty.reviewed", {"version": held.number}, by=by, at=at)
    return held


@act("duty.given_back")
def give_back(statement: DutyStatement, *, reason: str, by: Actor, at: datetime) -> DutyStatement:
    """Give a confirmed statement back to be changed."""
    held = hold(statement)
    authority.check_gives_back(by.role, held.state, reason)
    held.state, held.reviewed_by, held.reviewed_at = StatementState.DRAFT.value, None, None
    held.save(update_fields=["state", "reviewed_by", "reviewed_at"])
    record(held.post.code, "duty.given_back", {"version": held.number, "reason": reason}, by=by, at=at)
    return held


@act("duty.published")
def publish(statement: DutyStatement, *, by: Actor, at: datetime) -> DutyStatement:
    """Publish a confirmed statement as a paper; the one before it is replaced."""
    held = hold(statement)
    authority.check_publishes(by.role, by.organ.pk if by.organ else None, held.post.organ_id, held.state)
    authority.check_is_whole(held.accountability, out_of_date=is_out_of_date(held, at))
    former = published(held.post)
    if former is not None:
        former.state = StatementState.REPLACED.value
        former.save(update_fields=["state"])
    held.state, held.published_by, held.published_at = StatementState.PUBLISHED.value, by.account, at
    held.paper = plain(sheet(held, on=timezone.localdate(at), demo=county_face().demo))
    held.save(update_fields=["state", "published_by", "published_at", "paper"])
    record(held.post.code, "duty.published", {"version": held.number}, by=by, at=at)
    return held


def is_out_of_date(held: DutyStatement, at: datetime) -> bool:
    """Whether flowcharts or holdings have changed since its duties were derived."""
    return bool(differences(held.duties(), derived_for(held.post, timezone.localdate(at))))
