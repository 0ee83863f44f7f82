"""A process of its own that does one act in the database of the tests, held at a table and killed there."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

PATIENCE_SECONDS = 60


def process_of(program: str, said: Sequence[str]) -> "subprocess.Popen[bytes]":
    """Python that runs the program with what is said to it."""
    host, name = connection.settings_dict["HOST"], connection.settings_dict["NAME"]
    environment = os.environ | {
        "QINGQUAN_DATABASE_URL": f"postgresql:///{name}?host={host}&user=qingquan",
        "QINGQUAN_DATA": str(settings.DATA),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    return subprocess.Popen([sys.executable, "-c", program, *said], env=environment)


@contextmanager
def locked(statement: str) -> Iterator[None]:
    """Somebody else holds what the process needs."""
    beside = connection.copy()
    beside.set_autocommit(False)
    try:
        with beside.cursor() as sql:
            sql.execute(statement)
        yield
    finally:
        beside.close()


def wait_for_a_lock_on(table: str, process: "subprocess.Popen[bytes]") -> None:
    """Until the process stands before the table."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        assert process.poll() is None, "it ended before it came there"
        with connection.cursor() as sql:
            sql.execute("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = %s::regclass", [table])
            waiting = sql.fetchone()
        if waiting and waiting[0]:
            return
        time.sleep(0.05)
    raise AssertionError("it never came there")
