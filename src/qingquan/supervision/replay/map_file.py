"""Reads a map from TOML and refuses what it does not know, naming the place."""

import csv
import tomllib
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from qingquan.supervision.replay.calendars import calendar_named
from qingquan.supervision.replay.mapping import (
    CaseTerms,
    Columns,
    Compare,
    CountedIn,
    CountedLimit,
    FromActivity,
    FromColumn,
    LogMap,
    StepTerms,
    When,
)
from qingquan.supervision.replay.reading import Unreadable
from qingquan.supervision.rules.facts import Duty, Holding, Order, Span

MAPS = Path(__file__).resolve().parent.parent / "maps"
Choice = TypeVar("Choice", bound=StrEnum)


def shipped_maps() -> list[str]:
    """The names of the maps that come with the product."""
    return sorted(path.stem for path in MAPS.glob("*.toml"))


def read_map(name: str) -> LogMap:
    """A map by path, or by the name of a shipped one. `Unreadable` when it is missing or wrong."""
    path = Path(name)
    if not path.is_file():
        path = MAPS / f"{name.removesuffix('.toml')}.toml"
    if not path.is_file():
        raise Unreadable(f"找不到对照表 {name}；随产品提供的有：{'、'.join(shipped_maps())}。")
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Unreadable(f"对照表 {path.name} 不是有效的 TOML：{error}。") from None
    return _map(path, _Table(path.name, "", tables))


class _Table:
    """One table of the file; every value is taken once, and what is left over is unknown."""

    def __init__(self, file: str, place: str, values: Mapping[str, object]) -> None:
        self.file, self.place, self.values = file, place, dict(values)

    def wrong(self, key: str, why: str) -> Unreadable:
        return Unreadable(f"对照表 {self.file} 的 {self.place}{key}：{why}。")

    def text(self, key: str, default: str = "") -> str:
        value = self.values.pop(key, default)
        if not isinstance(value, str):
            raise self.wrong(key, "应为文字")
        return value

    def required(self, key: str) -> str:
        return self.text(key) or self._lacks(key)

    def _lacks(self, key: str) -> str:
        raise self.wrong(key, "必须填写")

    def flag(self, key: str) -> bool:
        value = self.values.pop(key, False)
        if not isinstance(value, bool):
            raise self.wrong(key, "应为 true 或 false")
        return value

    def days(self, key: str) -> int | None:
        value = self.values.pop(key, None)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 10_000):
            raise self.wrong(key, "应为正整数")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.values.pop(key, [])
        value = [value] if isinstance(value, str) else value
        if not isinstance(value, list) or not all(isinstance(text, str) and text for text in value):
            raise self.wrong(key, "应为文字或者文字列表")
        return tuple(value)

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        value = self.values.pop(key, [])
        good = isinstance(value, list) and all(
            isinstance(pair, list) and len(pair) == 2 and all(isinstance(text, str) for text in pair) for pair in value
        )
        if not good or not isinstance(value, list):
            raise self.wrong(key, "应为若干 [先, 后] 两项列表")
        return tuple((first, second) for first, second in value)

    def choice(self, key: str, kind: type[Choice], default: Choice) -> Choice:
        value = self.text(key, default.value)
        if value not in list(kind):
            raise self.wrong(key, f"只能是 {'、'.join(kind)}，不能是“{value}”")
        return kind(value)

    def table(self, key: str) -> "_Table":
        value = self.values.pop(key, {})
        if not isinstance(value, dict):
            raise self.wrong(key, "应为表")
        return _Table(self.file, f"{self.place}{key}.", value)

    def has(self, key: str) -> bool:
        return key in self.values

    def done(self) -> None:
        if self.values:
            raise self.wrong(next(iter(self.values)), "没有这一项")


def _map(path: Path, top: _Table) -> LogMap:
    read = LogMap(
        name=path.stem,
        title=top.text("title", path.stem),
        zone=_zone(top),
        compare=top.choice("compare", Compare, Compare.DAY),
        calendar=calendar_named(top.text("calendar", "cn"), path.parent),
        columns=_columns(top.table("columns")),
        case=_case(top.table("case")),
        steps=_steps(top.table("steps")),
        order=_order(top.table("order")) if top.has("order") else None,
        listed=_listed(top, path.parent),
        holdings=_holdings(top, path.parent),
    )
    top.done()
    if read.listed is not None and not read.case.item:
        raise top.wrong("case.item", "使用 listed 时必须写明事项所在的列")
    return read


