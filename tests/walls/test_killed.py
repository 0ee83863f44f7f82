"""The power fails in the middle of work: whatever somebody was told is done, is done."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from qingquan.server import cluster, postgres
from qingquan.server.places import checkout, socket_folder

ROOT = checkout() or Path()
PATIENCE_SECONDS = 120
CLIENTS = 2
ENOUGH = 40


@pytest.fixture
def data() -> Iterator[Path]:
    """A data folder of its own, where PostgreSQL's account reaches it and its socket's path is short."""
    above = Path(tempfile.mkdtemp(prefix="qq-"))
    above.chmod(0o711)
    yield above / "data"
    postgres.stop(above / "data")
    shutil.rmtree(above)


def environment(data: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("QINGQUAN_", "DJANGO_"))}
    paths = {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "QINGQUAN_DATA": str(data)}
    return kept | paths | {"DJANGO_SETTINGS_MODULE": "qingquan.settings"}


@contextlib.contextmanager
def up(data: Path) -> Iterator["subprocess.Popen[str]"]:
    """`qingquan up`, until its address is printed; killed when left, with all it started."""
    options = ["--no-demo", "--port", str(free_port()), "--data", str(data)]
    command = [sys.executable, "-m", "qingquan.cli", "up", *options]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment(data),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    said = []
    try:
        for line in process.stdout:
            said.append(line)
            if "清权已启动" in line:
                break
        else:
            raise AssertionError("".join(said))
        yield process
    finally:
        kill_family(process.pid)
        process.wait(PATIENCE_SECONDS)
        process.stdout.close()


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def kill_family(pid: int) -> None:
    """SIGKILL to a process and all below it, parents first so that nobody tidies up."""
    family = [pid]
    for member in family:
        family += children_of(member)
    for member in family:
        with contextlib.suppress(ProcessLookupError):
            os.kill(member, signal.SIGKILL)


def children_of(pid: int) -> list[int]:
    found = []
    for folder in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError, IndexError):
            if int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1]) == pid:
                found.append(int(folder.name))
    return found


def burst(data: Path, word: str, out: Path) -> "subprocess.Popen[bytes]":
    with out.open("wb") as told:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.walls.burst", word], cwd=ROOT, env=environment(data), stdout=told
        )


def numbers_told(files: list[Path]) -> set[str]:
    """The numbers clients were told; a last line that was cut off was told to nobody."""
    return {line[:-1] for file in files for line in file.read_text().splitlines(keepends=True) if line.endswith("\n")}


def numbers_kept(data: Path) -> tuple[set[str], set[str]]:
    """The numbers of the cases, and of those the ledger knows to have been received."""
    with psycopg.connect(host=str(socket_folder(data)), user="qingquan", dbname="qingquan") as connection:
        cases = connection.execute("SELECT number FROM cases_case").fetchall()
        entries = connection.execute("SELECT subject FROM ledger_entry WHERE kind = 'case.received'").fetchall()
    return {row[0] for row in cases}, {row[0] for row in entries}


def test_every_acknowledged_act_is_there_after_everything_was_killed(data: Path, tmp_path: Path) -> None:
    files = [tmp_path / f"told-{n}" for n in range(CLIENTS)]
    with up(data):
        assert burst(data, "found", tmp_path / "founding").wait(PATIENCE_SECONDS) == 0
        clients = [burst(data, "receive", file) for file in files]
        until = time.monotonic() + PATIENCE_SECONDS
        while len(numbers_told(files)) < ENOUGH and time.monotonic() < until:
            assert all(client.poll() is None for client in clients)
            time.sleep(0.05)
        postmaster = postgres.postmaster(cluster.folder(data))
        assert postmaster is not None
        kill_family(postmaster)
        for client in clients:
            client.kill()
            client.wait(PATIENCE_SECONDS)
    told = numbers_told(files)
    assert len(told) >= ENOUGH
    with up(data):
        cases, entries = numbers_kept(data)
        assert told <= cases
        # Whole or not at all: no case without its record, no record without its case.
        assert cases == entries
