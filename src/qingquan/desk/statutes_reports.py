"""What an import left out, as a file for spreadsheets."""

import csv
import io
from collections.abc import Iterable

# A spreadsheet would run these as formulas; the text came from somebody else's file.
RUNS = ("=", "+", "-", "@", "\t")


def as_csv(left_out: Iterable[tuple[str, str]]) -> bytes:
    """UTF-8 with its mark, since spreadsheets guess wrong without."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("行号或者名称", "问题"))
    writer.writerows((harmless(where), harmless(why)) for where, why in left_out)
    return out.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """A cell that a spreadsheet takes for text."""
    return f"'{cell}" if cell.startswith(RUNS) else cell
