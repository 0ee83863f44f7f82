"""What a batch announces: its difference to the last one in words, and its text with the digest."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from django.utils import timezone

from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.rules.difference import Change, difference
from qingquan.catalogue.words import SeedCatalogue
from qingquan.places.county import county_face
from qingquan.publication.models import Batch, BatchText
from qingquan.publication.reading.editions import ended_rows, public_rows
from qingquan.publication.rules.comparing import Comparison, compare, sentences
from qingquan.publication.rules.numbers import title_of
from qingquan.publication.rules.outcomes import counted
from qingquan.publication.rules.rows import PublicRow
from qingquan.publication.rules.snapshot import Head, snapshot
from qingquan.publication.words import BatchState, Outcome, Screening


def compared(batch: Batch) -> Comparison:
    """The batch beside the last one of its catalogue."""
    return compare(public_rows(batch.previous) if batch.previous else [], public_rows(batch))


def in_words(batch: Batch) -> list[str]:
    """The difference to the last batch in sentences; of a published batch it never changes."""
    if batch.state == BatchState.PUBLISHED:
        return list(_kept_words(batch.pk, batch.sha256))
    return _words(batch)


@lru_cache(maxsize=100)
def _kept_words(pk: int, _sha256: str) -> tuple[str, ...]:
    return tuple(_words(Batch.objects.select_related("previous").get(pk=pk)))


def _words(batch: Batch) -> list[str]:
    found = compared(batch)
    before = versions_of(batch.previous, found.changed) if batch.previous else {}
    after = versions_of(batch, found.changed)
    changes = {code: difference(before[code].facts(), after[code].facts()) for code in after if code in before}
    why = {each.row.code: each for each in ended_rows(batch)}
    return sentences(found, changes, short_name(batch.previous) if batch.previous else "", why)


def versions_of(batch: Batch, rows: Sequence[PublicRow]) -> dict[str, ItemVersion]:
    """The versions behind some rows of a batch, by code."""
    items = batch.items.filter(code__in=[row.code for row in rows]).select_related("version")
    return {each.code: each.version for each in items}


def changes_between(old: ItemVersion, new: ItemVersion) -> tuple[Change, ...]:
    """Every change from one version of an item to another."""
    return difference(old.facts(), new.facts())


def short_name(batch: Batch) -> str:
    """2026年第1批, as the next one refers to it."""
    return f"{batch.year}年第{batch.seq}批"


def head_of(batch: Batch, published_on: date | None = None) -> Head:
    """What the batch says of itself; `published_on` when it is being published now."""
    already = timezone.localdate(batch.published_at) if batch.published_at else None
    return Head(
        county=county_face().name,
        number=batch.number,
        catalogue=SeedCatalogue(batch.catalogue).label,
        title=batch.title,
        from_on=batch.from_on,
        approval=batch.approval(),
        published_on=published_on or already,
        previous=(batch.previous.number, batch.previous.sha256) if batch.previous else None,
        withheld=batch.items.filter(screening=Screening.WITHHELD).count(),
        counted=counted_in(batch),
    )


def counted_in(batch: Batch) -> tuple[tuple[Outcome, int], ...]:
    """How many items of a batch have each outcome, without those withheld."""
    return counted(batch.items.exclude(screening=Screening.WITHHELD).values_list("outcome", flat=True))


def text_of(batch: Batch, published_on: date | None = None) -> bytes:
    """The whole batch as the bytes whose SHA-256 is announced: as they were kept, or as they would be today."""
    if batch.state == BatchState.PUBLISHED:
        return BatchText.objects.get(pk=batch.pk).text.encode()
    return snapshot(head_of(batch, published_on), public_rows(batch), ended_rows(batch))


def title(catalogue: SeedCatalogue, year: int, seq: int) -> str:
    """What a batch is called in this county."""
    return title_of(county_face().name, catalogue, year, seq)
