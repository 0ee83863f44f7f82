"""What became of every row of a list that was brought in, kept for whoever did it."""

import csv
import io
from collections.abc import Iterable
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from qingquan.crosscheck.acts import ListReport, RowTold
from qingquan.crosscheck.words import RowOutcome
from qingquan.desk.import_reports import COLUMNS, FOLDER, harmless
from qingquan.people.models import Actor

OUTCOMES = {outcome.label: outcome for outcome in RowOutcome}
TONES = {
    RowOutcome.ENTERED: "good",
    RowOutcome.UPDATED: "busy",
    RowOutcome.UNCHANGED: "plain",
    RowOutcome.REFUSED: "bad",
}


def keep(report: ListReport, sha256: str, by: Actor, at: datetime) -> str:
    """Keep a report; the answer is the name under which its owner finds it again (`import_reports.file_for`)."""
    name = f"{by.account_id}-{sha256[:16]}-{at:%Y%m%d%H%M%S}"
    default_storage.save(f"{FOLDER}/{name}.csv", ContentFile(as_csv(report.rows)))
    return name


def as_csv(rows: Iterable[RowTold]) -> bytes:
    """For a spreadsheet: UTF-8 with its mark, since spreadsheets guess wrong without."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(
        (row.line, harmless(row.code), harmless(row.name), row.outcome.label, harmless(row.said)) for row in rows
    )
    return out.getvalue().encode("utf-8-sig")
