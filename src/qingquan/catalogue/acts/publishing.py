"""From draft to force and out of it: review, return, publish, withdraw."""

from datetime import date, datetime

from django.utils import timezone

from qingquan.catalogue.acts.writing import keywords
from qingquan.catalogue.checking import problems_of
from qingquan.catalogue.models import Item, ItemVersion
from qingquan.catalogue.rules import authority, lives
from qingquan.catalogue.rules.lives import Life
from qingquan.catalogue.rules.validation import blocking
from qingquan.catalogue.words import VersionState
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.ledger.forbidden import guarded
from qingquan.people.models import Actor


@act("item.reviewed")
def review(version: ItemVersion, *, opinion: str, by: Actor, at: datetime) -> ItemVersion:
    """Pass a draft after legal and establishment review; from here on its elements stand."""
    held = hold(version)
    authority.check_reviews(by.role, by.account_id, held.drafted_by_id)
    lives.check_may_review(VersionState(held.state))
    check_nothing_blocks(held, at)
    held.state = VersionState.REVIEWED.value
    held.reviewed_by, held.reviewed_at = by.account, at
    held.save(update_fields=["state", "reviewed_by", "reviewed_at"])
    facts = {"version": held.number, "digest": held.digest, "opinion": opinion}
    record(held.item.code, "item.reviewed", facts, by=by, at=at)
    return held


@act("item.returned")
def return_to_draft(version: ItemVersion, *, reason: str, by: Actor, at: datetime) -> ItemVersion:
    """Give a reviewed version back to its drafter, with what is to be changed."""
    held = hold(version)
    authority.check_role(by.role, authority.REVIEWERS + authority.PUBLISHERS, "退回事项")
    lives.check_may_return(VersionState(held.state))
    if not reason.strip():
        raise Refused("请写明退回的理由，起草人才知道改什么。")
    held.state, held.reviewed_by, held.reviewed_at = VersionState.DRAFT.value, None, None
    held.save(update_fields=["state", "reviewed_by", "reviewed_at"])
    record(held.item.code, "item.returned", {"version": held.number, "reason": reason}, by=by, at=at)
    return held


@act("item.published")
def publish(version: ItemVersion, *, from_on: date, by: Actor, at: datetime, document: str = "") -> ItemVersion:
    """Put a reviewed version in force from a day; the one before it ends the day before."""
    held = hold(version)
    authority.check_publishes(by.role)
    current = held.item.versions.filter(state=VersionState.PUBLISHED).order_by("number").last()
    life = life_of(current) if current else None
    lives.check_may_publish(VersionState(held.state), from_on=from_on, today=timezone.localdate(at), current=life)
    check_nothing_blocks(held, at, on=from_on)
    if current is not None:
        replace(current, held, from_on, by, at)
    held.state, held.from_on, held.published_at = VersionState.PUBLISHED.value, from_on, at
    with guarded():
        held.save(update_fields=["state", "from_on", "published_at"])
    Item.objects.filter(pk=held.item_id).update(**keywords(held.facts()))
    facts = {
        "version": held.number,
        "digest": held.digest,
        "from_on": from_on.isoformat(),
        "document": document,
        "procedure": held.procedure_id,
    }
    record(held.item.code, "item.published", facts, by=by, at=at)
    return held


def replace(current: ItemVersion, by_version: ItemVersion, from_on: date, by: Actor, at: datetime) -> None:
    """End the version in force the day before its successor begins."""
    current.state, current.until_on = VersionState.REPLACED.value, lives.last_day_before(from_on)
    current.save(update_fields=["state", "until_on"])
    facts = {
        "version": current.number,
        "until_on": current.until_on.isoformat(),
        "by_version": by_version.number,
    }
    record(current.item.code, "item.replaced", facts, by=by, at=at)


@act("item.withdrawn")
def withdraw(version: ItemVersion, *, from_on: date, reason: str, by: Actor, at: datetime) -> ItemVersion:
    """Take a version out of force from a day on; one withdrawn before it began leaves its predecessor in force."""
    held = hold(version)
    authority.check_publishes(by.role)
    lives.check_may_withdraw(life_of(held), from_on=from_on, today=timezone.localdate(at))
    if not reason.strip():
        raise Refused("请写明撤回的理由和依据。")
    begins = held.from_on
    assert begins is not None, "a published version has its first day"
    held.state, held.until_on = VersionState.WITHDRAWN.value, lives.last_day_before(max(from_on, begins))
    held.save(update_fields=["state", "until_on"])
    if held.until_on < begins:
        revive(held, begins)
    facts = {"version": held.number, "from_on": from_on.isoformat(), "reason": reason}
    record(held.item.code, "item.withdrawn", facts, by=by, at=at)
    return held


def revive(never_begun: ItemVersion, begins: date) -> None:
    """The version that would have been replaced goes on as if its successor had never been published."""
    earlier = never_begun.item.versions.filter(
        state=VersionState.REPLACED, until_on=lives.last_day_before(begins)
    ).first()
    if earlier is not None:
        earlier.state, earlier.until_on = VersionState.PUBLISHED.value, None
        earlier.save(update_fields=["state", "until_on"])


def hold(version: ItemVersion) -> ItemVersion:
    """The version as it is now, its item locked first, so that two acts on one item wait for each other."""
    Item.objects.select_for_update().get(pk=version.item_id)
    return (
        ItemVersion.objects.select_related("item__organ__division").select_for_update(of=("self",)).get(pk=version.pk)
    )


def life_of(version: ItemVersion) -> Life:
    """The version's days as the rules see them."""
    return Life(VersionState(version.state), version.from_on, version.until_on)


def check_nothing_blocks(version: ItemVersion, at: datetime, on: date | None = None) -> None:
    """`Refused` with everything that keeps the version from being published."""
    found = blocking(problems_of(version, on or timezone.localdate(at)))
    if found:
        told = "；".join(str(problem).rstrip("。") for problem in found)
        raise Refused(f"有 {len(found)} 处问题须先解决：{told}。")
