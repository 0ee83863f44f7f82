"""Reads a log in XES (IEEE 1849), case by case as the file streams by; with or without its namespace.

Document types and entities are refused: a log has no use for them and they can fill the machine.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from qingquan.supervision.replay.mapping import LogMap
from qingquan.supervision.replay.packed import open_log
from qingquan.supervision.replay.reading import Event, Flaw, Trace, Unreadable, moment_of

CASE = "case:"
DEEPEST = 64


def read_xes(path: Path, log_map: LogMap, flaw: Callable[[Flaw], None]) -> Iterator[Trace]:
    """The cases of the file in its own order. `Unreadable` when it is no XES, broken, or lacks a mapped attribute."""
    reading = _Reading(log_map, flaw)
    depth, root = 0, None
    for kind, element in _elements(path):
        if kind == "start":
            depth += 1
            root = element if root is None else root
            if depth == 1 and _tag(element) != "log":
                raise Unreadable(f"{path.name}：不是 XES 日志，根元素是 <{_tag(element)}> 而不是 <log>。")
            if depth > DEEPEST:
                raise Unreadable(f"{path.name}：XML 嵌套超过{DEEPEST}层，拒绝读取。")
            continue
        depth -= 1
        if depth == 1 and root is not None:
            if _tag(element) == "trace":
                trace = reading.trace(element)
                if trace is not None:
                    yield trace
            # What was read is dropped at once; the log may be larger than memory.
            root.clear()
    reading.check_columns(path)


def _elements(path: Path) -> Iterator[tuple[str, Element]]:
    with open_log(path) as stream:
        try:
            yield from iterparse(stream, events=("start", "end"), forbid_dtd=True)
        except ParseError as error:
            line, column = error.position
            what = str(error).partition(":")[0]
            raise Unreadable(f"{path.name} 第{line}行第{column + 1}个字符：XML 损坏（{what}）。") from None
        except DefusedXmlException:
            raise Unreadable(f"{path.name}：含有文档类型或实体声明，拒绝读取。") from None


class _Reading:
    """One file being read: remembers which attributes were ever seen."""

    def __init__(self, log_map: LogMap, flaw: Callable[[Flaw], None]) -> None:
        self.map, self.flaw = log_map, flaw
        self.seen: set[str] = set()
        self.count = 0

    def trace(self, element: Element) -> Trace | None:
        """One case; None when it has no number or no usable event."""
        self.count += 1
        own = {CASE + key: value for key, value in _attributes(element).items()}
        self.seen.update(own)
        number = own.get(self.map.columns.case, "")
        if not number:
            self.flaw(Flaw(f"第{self.count}个 trace", f"缺少办件编号（{self.map.columns.case}）"))
            return None
        attributes = {column: own[column] for column in self.map.case_columns if own.get(column)}
        trace = Trace(number, attributes)
        for place, child in enumerate((c for c in element if _tag(c) == "event"), start=1):
            self._event(trace, place, _attributes(child))
        if not trace.events:
            self.flaw(Flaw(f"办件 {number}", "没有可用的事件"))
            return None
        trace.events.sort(key=lambda event: event.at)
        return trace

    def _event(self, trace: Trace, place: int, values: dict[str, str]) -> None:
        self.seen.update(values)
        columns = self.map.columns
        if values.get(columns.transition, "").lower() not in ("", columns.complete):
            return
        activity = values.get(columns.activity, "")
        try:
            if not activity:
                raise ValueError("缺少环节名称")
            at = moment_of(values.get(columns.at, ""), self.map.zone)
        except ValueError as error:
            self.flaw(Flaw(f"办件 {trace.number} 的第{place}个事件", str(error)))
            return
        person, post = values.get(columns.person, ""), values.get(columns.post, "")
        trace.events.append(Event(sys.intern(activity), at, sys.intern(person), sys.intern(post)))
        for column in self.map.case_columns:
            if values.get(column):
                trace.attributes.setdefault(column, values[column])

    def check_columns(self, path: Path) -> None:
        """XES has no header: only after the last case is it known that an attribute is never there."""
        columns = self.map.columns
        named = (columns.case, columns.activity, columns.at, columns.person, columns.post, columns.transition)
        for column in (*named, *self.map.case_columns):
            if column and self.count and column not in self.seen:
                known = "、".join(sorted(self.seen))
                raise Unreadable(
                    f"对照表 {self.map.name} 写的属性“{column}”在 {path.name} 中从未出现；出现过的有：{known}。"
                )


def _attributes(element: Element) -> dict[str, str]:
    """The element's own typed attributes; those nested below an attribute are details the rules do not ask for."""
    return {
        child.get("key", ""): (child.get("value") or "").strip()
        for child in element
        if child.get("key") and _tag(child) not in ("event", "list", "container")
    }


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
