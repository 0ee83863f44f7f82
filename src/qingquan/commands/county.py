"""`qingquan county init`: a real county begins empty, with its calendar and one administrator, and nothing else."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from qingquan.clock.calendar import BadCalendar, WorkCalendar
from qingquan.clock.calendar import CalendarDay as Day
from qingquan.clock.sources import read_rows
from qingquan.commands import Mistake, django_up
from qingquan.law import Refused
from qingquan.places.rules import parse_region, parse_uscc
from qingquan.places.words import DivisionLevel
from qingquan.server import places, postgres
from qingquan.server.binaries import NoDatabase

HELP = "建立真实的县（空库）：county init"


@dataclass(frozen=True, slots=True)
class Founding:
    """What a county begins with."""

    code: str
    name: str
    organ: str
    short_name: str
    uscc: str
    username: str
    calendar: tuple[Day, ...] = ()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Everything that is not given is asked for."""
    kinds = parser.add_subparsers(dest="what", metavar="做什么", required=True)
    init = kinds.add_parser("init", help="在空的数据库里建立一个县和第一个系统管理员")
    init.add_argument("--code", metavar="区划代码", help="县的 6 位或者 12 位行政区划代码")
    init.add_argument("--name", metavar="县名", help="县的名称，例如“某某县”")
    init.add_argument("--organ", metavar="机关", help="系统管理员所在机关的全称，例如“某某县人民政府办公室”")
    init.add_argument("--short-name", metavar="简称", help="这个机关的文号简称，例如“某府办”")
    init.add_argument("--uscc", metavar="信用代码", help="这个机关的统一社会信用代码")
    init.add_argument("--username", metavar="用户名", default="admin", help="系统管理员的用户名（默认 admin）")
    init.add_argument("--calendar", type=Path, metavar="文件", help="本县自己的放假安排（CSV），代替全国安排的同一年份")


def run(args: argparse.Namespace) -> int:
    """Ask, check, found, and print the one-time password once."""
    try:
        founding = asked(args)
        with database():
            password = founded(founding)
    except Refused as no:
        raise Mistake(str(no)) from None
    print(f"{founding.name}已经建立，工作日历已经导入。")
    print(f"系统管理员用户名：{founding.username}")
    print(f"一次性密码：{password}")
    print("密码只显示这一次，首次登录后须立即修改。请运行 ./qingquan up --no-demo 启动。")
    return 0


def asked(args: argparse.Namespace) -> Founding:
    """What the options and the answers say, checked as far as no database is needed. `Refused` says what is wrong."""
    code = county_code(answer(args.code, "--code", "县的行政区划代码（6 位或者 12 位）"))
    name = answer(args.name, "--name", "县的名称")
    organ = answer(args.organ, "--organ", f"系统管理员所在机关的全称（例如“{name}人民政府办公室”）")
    short_name = answer(args.short_name, "--short-name", "这个机关的文号简称")
    uscc = parse_uscc(answer(args.uscc, "--uscc", "这个机关的统一社会信用代码")).text
    return Founding(code, name, organ, short_name, uscc, args.username, own_calendar(args.calendar))


def answer(given: str | None, option: str, question: str) -> str:
    """What was given on the command line, else what is typed; an empty answer is asked again."""
    text = (given or "").strip()
    while not text:
        if given is not None or not sys.stdin.isatty():
            raise Mistake(f"没有给出{question}：请在终端里运行并回答，或者用 {option} 写明。")
        print(f"{question}：", end="", flush=True, file=sys.stderr)
        line = sys.stdin.readline()
        if not line:
            raise Mistake("没有回答完，什么也没有建立。")
        text = line.strip()
    return text


def county_code(text: str) -> str:
    """The twelve digits of a county, from six or twelve."""
    code = text + "000000" if len(text) == 6 else text
    if len(code) != 12 or parse_region(code).level is not DivisionLevel.COUNTY:
        raise Refused(f"“{text}”不是县级行政区划代码，应为 6 位数字，或者其后加六个 0 的 12 位数字。")
    return code


def own_calendar(path: Path | None) -> tuple[Day, ...]:
    """The county's own arrangement of holidays, if it has one."""
    if path is None:
        return ()
    try:
        rows = tuple(read_rows(path))
        WorkCalendar(rows)
    except (BadCalendar, ValueError) as bad:
        raise Mistake(f"放假安排不能使用：{bad}") from None
    except OSError as trouble:
        raise Mistake(f"不能读取 {path}：{trouble.strerror}。") from None
    return rows


@contextmanager
def database() -> Iterator[None]:
    """The installation's database, started for the time of this command unless it runs already."""
    outside = bool(os.environ.get("QINGQUAN_DATABASE_URL"))
    try:
        with nullcontext() if outside else postgres.visited(places.data_folder()):
            yield
    except NoDatabase as trouble:
        raise Mistake(str(trouble)) from None


def founded(founding: Founding) -> str:
    """Found the county and return the password. Models are imported only now: questions need no database."""
    django_up()
    from qingquan.commands.county_founding import found  # noqa: PLC0415
    from qingquan.server import upkeep  # noqa: PLC0415

    upkeep.migrate()
    return found(founding)
