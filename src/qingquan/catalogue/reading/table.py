"""A file of any of the known kinds as rows of text. What the columns mean is not decided here."""

import gzip
import io
import zlib
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from qingquan.catalogue.reading.delimited import read_delimited
from qingquan.catalogue.reading.workbook import read_workbook
from qingquan.law import Refused

MOST_BYTES = 200 * 1024 * 1024
MOST_ROWS = 200_000

GZIP, ZIP, OLE = b"\x1f\x8b", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line or sheet row it stands on (from 1), its cells, and why it could not be taken apart."""

    line: int
    cells: tuple[str, ...]
    broken: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """All rows of a file, headings and titles among them."""

    rows: tuple[Row, ...]


def open_table(path: Path) -> Table:
    """The rows of a CSV, gzipped CSV or XLSX file; `Refused` in one sentence when it is none of them."""
    try:
        raw = path.read_bytes() if path.stat().st_size <= MOST_BYTES else None
    except FileNotFoundError:
        raise Refused(f"找不到文件“{path}”，请核对路径。") from None
    except IsADirectoryError:
        raise Refused(f"“{path}”是文件夹，请给出其中的文件。") from None
    except OSError as failure:
        raise Refused(f"读不了文件“{path}”：{failure.strerror}。") from None
    if raw is None:
        raise Refused(f"文件“{path.name}”超过 {MOST_BYTES // 1024 // 1024} MB，请分成几份导入。")
    return table_of(raw, path.name)


def table_of(raw: bytes, name: str) -> Table:
    """The rows of a file's content; `name` is only used to speak of it."""
    if raw.startswith(GZIP):
        raw = unpacked(raw, name)
    if raw.startswith(OLE):
        raise Refused(f"“{name}”是加密的工作簿或者旧版 .xls，请去掉密码并另存为 .xlsx 或 CSV。")
    if raw.startswith(ZIP):
        table = Table(tuple(Row(line, cells) for line, cells in read_workbook(raw, name, MOST_BYTES, MOST_ROWS)))
    else:
        # One more than may be: however many lines there are, no more than these are ever held.
        table = Table(tuple(Row(*each) for each in islice(read_delimited(raw, name), MOST_ROWS + 1)))
    if not table.rows:
        raise Refused(f"“{name}”里没有任何内容。")
    if len(table.rows) > MOST_ROWS:
        raise Refused(f"“{name}”超过 {MOST_ROWS} 行，请分成几份导入。")
    return table


def unpacked(raw: bytes, name: str) -> bytes:
    """What a gzip file holds, but never more than the limit: a small file can unpack to fill the memory."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(raw)) as file:
            # Several members one after another are one file to gzip, and held to one limit.
            content = file.read(MOST_BYTES + 1)
    except (zlib.error, OSError, EOFError):
        raise Refused(f"“{name}”不是完整的 gzip 文件，请重新取得。") from None
    if len(content) > MOST_BYTES:
        raise Refused(f"“{name}”解压后超过 {MOST_BYTES // 1024 // 1024} MB，请分成几份导入。")
    return content
