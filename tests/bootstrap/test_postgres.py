import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from qingquan.server import cluster, places, postgres
from qingquan.server.binaries import NoDatabase


def ask(data: Path, sql: str) -> object:
    """One value, asked as the system itself would ask."""
    where = {"host": str(places.socket_folder(data)), "port": places.port(), "dbname": "qingquan", "user": "qingquan"}
    with psycopg.connect(**where, autocommit=True) as connection:  # type: ignore[arg-type]
        answer = connection.execute(sql)
        row = answer.fetchone() if answer.description else None
        return row[0] if row else None


def running(data: Path) -> int:
    pid = postgres.postmaster(cluster.folder(data))
    assert pid is not None
    return pid


def family_of(pid: int) -> list[int]:
    """A process and its children."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [pid, *map(int, listed.split())]


def kill(data: Path, *pids: int) -> None:
    """Kill without warning, and wait until the server is gone."""
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    until = time.monotonic() + 10
    while postgres.postmaster(cluster.folder(data)) is not None and time.monotonic() < until:
        time.sleep(0.01)
    assert postgres.postmaster(cluster.folder(data)) is None


def keep_a_row(data: Path) -> None:
    ask(data, "CREATE TABLE kept AS SELECT '清权' AS word")


def test_it_is_started_once_and_found_running_afterwards(data: Path) -> None:
    assert postgres.ensure(data, fast=True)
    assert not postgres.ensure(data, fast=True)


def test_it_knows_chinese_letters_and_listens_on_no_port(data: Path) -> None:
    postgres.ensure(data, fast=True)
    ask(data, "CREATE EXTENSION pg_trgm")
    assert ask(data, "SELECT cardinality(show_trgm('清权'))") == 3
    assert ask(data, "SHOW listen_addresses") == ""
    assert ask(data, "SHOW timezone") == "Asia/Shanghai"


def test_the_system_is_no_superuser_of_its_database(data: Path) -> None:
    postgres.ensure(data, fast=True)
    assert ask(data, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False


def test_only_tests_give_up_safety_for_speed(data: Path) -> None:
    postgres.ensure(data, fast=True)
    assert ask(data, "SHOW fsync") == "off"
    postgres.stop(data)
    postgres.ensure(data)
    assert ask(data, "SHOW fsync") == "on"
    assert ask(data, "SHOW synchronous_commit") == "on"


def test_nobody_else_may_enter_the_socket_or_the_cluster(data: Path) -> None:
    postgres.ensure(data, fast=True)
    for folder in (places.socket_folder(data), cluster.folder(data)):
        assert folder.stat().st_mode & 0o077 == 0


def test_data_survives_when_everything_is_killed_and_its_number_is_used_again(data: Path) -> None:
    postgres.ensure(data)
    keep_a_row(data)
    kill(data, *family_of(running(data)))
    note = cluster.folder(data) / "postmaster.pid"
    note.write_text(note.read_text().replace(note.read_text().split()[0], str(os.getpid()), 1))
    assert postgres.ensure(data)
    assert ask(data, "SELECT word FROM kept") == "清权"


def test_data_survives_when_the_server_alone_is_killed(data: Path) -> None:
    postgres.ensure(data)
    keep_a_row(data)
    kill(data, running(data))
    assert postgres.ensure(data)
    assert ask(data, "SELECT word FROM kept") == "清权"


def test_a_half_made_cluster_is_made_anew(data: Path) -> None:
    (data / "postgres.making" / "base").mkdir(parents=True)
    assert postgres.ensure(data, fast=True)
    assert not (data / "postgres.making").exists()


def test_two_that_come_at_once_make_one_database(data: Path) -> None:
    code = "import sys; from pathlib import Path; from qingquan.server import postgres as p; "
    code += "print(p.ensure(Path(sys.argv[1]), fast=True))"
    both = [subprocess.Popen([sys.executable, "-c", code, data], stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = sorted(process.communicate(timeout=120)[0].strip() for process in both)
    assert said == ["False", "True"]


def test_a_data_folder_with_a_long_odd_name_works(data: Path) -> None:
    odd = data / ("清泉 县's $HOME " + "x" * 90)
    postgres.ensure(odd, fast=True)
    try:
        assert ask(odd, "SELECT 1") == 1
    finally:
        postgres.stop(odd)
        shutil.rmtree(places.socket_folder(odd))


def test_a_visitor_leaves_it_as_it_was(data: Path) -> None:
    with postgres.visited(data):
        assert ask(data, "SELECT 1") == 1
    assert postgres.postmaster(cluster.folder(data)) is None


def test_stopping_what_does_not_run_is_no_mistake(data: Path) -> None:
    postgres.stop(data)


@pytest.mark.parametrize(
    ("file", "content", "says"),
    [
        pytest.param("postgres/PG_VERSION", "17\n", "pg_upgrade", id="made by an older PostgreSQL"),
        pytest.param("postgres/PG_VERSION", "99\n", "pg_upgrade", id="made by a newer PostgreSQL"),
        pytest.param("postgres/notes.txt", "", "不是 PostgreSQL 数据目录", id="somebody else's folder"),
        pytest.param("version", "99\n", "更新版本的程序", id="made by a newer Qingquan"),
    ],
)
def test_a_foreign_data_folder_is_refused_untouched(data: Path, file: str, content: str, says: str) -> None:
    (data / file).parent.mkdir(parents=True, exist_ok=True)
    (data / file).write_text(content)
    with pytest.raises(NoDatabase, match=says):
        postgres.ensure(data, fast=True)
    assert (data / file).read_text() == content


def test_a_lost_cluster_is_missed_not_replaced(data: Path) -> None:
    data.mkdir()
    (data / "postgres").symlink_to(data / "gone")
    try:
        with pytest.raises(NoDatabase, match="不见了"):
            postgres.ensure(data, fast=True)
    finally:
        (data / "postgres").unlink()


@pytest.mark.parametrize("note", ["", "no number", "4194304\n", "our own", "1\n"])
def test_a_stale_note_is_not_taken_for_a_server(tmp_path: Path, note: str) -> None:
    (tmp_path / "postmaster.pid").write_text(note.replace("our own", str(os.getpid())))
    assert postgres.postmaster(tmp_path) is None


def test_another_clusters_server_is_not_taken_for_ours(data: Path, tmp_path: Path) -> None:
    postgres.ensure(data, fast=True)
    (tmp_path / "postmaster.pid").write_text(f"{running(data)}\n")
    assert postgres.postmaster(tmp_path) is None
