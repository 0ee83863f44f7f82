"""`qingquan calendar`: the State Council's holiday arrangements, entered a year at a time as they are published."""

import argparse
import contextlib
import os
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from qingquan.clock import BadCalendar, CalendarDay, DayKind, WorkCalendar, national_rows, read_rows
from qingquan.commands import Mistake, django_up
from qingquan.server import places, postgres
from qingquan.server.binaries import NoDatabase

HELP = "放假安排：calendar import FILE.csv，calendar years"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Import a year, or tell which years are there."""
    kinds = parser.add_subparsers(dest="what", metavar="用途", required=True)
    entering = kinds.add_parser("import", help="导入一年或者几年的放假安排")
    entering.add_argument("file", type=Path, nargs="?", metavar="文件", help="CSV，列 date,day_kind,source_doc[,name]")
    entering.add_argument(
        "--package", type=int, action="append", metavar="年", help="不用文件，取 chinesecalendar 包里的这一年"
    )
    entering.add_argument("--replace", action="store_true", help="这一年已经导入而且不同时，用新的替换")
    kinds.add_parser("years", help="已经导入的各年")


def run(args: argparse.Namespace) -> int:
    """0 when the years are in the county's calendar, whether they were entered now or before."""
    # The file first: a wrong one needs no database.
    rows = _rows(args) if args.what == "import" else []
    with _database():
        django_up()
        from django.db import OperationalError, ProgrammingError  # noqa: PLC0415

        try:
            print("\n".join(_entered(rows, replace=args.replace) if rows else _years()))
        except ProgrammingError:
            raise Mistake("数据库还没有建表，请先运行 ./qingquan up。") from None
        except OperationalError as trouble:
            raise Mistake(f"数据库没有应答：{str(trouble).splitlines()[0]}") from None
    return 0


def _rows(args: argparse.Namespace) -> list[CalendarDay]:
    """What is to be entered: from the file, or from the package."""
    if bool(args.file) == bool(args.package):
        raise Mistake("请给出放假安排的 CSV 文件，或者用 --package 2026 取软件包里的一年，两者选一。")
    if args.file is None:
        rows = list(national_rows(args.package))
        if missing := sorted(set(args.package) - {row.day.year for row in rows}):
            raise Mistake(f"软件包里没有{missing[0]}年：请按国务院办公厅的通知写成 CSV 文件后导入。")
        return rows
    try:
        rows = read_rows(args.file)
        WorkCalendar(rows)
    except BadCalendar as wrong:
        raise Mistake(str(wrong)) from None
    except OSError as trouble:
        raise Mistake(f"不能读取 {args.file}：{trouble.strerror}。") from None
    return rows


@contextlib.contextmanager
def _database() -> Iterator[None]:
    """The product's database, started for this command unless it runs already."""
    outside = bool(os.environ.get("QINGQUAN_DATABASE_URL"))
    try:
        with contextlib.nullcontext() if outside else postgres.visited(places.data_folder()):
            yield
    except NoDatabase as trouble:
        raise Mistake(str(trouble)) from None


def _known() -> list[CalendarDay]:
    """What the county's calendar holds now."""
    # Models can be imported only after Django has been told its settings.
    from qingquan.places.models import CalendarDay as Kept  # noqa: PLC0415

    rows = Kept.objects.order_by("day").values_list("day", "kind", "name", "source_doc")
    return [CalendarDay(day, DayKind(kind), name, source) for day, kind, name, source in rows]


def _entered(rows: Sequence[CalendarDay], *, replace: bool) -> list[str]:
    """Enter the years that are new; what was done, a line each."""
    from django.utils import timezone  # noqa: PLC0415

    from qingquan.people.models import SYSTEM  # noqa: PLC0415
    from qingquan.places.acts import import_calendar  # noqa: PLC0415

    known, given = _by_year(_known()), _by_year(rows)
    new = {year: days for year, days in given.items() if known.get(year) != days}
    changed = sorted(new.keys() & known.keys())
    if changed and not replace:
        raise Mistake(f"{changed[0]}年已经导入过，而且和这次的不同：确实要换，请加 --replace。")
    try:
        # The county's years must stay one after another.
        WorkCalendar(day for days in (known | new).values() for day in days)
    except BadCalendar as wrong:
        raise Mistake(f"与已导入的各年接不上：{wrong}") from None
    if new:
        import_calendar([day for days in new.values() for day in days], by=SYSTEM, at=timezone.now())
    lines = [_line(year, days, "已导入" if year in new else "没有变化") for year, days in given.items()]
    if changed:
        lines.append("换过的年份：请重新启动 ./qingquan up，让各进程改用新的安排；已经算出的期限不会自动重算。")
    return lines


def _years() -> list[str]:
    known = _by_year(_known())
    return [_line(year, days, "已导入") for year, days in known.items()] or ["还没有导入任何一年。"]


def _by_year(rows: Sequence[CalendarDay]) -> dict[int, list[CalendarDay]]:
    days = sorted(rows, key=lambda row: row.day)
    return {year: list(group) for year, group in groupby(days, key=lambda row: row.day.year)}


def _line(year: int, days: Sequence[CalendarDay], what: str) -> str:
    off = sum(day.kind in {DayKind.STATUTORY_HOLIDAY, DayKind.ADJUSTED_REST} for day in days)
    worked = sum(day.kind is DayKind.ADJUSTED_WORKDAY for day in days)
    sources = "、".join(dict.fromkeys(day.source for day in days if day.source))
    return f"{year}年 {what}：放假 {off} 天，调休上班 {worked} 天，依据{sources}"
