"""Opening a file of statutes: JSON lines or the CSV of an index, plain or packed with gzip."""

import csv
import gzip
import io
import zlib
from dataclasses import dataclass, field
from pathlib import PurePath

from qingquan.law import Refused
from qingquan.statutes.rules import names
from qingquan.statutes.rules.lines import Broken, Edition, gathered, index_rows, json_lines
from qingquan.statutes.words import BasisLevel

MOST_BYTES = 300 * 1024 * 1024
GZIP = b"\x1f\x8b"


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


def collection(raw: bytes, name: str) -> Collection:
    """What a file holds. Raises `Refused` when it is no such file at all; single broken lines are told."""
    lines = io.StringIO(text_of(raw))
    broken: list[Broken] = []
    rows = index_rows(lines) if PurePath(name.removesuffix(".gz")).suffix.lower() == ".csv" else json_lines(lines)
    try:
        editions = list(gathered(rows, broken).values())
    except csv.Error:
        raise Refused("表格的格式已经损坏，请重新导出为 CSV。") from None
    if not editions:
        first = f"第 {broken[0].line} 行：{broken[0].why}" if broken else "文件是空的。"
        raise Refused(f"“{name}”中没有一条可以导入。{first}")
    return Collection(editions, broken)


def levels_in(found: Collection) -> dict[str, BasisLevel]:
    """The rank an index states for each title."""
    return {names.key(edition.title): edition.level for edition in found.editions if edition.level}


def text_of(raw: bytes) -> str:
    """The text of a file, unpacked; `Refused` for one that is too large, broken or not in UTF-8."""
    if raw[:2] == GZIP:
        raw = unpacked(raw)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("文件不是 UTF-8 编码的文本，请另存为 UTF-8 后再导入。") from None


def unpacked(raw: bytes) -> bytes:
    """The content of a gzip, read no further than the limit: a small file may unpack to any size."""
    try:
        with gzip.open(io.BytesIO(raw)) as file:
            content = file.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error):
        raise Refused("压缩文件已经损坏，请重新获取。") from None
    if len(content) > MOST_BYTES:
        raise Refused(f"文件解开后超过 {MOST_BYTES // 1024 // 1024} MB，请分成几份导入。")
    return content
