"""A list of another body becomes drafts: all rows in one act, each row by itself, a second run changes nothing."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from qingquan.catalogue.acts.writing import (
    AT_ONCE,
    COLUMNS,
    check_lengths,
    clear_rows,
    keywords,
    lay,
    rows_of,
    write_rows,
)
from qingquan.catalogue.checking import LEVELS, as_registered
from qingquan.catalogue.models import Item, ItemVersion
from qingquan.catalogue.reading import RowResult
from qingquan.catalogue.rules import authority
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.problems import Surroundings, error
from qingquan.catalogue.rules.validation import blocking, validate
from qingquan.catalogue.words import ImportOutcome, VersionState
from qingquan.intake.working import Tell
from qingquan.law import Refused
from qingquan.ledger.acts import act, record, record_many
from qingquan.people.models import Actor
from qingquan.places.calendar import county_calendar
from qingquan.places.models import Organ

CHECKING = "核对各行"
TOLD_EVERY = 100


@dataclass(frozen=True, slots=True)
class RowReport:
    """What became of one row, and why."""

    line: int
    code: str
    name: str
    outcome: ImportOutcome
    gaps: tuple[str, ...] = ()
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of all rows, in the order of the file."""

    rows: tuple[RowReport, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many rows ended in each outcome, every outcome named."""
        seen = Counter(row.outcome for row in self.rows)
        return {outcome.value: seen[outcome] for outcome in ImportOutcome}


@dataclass(slots=True)
class Batch:
    """The rows to write, gathered so that each table is written once."""

    items: list[Item] = field(default_factory=list)
    drafts: list[tuple[Item, int, VersionFacts]] = field(default_factory=list)
    rewritten: list[tuple[ItemVersion, VersionFacts]] = field(default_factory=list)
    known: list[Item] = field(default_factory=list)


@act("catalogue.imported")
def import_rows(
    results: Iterable[RowResult],
    *,
    source: str,
    sha256: str,
    by: Actor,
    at: datetime,
    organ: Organ | None = None,
    tell: Tell | None = None,
) -> ImportReport:
    """Enter the rows of a list as drafts: new ones, changed ones, none twice; broken ones told and left out.

    `source` names the file and `sha256` its content. `organ` is whose items they are when the rows do not
    tell or name an organ that is not registered.
    """
    authority.check_imports(by.role)
    given = list(results)
    known = {item.code: item for item in Item.objects.filter(code__in=[row.code for row in given if row.facts])}
    newest = newest_versions(known.values())
    around = Registered(at, organ)
    batch, rows = Batch(), []
    for done, result in enumerate(given, 1):
        rows.append(enter(result, batch, known, newest, around))
        if tell and done % TOLD_EVERY == 0:
            tell(CHECKING, done, len(given))
    write(batch, by, at)
    report = ImportReport(tuple(rows))
    record(f"import/{sha256[:16]}", "catalogue.imported", {"source": source, **report.counts}, by=by, at=at)
    return report


class Registered:
    """The county's organs, found by credit code or by name, and what validation must know of each."""

    def __init__(self, at: datetime, organ: Organ | None) -> None:
        self.fallback = organ
        self.on = timezone.localdate(at)
        self.calendar = county_calendar()
        self.organs: dict[str, Organ] = {}
        for each in Organ.objects.select_related("division"):
            self.organs |= {each.uscc: each, each.name: each}

    def organ(self, facts: VersionFacts) -> Organ | None:
        """Whose item a row describes."""
        return self.organs.get(facts.organ_uscc) or self.organs.get(facts.organ_name) or self.fallback

    def gaps(self, facts: VersionFacts, organ: Organ | None) -> tuple[str, ...]:
        """What keeps the row from being published."""
        around = Surroundings(
            on=self.on,
            calendar=self.calendar,
            organ_uscc=organ.uscc if organ else "",
            organ_region=organ.division_id if organ else "",
            organ_level=LEVELS.get(organ.division.level) if organ else None,
        )
        found = blocking(validate(as_registered(facts, organ), around))
        if organ is None:
            words = f"实施主体“{facts.organ_name or '（未填写）'}”不在本县机关名录，请登记机关或者用 --organ 指定。"
            found += (error("ELM", "organ", words),)
        return tuple(str(problem) for problem in found)


def newest_versions(items: Iterable[Item]) -> dict[int, ItemVersion]:
    """The last version of each item."""
    wanted = [item.pk for item in items]
    return {version.item_id: version for version in ItemVersion.objects.newest().filter(item__in=wanted).order_by()}


def enter(
    result: RowResult,
    batch: Batch,
    known: Mapping[str, Item],
    newest: Mapping[int, ItemVersion],
    around: Registered,
) -> RowReport:
    """Decide what becomes of one row and put it into the batch."""
    facts = result.facts
    try:
        if facts is None:
            raise Refused(result.refusal)
        check_lengths(facts)
        item = known.get(facts.code)
        outcome = again(item, newest.get(item.pk), facts, batch) if item else None
    except Refused as no:
        return RowReport(result.line, result.code, result.name, ImportOutcome.REFUSED, refusal=str(no))
    organ = item.organ if item and item.organ_id else around.organ(facts)
    gaps = result.unread + around.gaps(facts, organ)
    if item is None:
        item = Item(code=facts.code, organ=organ, imported_digest=facts.sha256, **keywords(facts))
        batch.items.append(item)
        batch.drafts.append((item, 1, facts))
    if outcome is None:
        outcome = ImportOutcome.DRAFTED if gaps else ImportOutcome.IMPORTED
    return RowReport(result.line, facts.code, facts.name, outcome, gaps)


def again(item: Item, newest: ItemVersion | None, facts: VersionFacts, batch: Batch) -> ImportOutcome:
    """A row whose item is known: unchanged, a changed draft, or a new draft of what is already published."""
    digest = facts.sha256
    if digest in {item.imported_digest, newest.digest if newest else ""}:
        return ImportOutcome.UNCHANGED
    if newest is not None and newest.state == VersionState.REVIEWED:
        raise Refused("该事项有已审核待公布的版本，未覆盖；请先公布或者退回。")
    if newest is not None and newest.state == VersionState.DRAFT:
        if newest.digest != item.imported_digest:
            raise Refused("该事项的草稿已由工作人员修改，未覆盖；请在系统中核对后修改。")
        batch.rewritten.append((newest, facts))
    else:
        batch.drafts.append((item, (newest.number if newest else 0) + 1, facts))
    item.imported_digest = digest
    batch.known.append(item)
    return ImportOutcome.UPDATED


def write(batch: Batch, by: Actor, at: datetime) -> None:
    """Write the batch, table by table, with one record per item."""
    Item.objects.bulk_create(batch.items, batch_size=AT_ONCE)
    Item.objects.bulk_update(batch.known, ["imported_digest"], batch_size=AT_ONCE)
    made: list[tuple[ItemVersion, VersionFacts]] = []
    for item, number, facts in batch.drafts:
        version = ItemVersion(item=item, number=number, drafted_by=by.account)
        lay(version, facts)
        made.append((version, facts))
    ItemVersion.objects.bulk_create([version for version, _ in made], batch_size=AT_ONCE)
    for version, facts in batch.rewritten:
        lay(version, facts, version.form_schema)
    ItemVersion.objects.bulk_update([version for version, _ in batch.rewritten], COLUMNS, batch_size=AT_ONCE)
    clear_rows(version.pk for version, _ in batch.rewritten)
    write_rows(row for version, facts in (*made, *batch.rewritten) for row in rows_of(version, facts))
    record_drafts("item.drafted", [version for version, _ in made if version.number == 1], by, at)
    later = [version for version, _ in made if version.number > 1]
    record_drafts("item.revised", later + [version for version, _ in batch.rewritten], by, at)


def record_drafts(kind: str, versions: Sequence[ItemVersion], by: Actor, at: datetime) -> None:
    """One entry per item, as if each had been drafted by hand."""
    entries = [(version.item.code, {"version": version.number, "digest": version.digest}) for version in versions]
    if entries:
        record_many(kind, entries, by=by, at=at)
