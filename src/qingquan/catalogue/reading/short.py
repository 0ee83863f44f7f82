"""Whether a list is so short that it may be read while somebody waits; nothing much of it is read to tell."""

import zipfile
from typing import IO

from qingquan.catalogue.reading.table import GZIP, OLE, ZIP, Table, table_of

# So short a list is read in less time than a page takes.
SHORT_ROWS = 500
SHORT_BYTES = 256 * 1024
SHORT_UNPACKED = 1024 * 1024


def short_table(content: IO[bytes], name: str) -> Table | None:
    """The rows of a short list, None for a long one. `Refused` for what can be seen at once to be no list."""
    content.seek(0)
    begun = content.read(SHORT_BYTES + 1)
    if begun.startswith(OLE):
        table_of(begun, name)
    if len(begun) > SHORT_BYTES or begun.startswith(GZIP) or (begun.startswith(ZIP) and unpacks_far(content)):
        return None
    table = table_of(begun, name)
    return table if len(table.rows) <= SHORT_ROWS + 1 else None


def unpacks_far(content: IO[bytes]) -> bool:
    """Whether a small workbook becomes a large one when unpacked, as far as it says so itself."""
    try:
        return sum(part.file_size for part in zipfile.ZipFile(content).infolist()) > SHORT_UNPACKED
    except zipfile.BadZipFile:
        return False
