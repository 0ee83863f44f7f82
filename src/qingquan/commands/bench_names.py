"""`qingquan bench names`: is the right one of 100,000 names found when it is asked for in disturbed words?"""

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from qingquan.commands import Mistake
from qingquan.commands.bench_disturbing import disturbed
from qingquan.commands.bench_lists import REAL, Made, many_names
from qingquan.matching.find import Names

HELP = "在十万个名称里查找改写过的名称"

Figures = dict[str, float]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How many names and questions, how often, from which real lists."""
    parser.add_argument("--names", type=int, default=100_000, metavar="数", help="清单里名称的个数，默认十万")
    parser.add_argument("--questions", type=int, default=1_000, metavar="数", help="改写后查找的个数，默认一千")
    parser.add_argument("--most", type=int, default=3, metavar="数", help="一个名称最多改写几处，默认 3")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3], metavar="种子", help="每个种子测一遍")
    parser.add_argument("--real", type=Path, default=REAL, metavar="目录", help="真实数据目录")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    """Measure once for each seed. Exit code 1 when a run misses 95 % first or 100 % among five."""
    if not 0 < args.questions <= args.names:
        raise Mistake(f"--questions 应在 1 和 --names（{args.names}）之间，现在是 {args.questions}。")
    runs: list[Figures] = []
    for figures in measured(args):
        runs.append(figures)
        if not args.json:
            print(
                f"种子 {figures['seed']}：{figures['names']} 个名称，查找 {figures['questions']} 次，"
                f"第一个就对 {figures['first']:.1%}，前五个里有 {figures['five']:.1%}，"
                f"每次 {figures['ms']} 毫秒（处理器 {figures['cpu_ms']} 毫秒），建索引 {figures['build_s']} 秒。"
            )
    if args.json:
        print(json.dumps(runs))
    return 0 if all(each["first"] >= 0.95 and each["five"] == 1 for each in runs) else 1


def measured(args: argparse.Namespace) -> Iterator[Figures]:
    """One run for each seed."""
    for seed in args.seeds:
        lots = random.Random(seed)
        made = many_names(args.names, lots, args.real)
        began = time.perf_counter()
        names = Names([(number, str(each)) for number, each in enumerate(made)])
        built = time.perf_counter() - began
        yield {"seed": seed, "build_s": round(built, 1), **asked(names, made, args.questions, args.most, lots)}


def asked(names: Names[int], made: Sequence[Made], questions: int, most: int, lots: random.Random) -> Figures:
    """Ask for so many names in disturbed words; how often the right one came first or among five."""
    chosen = lots.sample(range(len(made)), questions)
    words = [disturbed(*made[number], lots, most) for number in chosen]
    began, cpu = time.perf_counter(), time.process_time()
    found = [[hit.key for hit in names.like(each, 5)] for each in words]
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    return {
        "names": len(made),
        "questions": questions,
        "first": sum(keys[:1] == [number] for number, keys in zip(chosen, found, strict=True)) / questions,
        "five": sum(number in keys for number, keys in zip(chosen, found, strict=True)) / questions,
        "ms": round(seconds / questions * 1000, 2),
        "cpu_ms": round(cpu / questions * 1000, 2),
    }
