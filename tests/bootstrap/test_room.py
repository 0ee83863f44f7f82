import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from qingquan.server import room
from qingquan.server.room import NoRoom


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def test_a_port_in_use_is_refused_and_its_process_named(taken: int) -> None:
    with pytest.raises(NoRoom, match=rf"端口 {taken} 已被占用（进程 {os.getpid()}："):
        room.check_port("127.0.0.1", taken)


def test_nobody_listens_on_a_free_port() -> None:
    assert room.listener(free_port()) is None


def test_an_address_that_is_not_ours_is_refused() -> None:
    with pytest.raises(NoRoom, match=r"192\.0\.2\.1"):
        room.check_port("192.0.2.1", free_port())


def test_two_that_start_at_once_do_not_share_a_port() -> None:
    port = free_port()
    second = room.port_taken("127.0.0.1", port)
    with room.port_taken("127.0.0.1", port), pytest.raises(NoRoom, match="另一个 qingquan up"):
        second.__enter__()


def test_a_full_disk_is_refused_before_anything_begins(tmp_path: Path) -> None:
    room.check_space(tmp_path / "not" / "yet" / "made", needed=1)
    with pytest.raises(NoRoom, match="磁盘空间不足"):
        room.check_space(tmp_path, needed=10**18)


def test_a_second_up_on_the_same_data_is_told_who_runs(tmp_path: Path) -> None:
    with room.only_one(tmp_path, "http://127.0.0.1:8000/"):
        assert room.is_up(tmp_path)
        second = room.only_one(tmp_path, "http://127.0.0.1:9000/")
        with pytest.raises(NoRoom, match=rf"进程 {os.getpid()}，http://127\.0\.0\.1:8000/"):
            second.__enter__()
    assert not room.is_up(tmp_path)


def test_a_killed_up_leaves_no_lock(tmp_path: Path) -> None:
    code = "import sys, time; from pathlib import Path; from qingquan.server import room\n"
    code += "with room.only_one(Path(sys.argv[1]), ''): print(flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code, tmp_path], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert room.is_up(tmp_path)
        process.kill()
    assert not room.is_up(tmp_path)


def test_a_child_ends_when_its_parent_is_killed() -> None:
    child = "import os, sys, time; from qingquan.server.child import die_with; die_with(int(sys.argv[1]))\n"
    child += "print(os.getpid(), flush=True); time.sleep(60)"
    parent = "import os, subprocess, sys; subprocess.run([sys.executable, '-c', sys.argv[1], str(os.getpid())])"
    with subprocess.Popen([sys.executable, "-c", parent, child], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        pid = int(process.stdout.readline())
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert ended(pid)


def ended(pid: int) -> bool:
    """Whether a process ends within ten seconds; one that nobody has buried counts as ended."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.02)
    return False
