"""Starts and stops the PostgreSQL of one data folder. Safe to call at any time, by several processes at once."""

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

from qingquan.server import cluster, places, room
from qingquan.server.binaries import Account, NoDatabase, account_for, run

# Recovery after a power cut replays up to a gigabyte of log.
PATIENCE_SECONDS = 120
LARGEST_LOG_BYTES = 10_000_000


def ensure(data: Path, *, fast: bool = False) -> bool:
    """Have the data folder's PostgreSQL accept connections; True when it had to be started.

    Makes the cluster when there is none. `fast` gives up safety against crashes for speed: tests only.
    Raises `NoDatabase`, whose sentence is meant for the operator.
    """
    data = data.absolute()
    places.make_data_folder(data)
    with _alone(data):
        home = cluster.folder(data)
        cluster.check(data, home)
        account = account_for(home)
        if _settled(home):
            return False
        _clear_away(data, home)
        _open_socket_folder(data, account)
        if not home.exists():
            cluster.make(data, home, account, fast=fast)
        cluster.configure(data, home, account, fast=fast)
        _start(data, home, account)
        return True


def stop(data: Path) -> None:
    """Stop the data folder's PostgreSQL and wait until it has; nothing to do when it is not running."""
    data = data.absolute()
    if not data.is_dir():
        return
    with _alone(data):
        home = cluster.folder(data)
        if postmaster(home) is None:
            return
        done = run("pg_ctl", ["stop", "-D", home, "-m", "fast", "-w", "-t", str(PATIENCE_SECONDS)], account_for(home))
        if done.returncode and postmaster(home) is not None:
            raise NoDatabase(f"PostgreSQL 没有在 {PATIENCE_SECONDS} 秒内停下：请查看 {log_file(data)}。")


@contextlib.contextmanager
def visited(data: Path) -> Iterator[None]:
    """Have the database for the time of one command; it is stopped again unless it ran already or `up` runs now."""
    started = ensure(data)
    try:
        yield
    finally:
        if started and not room.is_up(data):
            stop(data)


def postmaster(home: Path) -> int | None:
    """The process id of the server running on this cluster, or None.

    The number in postmaster.pid is not enough: after a crash or a restart of the machine another
    process may carry it, and PostgreSQL would then refuse to start. Its own process is a `postgres`
    that stands in the cluster's folder, even after that was moved.
    """
    try:
        pid = int((home / "postmaster.pid").read_text(encoding="utf-8").splitlines()[0])
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        ours = words[0].endswith(b"postgres") and Path(f"/proc/{pid}/cwd").samefile(home)
    except (FileNotFoundError, ProcessLookupError, PermissionError, ValueError, IndexError):
        return None
    return pid if ours else None


def log_file(data: Path) -> Path:
    """What PostgreSQL has to say."""
    return data / "logs" / "postgres.log"


@contextlib.contextmanager
def _alone(data: Path) -> Iterator[None]:
    """Let one process at a time make, start or stop the cluster. A dead holder lets go by itself."""
    try:
        held = (data / "postgres.lock").open("w")
    except PermissionError:
        raise NoDatabase(f"数据目录 {data} 不可写：请换一个账户或数据目录（--data）。") from None
    with held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _settled(home: Path) -> bool:
    """Wait while a server is coming up or going down; True when one accepts connections, False when none runs."""
    until = time.monotonic() + PATIENCE_SECONDS
    while postmaster(home) is not None:
        with contextlib.suppress(FileNotFoundError):
            if (home / "postmaster.pid").read_text(encoding="utf-8").rstrip().endswith("ready"):
                return True
        if time.monotonic() > until:
            raise NoDatabase(f"PostgreSQL 在 {PATIENCE_SECONDS} 秒内没有就绪（{home}）：请查看其日志。")
        time.sleep(0.05)
    return False


def _clear_away(data: Path, home: Path) -> None:
    """Remove the marks of a server that was killed: they carry its number, which may be another's by now."""
    (home / "postmaster.pid").unlink(missing_ok=True)
    for mark in places.socket_folder(data).glob(f".s.PGSQL.{places.port()}*"):
        mark.unlink()


def _open_socket_folder(data: Path, account: Account) -> None:
    """Make the socket's folder, closed to all but the server's account, and note it when it is not the usual one."""
    folder = places.socket_folder(data)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    # The system's temporary folder is open to all: a stranger may have made ours first.
    if folder.is_symlink() or folder.stat().st_uid not in {account.uid, os.geteuid()}:
        raise NoDatabase(f"套接字目录 {folder} 属于别的账户：请删除它后重试。")
    folder.chmod(0o700)
    cluster.hand_over(folder, account)
    if folder != data / "run":
        (data / "run").mkdir(mode=0o700, exist_ok=True)
        (data / "run" / "where").write_text(f"{folder}\n", encoding="utf-8")


def _start(data: Path, home: Path, account: Account) -> None:
    """Start the server. After a kill of the server alone its children may hold the memory a moment longer."""
    until = time.monotonic() + 15
    while (trouble := _try(data, home, account)) is not None:
        if "still in use" not in trouble or time.monotonic() > until:
            raise NoDatabase(f"PostgreSQL 启动失败（日志 {log_file(data)}）：{trouble}")
        time.sleep(0.3)


def _try(data: Path, home: Path, account: Account) -> str | None:
    """Start the server once; None on success, else the line of the log that says why not."""
    path = log_file(data)
    path.parent.mkdir(exist_ok=True)
    if path.exists() and path.stat().st_size > LARGEST_LOG_BYTES:
        path.replace(path.with_suffix(".log.1"))
    # Opened here and inherited: the server's account need not be able to enter the folder of the log.
    with path.open("ab") as log:
        before = log.tell()
        done = run(
            "pg_ctl", ["start", "-D", ".", "-s", "-w", "-t", str(PATIENCE_SECONDS)], account, log=log, inside=home
        )
    if done.returncode == 0:
        return None
    said = path.read_bytes()[before:].decode(errors="replace")
    return next((line for line in said.splitlines() if "FATAL" in line), said.strip() or "没有说明")
