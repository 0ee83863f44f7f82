"""Putting a batch together: the catalogue as it will stand, with what the batch publishes and ends."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import connection
from django.db.models import Count, Max, Q
from django.utils import timezone

from qingquan.campaign.models import Campaign
from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.words import PowerType, SeedCatalogue, VersionState
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.people.models import Actor
from qingquan.publication.models import Batch, BatchItem
from qingquan.publication.reading import announced, editions, endings
from qingquan.publication.reading.editions import Placed
from qingquan.publication.reading.endings import Ended, Why
from qingquan.publication.reading.hindrances import given_up, refuse
from qingquan.publication.rules import authority, lives
from qingquan.publication.rules.numbers import number_of
from qingquan.publication.words import FIVE, BatchState, Outcome, Part, Screening

AT_ONCE = 500
Ending = Sequence[tuple[ItemVersion, str]]


@act("batch.prepared")
def prepare(
    catalogue: SeedCatalogue,
    versions: Iterable[ItemVersion],
    *,
    from_on: date,
    by: Actor,
    at: datetime,
    ending: Ending = (),
    campaign: Campaign | None = None,
) -> Batch:
    """Put a batch together: what is in force on its day, the reviewed versions it publishes, what it ends.

    Without versions it gathers what is in force already, as a county does that comes from another system.
    """
    authority.check_role(by.role, authority.PREPARERS, "拟定公布批次")
    if catalogue not in FIVE:
        raise Refused(f"“{catalogue.label}”不是分类分批公布的五类目录之一。")
    check_none_in_hand(catalogue)
    new, ends = as_they_are(versions), ends_of(catalogue, ending, campaign)
    check_day(from_on, len(new), len(ends), at)
    year = timezone.localdate(at).year
    last = Batch.objects.filter(catalogue=catalogue.value, year=year).aggregate(last=Max("seq"))["last"] or 0
    batch = Batch(
        number=number_of(catalogue, year, last + 1),
        catalogue=catalogue.value,
        year=year,
        seq=last + 1,
        title=announced.title(catalogue, year, last + 1),
        campaign=campaign,
        previous=editions.last_batch(catalogue),
        from_on=from_on,
        prepared_by=by.account,
        prepared_at=at,
    )
    batch.save(force_insert=True)
    fill(batch, new, ends)
    record(batch.number, "batch.prepared", told(batch), by=by, at=at)
    return batch


@act("batch.changed")
def put_together_anew(
    batch: Batch,
    versions: Iterable[ItemVersion],
    *,
    from_on: date,
    by: Actor,
    at: datetime,
    ending: Ending = (),
    seen: int | None = None,
) -> Batch:
    """Put a batch together again with other versions or another day; reviews of the same versions stand."""
    authority.check_role(by.role, authority.PREPARERS, "修改公布批次")
    held = hold(batch)
    lives.check_may_change(held.facts())
    lives.check_is_as_seen(held.revision, seen)
    new, ends = as_they_are(versions), ends_of(SeedCatalogue(held.catalogue), ending, held.campaign)
    check_day(from_on, len(new), len(ends), at)
    held.from_on, held.revision = from_on, held.revision + 1
    held.screened_by, held.screened_at, held.screening_opinion = None, None, ""
    held.save(update_fields=["from_on", "revision", "screened_by", "screened_at", "screening_opinion"])
    fill(held, new, ends)
    record(held.number, "batch.changed", told(held), by=by, at=at)
    return held


def ends_of(catalogue: SeedCatalogue, ending: Ending, campaign: Campaign | None) -> list[Ended]:
    """What the batch ends: what was chosen, for its decision where there is one, and every power given up."""
    stopped = endings.given_up(catalogue)
    reasons: dict[int, str] = {}
    for version, reason in ending:
        # Chosen twice: the reason that was typed counts.
        reasons[version.pk] = reason.strip() or reasons.get(version.pk, "")
    fresh = as_they_are(version for version, _ in ending)
    known = {each.version.pk: each.why for each in endings.decided(campaign, fresh)}
    gone = {each.version.pk for each in stopped}
    ends = [Ended(each, with_reason(known.get(each.pk), reasons[each.pk])) for each in fresh if each.pk not in gone]
    return [*ends, *stopped]


def with_reason(decided: Why | None, reason: str) -> Why:
    """Why an item ends: the decision on it, in the words that were typed if any were."""
    why = decided or Why(Outcome.CANCELLED, "")
    return why._replace(reason=reason or why.reason)


def check_day(from_on: date, brings: int, ends: int, at: datetime) -> None:
    """The batch's day suits what it brings and what it ends."""
    today = timezone.localdate(at)
    lives.check_begins(from_on, brings=brings + ends, today=today)
    lives.check_ends(from_on, ends=ends, today=today)


def check_none_in_hand(catalogue: SeedCatalogue) -> None:
    """One batch of a catalogue at a time, so that each is the one before it with its changes.

    Two who begin at once wait for each other here: the second is told of the first.
    """
    with connection.cursor() as sql:
        sql.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"publication/{catalogue.value}"])
    other = Batch.objects.filter(
        catalogue=catalogue.value, state__in=[BatchState.PREPARED, BatchState.APPROVED]
    ).first()
    if other is not None:
        raise Refused(f"{other.title}还没有公布，请先公布或者作废，再拟定下一批。")


