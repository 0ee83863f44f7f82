"""The folder PostgreSQL keeps the data in: where it is, how it is made, whether it is ours to open."""

import os
import shutil
from pathlib import Path

from qingquan.server import places
from qingquan.server.binaries import SYSTEM_FOLDER, Account, NoDatabase, account_for, major, run

# The layout of the data folder. Raised when an older program could no longer read it.
FORMAT = 1

# Read at every start; ALTER SYSTEM wins over it, so an operator's own choice survives an upgrade.
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "jit": "off",
    "timezone": "Asia/Shanghai",
    "log_timezone": "Asia/Shanghai",
    "log_line_prefix": "%m [%p] ",
}
# For tests only: a crash of the machine may cost the data.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

# The system owns its database and is no superuser. A statement ends with an empty line.
FIRST_SQL = """\
CREATE ROLE qingquan LOGIN CREATEDB;

GRANT pg_monitor TO qingquan;

CREATE DATABASE qingquan OWNER qingquan;

"""


def folder(data: Path) -> Path:
    """Where this data folder's cluster is, or will be.

    `postgres` in the data folder; a link there names the real place when PostgreSQL's account
    cannot enter the data folder.
    """
    link = data / "postgres"
    if link.is_symlink() and not link.exists():
        raise NoDatabase(f"数据库目录 {link.readlink()} 不见了（由 {link} 指向）：请先恢复它，程序不会另建空库。")
    account = account_for(link)
    if link.exists() or account.uid == os.geteuid() or places.open_to(data, account.uid):
        return link.resolve()
    return SYSTEM_FOLDER / places.fingerprint(data) / "postgres"


def check(data: Path, cluster: Path) -> None:
    """Refuse a cluster another program, another version or another account made."""
    owner = _owner(data)
    if os.geteuid() == 0 != owner.uid:
        # Files root leaves behind would lock the owner out of the next start.
        raise NoDatabase(f"数据目录 {data} 属于账户 {owner.name}：请用该账户运行，不要用 root。")
    note = data / "version"
    if note.is_file() and int(note.read_text(encoding="ascii")) > FORMAT:
        raise NoDatabase(f"数据目录 {data} 由更新版本的程序写成：请使用新版程序，或换一个数据目录（--data）。")
    if not cluster.exists():
        return
    try:
        found = (cluster / "PG_VERSION").read_text(encoding="ascii").strip()
    except FileNotFoundError:
        raise NoDatabase(f"{cluster} 不是 PostgreSQL 数据目录：请移走它，或换一个数据目录（--data）。") from None
    except PermissionError:
        owner = _owner(cluster)
        raise NoDatabase(f"数据库目录 {cluster} 属于账户 {owner.name}：请用该账户或 root 运行。") from None
    if found != major():
        raise NoDatabase(
            f"数据库目录 {cluster} 是 PostgreSQL {found} 的，本程序使用 {major()}：请先用 pg_upgrade 升级。"
        )


def make(data: Path, cluster: Path, account: Account, *, fast: bool) -> None:
    """Make the cluster, whole or not at all: built beside its place, then renamed into it."""
    making = cluster.with_name("postgres.making")
    making.parent.mkdir(mode=0o711, parents=True, exist_ok=True)
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(mode=0o700)
    hand_over(making, account)
    # Sorting and case by PostgreSQL itself, the same on every machine; but pg_trgm asks the C
    # library what a letter is, and with its plain "C" no Chinese character is one.
    words = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--lc-ctype=C.UTF-8"]
    words += ["--encoding=UTF8", "--username=postgres", "--auth-local=trust", "--auth-host=reject"]
    done = run("initdb", ["-D", making, *words, *(["--no-sync"] if fast else [])], account)
    if done.returncode:
        raise NoDatabase(f"建立数据库失败（{making}）：{_reason(done.stdout)}")
    with (making / "postgresql.conf").open("a", encoding="utf-8") as conf:
        conf.write("\ninclude 'qingquan.conf'\n")
    configure(data, making, account, fast=fast)
    done = run(
        "postgres",
        ["--single", "-j", "-D", making, "postgres"],
        account,
        sql=FIRST_SQL,
    )
    if done.returncode:
        raise NoDatabase(f"建立数据库失败（{making}）：{_reason(done.stdout)}")
    if cluster != data / "postgres":
        (data / "postgres").symlink_to(cluster)
    (data / "version").write_text(f"{FORMAT}\n", encoding="ascii")
    making.rename(cluster)


def configure(data: Path, cluster: Path, account: Account, *, fast: bool) -> None:
    """Write the settings for the coming start."""
    settings = SETTINGS | {
        "unix_socket_directories": f'"{places.socket_folder(data)}"',
        "port": str(places.port()),
    }
    settings |= FAST if fast else {}
    lines = [f"{name} = '{value.replace(chr(39), chr(39) * 2)}'\n" for name, value in settings.items()]
    conf = cluster / "qingquan.conf"
    conf.write_text("".join(lines), encoding="utf-8")
    hand_over(conf, account)


def hand_over(place: Path, account: Account) -> None:
    """Give what root has made to the account; anyone else already owns what they make."""
    if account.uid != os.geteuid():
        os.chown(place, account.uid, account.gid)


def _owner(place: Path) -> Account:
    """The account a file belongs to."""
    found = place.stat()
    return Account(found.st_uid, found.st_gid)


def _reason(output: str) -> str:
    """The line of a program's output that says why."""
    lines = [line for line in output.splitlines() if line.strip()]
    telling = [line for line in lines if "error:" in line or "FATAL" in line or "ERROR" in line or "PANIC" in line]
    return (telling or lines or ["没有说明"])[0]
