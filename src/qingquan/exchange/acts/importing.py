"""Items from a file of the standard: laid over what is kept of them, entered as drafts, nothing lost on the way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from qingquan.catalogue import acts as catalogue
from qingquan.catalogue.acts import ImportReport, RowReport
from qingquan.catalogue.models import Item, ItemVersion
from qingquan.catalogue.reading import RowResult
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.words import ImportOutcome
from qingquan.exchange.rules.rows import ItemRow, from_row
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.people.models import Actor
from qingquan.places.models import Organ
from qingquan.places.words import Role


@act("exchange.items_taken_in")
def take_in(
    rows: Sequence[ItemRow], *, source: str, sha256: str, by: Actor, at: datetime, organ: Organ | None = None
) -> ImportReport:
    """Enter what a file says otherwise than the catalogue; what it says alike changes nothing.

    A row is held against the version in force on the day, or the newest while none is: that is what was sent out.
    """
    kept = versions_of([row.fields.get("impl_code", "") for row in rows], at)
    barred = others_of(by.organ) if by.role == Role.CATALOGUE_ADMIN and by.organ else Barred()
    unchanged: list[RowReport] = []
    changed: list[RowResult] = []
    seen: set[str] = set()
    for line, row in enumerate(rows, 1):
        code, name = row.fields.get("impl_code", "").strip(), row.fields.get("name", "").strip()
        result = barred.kept_out(one(line, code, name, row, kept.get(code), seen))
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


@dataclass(frozen=True, slots=True)
class Barred:
    """Whose items an organ may not take in: the codes of others' items, and the names and codes of other organs."""

    codes: frozenset[str] = frozenset()
    organs: frozenset[str] = frozenset()

    def kept_out(self, result: RowResult) -> RowResult:
        """The row, refused when it is another organ's: each drafts its own powers only (谁行使谁清理)."""
        facts = result.facts
        if facts is None or not (facts.code in self.codes or {facts.organ_uscc, facts.organ_name} & self.organs):
            return result
        return replace(result, facts=None, refusal=f"实施主体是“{facts.organ_name}”，只能收取本机关的事项。")


def others_of(own: Organ) -> Barred:
    """Everything that is not the organ's own."""
    organs = Organ.objects.exclude(pk=own.pk).values_list("name", "uscc")
    codes = Item.objects.exclude(organ=own).values_list("code", flat=True)
    return Barred(frozenset(codes), frozenset(text for pair in organs for text in pair))


def versions_of(codes: Iterable[str], at: datetime) -> dict[str, VersionFacts]:
    """What is kept of each item: the version in force on the day, else the newest."""
    wanted = ItemVersion.objects.filter(item__code__in=set(codes)).select_related("item")
    newest = {version.item.code: version.facts() for version in wanted.newest()}
    return newest | {version.item.code: version.facts() for version in wanted.in_force(timezone.localdate(at))}
