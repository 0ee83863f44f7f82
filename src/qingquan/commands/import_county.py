"""`qingquan import county FILE`: divisions, organs, posts, people, halls and windows from one workbook, or nothing."""

import argparse
import csv
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qingquan.commands import Mistake, django_up
from qingquan.commands.county import database
from qingquan.desk.setup_sheets.files import Book, read_path
from qingquan.desk.setup_sheets.passwords import Opened, write_for_owner
from qingquan.desk.setup_sheets.problems import Problem
from qingquan.desk.setup_sheets.template import template
from qingquan.law import Refused

if TYPE_CHECKING:
    from qingquan.desk.setup_sheets.entering import Report

HELP = "县情：区划、机关、岗位、人员、大厅、窗口（一个 XLSX，或者一个放 CSV 的文件夹）"
# So many findings are shown on the screen; the report file has them all.
SHOWN = 60
COLUMNS = ("表", "行号", "列", "问题", "怎么改")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What is imported, whether in earnest, and where passwords and findings go."""
    parser.add_argument("file", type=Path, nargs="?", metavar="文件", help="XLSX 文件，或者放 CSV 文件的文件夹")
    parser.add_argument("--template", type=Path, metavar="模板", help="写出一份空白的 XLSX 模板，不导入")
    parser.add_argument("--check", action="store_true", help="只检查，不写入数据库")
    parser.add_argument("--passwords", type=Path, metavar="密码文件", help="新账号的一次性密码写到哪里（CSV）")
    parser.add_argument("--report", type=Path, metavar="报告", help="把全部问题写成 CSV")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    """0 when everything is entered, or was before; 1 when something is wrong and nothing was entered."""
    if args.template:
        return written(args.template)
    if args.file is None:
        raise Mistake("请给出县情文件，或者用 --template 县情.xlsx 写出空白模板。")
    try:
        book = read_path(args.file)
        with database():
            django_up()
            report, passwords = entered(book, args)
    except Refused as no:
        raise Mistake(str(no)) from None
    if args.report:
        write_report(args.report, report.problems)
    tell(report, passwords, args)
    return 1 if report.problems else 0


def written(path: Path) -> int:
    """The empty workbook; a file that is there already is never written over."""
    try:
        with path.open("xb") as file:
            file.write(template())
    except FileExistsError:
        raise Mistake(f"“{path}”已经存在，请换一个文件名。") from None
    except OSError as failure:
        raise Mistake(f"写不了模板“{path}”：{failure.strerror}。") from None
    print(f"模板已写到 {path}，填好后运行 ./qingquan import county {path}。")
    return 0


def entered(book: Book, args: argparse.Namespace) -> tuple["Report", Path | None]:
    """The import itself. Everything with models is imported only now: a wrong file needs no database."""
    from django.db import OperationalError, ProgrammingError  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from qingquan.desk.setup_sheets.entering import enter  # noqa: PLC0415
    from qingquan.people.models import SYSTEM  # noqa: PLC0415

    at = timezone.now()
    path = args.passwords or Path(f"一次性密码-{timezone.localtime(at):%Y%m%d-%H%M%S}.csv")
    kept: list[Path] = []
    try:
        report = enter(book, keep=None if args.check else keeper(path, kept), by=SYSTEM, at=at)
    except BaseException as failure:
        # The accounts were not opened, so their passwords are for nobody.
        for each in kept:
            each.unlink()
        if isinstance(failure, ProgrammingError):
            raise Mistake("数据库还没有建表，请先运行 ./qingquan county init。") from None
        if isinstance(failure, OperationalError):
            raise Mistake(f"数据库没有应答：{str(failure).splitlines()[0]}") from None
        raise
    return report, kept[0] if kept else None


def keeper(path: Path, kept: list[Path]) -> Callable[[Sequence[Opened]], None]:
    """Writes the passwords before the import becomes final, and remembers that it did."""

    def keep(opened: Sequence[Opened]) -> None:
        if not opened:
            return
        try:
            write_for_owner(path, opened)
        except FileExistsError:
            raise Mistake(f"密码文件“{path}”已经存在，请换一个文件名；什么也没有录入。") from None
        except OSError as failure:
            path.unlink(missing_ok=True)
            raise Mistake(f"写不了密码文件“{path}”：{failure.strerror}；什么也没有录入。") from None
        kept.append(path)

    return keep


def write_report(path: Path, problems: Sequence[Problem]) -> None:
    """One line per finding, for a spreadsheet: UTF-8 with its mark, since spreadsheets guess wrong without."""
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            writer.writerows((each.sheet, each.line or "", each.column, each.what, each.todo) for each in problems)
    except OSError as failure:
        raise Mistake(f"写不了报告“{path}”：{failure.strerror}。") from None


def tell(report: "Report", passwords: Path | None, args: argparse.Namespace) -> None:
    """What is wrong, row by row; or what was done, sheet by sheet."""
    if args.json:
        print(json.dumps(as_json(report, passwords), ensure_ascii=False))
        return
    if report.problems:
        print(f"有 {len(report.problems)} 处不对，什么也没有录入：")
        for each in report.problems[:SHOWN]:
            print(f"  {each.place}：{each.sentence}")
        if len(report.problems) > SHOWN:
            print(f"  ……还有 {len(report.problems) - SHOWN} 处，用 --report 写成文件查看。")
        return
    print("全部录入：" if report.entered else "检查通过，没有写入。如果导入：")
    for sheet, counts in report.counts.items():
        print(f"  {sheet}：{'，'.join(f'{word.label} {count} 行' for word, count in counts.items())}")
    if passwords:
        print(f"新账号 {len(report.opened)} 个，一次性密码在 {passwords}，只有您能读。发给本人后请删去这个文件。")


def as_json(report: "Report", passwords: Path | None) -> dict[str, object]:
    """Counts and findings, for machines; never a password."""
    return {
        "entered": report.entered,
        "counts": {
            sheet: {word.value: count for word, count in counts.items()} for sheet, counts in report.counts.items()
        },
        "problems": [
            {"sheet": each.sheet, "line": each.line, "column": each.column, "what": each.what, "todo": each.todo}
            for each in report.problems
        ],
        "passwords": str(passwords) if passwords else None,
    }
