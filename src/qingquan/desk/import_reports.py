"""What became of every row of an imported list, kept as a file for whoever imported it, to be read again."""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import Http404

from qingquan.catalogue.acts import ImportReport, RowReport
from qingquan.catalogue.words import ImportOutcome
from qingquan.people.models import Actor

FOLDER = "imports"
COLUMNS = ("行号", "编码", "名称", "结果", "说明")
NAME = re.compile(r"(\d{1,18})-[0-9a-f]{16}-\d{14}")
# A spreadsheet would run these as formulas; the text came from somebody else's file.
RUNS = ("=", "+", "-", "@", "\t")


@dataclass(frozen=True, slots=True)
class Line:
    """One row as the report tells it."""

    line: str
    code: str
    name: str
    outcome: str
    said: str


def keep(report: ImportReport, sha256: str, by: Actor, at: datetime) -> str:
    """Keep a report; the answer is the name under which its owner finds it."""
    name = f"{by.account_id}-{sha256[:16]}-{at:%Y%m%d%H%M%S}"
    default_storage.save(f"{FOLDER}/{name}.csv", ContentFile(as_csv(report.rows)))
    return name


def as_csv(rows: Iterable[RowReport]) -> bytes:
    """For a spreadsheet: UTF-8 with its mark, since spreadsheets guess wrong without."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows:
        said = row.refusal or "；".join(gap.rstrip("。") for gap in row.gaps)
        writer.writerow((row.line, *map(harmless, (row.code, row.name)), row.outcome.label, harmless(said)))
    return out.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """A cell that a spreadsheet takes for text."""
    return f"'{cell}" if cell.startswith(RUNS) else cell


def file_for(actor: Actor, name: str) -> bytes:
    """A report of the same person's; any other looks as if it were not there."""
    found = NAME.fullmatch(name)
    path = f"{FOLDER}/{name}.csv"
    if found is None or found[1] != str(actor.account_id) or not default_storage.exists(path):
        raise Http404
    with default_storage.open(path) as file:
        content: bytes = file.read()
    return content


def lines(content: bytes) -> list[Line]:
    """The rows of a kept report."""
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    next(rows)
    return [Line(*row) for row in rows]


OUTCOMES = {outcome.label: outcome for outcome in ImportOutcome}
TONES = {
    ImportOutcome.IMPORTED: "good",
    ImportOutcome.DRAFTED: "warn",
    ImportOutcome.UPDATED: "busy",
    ImportOutcome.UNCHANGED: "plain",
    ImportOutcome.REFUSED: "bad",
}
