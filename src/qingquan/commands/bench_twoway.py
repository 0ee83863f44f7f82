"""`qingquan bench twoway`: a two-way check at the size of a county, on sets made from the real lists.

Right answers are known because the sets are made: so many powers are left out of the reports, so many reported
without basis, so many exercised without being reported.
"""

import argparse
import json
import random
import resource
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from qingquan.commands import Mistake
from qingquan.commands.bench_disturbing import disturbed, in_main_name
from qingquan.commands.bench_lists import REAL, Made, many_powers
from qingquan.matching.twoway import (
    Article,
    Comparison,
    DifferenceKind,
    Progress,
    Row,
    Trace,
    compare,
    gather,
)

HELP = "三千申报、六千目录、二十万办件的双向比对"
ORGANS = 22
# So many of a hundred basis rows are of another level and expected of nobody; so many are left out of the reports.
ELSEWHERE, LEFT_OUT = 50, 5
UNFOUNDED, UNREPORTED_PRACTICE = 60, 40
FROM = date(2024, 1, 1)


class Sets(NamedTuple):
    """What is compared, and what a right comparison finds."""

    basis: list[Row]
    reported: list[Row]
    duties: list[Row]
    traces: list[Trace]
    left_out: set[str]
    unfounded: set[str]
    practised: set[str]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How large the sets are."""
    parser.add_argument("--reported", type=int, default=3_000, metavar="数", help="申报事项，默认三千")
    parser.add_argument("--basis", type=int, default=6_000, metavar="数", help="目录行，默认六千")
    parser.add_argument("--cases", type=int, default=200_000, metavar="数", help="近二十四个月办件，默认二十万")
    parser.add_argument("--seed", type=int, default=1, metavar="种子", help="随机数种子")
    parser.add_argument("--real", type=Path, default=REAL, metavar="目录", help="真实数据目录")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    """Make the sets, compare them with progress; gathering the cases is part of what is timed."""
    if min(args.reported, args.basis, args.cases) < 100:
        raise Mistake("--reported、--basis、--cases 都应不小于 100。")
    sets = made(args, random.Random(args.seed))
    began, cpu = time.perf_counter(), time.process_time()
    activity = gather(sets.traces)
    gathered = time.perf_counter() - began
    tell = silent if args.json or not sys.stderr.isatty() else shown
    found = compare(sets.basis, sets.reported, sets.duties, activity, [], tell=tell)
    figures = {
        "reported": len(sets.reported),
        "basis": len(sets.basis),
        "cases": len(sets.traces),
        "activities": len(activity),
        "gather_s": round(gathered, 1),
        "seconds": round(time.perf_counter() - began, 1),
        "cpu_s": round(time.process_time() - cpu, 1),
        "pairs": len(found.pairs),
        "to_confirm": len(found.to_confirm()),
        **answers(sets, found),
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(json.dumps(figures) if args.json else told(figures))
    return 0


def made(args: argparse.Namespace, lots: random.Random) -> Sets:
    """Sets in which a reported power bears the catalogue's code, or only its article, or only its name, disturbed."""
    names = many_powers(args.basis + UNFOUNDED + UNREPORTED_PRACTICE, lots, args.real)
    lots.shuffle(names)
    listed, rest = names[: args.basis], names[args.basis :]
    basis = [_basis(number, name, lots) for number, name in enumerate(listed)]
    expected = args.reported - UNFOUNDED
    reported = [_reported(row, name, lots) for row, name in zip(basis[:expected], listed, strict=False)]
    out = [row for row in basis[expected:] if "county" in row.levels]
    unfounded = [
        Row(f"x{number}", str(name), _organ(lots), power_type=name.frame)
        for number, name in enumerate(rest[:UNFOUNDED])
    ]
    hidden = [(_organ(lots), str(name)) for name in rest[UNFOUNDED:]]
    reported += unfounded
    return Sets(
        basis,
        reported,
        _duties(reported, lots),
        [_trace(reported, hidden, lots) for _ in range(args.cases)],
        {row.key for row in out},
        {row.key for row in unfounded},
        {name for _, name in hidden},
    )


