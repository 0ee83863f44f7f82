"""A list in a file that was handed in: looked at before it is taken, opened when it is carried out."""

import zipfile
from collections.abc import Iterator
from typing import IO, Any

from qingquan.catalogue.reading.table import GZIP, OLE, ZIP, Table, table_of
from qingquan.crosscheck.reading.lists import BASE_LIST, DUTY_LIST, EXERCISED_LIST, TOWN_LIST, Form, Told, read
from qingquan.crosscheck.reading.sheet import headings_of

FORMS: dict[str, Form[Any]] = {
    "base": BASE_LIST,
    "duties": DUTY_LIST,
    "exercised": EXERCISED_LIST,
    "towns": TOWN_LIST,
}
# So short a list is entered while one waits; reading it takes less than a page does.
SHORT_ROWS = 500
SHORT_BYTES = 256 * 1024
SHORT_UNPACKED = 1024 * 1024


def is_short(content: IO[bytes], name: str, which: str) -> bool:
    """Whether a list is short enough to be entered while one waits.

    Never reads much. `Refused` for what can be seen at once to be no such list; a long one is judged by the worker.
    """
    content.seek(0)
    begun = content.read(SHORT_BYTES + 1)
    if begun.startswith(OLE):
        table_of(begun, name)
    if len(begun) > SHORT_BYTES or begun.startswith(GZIP) or (begun.startswith(ZIP) and unpacks_far(content)):
        return False
    table = table_of(begun, name)
    headings_of(table, FORMS[which].columns)
    return len(table.rows) <= SHORT_ROWS + 1


def unpacks_far(content: IO[bytes]) -> bool:
    """Whether a small workbook becomes a large one when unpacked, as far as it says so itself."""
    try:
        return sum(part.file_size for part in zipfile.ZipFile(content).infolist()) > SHORT_UNPACKED
    except zipfile.BadZipFile:
        return False


def rows_of(content: IO[bytes], name: str, which: str) -> tuple[Table, Iterator[Told[Any]]]:
    """The table and its rows as they are understood. `Refused` when it is no such list."""
    content.seek(0)
    table = table_of(content.read(), name)
    headings_of(table, FORMS[which].columns)
    return table, read(table, FORMS[which])
