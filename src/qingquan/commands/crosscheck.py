"""`qingquan crosscheck run`: a two-way check of the campaign under way, done here and now with its progress."""

import argparse
import json
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from qingquan.commands import Mistake, django_up
from qingquan.commands.county import database
from qingquan.law import Refused
from qingquan.matching.twoway import DifferenceKind

if TYPE_CHECKING:
    from qingquan.crosscheck.models import Run

HELP = "双向比对：crosscheck run"
BAR = 30


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do; there is one thing."""
    kinds = parser.add_subparsers(dest="what", metavar="内容", required=True)
    one = kinds.add_parser("run", help="比对正在进行的清理审核，写入差异和对应关系")
    one.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    """0 when the comparison was done, whatever it found."""
    began = time.perf_counter()
    try:
        with database():
            done = compared(None if args.json or not sys.stderr.isatty() else draw)
    except Refused as no:
        raise Mistake(str(no)) from None
    tell(done, time.perf_counter() - began, as_json=args.json)
    return 0


def compared(hear: Callable[[int, str], None] | None) -> "Run":
    """The run, ordered by the operator and done at once. Everything with models is imported only now."""
    django_up()
    from django.db import OperationalError, ProgrammingError  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from qingquan.campaign.reading import current  # noqa: PLC0415
    from qingquan.crosscheck import acts  # noqa: PLC0415
    from qingquan.crosscheck.acts.comparing import compare  # noqa: PLC0415
    from qingquan.people.models import SYSTEM  # noqa: PLC0415

    try:
        campaign = current()
        if campaign is None:
            raise Refused("没有正在进行的清理审核，没有可以比对的；请先由清理审核专班启动。")
        ordered = acts.order(campaign, by=SYSTEM, at=timezone.now())
        return compare(ordered, now=timezone.now, hear=hear)
    except ProgrammingError:
        raise Mistake("数据库还没有建表，请先运行 ./qingquan up。") from None
    except OperationalError as trouble:
        raise Mistake(f"数据库没有应答：{str(trouble).splitlines()[0]}") from None


def draw(share: int, doing: str) -> None:
    """A bar that grows, and what is being done."""
    full = BAR * share // 100
    end = "\n" if share >= 100 else ""
    print(f"\r[{'#' * full}{'.' * (BAR - full)}] {share}% {doing}\033[K", end=end, file=sys.stderr, flush=True)


def tell(done: "Run", seconds: float, *, as_json: bool) -> None:
    """What was compared and what was found."""
    if as_json:
        found = {"run": done.number, "compared": done.compared, "found": done.counts, "inputs": done.inputs}
        print(json.dumps(found | {"seconds": round(seconds, 1)}, ensure_ascii=False))
        return
    sets, counts = done.compared, done.counts
    print(
        f"第 {done.number} 次比对：申报 {sets['B']} 项、目录 {sets['A']} 行、职责 {sets['C']} 条、"
        f"办件 {sets['cases']} 件、镇村反映 {sets['E']} 条，用时 {seconds:.1f} 秒。"
    )
    print(f"对应 {counts['pairs']} 对，交叉重复 {counts['overlaps']} 对，新差异 {counts['new']} 项。")
    for kind in DifferenceKind:
        if counts.get(kind.value):
            print(f"  {kind.label} {counts[kind.value]} 项")
