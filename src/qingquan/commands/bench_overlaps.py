"""`qingquan bench overlaps`: how long the overlap test takes over long lists, and how much memory.

A list of any length is made from the real items: copies at other organs, their names disturbed, some of
their materials dropped, as other organs would have written them.
"""

import argparse
import json
import random
import resource
import time
from pathlib import Path

from qingquan.commands import Mistake
from qingquan.commands.bench_disturbing import disturbed
from qingquan.commands.bench_lists import REAL, Item, items, places
from qingquan.commands.catalogue_powers import power_of
from qingquan.matching.overlaps import Power, overlaps

HELP = "在一万、十万个事项里找交叉重复"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How long the list is, how many of its names are disturbed."""
    parser.add_argument("--items", type=int, default=10_000, metavar="数", help="事项的个数，默认一万")
    parser.add_argument("--alone", type=float, default=0.8, metavar="比例", help="不与别的事项重复的比例，默认 0.8")
    parser.add_argument("--seed", type=int, default=1, metavar="种子", help="随机数种子")
    parser.add_argument("--real", type=Path, default=REAL, metavar="目录", help="真实数据目录")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    """Make the list, find its overlaps; only the finding is timed."""
    if args.items < 2:
        raise Mistake(f"--items 应大于 1，现在是 {args.items}。")
    listed = made(args.items, args.alone, random.Random(args.seed), args.real)
    began, cpu = time.perf_counter(), time.process_time()
    pairs = 0
    for _ in overlaps(listed):
        pairs += 1
    figures = {
        "items": len(listed),
        "pairs": pairs,
        "seconds": round(time.perf_counter() - began, 1),
        "cpu_s": round(time.process_time() - cpu, 1),
        # Kilobytes on Linux; the making of the list is in it.
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    if args.json:
        print(json.dumps(figures))
    else:
        print(
            f"{figures['items']} 个事项，{figures['seconds']} 秒（处理器 {figures['cpu_s']} 秒），"
            f"找到 {figures['pairs']} 对，内存 {figures['memory_mb']} MB。"
        )
    return 0


def made(count: int, alone: float, lots: random.Random, real: Path = REAL) -> list[Power]:
    """So many items: first the real ones, then copies, of which a share is about another place's own object."""
    first = items(real)
    counties = places(real)
    listed = [power_of(item, str(number)) for number, item in enumerate(first[:count])]
    while len(listed) < count:
        listed.append(power_of(_copied(lots.choice(first), counties, alone, lots), str(len(listed))))
    return listed


def _copied(item: Item, counties: list[str], alone: float, lots: random.Random) -> Item:
    county = lots.choice(counties)
    frame = f"{''.join(lots.sample(county[:-1], 1))}{lots.choice(counties)}{{}}" if lots.random() < alone else "{}"
    papers = [paper for paper in item["materials"].split("|") if lots.random() < 0.9]
    return {
        **item,
        "task_name": disturbed(frame, item["task_name"], lots),
        "dept_name": item["dept_name"].replace("广东省", county).replace("广州市", county),
        "materials": "|".join(papers),
        "accept_condition": item["accept_condition"].replace("广东省", county),
    }
