"""`qingquan up`: everything, first time and every time. Each stage does only what is missing."""

import argparse
import contextlib
import errno
import importlib.util
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from django.db import OperationalError, connections

from qingquan.commands import Mistake, django_up
from qingquan.environment import Misconfigured
from qingquan.server import bundles, children, places, postgres, room, upkeep
from qingquan.server.binaries import NoDatabase
from qingquan.server.stages import stage

HELP = "启动全部：数据库、迁移、演示县、后台任务和网站"
WEB_PROCESSES = 2
LOOPBACK = ("127.0.0.1", "::1", "localhost")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--host", default="127.0.0.1", help="监听的地址（默认只有本机能访问）")
    parser.add_argument("--port", type=int, default=8000, help="监听的端口（默认 8000）")
    parser.add_argument("--data", type=Path, help="数据目录（默认为环境变量 QINGQUAN_DATA，或 .qingquan）")
    parser.add_argument("--database-url", help="使用已有的 PostgreSQL：postgresql://用户:密码@主机:5432/库名")
    parser.add_argument("--no-demo", action="store_true", help="空库里不装演示县")


def run(args: argparse.Namespace) -> int:
    """Start everything and stay until told to stop."""
    if not 1 <= args.port <= 65535:
        raise Mistake(f"端口应在 1 到 65535 之间，现在是 {args.port}。")
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    try:
        with contextlib.ExitStack() as started:
            _start(args, started)
    except KeyboardInterrupt:
        print("已停止。")
        return 0
    except (room.NoRoom, NoDatabase, bundles.NotBuilt, Misconfigured) as trouble:
        raise Mistake(str(trouble)) from None
    except OperationalError as trouble:
        raise Mistake(f"数据库没有应答：{str(trouble).splitlines()[0]}") from None
    except OSError as trouble:
        if trouble.errno == errno.ENOSPC:
            raise Mistake("磁盘已满：请腾出空间后重新运行，已有的数据不受影响。") from None
        if isinstance(trouble, PermissionError):
            raise Mistake(f"没有权限写 {trouble.filename}：请换一个账户或数据目录（--data）。") from None
        raise
    return 0


def _start(args: argparse.Namespace, started: contextlib.ExitStack) -> None:
    """All stages in order; what was started is stopped in the reverse order when this is left."""
    data = _environment(args)
    address = _address(args.host, args.port)
    room.check_space(data)
    places.make_data_folder(data)
    started.enter_context(room.only_one(data, address))
    started.enter_context(room.port_taken(args.host, args.port))
    if checkout := places.checkout():
        with stage("网页组件"):
            bundles.build(checkout)
    if not os.environ.get("QINGQUAN_DATABASE_URL"):
        with stage("数据库"):
            postgres.ensure(data)
        # Ours to stop even when it ran already: an earlier `up` may have been killed.
        started.callback(postgres.stop, data)
    _prepare(want_demo=not args.no_demo)
    accounts = upkeep.demo_accounts()
    connections.close_all()
    family = _family(args, data)
    started.enter_context(_stopped_together(family))
    with stage("网站和后台任务"):
        web, *others = family
        web.start()
        children.await_page(web, _reachable(args.host), args.port)
        # Afterwards, so that they do not slow down the first page.
        for child in others:
            child.start()
    _greet(address, accounts, args.host, data)
    while True:
        for child in family:
            child.check()
        time.sleep(0.5)


def _environment(args: argparse.Namespace) -> Path:
    """Tell settings, here and in the processes to be started, what the options say; the data folder."""
    if args.data:
        os.environ["QINGQUAN_DATA"] = str(args.data.expanduser().absolute())
    if args.database_url:
        os.environ["QINGQUAN_DATABASE_URL"] = args.database_url
    os.environ.setdefault("QINGQUAN_PUBLIC_URL", _address(args.host, args.port))
    if args.host not in LOOPBACK:
        os.environ.setdefault("QINGQUAN_HOSTS", f"localhost,127.0.0.1,[::1],{args.host}")
    return places.data_folder()


def _prepare(*, want_demo: bool) -> None:
    """Tables, static files, and the demo county in an empty database."""
    with stage("数据表"):
        django_up()
        upkeep.migrate()
    with stage("静态文件"):
        upkeep.collect_static()
    county = upkeep.demo()
    if want_demo and county and county.is_empty():
        with stage("演示县"):
            county.load()


def _family(args: argparse.Namespace, data: Path) -> list[children.Child]:
    """The processes to keep running; the web server first."""
    logs = data / "logs"
    web = children.Child("网站", ["web", args.host, str(args.port), str(WEB_PROCESSES)], logs)
    if importlib.util.find_spec("qingquan.worker") is None:
        return [web]
    return [web, children.Child("后台任务", ["worker"], logs)]


@contextlib.contextmanager
def _stopped_together(family: list[children.Child]) -> Iterator[None]:
    try:
        yield
    finally:
        # An impatient second Ctrl-C must not leave half of it running.
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        for child in reversed(family):
            child.stop()


def _reachable(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)


def _address(host: str, port: int) -> str:
    # This machine by its name: browsers make passkeys for names only, never for an address.
    name = "localhost" if _reachable(host) in LOOPBACK else host
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"


def _greet(address: str, accounts: list[tuple[str, str, str]], host: str, data: Path) -> None:
    """Say where it is and who may enter."""
    print(f"\n清权已启动：{address}")
    if accounts:
        print("\n演示账号（身份、用户名、密码）：")
        for who, username, password in accounts:
            print(f"  {who}\t{username}\t{password}")
    if host not in LOOPBACK:
        print("\n从其他机器访问，须以环境变量 QINGQUAN_HOSTS 写明本机的域名或地址。")
    print(f"\n数据和日志在 {data}；按 Ctrl-C 停止。", flush=True)
