"""`qingquan doctor`: what this installation stands on, one line each, and what to do about what is wrong."""

import argparse
import hashlib
import json
import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import timedelta
from importlib.metadata import version

from django.db import DatabaseError, connection
from django.utils import timezone

from qingquan.commands import django_up
from qingquan.environment import Misconfigured
from qingquan.server import browser, bundles, cluster, places, postgres, room, upkeep
from qingquan.server.binaries import NoDatabase

HELP = "检查运行环境"
# A worker says every ten seconds that it is alive.
WORKER_SILENCE = timedelta(minutes=1)


class Ill(Exception):
    """Something is not as it must be. The sentence says what, and what to do."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one look found."""

    name: str
    well: bool
    says: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--json", action="store_true", help="输出 JSON，供程序读取")


def run(args: argparse.Namespace) -> int:
    """Look at everything; 0 only when all is well. Nothing is started, made or changed."""
    answers = list(_answers())
    if args.json:
        print(json.dumps([asdict(answer) for answer in answers], ensure_ascii=False, indent=2))
    else:
        for answer in answers:
            print(f"{'✓' if answer.well else '✗'} {answer.name}：{answer.says}")
    return 0 if all(answer.well for answer in answers) else 1


def _answers() -> Iterator[Answer]:
    for name, look in LOOKS.items():
        try:
            yield Answer(name, well=True, says=look())
        except (Ill, room.NoRoom, NoDatabase, Misconfigured, browser.NoBrowser) as trouble:
            yield Answer(name, well=False, says=str(trouble))
        except DatabaseError:
            yield Answer(name, well=False, says="数据库还答不上来：请先运行 ./qingquan up。")


def _python() -> str:
    return f"{platform.python_version()}（{sys.executable}）"


def _space() -> str:
    data = places.data_folder()
    room.check_space(data)
    existing = next(place for place in (data, *data.parents) if place.exists())
    return f"{data} 还有 {shutil.disk_usage(existing).free // 10**9} GB"


def _requirements() -> str:
    checkout = places.checkout()
    if checkout is None:
        return f"随安装包安装，版本 {version('qingquan')}"
    stamp = checkout / ".venv" / "qingquan.stamp"
    lock = hashlib.sha256((checkout / "requirements.lock").read_bytes()).hexdigest()
    if not stamp.is_file() or lock not in stamp.read_text(encoding="utf-8"):
        raise Ill("与 requirements.lock 不一致：任意运行一次 ./qingquan 的命令即可更新。")
    return "与 requirements.lock 一致"


def _postgres() -> str:
    if os.environ.get("QINGQUAN_DATABASE_URL"):
        return _server_version()
    data = places.data_folder()
    home = cluster.folder(data)
    if not home.exists():
        raise Ill(f"{data} 里还没有数据库：请运行 ./qingquan up。")
    cluster.check(data, home)
    if postgres.postmaster(home) is None:
        raise Ill(f"没有运行（数据在 {home}）：请运行 ./qingquan up。")
    return f"{_server_version()}，数据在 {home}"


def _server_version() -> str:
    django_up()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            return f"PostgreSQL {cursor.fetchone()[0]} 运行中"
    except DatabaseError as trouble:
        raise Ill(f"没有应答（{str(trouble).splitlines()[0]}）：请检查地址和口令。") from None


def _migrations() -> str:
    django_up()
    pending = upkeep.pending_migrations()
    if pending:
        raise Ill(f"有 {len(pending)} 项迁移没有执行（{pending[0]} 等）：请运行 ./qingquan up 或 manage migrate。")
    return "全部已执行"


def _worker() -> str:
    django_up()
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(last_heartbeat) FROM procrastinate_workers")
        seen = cursor.fetchone()[0]
    if seen is None or timezone.now() - seen > WORKER_SILENCE:
        raise Ill("没有运行：请运行 ./qingquan up，或查看 logs/worker.log。")
    return "运行中"


def _bundles() -> str:
    checkout = places.checkout()
    if checkout and not bundles.is_built(checkout):
        raise Ill("还没有建成或已经过时：请运行 ./qingquan up。")
    return "已建成"


def _fonts() -> str:
    return f"Noto 中文字体（{browser.font_folder()}）"


def _chromium() -> str:
    checkout = places.checkout()
    found = browser.installed() or (browser.unpacked(checkout) if checkout else None)
    if found:
        return str(found)
    if checkout is None:
        return "不需要（只用于测试）"
    return "运行 ./qingquan test 时自动取得（只用于测试）"


LOOKS: dict[str, Callable[[], str]] = {
    "Python": _python,
    "磁盘": _space,
    "依赖": _requirements,
    "数据库": _postgres,
    "数据表": _migrations,
    "后台任务": _worker,
    "网页组件": _bundles,
    "字体": _fonts,
    "浏览器": _chromium,
}
