"""Items from a file of the standard: laid over what is kept of them, entered as drafts, nothing lost on the way."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils import timezone

from qingquan.catalogue import acts as catalogue
from qingquan.catalogue.acts import ImportReport, RowReport
from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.reading import RowResult
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.words import ImportOutcome
from qingquan.exchange.rules.rows import ItemRow, from_row
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.people.models import Actor
from qingquan.places.models import Organ


@act("exchange.items_taken_in")
def take_in(
    rows: Sequence[ItemRow], *, source: str, sha256: str, by: Actor, at: datetime, organ: Organ | None = None
) -> ImportReport:
    """Enter what a file says otherwise than the catalogue; what it says alike changes nothing.

    A row is held against the version in force on the day, or the newest while none is: that is what was sent out.
    """
    kept = versions_of([row.fields.get("impl_code", "") for row in rows], at)
    unchanged: list[RowReport] = []
    changed: list[RowResult] = []
    seen: set[str] = set()
    for line, row in enumerate(rows, 1):
        code, name = row.fields.get("impl_code", "").strip(), row.fields.get("name", "").strip()
        result = one(line, code, name, row, kept.get(code), seen)
        seen.add(code)
        own = kept.get(code)
        if own is not None and result.facts == own and not result.unread:
            unchanged.append(RowReport(line, code, name, ImportOutcome.UNCHANGED))
        else:
            changed.append(result)
    report = catalogue.import_rows(changed, source=source, sha256=sha256, by=by, at=at, organ=organ)
    whole = ImportReport(tuple(sorted([*unchanged, *report.rows], key=lambda each: each.line)))
    record(f"import/{sha256[:16]}", "exchange.items_taken_in", {"source": source, **whole.counts}, by=by, at=at)
    return whole


def one(line: int, code: str, name: str, row: ItemRow, own: VersionFacts | None, seen: set[str]) -> RowResult:  # noqa: PLR0917
    """One row as the catalogue's import takes it."""
    try:
        if not code:
            raise Refused("没有实施编码，请补充。")
        if not name:
            raise Refused("没有事项名称，请补充。")
        if code in seen:
            raise Refused(f"实施编码“{code}”在文件中重复，请核对。")
    except Refused as no:
        return RowResult(line, code, name, refusal=str(no))
    facts, unread = from_row(row, own or VersionFacts(code=code))
    return RowResult(line, code, name, facts, unread)


def versions_of(codes: Iterable[str], at: datetime) -> dict[str, VersionFacts]:
    """What is kept of each item: the version in force on the day, else the newest."""
    wanted = ItemVersion.objects.filter(item__code__in=set(codes)).select_related("item")
    newest = {version.item.code: version.facts() for version in wanted.newest()}
    return newest | {version.item.code: version.facts() for version in wanted.in_force(timezone.localdate(at))}