def _zone(top: _Table) -> ZoneInfo:
    name = top.text("zone", "Asia/Shanghai")
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise top.wrong("zone", f"没有时区“{name}”") from None


def _columns(table: _Table) -> Columns:
    columns = Columns(
        case=table.required("case"),
        activity=table.required("activity"),
        at=table.required("at"),
        person=table.text("person"),
        post=table.text("post"),
        transition=table.text("transition"),
        complete=table.text("complete", "complete"),
        encoding=table.text("encoding"),
        delimiter=table.text("delimiter"),
    )
    table.done()
    return columns


def _case(table: _Table) -> CaseTerms:
    ended = _when(table, "ended")
    if ended is None or isinstance(ended, CountedLimit):
        raise table.wrong("ended", "必须写明怎样认定办结：column 或者 activity")
    terms = CaseTerms(
        ended=ended,
        received=_when(table, "received"),
        outcome=_when(table, "outcome"),
        accepted=_when(table, "accepted"),
        promised=_when(table, "promised"),
        legal=_when(table, "legal"),
        gaps=frozenset(table.texts("gaps")),
        deemed=frozenset(table.texts("deemed")),
        organ=table.text("organ"),
        item=table.text("item"),
    )
    for key in ("received", "outcome", "accepted"):
        if isinstance(getattr(terms, key), CountedLimit):
            raise table.wrong(key, "不能用 days 推算")
    table.done()
    return terms


def _when(parent: _Table, key: str) -> When | None:
    if not parent.has(key):
        return None
    table = parent.table(key)
    column, activities, days = table.text("column"), table.texts("activity"), table.days("days")
    if [bool(column), bool(activities), days is not None].count(True) != 1:
        raise parent.wrong(key, "column、activity、days 三者只能并且必须写一个")
    when: When
    if column:
        when = FromColumn(column, table.flag("to_the_fraction"))
    elif activities:
        when = FromActivity(frozenset(activities), table.flag("last"))
    else:
        after = table.text("after", "received")
        if after not in ("received", "accepted"):
            raise parent.wrong(f"{key}.after", "只能是 received 或者 accepted")
        unit = table.choice("unit", CountedIn, CountedIn.WORKING_DAYS)
        when = CountedLimit(days or 0, unit, after_acceptance=after == "accepted")
    table.done()
    return when


def _steps(table: _Table) -> dict[str, StepTerms]:
    return {activity: _step(table.table(activity)) for activity in list(table.values)}


def _step(table: _Table) -> StepTerms:
    terms = StepTerms(
        days=table.days("days"),
        unit=table.choice("unit", CountedIn, CountedIn.WORKING_DAYS),
        post=table.text("post"),
        duty=table.choice("duty", Duty, Duty.OTHER),
    )
    table.done()
    return terms


def _order(table: _Table) -> Order:
    order = Order(before=table.pairs("before"), required=table.texts("required"))
    table.done()
    return order


def _listed(top: _Table, folder: Path) -> dict[str, tuple[Span, ...]] | None:
    rows = _rows(top, "listed", folder, ("item", "from", "to"))
    if rows is None:
        return None
    listed: dict[str, tuple[Span, ...]] = {}
    for item, span in rows:
        listed[item[0]] = (*listed.get(item[0], ()), span)
    return listed


def _holdings(top: _Table, folder: Path) -> tuple[Holding, ...] | None:
    rows = _rows(top, "holdings", folder, ("person", "post", "from", "to"))
    return None if rows is None else tuple(Holding(who[0], who[1], span) for who, span in rows)


def _rows(top: _Table, key: str, folder: Path, header: tuple[str, ...]) -> list[tuple[list[str], Span]] | None:
    """The rows of a CSV the map names; the last two columns are the first and last day, the latter may be empty."""
    name = top.text(key)
    if not name:
        return None
    try:
        with (folder / name).open(encoding="utf-8-sig", newline="") as file:
            first, *rows = list(csv.reader(file)) or [[]]
    except (OSError, UnicodeDecodeError):
        raise top.wrong(key, f"无法读取 {folder / name}") from None
    if tuple(first) != header:
        raise top.wrong(key, f"{name} 的表头应为 {','.join(header)}")
    read = []
    for number, row in enumerate(rows, start=2):
        try:
            *values, begins, ends = row
            read.append((values, Span(date.fromisoformat(begins), date.fromisoformat(ends) if ends else None)))
        except ValueError:
            raise top.wrong(key, f"{name} 第 {number} 行应为 {','.join(header)}，日期写成 2026-03-02") from None
    return read
