"""Text tables: encoding and delimiter found, quotes that never close kept from swallowing the rest."""

import codecs
import csv
from collections.abc import Iterator
from contextlib import contextmanager

from qingquan.law import Refused

DELIMITERS = (",", "\t", ";", "|", "，")
# A quoted cell may run over lines, but not over this many: then its quote was never closed.
LONGEST_RECORD = 400
LONGEST_CELL = 1_000_000
# By so much of a line its divisions show.
LONGEST_LOOK = 100_000
# Empty lines among them; a file of nothing but line ends would fill the memory when it is divided.
MOST_LINES = 2_000_000

Cells = tuple[int, tuple[str, ...], str]


def read_delimited(raw: bytes, name: str) -> Iterator[Cells]:
    """Line number, cells and complaint of each record; empty lines are passed over."""
    if raw.count(b"\n") + raw.count(b"\r") > MOST_LINES:
        raise Refused(f"“{name}”超过 {MOST_LINES} 行，请删除空行或者分成几份导入。")
    lines = decoded(raw, name).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    delimiter = delimiter_of(lines)
    with long_cells():
        try:
            width = len(next(csv.reader(filled(lines), delimiter=delimiter), []))
        except csv.Error:
            raise Refused(f"“{name}”的第一行有 {LONGEST_CELL} 字以上的一格，不是表格，请核对文件。") from None
    at = 0
    while at < len(lines):
        cells, used = record(lines, at, delimiter)
        if used > 1 and len(cells) != width:
            # The quote was opened by mistake: give up this line only and go on with the next.
            yield at + 1, (), "这一行的引号没有闭合"
            at += 1
            continue
        if any(cell.strip() for cell in cells):
            yield at + 1, tuple(cells), ""
        at += used


@contextmanager
def long_cells() -> Iterator[None]:
    """Let a cell be long while one record is read; the limit is the whole process's, so it is put back at once."""
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def record(lines: list[str], at: int, delimiter: str) -> tuple[list[str], int]:
    """The record that begins on a line, and how many lines it takes."""
    # By number: `islice` would walk to the record from the first line, for each record again.
    ahead = range(at, min(at + LONGEST_RECORD, len(lines)))
    reader = csv.reader((lines[number] + "\n" for number in ahead), delimiter=delimiter)
    try:
        with long_cells():
            cells = next(reader, [])
    except csv.Error:
        return [], 1
    if cells:
        cells[-1] = cells[-1].removesuffix("\n")
    return cells, max(reader.line_num, 1)


def filled(lines: list[str]) -> Iterator[str]:
    """The lines from the first that holds anything."""
    started = False
    for line in lines:
        started = started or bool(line.strip())
        if started:
            yield line + "\n"


def decoded(raw: bytes, name: str) -> str:
    """UTF-8, UTF-16 with its mark, or GB 18030, which holds all older Chinese encodings."""
    encodings = ["utf-8-sig", "gb18030"]
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        # A stray nought spoils its row; a file full of them is no text.
        if text.count("\0") * 10 <= len(text):
            return text
    raise Refused(f"“{name}”不是 CSV、XLSX 或者它们的 gzip 压缩文件，请另存为 UTF-8 编码的 CSV。")


def delimiter_of(lines: list[str]) -> str:
    """The mark that divides the first filled line into most cells, quoted ones counted whole."""
    first = next((line for line in lines if line.strip()), "")
    return max(DELIMITERS, key=lambda mark: len(next(csv.reader([first[:LONGEST_LOOK]], delimiter=mark), [])))