def _organ(lots: random.Random) -> str:
    return f"organ{lots.randrange(ORGANS):02d}"


def _basis(number: int, name: Made, lots: random.Random) -> Row:
    article = Article(f"第{number // 40}号法", number % 40 + 1)
    levels = ("county",) if lots.randrange(100) >= ELSEWHERE else ("province",)
    return Row(f"a{number}", str(name), "", "", f"{number:09d}", name.frame, levels, (article,))


def _reported(row: Row, name: Made, lots: random.Random) -> Row:
    way = lots.random()
    written = str(name) if way < 0.5 else disturbed(*name, lots) if way < 0.8 else in_main_name(given)(str(name), lots)
    return Row(
        f"b{row.key[1:]}",
        written,
        organ=_organ(lots),
        code=row.code if way < 0.6 else "",
        power_type=row.power_type,
        articles=row.articles if 0.5 <= way < 0.8 else (),
        levels=("county",),
    )


def given(name: str, lots: random.Random) -> str:
    """A word of giving put before or behind."""
    return lots.choice(("办理{}", "{}核发", "{}审批")).format(name)


def _duties(reported: list[Row], lots: random.Random) -> list[Row]:
    """Sentences of which each names what one reported power is about."""
    chosen = lots.sample(reported, len(reported) // 3)
    return [
        Row(f"c{number}", f"负责{row.name}工作，组织拟订有关规划并监督实施。", organ=row.organ)
        for number, row in enumerate(chosen)
    ]


def _trace(reported: list[Row], hidden: list[tuple[str, str]], lots: random.Random) -> Trace:
    on = FROM + timedelta(days=lots.randrange(730))
    if lots.random() < 0.01:
        organ, name = lots.choice(hidden)
        return Trace(organ, name, on, kind=lots.choice(("case", "fee", "seal")), fen=1000)
    row = lots.choice(reported)
    return Trace(row.organ, row.name, on, code=row.code if lots.random() < 0.5 else "")


def answers(sets: Sets, found: Comparison) -> dict[str, float]:
    """How much of what is wrong was found, and how much was said to be wrong that is not."""
    missing = {row.key for each in found.of(DifferenceKind.UNREPORTED) if (row := each.left)}
    unfounded = {row.key for each in found.of(DifferenceKind.UNFOUNDED) if (row := each.left)}
    practised = {seen.name for each in found.of(DifferenceKind.PRACTISED_UNREPORTED) if (seen := each.activity)}
    return {
        "unreported": len(missing),
        "unreported_right": _share(missing, sets.left_out),
        "unfounded": len(unfounded),
        "unfounded_found": _share(sets.unfounded, unfounded),
        "practised": len(practised),
        "practised_found": _share(sets.practised, practised),
    }


def _share(some: set[str], of: set[str]) -> float:
    return round(len(some & of) / len(some), 3) if some else 1.0


def told(figures: dict[str, float]) -> str:
    """The figures as sentences."""
    return (
        f"申报 {figures['reported']} 项、目录 {figures['basis']} 行、办件 {figures['cases']} 件"
        f"（归并为 {figures['activities']} 项）：{figures['seconds']} 秒"
        f"（处理器 {figures['cpu_s']} 秒），内存 {figures['memory_mb']} MB。\n"
        f"配对 {figures['pairs']}，待人认定 {figures['to_confirm']}；漏报 {figures['unreported']} 项"
        f"（其中 {figures['unreported_right']:.0%} 确实漏报），无依据的找出 {figures['unfounded_found']:.0%}，"
        f"实际行使而未申报的找出 {figures['practised_found']:.0%}。"
    )


def silent(progress: Progress) -> None:
    """Tell nothing: nobody is watching."""


def shown(progress: Progress) -> None:
    """The stage and how far it is, on one line of the screen."""
    print(f"\r{progress.stage} {progress.done}/{progress.total}", end="\033[K", file=sys.stderr, flush=True)
