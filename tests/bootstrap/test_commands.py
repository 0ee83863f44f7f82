import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "qingquan.cli"]


def run(*words: str, data: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "QINGQUAN_DATA": str(data)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run([*COMMAND, *words], env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        pytest.param(("up", "--port", "99999"), "端口应在 1 到 65535 之间", id="a port that cannot be"),
        pytest.param(("up", "--port", "x"), "--port", id="a port that is no number"),
        pytest.param(("up", "--host", "192.0.2.1"), "192.0.2.1", id="another machine's address"),
        pytest.param(("test", "--only", "nothing"), "--only", id="no such check"),
    ],
)
def test_a_mistake_is_one_clear_line_and_no_traceback(words: tuple[str, ...], says: str, data: Path) -> None:
    done = run(*words, data=data)
    assert done.returncode == 2
    assert says in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


def test_a_taken_port_is_told_before_anything_is_started(data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        done = run("up", "--port", str(server.getsockname()[1]), data=data)
    assert done.returncode == 2
    assert "已被占用" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (data / "postgres").exists()


def test_a_data_folder_of_a_newer_program_is_told_in_one_line(data: Path) -> None:
    data.mkdir()
    (data / "version").write_text("99\n")
    done = run("up", "--port", str(free_port()), data=data)
    assert done.returncode == 2
    assert "更新版本的程序" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


def test_the_doctor_changes_nothing_and_says_what_is_missing(data: Path) -> None:
    done = run("doctor", data=data)
    assert done.returncode == 1
    assert "✗ 数据库" in done.stdout
    assert not (data / "postgres").exists()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def test_options_for_django_are_handed_over(data: Path) -> None:
    done = run("manage", "--version", data=data)
    assert done.returncode == 0
    assert done.stdout.startswith("5.2")
