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
from qingquan.publication.reading import announced, editions
from qingquan.publication.reading.editions import Placed
from qingquan.publication.reading.hindrances import given_up, refuse
from qingquan.publication.rules import authority, lives
from qingquan.publication.rules.numbers import number_of
from qingquan.publication.words import FIVE, BatchState, Part, Screening

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
    new = as_they_are(versions)
    lives.check_begins(from_on, brings=len(new) + len(ending), today=timezone.localdate(at))
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
    fill(batch, new, ending)
    record(batch.number, "batch.prepared", told(batch), by=by, at=at)
    return batch


@act("batch.changed")
def put_together_anew(
    batch: Batch, versions: Iterable[ItemVersion], *, from_on: date, by: Actor, at: datetime, ending: Ending = ()
) -> Batch:
    """Put a batch together again with other versions or another day; reviews of the same versions stand."""
    authority.check_role(by.role, authority.PREPARERS, "修改公布批次")
    held = hold(batch)
    lives.check_may_change(held.facts())
    new = as_they_are(versions)
    lives.check_begins(from_on, brings=len(new) + len(ending), today=timezone.localdate(at))
    held.from_on = from_on
    held.screened_by, held.screened_at, held.screening_opinion = None, None, ""
    held.save(update_fields=["from_on", "screened_by", "screened_at", "screening_opinion"])
    fill(held, new, ending)
    record(held.number, "batch.changed", told(held), by=by, at=at)
    return held


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


def fill(batch: Batch, versions: list[ItemVersion], ending: Ending) -> None:
    """Write the items of the batch, keeping what was reviewed already, here or in the last batch."""
    catalogue = SeedCatalogue(batch.catalogue)
    now = as_they_are(version for version, _ in ending)
    reasons = {version.pk: reason for version, reason in ending}
    ending = [(version, reasons[version.pk]) for version in now]
    check_fits(catalogue, versions, ending)
    refuse(given_up(versions), "不能公布")
    placed = editions.edition(catalogue, batch.from_on, versions, ending)
    if not placed:
        raise Refused("该目录现在没有可以公布的事项，请先审核事项。")
    reviewed = reviews_of(batch)
    batch.items.all().delete()
    rows = editions.rows_of(placed, batch.from_on)
    items = [
        item_of(batch, place, each, row.to_json(), reviewed.get(each.version.pk))
        for place, (each, row) in enumerate(zip(placed, rows, strict=True), 1)
    ]
    BatchItem.objects.bulk_create(items, batch_size=AT_ONCE)
    if batch.previous is not None and announced.compared(batch).is_empty:
        raise Refused(f"与{announced.short_name(batch.previous)}没有差别，不必另行公布。")


def check_fits(catalogue: SeedCatalogue, versions: Sequence[ItemVersion], ending: Ending) -> None:
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
    for version, reason in ending:
        if version.state != VersionState.PUBLISHED:
            raise Refused(f"“{version.name}”没有在施行，不能取消。")
        if not reason.strip():
            raise Refused(f"请写明取消“{version.name}”的理由和依据。")


def reviews_of(batch: Batch) -> dict[int, BatchItem]:
    """What was said of each version already: in the last batch, or in this one before it was put together anew."""
    found: dict[int, BatchItem] = {}
    for each in (batch.previous, batch):
        if each is not None:
            done = each.items.exclude(screening=Screening.WAITING)
            found |= {item.version_id: item for item in done.defer("row")}
    return found


def item_of(batch: Batch, place: int, each: Placed, row: dict[str, object], said: BatchItem | None) -> BatchItem:
    """One item of the batch; a review of the same version stands, for the version has not changed."""
    item = BatchItem(
        batch=batch,
        version=each.version,
        position=place,
        code=each.version.item.code,
        part=each.part.value,
        digest=each.version.digest,
        row=row,
        ended_reason=each.reason,
    )
    if said is not None:
        item.screening, item.screened_by_id, item.screened_at = said.screening, said.screened_by_id, said.screened_at
        item.ground, item.withheld_reason = said.ground, said.withheld_reason
    return item


def hold(batch: Batch) -> Batch:
    """The batch as it is now; two acts on it wait for each other."""
    return Batch.objects.select_related("previous").select_for_update(of=("self",)).get(pk=batch.pk)


def told(batch: Batch) -> dict[str, object]:
    """What the ledger keeps of how a batch was put together."""
    counted = batch.items.aggregate(**{part.value: Count("pk", filter=Q(part=part)) for part in Part})
    return {"catalogue": batch.catalogue, "from_on": batch.from_on.isoformat(), **counted}
