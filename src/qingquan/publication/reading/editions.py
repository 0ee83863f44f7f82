"""A catalogue as it stands on a day: every version in force, with those a batch brings in their places."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import QuerySet

from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.words import PowerType, SeedCatalogue
from qingquan.forfeits.models import Forfeit
from qingquan.law import parameter
from qingquan.procedures import runs
from qingquan.procedures.models import StoredProcedure
from qingquan.publication.models import Batch, BatchItem
from qingquan.publication.reading.endings import Ended, Why
from qingquan.publication.rules.comparing import Comparison, compare
from qingquan.publication.rules.outcomes import outcome_listed
from qingquan.publication.rules.rows import EndedRow, PublicRow, row_of
from qingquan.publication.words import FIVE, LISTED, BatchState, Outcome, Part, Screening
from qingquan.review.models import Decision
from qingquan.review.words import DecisionCode

MOST_KEPT = 5000
"""How many flowcharts' steps a process remembers."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A version and what the batch does with it."""

    version: ItemVersion
    part: Part
    why: Why | None = None


def types_of(catalogue: SeedCatalogue) -> list[str]:
    """The types of power a catalogue lists."""
    return [kind.value for kind in PowerType if kind.catalogue is catalogue]


def listed(on: date) -> QuerySet[ItemVersion]:
    """Versions in force on a day whose power stands: what was given up is on no list from that moment."""
    return ItemVersion.objects.in_force(on).exclude(item__in=Forfeit.objects.standing().values("item"))


def in_force(catalogue: SeedCatalogue, on: date) -> list[ItemVersion]:
    """Every version of the catalogue in force on a day, by organ and code."""
    versions = listed(on).filter(item__power_type__in=types_of(catalogue))
    return list(versions.select_related("item__organ").order_by("item__organ__seq", "item__code"))


def ready(catalogue: SeedCatalogue) -> list[ItemVersion]:
    """Reviewed versions that wait to be published in this catalogue."""
    waiting = ItemVersion.objects.filter(state="reviewed", elements__power_type__in=types_of(catalogue))
    return list(waiting.select_related("item__organ").order_by("item__organ__seq", "item__code"))


def edition(catalogue: SeedCatalogue, on: date, new: Sequence[ItemVersion], ending: Sequence[Ended]) -> list[Placed]:
    """The catalogue on the day with the new versions in place of those they replace, and without what ends."""
    gone: Collection[int] = {each.version.pk for each in ending}
    replaced = {version.item_id for version in new}
    kept = [each for each in in_force(catalogue, on) if each.pk not in gone and each.item_id not in replaced]
    placed = [*(Placed(each, Part.KEPT) for each in kept), *(Placed(each, Part.NEW) for each in new)]
    placed.sort(
        key=lambda each: (each.version.item.organ.seq if each.version.item.organ else "", each.version.item.code)
    )
    return placed + [Placed(each.version, Part.ENDED, each.why) for each in ending]


def outcomes_of(placed: Sequence[Placed], previous: Batch | None) -> list[Outcome]:
    """What becomes of each: by the decision its version came from, or else by what the last batch said."""
    before = dict(listed_in(previous).values_list("code", "digest")) if previous else None
    decided = Decision.objects.standing().filter(version__in=[each.version.pk for each in placed])
    by_version = {pk: DecisionCode(code) for pk, code in decided.values_list("version", "code") if pk}
    return [
        each.why.outcome
        if each.why
        else outcome_listed(
            each.part, each.version.digest, before, each.version.item.code, by_version.get(each.version.pk)
        )
        for each in placed
    ]


def rows_of(placed: Sequence[Placed], begins: date, outcomes: Sequence[Outcome]) -> list[PublicRow]:
    """Each version as it is printed; a new one is in force from the batch's day."""
    steps = steps_of({each.version.procedure_id for each in placed if each.version.procedure_id})
    return [
        _printed(
            each.version,
            begins if each.part is Part.NEW else each.version.from_on or begins,
            steps,
            outcome.label,
        )
        for each, outcome in zip(placed, outcomes, strict=True)
    ]


