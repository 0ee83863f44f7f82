"""What became of an uploaded collection, kept for whoever uploaded it, to be read again."""

import csv
import io
import json
import re
from dataclasses import asdict, dataclass, field
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import Http404

from qingquan.people.models import Actor
from qingquan.statutes.acts import ImportReport
from qingquan.statutes.files import Collection

FOLDER = "imports"
NAME = re.compile(r"laws-(\d{1,18})-[0-9a-f]{16}-\d{14}")
# A spreadsheet would run these as formulas; the text came from somebody else's file.
RUNS = ("=", "+", "-", "@", "\t")


@dataclass(frozen=True, slots=True)
class Told:
    """The counts of an import, and everything that was left out with its reason."""

    source: str
    statutes: int
    editions: int
    articles: int
    unchanged: int
    left_out: list[tuple[str, str]] = field(default_factory=list)


def told(source: str, found: Collection, report: ImportReport) -> Told:
    """The report as it is kept."""
    lines = [(f"第 {each.line} 行", each.why) for each in found.broken]
    titles = [(f"《{title}》", why) for title, why in report.left_out]
    return Told(source, report.statutes, report.editions, report.articles, report.unchanged, [*lines, *titles])


def keep(report: Told, sha256: str, by: Actor, at: datetime) -> str:
    """Keep a report; the answer is the name under which its owner finds it."""
    name = f"laws-{by.account_id}-{sha256[:16]}-{at:%Y%m%d%H%M%S}"
    default_storage.save(f"{FOLDER}/{name}.json", ContentFile(json.dumps(asdict(report)).encode()))
    return name


def report_for(actor: Actor, name: str) -> Told:
    """A report of the same person's; any other looks as if it were not there."""
    owner = NAME.fullmatch(name)
    path = f"{FOLDER}/{name}.json"
    if owner is None or owner[1] != str(actor.account_id) or not default_storage.exists(path):
        raise Http404
    with default_storage.open(path) as file:
        kept = json.loads(file.read())
    return Told(**{**kept, "left_out": [(where, why) for where, why in kept["left_out"]]})


def as_csv(report: Told) -> bytes:
    """For a spreadsheet: UTF-8 with its mark, since spreadsheets guess wrong without."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("行号或者名称", "问题"))
    writer.writerows((harmless(where), harmless(why)) for where, why in report.left_out)
    return out.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """A cell that a spreadsheet takes for text."""
    return f"'{cell}" if cell.startswith(RUNS) else cell
