"""Reads a statute from its TOML file and refuses a file that is not exactly as it should be.

A wrong key or a gap in the days would otherwise become a wrong deadline years later.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import NoReturn, TypeVar

from qingquan.law.provisions import Duty, InForce, Limit, Owner, PauseReason, Provision, Start, Statute, Unit

P = TypeVar("P", bound=Provision)
C = TypeVar("C", bound=StrEnum)
Table = Mapping[str, object]

NUMERAL = re.compile(r"[一二三四五六七八九十百千零]+")
TOP = {"statute", "limits", "duties", "pauses"}
HEAD = {"title", "short_title", "in_force_from", "amended", "working_days_by"}
PLACE = {"article", "paragraph", "item", "says", "reading"}
SPAN = {"from", "until"}
NUMBERS = {"days", "unit"}
LIMIT_ONLY = {"start", "owner", "event"}


class BadStatute(ValueError):
    """A statute file that cannot be trusted; the message names the file, the table and the key."""


def read_statute(path: Path) -> Statute:
    """Read and check one file. `BadStatute` when anything in it is unknown, missing or contradictory."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BadStatute(f"{path.name}：不是有效的 TOML：{error}") from None
    except UnicodeDecodeError:
        raise BadStatute(f"{path.name}：不是 UTF-8 文本。") from None
    return _Reader(path.stem, path.name, tables).statute()


class _Reader:
    """One file being read. Keeps the file's name for the messages."""

    def __init__(self, key: str, file: str, tables: Table) -> None:
        self.key = key
        self.file = file
        self.tables = tables

    def statute(self) -> Statute:
        self.known("", self.tables, TOP)
        head = self.table("statute", self.tables)
        self.known("statute", head, HEAD)
        self.short_title = self.text("statute", head, "short_title")
        self.in_force_from = self.day("statute", head, "in_force_from")
        self.working_days_by = str(head.get("working_days_by", ""))
        return Statute(
            key=self.key,
            title=self.text("statute", head, "title"),
            short_title=self.short_title,
            in_force_from=self.in_force_from,
            amended=self.days("statute", head, "amended"),
            limits=self.provisions("limits", self.limit, PLACE | LIMIT_ONLY, NUMBERS),
            duties=self.provisions("duties", self.duty, PLACE, set()),
            pauses=self.provisions("pauses", self.pause, PLACE | {"label"}, set()),
        )

    def provisions(
        self, kind: str, make: Callable[[str, str, Table], P], keys: set[str], row_keys: set[str]
    ) -> dict[str, tuple[InForce[P], ...]]:
        found = {}
        for name in self.table(kind, self.tables) if kind in self.tables else ():
            where = f"{kind}.{name}"
            table = self.table(name, self.table(kind, self.tables), where)
            self.known(where, table, keys | {"in_force"})
            found[name] = self.wordings(where, name, table, make, keys | row_keys | SPAN)
        return found

    def wordings(
        self, where: str, name: str, table: Table, make: Callable[[str, str, Table], P], keys: set[str]
    ) -> tuple[InForce[P], ...]:
        """One wording per row of `in_force`; a row may restate what an amendment changed."""
        rows = table.get("in_force", [{}])
        if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
            self.fail(where, "in_force 应是一行或多行 { from = 日期, … }")
        common = {key: value for key, value in table.items() if key != "in_force"}
        found: list[InForce[P]] = []
        for row in rows:
            self.known(f"{where}.in_force", row, keys)
            first = self.day(where, row, "from") if "from" in row else self.in_force_from
            last = self.day(where, row, "until") if "until" in row else None
            self.check_span(where, first, last, found)
            found[-1:] = [_closed(wording, first) for wording in found[-1:]]
            found.append(InForce(first, last, make(where, name, {**common, **row})))
        return tuple(found)

    def check_span(self, where: str, first: date, last: date | None, earlier: list[InForce[P]]) -> None:
        if first < self.in_force_from:
            self.fail(where, f"施行日 {first} 早于本法施行日 {self.in_force_from}")
        if last is not None and last < first:
            self.fail(where, f"失效日 {last} 早于施行日 {first}")
        if earlier and (first <= earlier[-1].first or first <= (earlier[-1].last or earlier[-1].first)):
            self.fail(where, f"in_force 各行须按日期先后排列、互不重叠：{first}")

    def limit(self, where: str, name: str, table: Table) -> Limit:
        days = table.get("days")
        if type(days) is not int or days < 0:
            self.fail(where, "days 应是不小于 0 的整数")
        limit = Limit(
            **self.place(where, name, table),
            days=days,
            unit=self.choice(where, table, "unit", Unit),
            start=self.choice(where, table, "start", Start),
            owner=self.choice(where, table, "owner", Owner),
            event=self.text(where, table, "event"),
        )
        if limit.unit is Unit.WORKING_DAY and limit.owner is Owner.ORGAN:
            return replace(limit, unit_article=self.working_days_by)
        return limit

    def duty(self, where: str, name: str, table: Table) -> Duty:
        return Duty(**self.place(where, name, table))

    def pause(self, where: str, name: str, table: Table) -> PauseReason:
        return PauseReason(**self.place(where, name, table), label=self.text(where, table, "label"))

    def place(self, where: str, name: str, table: Table) -> dict[str, str]:
        """What every provision has, checked."""
        for key in ("article", "paragraph", "item"):
            if key in table and not NUMERAL.fullmatch(str(table[key])):
                self.fail(where, f"{key} 应是中文数字，现在是“{table[key]}”")
        return {
            "name": name,
            "statute": self.short_title,
            "article": self.text(where, table, "article"),
            "says": self.text(where, table, "says"),
            "paragraph": str(table.get("paragraph", "")),
            "item": str(table.get("item", "")),
            "reading": str(table.get("reading", "")),
        }

    def known(self, where: str, table: Table, keys: set[str]) -> None:
        if unknown := sorted(set(table) - keys):
            self.fail(where, f"不认识的键：{'、'.join(unknown)}")

    def table(self, name: str, tables: Table, where: str = "") -> Table:
        table = tables.get(name)
        if not isinstance(table, dict):
            self.fail(where or name, "缺少这张表，或者它不是一张表")
        return table

    def text(self, where: str, table: Table, key: str) -> str:
        value = table.get(key)
        if not isinstance(value, str) or not value.strip():
            self.fail(where, f"{key} 应是一段文字")
        return value

    def day(self, where: str, table: Table, key: str) -> date:
        value = table.get(key)
        if not isinstance(value, date) or isinstance(value, datetime):
            self.fail(where, f"{key} 应是一个日期，如 2004-07-01")
        return value

    def days(self, where: str, table: Table, key: str) -> tuple[date, ...]:
        values = table.get(key, [])
        if not isinstance(values, list):
            self.fail(where, f"{key} 应是一列日期")
        return tuple(self.day(where, {key: value}, key) for value in values)

    def choice(self, where: str, table: Table, key: str, kind: type[C]) -> C:
        try:
            return kind(str(table.get(key)))
        except ValueError:
            self.fail(where, f"{key} 应是 {'、'.join(kind)} 之一")

    def fail(self, where: str, what: str) -> NoReturn:
        raise BadStatute(f"{self.file} [{where}]：{what}。" if where else f"{self.file}：{what}。")


def _closed(wording: InForce[P], next_first: date) -> InForce[P]:
    """A wording without an end lasts until the day before the next one."""
    return wording if wording.last else replace(wording, last=next_first - timedelta(days=1))
