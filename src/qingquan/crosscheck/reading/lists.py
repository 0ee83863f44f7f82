"""The four imported lists: their columns, and each row as what is to be kept, or why it cannot be."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from qingquan.catalogue.reading.cells import long_list, short_list
from qingquan.catalogue.reading.table import Table
from qingquan.catalogue.reading.terms import term
from qingquan.catalogue.words import ExerciseLevel, PowerType
from qingquan.crosscheck.reading.sheet import Column, lines, without_spaces
from qingquan.crosscheck.words import ExercisedKind
from qingquan.law import Refused

T = TypeVar("T")
FEN = re.compile(r"([0-9]{1,12})(?:\.([0-9]{1,2}))?")
MONTH = re.compile(r"([12][0-9]{3})[-年/.]?(0?[1-9]|1[0-2])(?:[-月/.].*|月)?")
KINDS = {
    "办件": ExercisedKind.CASE,
    "案件": ExercisedKind.CASE,
    "收费": ExercisedKind.FEE,
    "票据": ExercisedKind.FEE,
    "罚没": ExercisedKind.FEE,
    "用印": ExercisedKind.SEAL,
    "用章": ExercisedKind.SEAL,
    "盖章": ExercisedKind.SEAL,
}

BASE = (
    Column("code", ("基本编码", "事项编码", "编码", "目录编码"), 40, needed=True),
    Column("name", ("事项名称", "名称", "权力名称", "基本目录名称"), 300, needed=True),
    Column("type", ("事项类型", "权力类型", "类型", "类别"), 40, needed=True),
    Column("levels", ("行使层级", "层级", "实施层级"), 60),
    Column("department", ("主管部门", "指导部门", "省级主管部门", "业务指导部门", "实施机关"), 200),
    Column("bases", ("设定依据", "法律依据", "依据", "设定和实施依据"), 8000),
    Column("content", ("行使内容", "行使内容说明"), 4000),
)
DUTIES = (
    Column("organ", ("机关", "部门", "单位", "机关名称"), 100, needed=True),
    Column("text", ("职责", "主要职责", "职责内容"), 500, needed=True),
    Column("document", ("文号", "三定文号", "依据文号"), 80),
)
EXERCISED = (
    Column("organ", ("机关", "部门", "单位", "执收单位", "办理机关"), 100, needed=True),
    Column("name", ("名称", "事项名称", "收费项目", "用印事由", "项目名称"), 300, needed=True),
    Column("kind", ("种类", "类别", "记录种类"), 20, needed=True),
    Column("month", ("月份", "日期", "办理日期", "收费日期", "用印日期"), 20, needed=True),
    Column("code", ("编码", "事项编码", "收费编码"), 64),
    Column("count", ("件数", "次数", "数量"), 12),
    Column("amount", ("金额", "收费金额", "金额元"), 20),
)
TOWNS = (
    Column("town", ("镇村", "镇", "镇街道", "乡镇", "单位"), 60, needed=True),
    Column("department", ("部门", "交办部门", "所指部门", "县级部门"), 100, needed=True),
    Column("name", ("事项", "所做的事", "工作事项", "事项名称"), 300, needed=True),
    Column("times", ("每年次数", "次数", "频次"), 12),
    Column("note", ("情况", "具体情况", "说明", "备注"), 2000),
)


@dataclass(frozen=True, slots=True)
class Told(Generic[T]):
    """One row: its line, how it is called in the report, what it says, or why it says nothing."""

    line: int
    code: str
    name: str
    says: T | None = None
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class BaseTold:
    """A row of an upper level's catalogue."""

    code: str
    name: str
    power_type: PowerType
    levels: tuple[ExerciseLevel, ...] = ()
    department: str = ""
    bases: tuple[str, ...] = ()
    content: str = ""


@dataclass(frozen=True, slots=True)
class DutyTold:
    """A sentence of an organ's duties; the organ as the list names it."""

    organ: str
    text: str
    document: str = ""


@dataclass(frozen=True, slots=True)
class ExercisedTold:
    """So many times in a month; `amount` in fen."""

    organ: str
    name: str
    kind: ExercisedKind
    month: date
    code: str = ""
    count: int = 1
    amount: int = 0


