"""How many pages a second, and how long the slowest hundredth takes.

A database of its own with one organ, one licence and as many open cases as asked; the real server with two workers; one
client on the same machine that keeps a few connections busy, so its own work is part of the figure.
"""

import argparse
import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from qingquan.commands import Mistake, django_up

HELP = "每秒出多少个页面"
DATABASE = "qingquan_bench_pages"


@dataclass(frozen=True, slots=True)
class Page:
    """One page to ask for again and again."""

    name: str
    path: str
    cookie: str = ""
    connections: int = 8


@dataclass(frozen=True, slots=True)
class Timed:
    """What came of it; times in milliseconds."""

    page: str
    connections: int
    requests: int
    per_second: float
    p50: float
    p95: float
    p99: float
    kilobytes: float


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Sizes and output."""
    parser.add_argument("--cases", type=int, default=100_000, help="在办件数（默认100000）")
    parser.add_argument("--seconds", type=float, default=5.0, help="每个页面测多少秒（默认5）")
    parser.add_argument("--workers", type=int, default=2, help="网站进程数（默认2）")
    parser.add_argument("--json", action="store_true", help="以JSON输出")


def run(args: argparse.Namespace) -> int:
    """Prepare, serve, measure, print."""
    django_up()
    from qingquan.commands.bench_cases import pages_of  # noqa: PLC0415 - likewise
    from qingquan.commands.bench_database import fresh_database  # noqa: PLC0415 - needs Django's settings

    with fresh_database(DATABASE):
        pages, url = pages_of(DATABASE, args.cases)
        port = _free_port()
        server = _serve(url, port, args.workers)
        try:
            _wait_for(port)
            _wait_for_all(port, args.workers)
            timed = [asyncio.run(_measure(page, port, args.seconds)) for page in pages]
        finally:
            server.terminate()
            server.wait(20)
    if args.json:
        print(
            json.dumps(
                [{field: getattr(each, field) for field in Timed.__slots__} for each in timed], ensure_ascii=False
            )
        )
        return 0
    print(f"{args.cases} 件在办，{args.workers} 个网站进程，每页 {args.seconds:g} 秒。")
    for each in timed:
        print(
            f"{each.page}（{each.connections} 个连接）：每秒 {each.per_second} 次，"
            f"p50 {each.p50} 毫秒，p95 {each.p95} 毫秒，p99 {each.p99} 毫秒，{each.kilobytes} KB"
        )
    return 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _serve(url: str, port: int, workers: int) -> "subprocess.Popen[bytes]":
    words = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    words += ["--workers", str(workers), "--blocking-threads", "1", "--no-ws", "qingquan.wsgi:application"]
    env = {**os.environ, "QINGQUAN_DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "qingquan.settings"}
    return subprocess.Popen(words, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            with socket.create_connection(("127.0.0.1", port), 1) as talk:
                talk.sendall(b"GET /alive/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                if talk.recv(12).startswith(b"HTTP/1.1 200"):
                    return
        except OSError:
            pass
        time.sleep(0.1)
    raise Mistake("网站没有在20秒内启动，无法测量；请先用 ./qingquan doctor 检查。")


def _wait_for_all(port: int, workers: int) -> None:
    """Until every process listens: connections made before would all stay with the first."""
    for _ in range(100):
        if _listening(port) >= workers:
            return
        time.sleep(0.1)


def _listening(port: int) -> int:
    """How many sockets listen on a port of this machine (each process has its own), as `/proc/net/tcp` tells."""
    with open("/proc/net/tcp", encoding="ascii") as table:
        rows = [line.split() for line in table]
    return sum(row[1].endswith(f":{port:04X}") and row[3] == "0A" for row in rows)


async def _measure(page: Page, port: int, seconds: float) -> Timed:
    request = (
        f"GET {quote(page.path, safe='/?=&%')} HTTP/1.1\r\nHost: localhost\r\nCookie: {page.cookie}\r\n\r\n".encode()
    )
    # The first answers fill caches and connections; they are not counted.
    await asyncio.gather(*(_ask(port, request, time.perf_counter() + 0.5) for _ in range(page.connections)))
    began = time.perf_counter()
    asked = await asyncio.gather(*(_ask(port, request, began + seconds) for _ in range(page.connections)))
    took = time.perf_counter() - began
    times = sorted(one for times, _ in asked for one in times)
    size = max(size for _, size in asked)

    def share(part: float) -> float:
        return round(1000 * times[min(len(times) - 1, int(len(times) * part))], 1)

    return Timed(
        page.name,
        page.connections,
        len(times),
        round(len(times) / took, 1),
        share(0.5),
        share(0.95),
        share(0.99),
        round(size / 1024, 1),
    )


async def _ask(port: int, request: bytes, until: float) -> tuple[Sequence[float], int]:
    """Ask again and again on one connection; anything but 200 ends the measurement."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    times, size = [], 0
    while (began := time.perf_counter()) < until:
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise Mistake(f"页面没有正常返回：{head.split(chr(13).encode(), 1)[0].decode()}")
        fields = head.lower().split(b"content-length:", 1)
        size = int(fields[1].split(b"\r\n", 1)[0])
        await reader.readexactly(size)
        times.append(time.perf_counter() - began)
    writer.close()
    return times, size
