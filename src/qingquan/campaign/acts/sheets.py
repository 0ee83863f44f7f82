"""A spreadsheet is taken in: whole, or only its right rows if so asked; otherwise nothing, and every cell told why."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from qingquan.campaign.acts.reporting import completed, hold_writable, laid
from qingquan.campaign.models import OrganReport, ReportedItem, TakenSheet
from qingquan.campaign.sheets.shape import MOST_FINDINGS, Opened, Remark, row_key
from qingquan.campaign.sheets.understanding import ELSEWHERE, Known, Move, Understood, remark, understand
from qingquan.campaign.words import ItemOrigin, SheetOutcome
from qingquan.catalogue.acts.writing import check_lengths
from qingquan.catalogue.models import Item
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.people.models import Actor

AT_ONCE = 500
KEPT = frozenset({"id", "report", "item", "code", "origin"})
WRITTEN = [column.name for column in ReportedItem._meta.concrete_fields if column.name not in KEPT]


@act("campaign.sheet_taken")
def take_sheet(
    report: OrganReport,
    opened: Opened,
    *,
    name: str,
    sha256: str,
    only_right: bool = False,
    by: Actor,
    at: datetime,
) -> TakenSheet:
    """Take the rows of a spreadsheet into the report, all or none; with `only_right` those without an error.

    The answer says what became of every row and names every cell that is wrong. A row whose item was changed on the
    page since the sheet was downloaded is never written over.
    """
    held = hold_writable(report, by)
    check_mark(opened, held)
    reported = {row.pk: row for row in ReportedItem.objects.filter(report=held)}
    known = [Known(row.pk, row.revision, row.code, row.facts(), row.particulars()) for row in reported.values()]
    rows = [fitting(row) for row in understand(opened, known, others_of(held, opened))]
    # What is wrong with the sheet as a whole (merged cells, missing columns) cannot be parted by rows.
    whole = any(remark.blocks for remark in opened.remarks)
    clean = not whole and all(row.move is not Move.LEAVE for row in rows)
    takes = clean or (only_right and not whole)
    written = write(held, rows, reported, at) if takes else {}
    counts = Counter(row.move.value if takes else Move.LEAVE.value for row in rows)
    outcome = SheetOutcome.TAKEN if clean else SheetOutcome.PARTLY if takes else SheetOutcome.REFUSED
    absent = reported.keys() - {row.known.pk for row in rows if row.known}
    remarks = [*opened.remarks, *(remark for row in rows for remark in row.remarks)]
    sheet = TakenSheet.objects.create(
        report=held,
        name=name[:200],
        sha256=sha256,
        outcome=outcome.value,
        counts={move.value: counts[move.value] for move in Move} | {"not_in_sheet": len(absent)},
        rows=[kept(row, written) for row in rows],
        findings=[remark.row() for remark in ordered(remarks)[:MOST_FINDINGS]],
        taken_at=at,
        taken_by=by.account,
    )
    told = {"name": sheet.name, "sha256": sha256, "outcome": sheet.outcome, **sheet.counts}
    record(held.subject, "campaign.sheet_taken", told, by=by, at=at)
    return sheet


def fitting(row: Understood) -> Understood:
    """The row, left out with a remark when something in it is too long for the catalogue."""
    if row.move is Move.LEAVE:
        return row
    try:
        check_lengths(row.facts)
    except Refused as no:
        return replace(row, move=Move.LEAVE, remarks=(*row.remarks, remark(row.row, ELSEWHERE, no.why)))
    return row


def check_mark(opened: Opened, report: OrganReport) -> None:
    """The sheet was downloaded for this organ and this campaign."""
    if not opened.mark.startswith(f"{report.subject} "):
        raise Refused(
            f"A2 的表格标识是“{opened.mark[:40] or '（空）'}”，不是{report.organ.name}这次申报的表格，"
            "请下载本机关的模板填写。"
        )


def others_of(report: OrganReport, opened: Opened) -> dict[str, str]:
    """Codes of the sheet that are items of other organs, and whose."""
    codes = {text for row in opened.rows if (text := row.texts.get("code", "").strip())}
    found = Item.objects.filter(code__in=codes, organ__isnull=False).exclude(organ=report.organ)
    return dict(found.values_list("code", "organ__name"))


def write(
    report: OrganReport, rows: Sequence[Understood], reported: Mapping[int, ReportedItem], at: datetime
) -> dict[int, str]:
    """Write the rows that enter or change something; the answer is the new key of each line."""
    items = {item.code: item for item in Item.objects.filter(organ=report.organ)}
    entered: dict[int, ReportedItem] = {}
    changed: dict[int, ReportedItem] = {}
    for each in rows:
        if each.move is Move.ENTER:
            facts = completed(report, each.facts)
            row = ReportedItem(report=report, origin=ItemOrigin.SHEET.value, item=items.get(facts.code))
            entered[each.row.line] = laid(row, facts, each.said, at)
        elif each.move is Move.CHANGE and each.known is not None:
            row = laid(reported[each.known.pk], completed(report, each.facts), each.said, at)
            row.revision += 1
            changed[each.row.line] = row
    ReportedItem.objects.bulk_create(entered.values(), batch_size=AT_ONCE)
    ReportedItem.objects.bulk_update(changed.values(), WRITTEN, batch_size=AT_ONCE)
    return {line: row_key(row.pk, row.revision) for line, row in (entered | changed).items()}


def kept(row: Understood, written: dict[int, str]) -> dict[str, object]:
    """A row as it is stored: what it said, what became of it, and by which key it is known now."""
    key = written.get(row.row.line, row.row.texts.get("row", ""))
    if not key and row.move is Move.KEEP and row.known:
        key = row_key(row.known.pk, row.known.revision)
    return {"line": row.row.line, "texts": row.row.texts | {"row": key}, "move": row.move.value}


def ordered(remarks: Sequence[Remark]) -> list[Remark]:
    """Errors before doubts, each by line."""
    return sorted(remarks, key=lambda each: (not each.blocks, each.line))