@dataclass(frozen=True, slots=True)
class TownTold:
    """What a town says a department makes it do."""

    town: str
    department: str
    name: str
    times: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Form(Generic[T]):
    """One of the lists: its columns, and how a row of cells is read."""

    columns: tuple[Column, ...]
    reads: Callable[[Mapping[str, str]], T]


def read(table: Table, form: Form[T]) -> Iterator[Told[T]]:
    """Every row of a list."""
    for line in lines(table, form.columns):
        code = without_spaces(line.cells.get("code", ""))
        name = line.cells.get("name", "") or line.cells.get("text", "")
        if line.refusal:
            yield Told(line.line, code, name, refusal=line.refusal)
            continue
        try:
            yield Told(line.line, code, name, form.reads(line.cells))
        except Refused as no:
            yield Told(line.line, code, name, refusal=str(no))


def base_told(cells: Mapping[str, str]) -> BaseTold:
    """A row of a base catalogue."""
    kind = term(PowerType, cells["type"])
    if kind is None:
        raise Refused(f"事项类型“{cells['type']}”不在代码表，请写“行政许可”“行政处罚”等。")
    words = short_list(cells.get("levels", ""))
    levels = tuple(term(ExerciseLevel, word) for word in words)
    if None in levels:
        raise Refused(f"行使层级“{cells['levels']}”不在代码表，请写“县级”“市级”等，几级之间用顿号。")
    return BaseTold(
        code=without_spaces(cells["code"]),
        name=cells["name"],
        power_type=kind,
        levels=tuple(level for level in levels if level is not None),
        department=cells.get("department", ""),
        bases=tuple(long_list(cells.get("bases", ""))),
        content=cells.get("content", ""),
    )


def duty_told(cells: Mapping[str, str]) -> DutyTold:
    """A duty."""
    return DutyTold(cells["organ"], cells["text"], cells.get("document", ""))


def exercised_told(cells: Mapping[str, str]) -> ExercisedTold:
    """What was done in a month; a row without a number is one."""
    kind = term_of(cells["kind"])
    return ExercisedTold(
        organ=cells["organ"],
        name=cells["name"],
        kind=kind,
        month=month_of(cells["month"]),
        code=without_spaces(cells.get("code", "")),
        count=number_of("件数", cells.get("count", ""), 1),
        amount=fen_of(cells.get("amount", "")),
    )


def town_told(cells: Mapping[str, str]) -> TownTold:
    """What a town tells."""
    times = cells.get("times", "")
    return TownTold(
        town=cells["town"],
        department=cells["department"],
        name=cells["name"],
        times=number_of("每年次数", times, 0) if times else None,
        note=cells.get("note", ""),
    )


def term_of(word: str) -> ExercisedKind:
    """Case, fee or seal, as lists write it."""
    found = next((kind for kind in ExercisedKind if word in {kind.value, kind.label}), KINDS.get(word))
    if found is None:
        raise Refused(f"种类“{word}”不认识，请写“办件”“收费”或者“用印”。")
    return found


def month_of(word: str) -> date:
    """The first day of the month that a month or a day names."""
    found = MONTH.fullmatch(word)
    if not found:
        raise Refused(f"月份“{word}”不认识，请写“2026-03”或者“2026-03-02”。")
    return date(int(found[1]), int(found[2]), 1)


def number_of(label: str, word: str, unsaid: int) -> int:
    """A whole number."""
    if not word:
        return unsaid
    if not re.fullmatch(r"[0-9]{1,9}(?:\.0+)?", word.replace(",", "")):
        raise Refused(f"{label}“{word}”不是数，请填整数。")
    return int(word.replace(",", "").split(".")[0])


def fen_of(word: str) -> int:
    """An amount in yuan as fen; empty is nothing."""
    plain = word.replace(",", "").replace("，", "").removesuffix("元")
    if not plain:
        return 0
    found = FEN.fullmatch(plain)
    if not found:
        raise Refused(f"金额“{word}”不是金额，请按元填写，最多两位小数。")
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0") or 0)


BASE_LIST = Form(BASE, base_told)
DUTY_LIST = Form(DUTIES, duty_told)
EXERCISED_LIST = Form(EXERCISED, exercised_told)
TOWN_LIST = Form(TOWNS, town_told)
