"""Putting versions in force and out of it for a whole batch: locked, checked and written all at once.

The guards are those of `catalogue.acts.publishing`, for one version; here a batch of hundreds asks the database a
fixed number of questions, and a refusal names every item that is not ready. No act: `publish` calls it.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from qingquan.catalogue.acts.publishing import life_of
from qingquan.catalogue.acts.writing import keywords
from qingquan.catalogue.models import Item, ItemVersion
from qingquan.catalogue.rules import authority, lives
from qingquan.catalogue.words import VersionState
from qingquan.law import Refused
from qingquan.ledger.acts import record_many
from qingquan.ledger.forbidden import guarded
from qingquan.people.models import Actor
from qingquan.publication.models import Batch, BatchItem
from qingquan.publication.reading.hindrances import Hindered, given_up, hindered, refuse
from qingquan.publication.words import Outcome

AT_ONCE = 500


def put_in_force(batch: Batch, items: Sequence[BatchItem], by: Actor, at: datetime) -> None:
    """Publish the versions of the items from the batch's day; those before them end the day before."""
    if not items:
        return
    authority.check_publishes(by.role)
    held, today = hold_all(items), timezone.localdate(at)
    current = in_force_of(held)
    may_not = [
        *refused_of(
            held,
            lambda each: lives.check_may_publish(
                VersionState(each.state),
                from_on=batch.from_on,
                today=today,
                current=life_of(current[each.item_id]) if each.item_id in current else None,
            ),
        ),
        *given_up(held),
        *hindered(held, batch.from_on),
    ]
    refuse(may_not, "不能公布")
    last_day = lives.last_day_before(batch.from_on)
    ending = ItemVersion.objects.filter(pk__in=[each.pk for each in current.values()])
    ending.update(state=VersionState.REPLACED.value, until_on=last_day)
    with guarded():
        coming = ItemVersion.objects.filter(pk__in=[each.pk for each in held])
        coming.update(state=VersionState.PUBLISHED.value, from_on=batch.from_on, published_at=at)
    say_on_items(held)
    replaced = [
        (each.item.code, {"version": old.number, "until_on": last_day.isoformat(), "by_version": each.number})
        for each in held
        if (old := current.get(each.item_id))
    ]
    record_many("item.replaced", replaced, by=by, at=at)
    record_many("item.published", [(each.item.code, told(each, batch)) for each in held], by=by, at=at)


def end(batch: Batch, items: Sequence[BatchItem], by: Actor, at: datetime) -> None:
    """Withdraw the versions of the items from the batch's day on, each for its reason."""
    if not items:
        return
    authority.check_publishes(by.role)
    held, today = hold_all(items), timezone.localdate(at)
    reasons = {each.version_id: each.ended_reason for each in items}

    def asked(version: ItemVersion) -> None:
        lives.check_may_withdraw(life_of(version), from_on=batch.from_on, today=today)
        if not reasons[version.pk].strip():
            raise Refused("请写明撤回的理由和依据。")

    refuse(refused_of(held, asked), "不能取消")
    for each in held:
        each.state, each.until_on = VersionState.WITHDRAWN.value, last_day_of(each, batch.from_on)
    ItemVersion.objects.bulk_update(held, ["state", "until_on"], batch_size=AT_ONCE)
    never_begun = [each for each in held if each.until_on and each.from_on and each.until_on < each.from_on]
    stopped = {each.version_id for each in items if each.outcome == Outcome.GIVEN_UP}
    revive([each for each in never_begun if each.pk not in stopped])
    cut([each for each in never_begun if each.pk in stopped], batch.from_on)
    facts = [
        (
            each.item.code,
            {"version": each.number, "from_on": batch.from_on.isoformat(), "reason": reasons[each.pk]},
        )
        for each in held
    ]
    record_many("item.withdrawn", facts, by=by, at=at)


def hold_all(items: Sequence[BatchItem]) -> list[ItemVersion]:
    """The versions as they are now in the items' order, every item locked first and in one order for everybody."""
    keys = [each.version_id for each in items]
    owners = ItemVersion.objects.filter(pk__in=keys).order_by().values("item")
    list(Item.objects.select_for_update().filter(pk__in=owners).order_by("pk").values_list("pk"))
    wanted = ItemVersion.objects.filter(pk__in=keys).select_for_update(of=("self",)).order_by("pk")
    # A form's questions are long and nobody asks for them here.
    rows = {each.pk: each for each in wanted.select_related("item__organ__division").defer("form_schema")}
    return [rows[key] for key in keys]


def in_force_of(versions: Sequence[ItemVersion]) -> dict[int, ItemVersion]:
    """The published version of each item, which its successor ends; the newest where one is still to begin."""
    found = ItemVersion.objects.filter(
        item__in=[each.item_id for each in versions], state=VersionState.PUBLISHED
    ).order_by("number")
    return {each.item_id: each for each in found.defer("elements", "form_schema")}


def refused_of(versions: Sequence[ItemVersion], ask: Callable[[ItemVersion], None]) -> list[Hindered]:
    """Of which versions the rule says no, and what it says."""
    found = []
    for each in versions:
        try:
            ask(each)
        except Refused as no:
            found.append((each.name, no))
    return found


def say_on_items(versions: Sequence[ItemVersion]) -> None:
    """Items repeat name, sound, base code and type of what is in force; only rows that change are written."""
    changed: list[Item] = []
    for version in versions:
        item, said = version.item, keywords(version.facts())
        if any(getattr(item, name) != value for name, value in said.items()):
            for name, value in said.items():
                setattr(item, name, value)
            changed.append(item)
    Item.objects.bulk_update(changed, ["name", "sort_key", "base_code", "power_type"], batch_size=AT_ONCE)


def told(version: ItemVersion, batch: Batch) -> dict[str, object]:
    """What the ledger keeps of a version's publication."""
    return {
        "version": version.number,
        "digest": version.digest,
        "from_on": batch.from_on.isoformat(),
        "document": batch.document_number,
        "procedure": version.procedure_id,
    }


def last_day_of(version: ItemVersion, from_on: date) -> date:
    """The last day of a version that is withdrawn; before its first when it never begins."""
    assert version.from_on is not None, "a published version has its first day"
    return lives.last_day_before(max(from_on, version.from_on))


def revive(never_begun: Sequence[ItemVersion]) -> None:
    """What these would have replaced goes on as if they had never been published."""
    before_these(never_begun).update(state=VersionState.PUBLISHED.value, until_on=None)


def cut(never_begun: Sequence[ItemVersion], from_on: date) -> None:
    """What these would have replaced ends with them: nothing of a power given up goes on."""
    before_these(never_begun).update(until_on=lives.last_day_before(from_on))


def before_these(never_begun: Sequence[ItemVersion]) -> QuerySet[ItemVersion]:
    """The versions that were in force until each of these began."""
    if not never_begun:
        return ItemVersion.objects.none()
    before = Q()
    for each in never_begun:
        assert each.from_on is not None, "a published version has its first day"
        before |= Q(item=each.item_id, until_on=lives.last_day_before(each.from_on))
    return ItemVersion.objects.filter(before, state=VersionState.REPLACED)
