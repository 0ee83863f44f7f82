"""`qingquan bench review`: how long reviewers wait for their pages when a county has reported thousands of items.

The county is that of `bench crosscheck`, compared once; `bench_reviewed` lets its review come half way. Pages are asked
through Django within this process. What a page asks the database is counted the first time, which is not timed.
"""

import argparse
import gc
import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from qingquan.commands import Mistake, bench_crosscheck, bench_twoway, django_up
from qingquan.commands.bench_lists import REAL

if TYPE_CHECKING:
    from django.test import Client

    from qingquan.commands.bench_reviewed import Reviewed

HELP = "审核页面的时间和询问数据库的次数"
DATABASE = "qingquan_bench_review"
DAY = date(2026, 3, 2)
LEAST = 300
LEAST_TIMES = 2
MOST_MILLISECONDS = 150
ROOM, CHECK = "/desk/clearing/review/", "/desk/clearing/crosscheck/"
REASONS = "设定依据现行有效，建议保留。"


class Page(NamedTuple):
    """What is asked for, in whose browser."""

    name: str
    browser: "Client"
    address: str
    form: dict[str, Any] | None = None

    def ask(self) -> Any:
        """The answer; a form is only checked, never given, so that every time finds the same county."""
        if self.form is None:
            return self.browser.get(self.address)
        return self.browser.post(self.address, self.form)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How large the county is, and how the figures come."""
    parser.add_argument("--reported", type=int, default=3_000, metavar="数", help="申报事项，默认三千")
    parser.add_argument("--basis", type=int, default=6_000, metavar="数", help="目录行，默认六千")
    parser.add_argument("--cases", type=int, default=200_000, metavar="数", help="办件，默认二十万")
    parser.add_argument("--seed", type=int, default=1, metavar="种子", help="随机数种子")
    parser.add_argument("--real", type=Path, default=REAL, metavar="目录", help="真实数据目录")
    parser.add_argument("--times", type=int, default=20, metavar="次", help="每个页面打开几次，默认二十")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    """Make the county, look at the pages. Exit code 1 when the median of a page is over 150 ms."""
    if args.reported < LEAST or min(args.basis, args.cases) < 100:
        raise Mistake(f"--reported 应不小于 {LEAST}，--basis、--cases 应不小于 100。")
    if args.times < LEAST_TIMES:
        raise Mistake(f"--times 应不小于 {LEAST_TIMES}。")
    sets = bench_twoway.made(args, random.Random(args.seed))
    django_up()
    from qingquan.commands.bench_database import fresh_database  # noqa: PLC0415 - needs Django, started just now.

    with fresh_database(DATABASE):
        figures = measured(sets, args)
    print(json.dumps(figures, ensure_ascii=False) if args.json else told(figures))
    return 1 if max(page["p50"] for page in figures["pages"].values()) > MOST_MILLISECONDS else 0


def measured(sets: bench_twoway.Sets, args: argparse.Namespace) -> dict[str, Any]:
    """The county filled, compared, reviewed half way, and looked at."""
    from django.db import connection  # noqa: PLC0415 - after `django_up`.

    from qingquan.commands.bench_reviewed import compared, give_many, reviewed  # noqa: PLC0415 - likewise.
    from qingquan.demo.small import at, found  # noqa: PLC0415 - likewise.
    from qingquan.server import upkeep  # noqa: PLC0415 - likewise.

    upkeep.collect_static()
    county = found()
    say(args, "建立机关、申报、目录、职责和办件")
    campaign = bench_crosscheck.filled(sets, county, args.cases, at(DAY))
    compared(campaign, at(DAY), lambda share, doing: say(args, f"比对 {share}% {doing}"))
    say(args, "审核到一半")
    state = reviewed(campaign, county, at(DAY))
    with connection.cursor() as sql:
        sql.execute("ANALYZE")
    # As the web server does. The collector would else walk through all that was made here, in the time of some page.
    gc.collect()
    gc.freeze()
    pages = {}
    for page in pages_of(state):
        say(args, page.name)
        pages[page.name] = timed(page, args.times)
    began = time.perf_counter()
    given = give_many(state, REASONS)
    return {
        "reported": len(sets.reported),
        "basis": len(sets.basis),
        "cases": args.cases,
        "pages": pages,
        "opinions": {"given": given, "ms": round((time.perf_counter() - began) * 1000)},
        "load": round(os.getloadavg()[0], 2),
    }


def pages_of(state: "Reviewed") -> list[Page]:
    """Every page a reviewer, an organ that answers and an expert meet."""
    reviewer, office, organ, expert = state.reviewer, state.office, state.organ, state.expert
    chosen = {"code": "K1", "reasons": REASONS, "go": "check", "seen": "0"}
    return [
        *(Page(f"队列，{name}", reviewer, f"{ROOM}{asked}") for name, asked in queues(state)),
        *(Page(f"事项，{name}", reviewer, f"{ROOM}items/{pk}/") for name, pk in state.items.items()),
        Page("下一项", reviewer, f"{ROOM}next/?after={state.items['没有意见']}"),
        Page("批量提出意见", reviewer, f"{ROOM}opinions/"),
        Page("批量提出意见，连同有发现的", reviewer, f"{ROOM}opinions/?found=1"),
        Page("批量提出意见，核对一百项", reviewer, f"{ROOM}opinions/", chosen | {"item": state.without_opinion}),
        Page("批量决定", reviewer, f"{ROOM}batch/"),
        Page("批量决定，核对一百项", reviewer, f"{ROOM}batch/", chosen | {"item": state.agreed}),
        Page("决定", reviewer, f"{ROOM}decisions/"),
        Page("决定，一件", reviewer, f"{ROOM}decisions/{state.decision}/"),
        Page("暂停实施", reviewer, f"{ROOM}decisions/{state.frozen}/suspension/"),
        Page("评估论证", office, f"{ROOM}panels/"),
        Page("评估论证，一件", office, f"{ROOM}panels/{state.panel}/"),
        Page("评审专家", office, f"{ROOM}experts/"),
        Page("公开征求意见", office, f"{ROOM}comments/"),
        Page("公开征求意见，一件", office, f"{ROOM}comments/{state.round}/"),
        Page("部门反馈", organ, f"{ROOM}answers/"),
        Page("部门反馈，一项", organ, f"{ROOM}answers/{state.own}/"),
        Page("专家评分", expert, f"{ROOM}scores/"),
        Page("专家评分，一件", expert, f"{ROOM}scores/{state.seat}/"),
        Page("差异", reviewer, f"{CHECK}differences/"),
        Page("差异，一件", reviewer, f"{CHECK}differences/{state.difference}/"),
        Page("交叉重复", reviewer, f"{CHECK}overlaps/"),
        Page("交叉重复，一件", reviewer, f"{CHECK}overlaps/{state.overlap}/"),
    ]


def queues(state: "Reviewed") -> list[tuple[str, str]]:
    """The list from its beginning, deep, and by each of its filters."""
    asked = ("flag=missing", "flag=differing", "flag=overlap", "flag=difference", "stage=ready", "type=licence")
    filters = [(each, f"?{each}") for each in (*asked, f"organ={state.organ_key}", "q=许可", "q=没有这样的")]
    return [("首页", ""), ("第七十页", "?page=70"), ("末页，缺意见", "?flag=missing&page=9999"), *filters]


def timed(page: Page, number: int) -> dict[str, float]:
    """Half of the answers came within p50, nineteen of twenty within p95, in milliseconds; and how much was asked."""
    from django.db import connection  # noqa: PLC0415 - after `django_up`.

    asked: list[str] = []

    def heard(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(heard):
        status = page.ask().status_code
    if status not in {200, 303}:
        raise Mistake(f"“{page.name}”打不开：{page.address}（{status}）。")
    times = []
    for _ in range(number):
        began = time.perf_counter()
        page.ask()
        times.append((time.perf_counter() - began) * 1000)
    last = statistics.quantiles(times, n=20)[-1]
    return {"p50": round(statistics.median(times), 1), "p95": round(last, 1), "questions": len(asked)}


def say(args: argparse.Namespace, words: str) -> None:
    """What is going on, for people who watch."""
    if not args.json and sys.stderr.isatty():
        print(f"\r{words}", end="\033[K", file=sys.stderr, flush=True)


def told(figures: dict[str, Any]) -> str:
    """The figures as sentences."""
    county = f"申报 {figures['reported']} 项、目录 {figures['basis']} 行、办件 {figures['cases']} 件"
    lines = [
        f"{county}，负载 {figures['load']}。",
        "页面：p50 / p95 毫秒，询问数据库的次数。",
    ]
    lines += [
        f"  {name}　{page['p50']} / {page['p95']}，{page['questions']} 次" for name, page in figures["pages"].items()
    ]
    return "\n".join([*lines, f"一次提出 {figures['opinions']['given']} 项意见：{figures['opinions']['ms']} 毫秒。"])