def as_they_are(versions: Iterable[ItemVersion]) -> list[ItemVersion]:
    """The versions as the database has them now, with item and organ, in the order they were given."""
    keys = list(dict.fromkeys(each.pk for each in versions))
    fresh = ItemVersion.objects.select_related("item__organ").defer("form_schema").in_bulk(keys)
    return [fresh[key] for key in keys]


def fill(batch: Batch, versions: list[ItemVersion], ends: Sequence[Ended]) -> None:
    """Write the items of the batch, keeping what was reviewed already, here or in the last batch."""
    catalogue = SeedCatalogue(batch.catalogue)
    check_fits(catalogue, versions, ends)
    refuse(given_up(versions), "不能公布")
    placed = editions.edition(catalogue, batch.from_on, versions, ends)
    if not placed:
        raise Refused("该目录现在没有可以公布的事项，请先审核事项。")
    reviewed = reviews_of(batch)
    batch.items.all().delete()
    outcomes = editions.outcomes_of(placed, batch.previous)
    rows = editions.rows_of(placed, batch.from_on, outcomes)
    items = [
        item_of(batch, place, each, outcome, row.to_json(), reviewed.get(each.version.pk))
        for place, (each, outcome, row) in enumerate(zip(placed, outcomes, rows, strict=True), 1)
    ]
    gone = endings.gone_since(batch, [item.code for item in items])
    items += [gone_item(batch, len(items) + place, each, why) for place, (each, why) in enumerate(gone, 1)]
    BatchItem.objects.bulk_create(items, batch_size=AT_ONCE)
    if batch.previous is not None and announced.compared(batch).is_empty:
        raise Refused(f"与{announced.short_name(batch.previous)}没有差别，不必另行公布。")


def check_fits(catalogue: SeedCatalogue, versions: Sequence[ItemVersion], ends: Sequence[Ended]) -> None:
    """Only reviewed versions of the catalogue's types are published, only what is in force is ended."""
    for version in versions:
        kind = PowerType(version.elements.get("power_type", version.item.power_type))
        if version.state != VersionState.REVIEWED:
            raise Refused(
                f"“{version.name}”的状态是“{VersionState(version.state).label}”，只有已审核的版本可以列入公布批次。"
            )
        if kind is PowerType.NON_LICENCE_APPROVAL_LEGACY:
            raise Refused(f"“{version.name}”属于非行政许可审批，该类别已经取消，不能公布。", "国发〔2015〕27号")
        if kind.catalogue is not catalogue:
            raise Refused(f"“{version.name}”属于{kind.catalogue.label}，不在本批的目录中。")
    coming = {version.item_id for version in versions}
    for each in ends:
        if each.version.item_id in coming:
            raise Refused(f"“{each.version.name}”的新版本在本批公布，不能同时取消，请只选一样。")
        if each.version.state != VersionState.PUBLISHED:
            raise Refused(f"“{each.version.name}”没有在施行，不能取消。")
        if not each.why.reason:
            raise Refused(f"请写明取消“{each.version.name}”的理由和依据。")


def reviews_of(batch: Batch) -> dict[int, BatchItem]:
    """What was said of each version already: in the last batch, or in this one before it was put together anew."""
    found: dict[int, BatchItem] = {}
    for each in (batch.previous, batch):
        if each is not None:
            done = each.items.exclude(screening=Screening.WAITING)
            found |= {item.version_id: item for item in done.defer("row")}
    return found


def item_of(  # noqa: PLR0917 - an item of a batch is all of these.
    batch: Batch, place: int, each: Placed, outcome: Outcome, row: dict[str, object], said: BatchItem | None
) -> BatchItem:
    """One item of the batch; a review of the same version stands, for the version has not changed."""
    item = BatchItem(
        batch=batch,
        version=each.version,
        position=place,
        code=each.version.item.code,
        part=each.part.value,
        digest=each.version.digest,
        row=row,
        outcome=outcome.value,
        ended_on=(each.why.on or batch.from_on) if each.why else None,
        ended_reason=each.why.reason if each.why else "",
        ended_document=each.why.document if each.why else "",
    )
    if said is not None:
        item.screening, item.screened_by_id, item.screened_at = said.screening, said.screened_by_id, said.screened_at
        item.ground, item.withheld_reason = said.ground, said.withheld_reason
    return item


def gone_item(batch: Batch, place: int, each: BatchItem, why: Why) -> BatchItem:
    """What the last batch listed and something else ended: told of with its reason, as it was printed last."""
    return BatchItem(
        batch=batch,
        version=each.version,
        position=place,
        code=each.code,
        part=Part.GONE.value,
        digest=each.digest,
        row=each.row | {"outcome": why.outcome.label},
        outcome=why.outcome.value,
        ended_on=why.on or batch.from_on,
        ended_reason=why.reason,
        ended_document=why.document,
        screening=each.screening,
        screened_by_id=each.screened_by_id,
        screened_at=each.screened_at,
    )


def hold(batch: Batch) -> Batch:
    """The batch as it is now; two acts on it wait for each other."""
    return Batch.objects.select_related("previous").select_for_update(of=("self",)).get(pk=batch.pk)


def told(batch: Batch) -> dict[str, object]:
    """What the ledger keeps of how a batch was put together."""
    counted = batch.items.aggregate(**{part.value: Count("pk", filter=Q(part=part)) for part in Part})
    return {"catalogue": batch.catalogue, "from_on": batch.from_on.isoformat(), **counted}
