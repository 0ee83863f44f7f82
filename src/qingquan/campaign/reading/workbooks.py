"""The workbooks an organ downloads: its report as it stands, and a sheet it sent in with our findings."""

from collections import defaultdict

from qingquan.campaign.models import OrganReport, ReportedItem, TakenSheet
from qingquan.campaign.rules.entries import findings_of
from qingquan.campaign.rules.reduced import texts_of
from qingquan.campaign.sheets.shape import KEY, row_key
from qingquan.campaign.sheets.writing import Line, workbook


def report_workbook(report: OrganReport) -> bytes:
    """The template with what is reported so far, each doubt as a comment on its cell."""
    rows = ReportedItem.objects.filter(report=report).order_by("code")
    return workbook(title_of(report), mark_of(report), [line_of(row) for row in rows])


def line_of(row: ReportedItem) -> Line:
    """One reported item as a row."""
    facts, said = row.facts(), row.particulars()
    comments: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for each in findings_of(facts, said):
        comments[each.field].append((each.words, each.blocks))
    return Line(texts_of(facts, said) | {KEY.key: row_key(row.pk, row.revision)}, comments)


def returned_workbook(sheet: TakenSheet) -> bytes:
    """A sheet as it was sent, every finding on its cell, every row that was taken with its present key."""
    comments: dict[int, dict[str, list[tuple[str, bool]]]] = defaultdict(lambda: defaultdict(list))
    for each in sheet.findings:
        # What concerns the sheet as a whole is said on the page; there is no cell for it in a clean template.
        if each["key"]:
            comments[each["line"]][each["key"]].append((each["words"], each["blocks"]))
    lines = [Line(row["texts"], comments[row["line"]], row["line"]) for row in sheet.rows]
    return workbook(title_of(sheet.report), mark_of(sheet.report), lines)


def title_of(report: OrganReport) -> str:
    """What stands at the top."""
    return f"{report.organ.name}行政权力事项申报表"


def mark_of(report: OrganReport) -> str:
    """Whose report of which campaign; what comes back is known by it."""
    return f"{report.subject} {report.organ.name} {report.campaign.name}（请勿改动本行）"
