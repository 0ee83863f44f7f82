"""Looks before anything is started: is the port free, is there space, is nobody else at work here."""

import contextlib
import errno
import fcntl
import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

NEEDED_BYTES = 500_000_000


class NoRoom(Exception):
    """Something is in the way. One sentence: what, where, what to do."""


@contextlib.contextmanager
def port_taken(host: str, port: int) -> Iterator[None]:
    """Have a port for oneself. The web server shares its port with its own workers, and so would with a stranger's."""
    check_port(host, port)
    with socket.socket(socket.AF_UNIX) as sign:
        try:
            # A name in the kernel, no file: it goes with the process, and all accounts see it.
            sign.bind(f"\0qingquan up {host} {port}")
        except OSError:
            raise NoRoom(f"另一个 qingquan up 正要使用端口 {port}：请用 --port 换一个端口。") from None
        yield


def check_port(host: str, port: int) -> None:
    """Refuse a port that is in use (naming the process where the system tells) or not ours to open."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror:
        raise NoRoom(f"本机没有地址 {host}：请改用 --host 127.0.0.1 或本机的地址。") from None
    with socket.socket(family) as probe:
        # As the web server itself: connections just closed are no hindrance.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as trouble:
            if trouble.errno == errno.EADDRINUSE:
                raise NoRoom(f"端口 {port} 已被占用{_named(port)}：请停止它，或用 --port 换一个端口。") from None
            if trouble.errno == errno.EACCES:
                raise NoRoom(f"端口 {port} 只有 root 能用：请用 --port 换一个大于 1023 的端口。") from None
            raise NoRoom(f"无法在 {host}:{port} 监听：{trouble.strerror}。") from None


def listener(port: int) -> tuple[int, str] | None:
    """The process listening on a port and its command line; None when nobody does or it is not ours to see."""
    inodes = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        with contextlib.suppress(OSError):
            rows = (line.split() for line in Path(table).read_text(encoding="ascii").splitlines()[1:])
            inodes |= {row[9] for row in rows if row[3] == "0A" and int(row[1].rsplit(":", 1)[1], 16) == port}
    sockets = {f"socket:[{inode}]" for inode in inodes}
    for folder in Path("/proc").glob("[0-9]*") if sockets else ():
        with contextlib.suppress(OSError):
            if any(os.readlink(file) in sockets for file in (folder / "fd").iterdir()):
                words = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                return int(folder.name), words.strip()
    return None


def _named(port: int) -> str:
    found = listener(port)
    return f"（进程 {found[0]}：{found[1][:80]}）" if found else ""


def check_space(folder: Path, needed: int = NEEDED_BYTES) -> None:
    """Refuse to begin on a disk that is nearly full: a database that cannot write stops halfway."""
    existing = next(place for place in (folder, *folder.parents) if place.exists())
    free = shutil.disk_usage(existing).free
    if free < needed:
        raise NoRoom(f"磁盘空间不足：{folder} 只剩 {free // 10**6} MB，至少需要 {needed // 10**6} MB。")


@contextlib.contextmanager
def only_one(data: Path, address: str) -> Iterator[None]:
    """Be the only `up` on this data folder. The kernel lets go for a process that was killed."""
    # Opened without truncating: the other's note must stay readable.
    with os.fdopen(os.open(data / "lock", os.O_RDWR | os.O_CREAT, 0o600), "r+") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise NoRoom(f"数据目录 {data} 上已有一个 qingquan up 在运行（{held.read()}）：请先停止它。") from None
        os.ftruncate(held.fileno(), 0)
        os.pwrite(held.fileno(), f"进程 {os.getpid()}，{address}".encode(), 0)
        yield


def is_up(data: Path) -> bool:
    """Whether an `up` runs on this data folder."""
    try:
        with (data / "lock").open("rb") as held:
            fcntl.flock(held, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False
