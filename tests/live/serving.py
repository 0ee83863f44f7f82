"""Make the county's database once, and serve copies of it with the product's own web server."""

import contextlib
import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import psycopg
from django.conf import settings
from psycopg import sql

from qingquan.server import postgres
from qingquan.server.places import checkout, socket_folder

PATIENCE_SECONDS = 90
ROOT = checkout() or Path()


@dataclass(frozen=True, slots=True)
class Furnished:
    """A database with the county in it, where its files are kept, and what there is to visit."""

    database: str
    data: Path
    samples: dict[str, str]


@dataclass(frozen=True, slots=True)
class Served:
    """A running web server."""

    address: str
    samples: dict[str, str]
    log: Path

    def pass_days(self, days: int) -> None:
        """Let days go by in the county, with the worker looking each day; none, and it looks once."""
        status, said = _asked(self.address.removeprefix("http://"), "POST", f"/tests/days-pass/{days}")
        assert status == 200, said


@cache
def furnish(name: str, *words: str) -> Furnished:
    """Make the database and fill it, in a process of its own, which `words` go to. About a quarter of a minute."""
    data = Path(settings.DATA) / "live" / name
    data.mkdir(parents=True, exist_ok=True)
    postgres.ensure(Path(settings.DATA), fast=True)
    _make_database(name, template="template0")
    told = subprocess.run(
        [sys.executable, "-m", "tests.live.county", *words],
        cwd=ROOT,
        env=_environment(name, data),
        capture_output=True,
        text=True,
        check=False,
        timeout=2 * PATIENCE_SECONDS,
    )
    assert told.returncode == 0, told.stderr
    return Furnished(name, data, json.loads(told.stdout.splitlines()[-1]))


@contextlib.contextmanager
def serving(county: Furnished, copy: str) -> Iterator[Served]:
    """Serve a copy of the county, so that what one story does is not seen by another."""
    database, port = f"{county.database}_{copy}", _free_port()
    _make_database(database, template=county.database)
    address, log = f"http://127.0.0.1:{port}", county.data / f"{copy}.log"
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "1", "--blocking-threads", "1"]
    command += ["--host", "127.0.0.1", "--port", str(port), "tests.live.wsgi:application"]
    environment = _environment(database, county.data) | {"QINGQUAN_PUBLIC_URL": address}
    with log.open("wb") as writing:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=writing, stderr=subprocess.STDOUT)
    try:
        _await(server, port, log)
        yield Served(address, county.samples, log)
    finally:
        server.terminate()
        server.wait(PATIENCE_SECONDS)
        _drop_database(database)


def _environment(database: str, data: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("QINGQUAN_", "DJANGO_"))}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "qingquan.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "QINGQUAN_DATA": str(data),
        "QINGQUAN_DATABASE_URL": f"postgresql:///{database}?host={_host()}&user={_user()}",
    }


def _host() -> str:
    return str(socket_folder(Path(settings.DATA)))


def _user() -> str:
    return "qingquan"


def _make_database(name: str, *, template: str) -> None:
    _drop_database(name)
    _say(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))


def _drop_database(name: str) -> None:
    # Not WITH (FORCE): it may not end the server's own vacuuming, which a plain DROP makes way by itself.
    _say(
        sql.SQL("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {} AND usename = {}").format(
            name, _user()
        )
    )
    _say(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def _say(statement: sql.Composed) -> None:
    with psycopg.connect(host=_host(), user=_user(), dbname="postgres", autocommit=True) as connection:
        connection.execute(statement)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _await(server: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        assert server.poll() is None, log.read_text(encoding="utf-8", errors="replace")
        with contextlib.suppress(OSError):
            if _asked(f"127.0.0.1:{port}", "GET", "/alive/")[0] == 200:
                return
        time.sleep(0.1)
    raise AssertionError(f"the server did not answer:\n{log.read_text(encoding='utf-8', errors='replace')}")


def _asked(host: str, method: str, path: str) -> tuple[int, str]:
    with contextlib.closing(http.client.HTTPConnection(host, timeout=2 * PATIENCE_SECONDS)) as connection:
        connection.request(method, path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