def printed(version: ItemVersion, from_on: date) -> PublicRow:
    """One version as it is printed."""
    return _printed(version, from_on, steps_of({version.procedure_id} if version.procedure_id else set()))


def _printed(version: ItemVersion, from_on: date, steps: Mapping[str, tuple[str, ...]], outcome: str = "") -> PublicRow:
    facts, organ = version.facts(), version.item.organ
    return row_of(
        facts,
        organ=organ.name if organ else facts.organ_name,
        uscc=organ.uscc if organ else facts.organ_uscc,
        version=version.number,
        from_on=from_on,
        steps=steps.get(version.procedure_id or "", ()),
        site=settings.PUBLIC_URL,
        outcome=outcome,
    )


_steps: dict[str, tuple[str, ...]] = {}


def steps_of(flowcharts: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """The names of the steps of flowcharts, by digest. A stored file never changes, so what was read once is kept."""
    known = {sha256: steps for sha256 in flowcharts if (steps := _steps.get(sha256)) is not None}
    if lacking := set(flowcharts) - known.keys():
        files = StoredProcedure.objects.filter(sha256__in=lacking).values_list("sha256", "xml")
        read = {sha256: tuple(step.name for step in runs.tell(xml.encode()) if step.number) for sha256, xml in files}
        if len(_steps) > MOST_KEPT:
            _steps.clear()
        _steps.update(read)
        known |= read
    return known


def last_batch(catalogue: SeedCatalogue) -> Batch | None:
    """The batch of the catalogue that was published last."""
    return Batch.objects.public().filter(catalogue=catalogue.value).first()


def by_review() -> list[tuple[date, Batch]]:
    """The last batch of each catalogue with the day it is looked at again, the earliest first."""
    published = Batch.objects.filter(state=BatchState.PUBLISHED, catalogue__in=FIVE)
    last = published.order_by("catalogue", "-published_at", "-pk").distinct("catalogue")
    return sorted(
        ((each.next_review_on, each) for each in last if each.next_review_on), key=lambda pair: (pair[0], pair[1].pk)
    )


def to_review(on: date) -> list[Batch]:
    """Those whose review is near or past."""
    last_day = notice_until(on)
    return [batch for day, batch in by_review() if day <= last_day]


def notice_until(on: date) -> date:
    """Until which day a review is near: the county's own number of days ahead."""
    return on + timedelta(days=parameter("batch_review_notice_days").number)


def listed_in(batch: Batch) -> QuerySet[BatchItem]:
    """The items everyone reads in a batch: without what is withheld and what it ended."""
    return batch.items.filter(part__in=LISTED).exclude(screening=Screening.WITHHELD).order_by("position")


def public_rows(batch: Batch) -> list[PublicRow]:
    """What everyone reads of a batch, or would."""
    return [PublicRow.from_json(row) for row in listed_in(batch).values_list("row", flat=True)]


def ended_rows(batch: Batch) -> list[EndedRow]:
    """What went: ended by the batch or since the last one, as it was printed last, and why."""
    gone = batch.items.exclude(part__in=LISTED).exclude(screening=Screening.WITHHELD)
    return [each.ended_row() for each in gone.select_related("batch").order_by("position")]


def since(batch: Batch, on: date) -> Comparison:
    """What changed in the catalogue since a batch, by versions published or withdrawn one by one.

    Only digests are asked for, so that the page of a catalogue of thousands answers at once.
    """
    withheld = set(batch.items.filter(screening=Screening.WITHHELD).values_list("code", flat=True))
    now = listed(on).filter(item__power_type__in=types_of(SeedCatalogue(batch.catalogue)))
    kept = now.exclude(item__code__in=withheld).order_by("item__organ__seq", "item__code")
    found = kept.values_list("item__code", "name", "item__organ__name", "digest", "number", "from_on")
    live = [
        PublicRow(code=code, name=name, organ=organ, digest=digest, version=number, from_on=str(begins), power_type="")
        for code, name, organ, digest, number, begins in found
    ]
    return compare(public_rows(batch), live)
