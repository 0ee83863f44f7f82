"""A CSV of periods in, the same CSV with their last days out. A bad row is told apart; the rest is computed.

`excluded_from` and `excluded_to` name uncounted days, both included: the bounds are closed_closed.
"""

import csv
import os
from codecs import BOM_UTF8
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, TextIO

from qingquan.clock import BadPeriod, BeyondCalendar, Bounds, Pause, Period, WorkCalendar, due
from qingquan.commands import Mistake
from qingquan.commands.deadline_words import read_day, read_unit, read_whole

NEEDED = ("start", "unit", "n")
ADDED = ("computed_raw", "computed_rolled", "error")

Row = Mapping[str | None, str | list[str] | None]


class Tally(NamedTuple):
    """How many rows there were and how many of them could not be computed."""

    rows: int
    wrong: int


def compute_file(source: Path, target: Path, calendar: WorkCalendar, *, tell: Callable[[str], None]) -> Tally:
    """Write `target` from `source`; it appears only once it is whole. Each bad row is also told."""
    unfinished = target.with_name(f"{target.name}.partial")
    try:
        with (
            source.open(encoding="utf-8-sig", newline="") as file,
            unfinished.open("w", encoding=_encoding(source), newline="") as out,
        ):
            tally = _compute(csv.DictReader(file), out, source.name, calendar, tell)
        os.replace(unfinished, target)
    except UnicodeDecodeError:
        raise Mistake(f"{source} 不是 UTF-8 文本。") from None
    except csv.Error as error:
        raise Mistake(f"{source} 不是有效的 CSV：{error}。") from None
    except OSError as error:
        raise Mistake(f"{error.filename or target}：{error.strerror}。") from None
    finally:
        unfinished.unlink(missing_ok=True)
    return tally


def _encoding(source: Path) -> str:
    """The source's own: with the mark that Excel needs when it came with one, else without."""
    with source.open("rb") as file:
        return "utf-8-sig" if file.read(3) == BOM_UTF8 else "utf-8"


def _compute(
    reader: "csv.DictReader[str]", out: TextIO, name: str, calendar: WorkCalendar, tell: Callable[[str], None]
) -> Tally:
    columns = list(reader.fieldnames or ())
    if missing := [column for column in NEEDED if column not in columns]:
        raise Mistake(f"{name} 缺少列：{'、'.join(missing)}。")
    # A row longer than its heading carries the rest under None, which is told as an error and not written.
    writer = csv.DictWriter(out, list(dict.fromkeys([*columns, *ADDED])), extrasaction="ignore")
    writer.writeheader()
    rows = wrong = 0
    for row in reader:
        rows += 1
        try:
            computed = _last_days(row, calendar)
        except (Mistake, BadPeriod, BeyondCalendar) as error:
            wrong += 1
            computed = {"computed_raw": "", "computed_rolled": "", "error": str(error)}
            tell(f"{name} 第{reader.line_num}行：{error}")
        writer.writerow({**row, **computed})
    return Tally(rows, wrong)


def _last_days(row: Row, calendar: WorkCalendar) -> dict[str, str]:
    if None in row:
        raise Mistake("列数多于表头。")
    start, unit = read_day(_cell(row, "start"), "start"), read_unit(_cell(row, "unit"), "unit")
    n = read_whole(_cell(row, "n"), "n")
    last = due(Period(start, n, unit, _excluded(row), bounds=Bounds.CLOSED_CLOSED), calendar)
    assert last is not None  # Only a pause without an end leaves none, and a row's days have both ends.
    return {"computed_raw": last.raw.isoformat(), "computed_rolled": last.rolled.isoformat(), "error": ""}


def _excluded(row: Row) -> tuple[Pause, ...]:
    first, last = _cell(row, "excluded_from"), _cell(row, "excluded_to")
    if not first and not last:
        return ()
    return (Pause(read_day(first, "excluded_from"), read_day(last, "excluded_to")),)


def _cell(row: Row, column: str) -> str:
    value = row.get(column)
    return value.strip() if isinstance(value, str) else ""
