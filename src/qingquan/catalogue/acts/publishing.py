"""From draft to force and out of it: review, return, publish, withdraw."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace as replace_fields
from datetime import date, datetime
from functools import lru_cache

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from qingquan.catalogue.acts.writing import as_registered, keywords
from qingquan.catalogue.bases import library_views
from qingquan.catalogue.models import Item, ItemVersion
from qingquan.catalogue.rules import authority, lives
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.library import LibraryView
from qingquan.catalogue.rules.lives import Life
from qingquan.catalogue.rules.problems import Problem, Sibling, Surroundings, error
from qingquan.catalogue.rules.validation import blocking, validate
from qingquan.catalogue.words import ExerciseLevel, LimitUnit, VersionState
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.people.models import Actor
from qingquan.places.calendar import county_calendar
from qingquan.places.models import Organ
from qingquan.procedures.models import StoredProcedure
from qingquan.procedures.rules.checking import MOST_REVIEW_LEVELS, check

# More levels than any item has: an approved exception is not held to the usual two.
ANY_LEVELS = 99
# integrity_constraint_violation itself, which no built-in constraint raises: only our own triggers do.
OWN_GUARDS = "23000"
LEVELS = {
    "province": ExerciseLevel.PROVINCE,
    "city": ExerciseLevel.CITY,
    "county": ExerciseLevel.COUNTY,
    "town": ExerciseLevel.TOWN,
    "village": ExerciseLevel.VILLAGE,
}


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
    with refused_by_the_database():
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


@contextmanager
def refused_by_the_database() -> Iterator[None]:
    """What rooms above demand of a publication is held by triggers, which speak to people: their no is a `Refused`."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as no:
        said = getattr(no.__cause__, "diag", None)
        if said is None or said.sqlstate != OWN_GUARDS:
            raise
        raise Refused(str(said.message_primary), str(said.message_hint or "")) from no


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


def problems_of(version: ItemVersion, on: date) -> tuple[Problem, ...]:
    """Everything wrong with a version on a day: its elements, its bases, its organ, its procedure."""
    return problems_of_many([version], on)[0]


def problems_of_many(versions: Sequence[ItemVersion], on: date) -> list[tuple[Problem, ...]]:
    """The same for a page of versions; the law library is asked once for all of them."""
    facts = [as_registered(version.facts(), version.item.organ) for version in versions]
    views = library_views([each.legal_bases for each in facts], on)
    return [problems_found(*each, on) for each in zip(versions, facts, views, strict=True)]


def problems_found(version: ItemVersion, facts: VersionFacts, view: LibraryView, on: date) -> tuple[Problem, ...]:
    """What the rules, the register of organs and the flowchart say of one version."""
    found = validate(facts, replace_fields(surroundings(version.item, on), library=view))
    if version.item.organ is None:
        words = f"实施主体“{facts.organ_name or '（未填写）'}”不在本县机关名录，请确定实施主体。"
        found += (error("ELM", "organ", words),)
    return found + procedure_problems(version, facts)


def surroundings(item: Item, on: date) -> Surroundings:
    """What the rules must know besides the version."""
    organ: Organ | None = item.organ
    return Surroundings(
        on=on,
        calendar=county_calendar(),
        organ_uscc=organ.uscc if organ else "",
        organ_region=organ.division_id if organ else "",
        organ_level=LEVELS.get(organ.division.level) if organ else None,
        siblings=siblings_of(item, on),
    )


def siblings_of(item: Item, on: date) -> tuple[Sibling, ...]:
    """Other items with the same base code that are in force on the day or will be."""
    if not item.base_code:
        return ()
    others = ItemVersion.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=on),
        item__base_code=item.base_code,
        state__in=[VersionState.PUBLISHED, VersionState.REPLACED],
    ).exclude(item=item)
    rows = others.values_list("item__code", "item__base_code", "item__organ__uscc", "elements__handling_code")
    return tuple(Sibling(code, base_code, uscc or "", handling or "") for code, base_code, uscc, handling in rows)


def procedure_problems(version: ItemVersion, facts: VersionFacts) -> tuple[Problem, ...]:
    """What the check of the bound flowchart finds, held against this version's promise and review levels."""
    promise = facts.promise if facts.promise and facts.promise.unit is LimitUnit.WORKING_DAY else None
    levels = ANY_LEVELS if facts.review_exception else MOST_REVIEW_LEVELS
    stops = (
        _what_stops(facts.procedure_sha256, promise.n if promise else None, levels) if facts.procedure_sha256 else ()
    )
    return tuple(error("ITM-15", "procedure_sha256", words) for words in stops or ())


@lru_cache(maxsize=2000)
def _what_stops(sha256: str, promised: int | None, levels: int) -> tuple[str, ...]:
    """The findings that stop publication. A stored file never changes, so neither does what is found in it."""
    stored = StoredProcedure.objects.get(sha256=sha256)
    found = check(stored.xml.encode(), promised_working_days=promised, max_review_levels=levels)
    return tuple(finding.message for finding in found if finding.stops)
