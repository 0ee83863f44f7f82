"""Opening a file of statutes: JSON lines or the CSV of an index, plain or packed with gzip.

A file is read line by line and never further than the limits here, for a small one may unpack to any size.
"""

import csv
import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import PurePath
from typing import IO, cast

from qingquan.law import Refused
from qingquan.statutes.rules import names
from qingquan.statutes.rules.lines import Broken, Edition, Line, gathered, index_rows, json_lines
from qingquan.statutes.words import BasisLevel

MEGABYTE = 1024 * 1024
MOST_BYTES = 300 * MEGABYTE
LONGEST_LINE = MEGABYTE
MOST_LINES = 1_000_000
# So many lines that cannot be read are no slips any more: it is another kind of file.
MOST_BROKEN = 10_000
GZIP, ZIP = b"\x1f\x8b", b"PK\x03\x04"
TOLD_EVERY = 1000

Hear = Callable[[int], None]


@dataclass(slots=True)
class Collection:
    """The editions a file holds, and the lines that could not be read."""

    editions: list[Edition]
    broken: list[Broken] = field(default_factory=list)

    @property
    def articles(self) -> int:
        """How many articles could be read."""
        return sum(len(edition.articles) for edition in self.editions)

    def ranked(self, levels: dict[str, BasisLevel]) -> None:
        """Give editions without a rank the one an index states for their title."""
        for edition in self.editions:
            edition.level = edition.level or levels.get(names.key(edition.title))


def collection(content: bytes | IO[bytes], name: str, hear: Hear | None = None) -> Collection:
    """What a file holds. Raises `Refused` when it is no such file at all; single broken lines are told.

    `hear` is told how many lines have been read.
    """
    broken: list[Broken] = []
    with opened(content) as file:
        editions = list(gathered(few_broken(rows_of(file, name, hear), broken), broken).values())
    if not editions:
        raise Refused(f"“{name}”中没有一条可以导入。{first_of(broken)}")
    return Collection(editions, broken)


def ends_within(content: bytes | IO[bytes], name: str, lines: int) -> bool:
    """Whether a file has no more lines than these. `Refused` when nothing in them can be read: it is no such file."""
    with opened(content) as file:
        begun = list(islice(rows_of(file, name, None), lines + 1))
    broken = [row for row in begun if isinstance(row, Broken)]
    if len(broken) == len(begun):
        raise Refused(f"“{name}”中没有一条可以导入。{first_of(broken)}")
    return len(begun) <= lines


def first_of(broken: list[Broken]) -> str:
    """Why the first line could not be read."""
    return f"第 {broken[0].line} 行：{broken[0].why}" if broken else "文件是空的。"


def levels_in(found: Collection) -> dict[str, BasisLevel]:
    """The rank an index states for each title."""
    return {names.key(edition.title): edition.level for edition in found.editions if edition.level}


def rows_of(file: IO[bytes], name: str, hear: Hear | None) -> Iterator[Line | Broken]:
    """The lines of a file as they were understood; `Refused` for a table that cannot be taken apart."""
    lines = lines_of(file, hear or (lambda read: None))
    if PurePath(name.lower().removesuffix(".gz")).suffix != ".csv":
        yield from json_lines(lines)
        return
    try:
        yield from index_rows(lines)
    except csv.Error:
        raise Refused("表格的格式已经损坏，请重新导出为 CSV。") from None


def few_broken(rows: Iterator[Line | Broken], broken: list[Broken]) -> Iterator[Line | Broken]:
    """The same rows; `Refused` as soon as too many of them are broken."""
    for row in rows:
        yield row
        if len(broken) > MOST_BROKEN:
            raise Refused(f"有 {MOST_BROKEN} 行以上读不懂，请核对文件。{first_of(broken)}")


def lines_of(file: IO[bytes], hear: Hear) -> Iterator[str]:
    """The lines of a file as text; `Refused` when it is too large or not in UTF-8."""
    read = number = 0
    for number, raw in enumerate(iter(lambda: file.readline(LONGEST_LINE + 1), b""), 1):
        read += len(raw)
        if len(raw) > LONGEST_LINE:
            raise Refused(f"第 {number} 行超过 {LONGEST_LINE // MEGABYTE} MB：应当每条占一行，请核对文件。")
        if read > MOST_BYTES:
            raise Refused(f"文件解开后超过 {MOST_BYTES // MEGABYTE} MB，请分成几份导入。")
        if number > MOST_LINES:
            raise Refused(f"文件超过 {MOST_LINES} 行，请分成几份导入。")
        if number % TOLD_EVERY == 0:
            hear(number)
        try:
            yield raw.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise Refused(f"文件不是 UTF-8 编码的文本（第 {number} 行），请另存为 UTF-8 后再导入。") from None
    hear(number)


@contextmanager
def opened(content: bytes | IO[bytes]) -> Iterator[IO[bytes]]:
    """The content from its beginning, unpacked as it is read; `Refused` when it cannot be unpacked."""
    file = io.BytesIO(content) if isinstance(content, bytes) else content
    file.seek(0)
    mark = file.read(len(ZIP))
    file.seek(0)
    if mark == ZIP:
        raise Refused("这是 ZIP 压缩包或者工作簿，请导入其中的 JSONL 或者 CSV 文件，可以用 gzip 压缩。")
    if not mark.startswith(GZIP):
        yield file
        return
    try:
        with gzip.GzipFile(fileobj=file) as unpacked:
            yield cast(IO[bytes], unpacked)
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise Refused("压缩文件已经损坏，请重新获取。") from None
