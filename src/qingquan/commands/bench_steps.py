"""How many acts a second, against the least the database asks for the same.

Full acts on a database of their own in the installation's cluster, with fsync as in production: every case is
received, accepted, examined, reviewed, decided and delivered, with rules, clocks, documents and ledger. The floor, in
the same run and taking turns with it, is plain psycopg: lock a row, update it, insert one, commit.
"""

import argparse
import json
import multiprocessing
import time
from collections import defaultdict
from datetime import date
from multiprocessing.synchronize import Barrier
from queue import Empty
from typing import Any

from qingquan.commands import Mistake, django_up

HELP = "每秒办多少个环节"
DATABASE = "qingquan_bench"
DAY = date(2026, 3, 2)
Seconds = dict[str, float]
ACTS = ("receive", "accept", "examine", "review", "decide", "deliver")
FLOOR_TABLES = """
    CREATE TABLE floor_case (id integer PRIMARY KEY, stage text, revision integer, due date, marking text);
    CREATE TABLE floor_step (id bigserial PRIMARY KEY, case_id integer, step text, at timestamptz DEFAULT now(),
        facts jsonb);
    INSERT INTO floor_case SELECT n, 'accepted', 0, current_date, 'm' FROM generate_series(1, 1000) n;
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Cases, processes, output."""
    parser.add_argument("--cases", type=int, default=500, help="办多少件（默认500）")
    parser.add_argument("--processes", type=int, choices=(1, 2), default=1, help="几个进程（默认1）")
    parser.add_argument("--json", action="store_true", help="以JSON输出")


def run(args: argparse.Namespace) -> int:
    """Measure and print both rates and their ratio."""
    django_up()
    from qingquan.commands.bench_database import fresh_database  # noqa: PLC0415 - needs Django's settings

    with fresh_database(DATABASE, FLOOR_TABLES):
        _check_durable()
        found = _measured(args.cases, args.processes)
    steps, ours, floor = found["steps"], found["ours"], found["floor"]
    result = {
        "cases": args.cases,
        "processes": args.processes,
        "steps_per_s": round(steps / ours * args.processes, 1),
        "floor_steps_per_s": round(steps / floor * args.processes, 1),
        "ratio": round(floor / ours, 3),
        "ms_per_act": {name: round(1000 * found[name] / args.cases, 3) for name in ACTS},
    }
    if args.json:
        print(json.dumps(result, ensure_ascii=False))
    else:
        print(f"{args.cases} 件，每件 {len(ACTS)} 个环节，{args.processes} 个进程，写入均落盘（fsync）。")
        print(f"本系统：每秒 {result['steps_per_s']} 个环节；底线（psycopg）：每秒 {result['floor_steps_per_s']} 个。")
        print(f"比值：{result['ratio']}")
        print("各环节毫秒：" + "，".join(f"{name} {found[name] / args.cases * 1000:.2f}" for name in ACTS))
    return 0


def _check_durable() -> None:
    """A database that does not write through makes both sides fast and their ratio meaningless."""
    from django.db import connection  # noqa: PLC0415 - needs Django's settings

    with connection.cursor() as sql:
        sql.execute("SELECT current_setting('fsync'), current_setting('synchronous_commit')")
        written_through = sql.fetchone() == ("on", "on")
    connection.close()
    if not written_through:
        raise Mistake(
            "这个数据目录的数据库关闭了落盘（fsync），多半是测试留下的；请换一个数据目录（QINGQUAN_DATA）再测。"
        )


def _measured(cases: int, processes: int) -> Seconds:
    """Seconds by act, ours and the floor's, summed over the processes."""
    # Forked children would share a connection; each starts afresh and opens its own.
    context = multiprocessing.get_context("spawn")
    barrier, queue = context.Barrier(processes), context.Queue()
    share = cases // processes
    workers = [context.Process(target=_work, args=(n, share, barrier, queue)) for n in range(processes)]
    for worker in workers:
        worker.start()
    total: Seconds = defaultdict(float)
    for _ in workers:
        for name, seconds in _told(queue, workers).items():
            total[name] += seconds
    for worker in workers:
        worker.join()
    return total


def _told(queue: "multiprocessing.Queue[Seconds]", workers: list[Any]) -> Seconds:
    """What one of the processes found; the measurement ends when one of them died without a word."""
    while True:
        try:
            return queue.get(timeout=1.0)
        except Empty:
            if any(worker.exitcode for worker in workers):
                for worker in workers:
                    worker.kill()
                raise Mistake("测量进程意外退出，原因见上面的错误信息。") from None


def _work(number: int, cases: int, barrier: Barrier, queue: "multiprocessing.Queue[Seconds]") -> None:
    django_up()
    from qingquan.commands.bench_acts import Bench  # noqa: PLC0415 - a child process starts Django for itself

    bench = Bench(DATABASE, DAY, first=number)
    for _ in range(5):
        bench.one_case(defaultdict(float))
    barrier.wait()
    spent: Seconds = defaultdict(float)
    for _ in range(cases):
        bench.one_case(spent)
        began = time.perf_counter()
        for _ in ACTS:
            bench.floor()
        spent["floor"] += time.perf_counter() - began
    spent["ours"] = sum(spent[name] for name in ACTS)
    spent["steps"] = cases * len(ACTS)
    queue.put(spent)
