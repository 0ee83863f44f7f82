"""Reads a log kept as CSV: one row an event, in any order. A row that cannot be used is reported and left out."""

import codecs
import csv
import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from qingquan.supervision.replay.mapping import Columns, LogMap
from qingquan.supervision.replay.packed import open_log
from qingquan.supervision.replay.reading import Event, Flaw, Trace, Unreadable, moment_of

BLOCK = 1024 * 1024
DELIMITERS = ",;\t|"
UNDECODABLE = "\N{REPLACEMENT CHARACTER}"


def read_csv(path: Path, log_map: LogMap, flaw: Callable[[Flaw], None]) -> Iterator[Trace]:
    """The cases of the file in the order they first appear. `Unreadable` for the file as a whole."""
    encoding = log_map.columns.encoding or _encoding(path)
    with io.TextIOWrapper(open_log(path), encoding=encoding, errors="replace", newline="") as text:
        header_line = text.readline()
        delimiter = log_map.columns.delimiter or max(DELIMITERS, key=header_line.count)
        header = next(csv.reader([header_line], delimiter=delimiter), [])
        rows = csv.reader(text, delimiter=delimiter)
        places = _places(path, header, log_map)
        traces: dict[str, Trace] = {}
        for line, row in _numbered(rows, flaw):
            try:
                if len(row) != len(header):
                    raise ValueError(f"有{len(row)}列，表头有{len(header)}列")
                _take(row, places, log_map, traces)
            except ValueError as error:
                flaw(Flaw(f"第{line}行", str(error)))
    for trace in traces.values():
        trace.events.sort(key=lambda event: event.at)
        yield trace


def _numbered(rows: Iterator[list[str]], flaw: Callable[[Flaw], None]) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line of the file on which they end; the header was line 1. Empty lines are nothing."""
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            flaw(Flaw(f"第{rows.line_num + 1}行", f"不是有效的 CSV（{error}）"))  # type: ignore[attr-defined]
            continue
        if row:
            yield rows.line_num + 1, row  # type: ignore[attr-defined]


def _places(path: Path, header: list[str], log_map: LogMap) -> dict[str, int]:
    """Where each column the map names stands."""
    columns: Columns = log_map.columns
    named = {"columns.case": columns.case, "columns.activity": columns.activity, "columns.at": columns.at}
    named |= {"columns.person": columns.person, "columns.post": columns.post}
    named |= {"columns.transition": columns.transition}
    named |= {f"case（{column}）": column for column in log_map.case_columns}
    places = {name: index for index, name in reversed(list(enumerate(header)))}
    for place, column in named.items():
        if column and column not in places:
            known = "、".join(header) or "（空文件）"
            where = f"对照表 {log_map.name} 的 {place}"
            raise Unreadable(f"{where} 写的列“{column}”在 {path.name} 中不存在；表头有：{known}。")
    return places


def _take(row: list[str], places: dict[str, int], log_map: LogMap, traces: dict[str, Trace]) -> None:
    """Add one row to its case. ValueError says why it cannot be used."""
    columns = log_map.columns
    number, activity, at = (row[places[name]].strip() for name in (columns.case, columns.activity, columns.at))
    if not number or not activity:
        raise ValueError("缺少办件编号" if not number else "缺少环节名称")
    if any(UNDECODABLE in value for value in (number, activity)):
        raise ValueError("含有无法识别的文字")
    if columns.transition and row[places[columns.transition]].strip().lower() not in ("", columns.complete):
        return
    event = Event(
        sys.intern(activity),
        moment_of(at, log_map.zone),
        sys.intern(row[places[columns.person]].strip()) if columns.person else "",
        sys.intern(row[places[columns.post]].strip()) if columns.post else "",
    )
    trace = traces.setdefault(number, Trace(number))
    trace.events.append(event)
    for column in log_map.case_columns:
        value = row[places[column]].strip()
        if value:
            trace.attributes.setdefault(column, value)


def _encoding(path: Path) -> str:
    """UTF-8 (with or without a mark) when the bytes allow it, else GB 18030, else UTF-8 with the odd bytes marked."""
    for encoding in ("utf-8-sig", "gb18030"):
        if _decodes(path, encoding):
            return encoding
    return "utf-8-sig"


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with open_log(path) as stream:
        try:
            while block := stream.read(BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True
