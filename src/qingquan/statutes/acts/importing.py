"""A collection of statutes comes in: new ones, new editions of known ones, nothing twice."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import connection

from qingquan.law import Refused
from qingquan.ledger.acts import act, record, record_many
from qingquan.people.models import Actor
from qingquan.statutes.acts.ending import end_what_is_ended
from qingquan.statutes.acts.shelf import DESCRIBED, Shelf, digest_of
from qingquan.statutes.acts.starting import fits, read, state
from qingquan.statutes.acts.writing import copy_in, end, new_statute, pairs, subject, texts_of
from qingquan.statutes.models import Change, Statute
from qingquan.statutes.rules import names
from qingquan.statutes.rules.authority import check_imports
from qingquan.statutes.rules.lines import Edition
from qingquan.statutes.words import ChangeKind, DaySource

Progress = Callable[[int, int], None]
AT_ONCE = 2000
# Any number that no other lock of the database has.
IMPORTS = 7_105_301


@dataclass(slots=True)
class ImportReport:
    """What became of a collection. `left_out` has titles with the reason in words."""

    statutes: int = 0
    editions: int = 0
    articles: int = 0
    unchanged: int = 0
    repealed: int = 0
    left_out: list[tuple[str, str]] = field(default_factory=list)


@act("statute.imported")
def import_laws(
    editions: Iterable[Edition],
    *,
    source: str,
    sha256: str,
    by: Actor,
    at: datetime,
    progress: Progress | None = None,
) -> ImportReport:
    """Take in a collection. A statute that was in the library and comes with new words is amended, and so recorded."""
    check_imports(by.role)
    one_after_the_other()
    report = ImportReport()
    grouped = by_statute(editions)
    shelves = shelves_of(grouped)
    for key, several in grouped.items():
        shelf = shelves.get(key) or Shelf(new_statute(several[-1].title, None))
        shelves[key] = shelf
        for edition in several:
            put(shelf, edition, report)
    write(list(shelves.values()), progress or (lambda done, total: None))
    tell(shelves.values(), by, at)
    report.repealed = end_what_is_ended(grouped, by=by, at=at)
    counts = {name: getattr(report, name) for name in ("statutes", "editions", "articles", "repealed")}
    record(f"import/{sha256[:16]}", "statute.imported", {"source": source, **counts}, by=by, at=at)
    return report


def one_after_the_other() -> None:
    """Wait for an import under way: two that know the same new title would both enter it."""
    with connection.cursor() as sql:
        sql.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORTS])


def by_statute(editions: Iterable[Edition]) -> dict[str, list[Edition]]:
    """The editions of each statute, the oldest first."""
    grouped: dict[str, list[Edition]] = {}
    for edition in editions:
        grouped.setdefault(names.key(edition.title), []).append(edition)
    for several in grouped.values():
        several.sort(key=lambda edition: edition.begins or date.min)
    return grouped


def shelves_of(grouped: dict[str, list[Edition]]) -> dict[str, Shelf]:
    """The statutes of the collection that are in the library; texts only where an edition is new."""
    known = Statute.objects.select_for_update().in_bulk(list(grouped), field_name="key")
    shelves = {key: Shelf(statute, was_known=True) for key, statute in known.items()}
    by_pk = {shelf.statute.pk: shelf for shelf in shelves.values()}
    for change in Change.objects.filter(statute__in=by_pk).order_by("on"):
        shelf = by_pk[change.statute_id]
        shelf.digests.add(change.digest)
        if change.kind != ChangeKind.REPEALED:
            shelf.last_on = max(filter(None, (shelf.last_on, change.on)), default=None)
    news = [
        shelf
        for key, shelf in shelves.items()
        if any(edition.articles and digest_of(edition) not in shelf.digests for edition in grouped[key])
    ]
    for pk, texts in texts_of(shelf.statute for shelf in news).items():
        by_pk[pk].texts = texts
    return shelves


def put(shelf: Shelf, edition: Edition, report: ImportReport) -> None:
    """One edition, and what the report says of it."""
    is_new = shelf.statute.pk is None and not shelf.changes
    describe(shelf.statute, edition)
    digest = digest_of(edition)
    if digest in shelf.digests or (not edition.articles and not is_new):
        read(shelf.statute, edition.starts)
        report.unchanged += 1
        return
    try:
        new, differing = shelf.put(edition, digest)
        read(shelf.statute, edition.starts)
        report.articles += new
        report.left_out += [(edition.title, words) for words in differing]
    except Refused as no:
        report.left_out.append((edition.title, no.why))
        return
    report.statutes += is_new
    report.editions += not is_new


def describe(statute: Statute, edition: Edition) -> None:
    """What the file knows of the statute itself, where the library does not know better."""
    if edition.level and (statute.level_guessed or not statute.level):
        statute.level, statute.level_guessed = edition.level.value, False
    statute.body = statute.body or edition.body
    statute.document_no = statute.document_no or edition.document_no
    if edition.since and statute.from_source != DaySource.STATED and fits(statute, edition.since):
        state(statute, edition.since)


def write(shelves: list[Shelf], progress: Progress) -> None:
    """Everything gathered, table by table; `progress` hears of articles."""
    new = [shelf.statute for shelf in shelves if shelf.statute.pk is None]
    Statute.objects.bulk_create(new, batch_size=AT_ONCE)
    known = [shelf.statute for shelf in shelves if shelf.was_known and shelf.learned]
    Statute.objects.bulk_update(known, DESCRIBED, batch_size=AT_ONCE)
    for shelf in shelves:
        for change in shelf.changes:
            change.statute = shelf.statute
    Change.objects.bulk_create([change for shelf in shelves for change in shelf.changes], batch_size=AT_ONCE)
    end(pair for shelf in shelves for pair in shelf.ends.items())
    texts = [(shelf.statute.pk, text) for shelf in shelves for text in shelf.texts if text.pk and text.pk < 0]
    with gathering_grams():
        for begun in range(0, len(texts), AT_ONCE):
            copy_in(texts[begun : begun + AT_ONCE])
            progress(min(begun + AT_ONCE, len(texts)), len(texts))


@contextmanager
def gathering_grams() -> Iterator[None]:
    """Let the index for search wait for all texts: one by one they would take twice as long."""
    with connection.cursor() as sql:
        sql.execute("SET LOCAL gin_pending_list_limit = '512MB'; SET LOCAL maintenance_work_mem = '128MB'")
        yield
        sql.execute("SELECT gin_clean_pending_list('article_text_grams')")


def tell(shelves: Iterable[Shelf], by: Actor, at: datetime) -> None:
    """News for the rooms above: statutes that were known and say something else now."""
    entries = [
        (
            subject(shelf.statute),
            {
                "title": shelf.statute.title,
                "on": on.isoformat(),
                "by": f"{shelf.statute}{on}的文本",
                "articles": pairs(touched),
            },
        )
        for shelf in shelves
        if shelf.was_known
        for on, touched in shelf.news
    ]
    if entries:
        record_many("statute.amended", entries, by=by, at=at)
