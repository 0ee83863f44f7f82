"""`qingquan bench deadlines`: how fast plain deadlines are, in one process, without their derivation."""

import argparse
import json
import random
import time
from datetime import timedelta

from qingquan.clock import Unit, national_calendar, plain_due
from qingquan.commands import Mistake

HELP = "测量每秒能算多少个期限"

LENGTHS = (5, 10, 20, 30, 45)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How many, and for whom the answer is."""
    parser.add_argument("--count", type=int, default=1_000_000, metavar="数", help="期限的个数，默认一百万")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    """Ask for the last days one by one; only that is timed, not making the calendar or drawing the lots."""
    if args.count <= 0:
        raise Mistake(f"--count 应大于 0，现在是 {args.count}。")
    calendar = national_calendar()
    lots = random.Random(20260209)
    # A hundred days are left at the end so that the longest period still ends within the calendar.
    span = (calendar.last - calendar.first).days - 100
    starts = [calendar.first + timedelta(days=lots.randrange(span)) for _ in range(args.count)]
    began = time.perf_counter()
    for index, start in enumerate(starts):
        plain_due(start, LENGTHS[index % len(LENGTHS)], Unit.WORKING_DAY, calendar)
    seconds = time.perf_counter() - began
    figures = {"count": args.count, "seconds": round(seconds, 3), "rate": round(args.count / seconds)}
    if args.json:
        print(json.dumps(figures))
    else:
        print(f"{figures['count']} 个期限，{figures['seconds']} 秒，每秒 {figures['rate']} 个。")
    return 0
