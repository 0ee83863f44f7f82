"""`qingquan catalogue`: questions to a list of powers in a file. `overlaps` finds powers that are the same power
at several organs or twice at one; `like` finds the powers a name may mean. No database is used."""

import argparse
import csv
import json
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from qingquan.catalogue.reading import open_table
from qingquan.commands import Mistake
from qingquan.commands.catalogue_powers import powers_of
from qingquan.law import Refused
from qingquan.matching.find import Names
from qingquan.matching.overlaps import THRESHOLD, Overlap, Power, overlaps

HELP = "清单里找交叉重复：catalogue overlaps；按名称查找：catalogue like"
COLUMNS = ("code_a", "code_b", "score", "why")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which list is asked what, and where the answer goes."""
    kinds = parser.add_subparsers(dest="what", metavar="内容", required=True)
    pairs = kinds.add_parser("overlaps", help="找出交叉重复的事项，逐项说明理由")
    pairs.add_argument("--in", dest="source", type=Path, required=True, metavar="清单", help="CSV、XLSX 或者 gzip")
    pairs.add_argument("--out", type=Path, required=True, metavar="结果", help=f"结果（CSV）：{'、'.join(COLUMNS)}")
    pairs.add_argument("--threshold", type=float, default=THRESHOLD, metavar="分数", help="多少分起算，默认 0.7")
    pairs.add_argument("--json", action="store_true", help="用 JSON 输出统计")
    named = kinds.add_parser("like", help="按名称查找，最像的在前")
    named.add_argument("name", metavar="名称", help="要找的名称，写法可以不同")
    named.add_argument("--in", dest="source", type=Path, required=True, metavar="清单", help="CSV、XLSX 或者 gzip")
    named.add_argument("-n", type=int, default=5, metavar="数", help="最多列出几个，默认 5")
    named.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    """Answer the question asked."""
    return find_overlaps(args) if args.what == "overlaps" else find_like(args)


def find_overlaps(args: argparse.Namespace) -> int:
    """Write the overlapping pairs of a list; they are told in numbers on the screen."""
    if not 0.5 <= args.threshold <= 1:
        raise Mistake(f"--threshold 应在 0.5 和 1 之间，现在是 {args.threshold}。")
    began = time.perf_counter()
    powers = listed(args.source)
    tell = silent if args.json or not sys.stderr.isatty() else shown
    written = write(args.out, overlaps(powers, threshold=args.threshold, tell=tell))
    figures = {"items": len(powers), "pairs": written, "seconds": round(time.perf_counter() - began, 2)}
    if args.json:
        print(json.dumps(figures))
    else:
        print(f"{figures['items']} 个事项，找到 {written} 对，用时 {figures['seconds']} 秒，写入 {args.out}。")
    return 0


def find_like(args: argparse.Namespace) -> int:
    """Print the powers of a list whose names are most like the one given. Exit code 1 when there are none."""
    if args.n < 1:
        raise Mistake(f"-n 应大于 0，现在是 {args.n}。")
    hits = Names([(power.code, power.name) for power in listed(args.source)]).like(args.name, args.n)
    if args.json:
        told = [{"code": hit.key, "name": hit.name, "score": hit.score, "why": hit.why} for hit in hits]
        print(json.dumps(told, ensure_ascii=False))
    else:
        for hit in hits:
            print(f"{hit.score:.2f}  {hit.key}  {hit.name}（{hit.why}）")
        if not hits:
            print(f"没有与“{args.name}”相近的名称。")
    return 0 if hits else 1


def listed(source: Path) -> list[Power]:
    """The powers of a list in a file."""
    try:
        table = open_table(source)
    except Refused as no:
        raise Mistake(no.why) from None
    return powers_of([row.cells for row in table.rows], source.name)


def write(target: Path, found: Iterable[Overlap]) -> int:
    """Write the pairs as they are found; the file appears only once it is whole. How many there were."""
    unfinished = target.with_name(f"{target.name}.partial")
    pairs = 0
    try:
        with unfinished.open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file)
            out.writerow(COLUMNS)
            for each in found:
                out.writerow((each.code_a, each.code_b, f"{each.score:.4f}", each.in_words()))
                pairs += 1
        os.replace(unfinished, target)
    except OSError as error:
        raise Mistake(f"写不了“{target}”：{error.strerror}。") from None
    finally:
        unfinished.unlink(missing_ok=True)
    return pairs


def silent(done: int, total: int) -> None:
    """Tell nothing: nobody is watching."""


def shown(done: int, total: int) -> None:
    """A bar on the screen that moves at every hundredth."""
    if total and done % max(total // 100, 1) == 0:
        print(f"\r比对 {done * 100 // total}%", end="", file=sys.stderr, flush=True)
