"""`qingquan test`: everything a change must pass, one line each; what failed says why below its line."""

import argparse
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from qingquan.commands import Mistake
from qingquan.server import browser, bundles, places, postgres
from qingquan.server.binaries import NoDatabase
from qingquan.server.stages import stage

HELP = "检查一处改动必须通过的全部内容"
PYTHON = [sys.executable, "-m"]
NOTHING_COLLECTED = 5


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to pass: a command that ends with 0."""

    label: str
    command: tuple[str, ...]
    is_pytest: bool = False


CHECKS = {
    "format": Check("格式", ("ruff", "format", "--check", "--quiet", ".", "qingquan")),
    "lint": Check("代码检查", ("ruff", "check", "--quiet", ".", "qingquan")),
    "types": Check("类型", ("mypy",)),
    "imports": Check("依赖方向", ("importlinter",)),
    "tests": Check("测试", ("pytest", "-m", "not browser and not alone", "-n", "2"), is_pytest=True),
    # Followers of the ledger wait for every transaction of the server, so these tests want it to themselves.
    "followers": Check("台账跟随测试", ("pytest", "-m", "alone and not browser"), is_pytest=True),
    "browser": Check("浏览器测试", ("pytest", "-m", "browser"), is_pytest=True),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--only", choices=CHECKS, action="append", metavar="NAME", help=f"只做：{'、'.join(CHECKS)}")
    parser.add_argument("pytest_words", nargs="*", metavar="-- …", help="“--”之后的内容交给 pytest")


def run(args: argparse.Namespace) -> int:
    """Run the checks in order, all of them even when one fails."""
    checkout = places.checkout()
    if checkout is None:
        raise Mistake("test 只能在源代码目录里运行。")
    chosen = [CHECKS[name] for name in CHECKS if not args.only or name in args.only]
    environment = os.environ | {"QINGQUAN_DATA": str(checkout / ".qingquan" / "test")}
    # Chosen for a running system, these would send tests to its database.
    environment.pop("QINGQUAN_DATABASE_URL", None)
    try:
        started = _prepare(checkout, Path(environment["QINGQUAN_DATA"])) if any(c.is_pytest for c in chosen) else False
    except (NoDatabase, bundles.NotBuilt, browser.NoBrowser) as trouble:
        raise Mistake(str(trouble)) from None
    try:
        passed = [_passes(check, args.pytest_words, checkout, environment) for check in chosen]
    finally:
        # On a developer's machine it stays for the next run, which may have begun in another window.
        if started and os.environ.get("CI"):
            postgres.stop(Path(environment["QINGQUAN_DATA"]))
    return 0 if all(passed) else 1


def _prepare(checkout: Path, data: Path) -> bool:
    """What tests need; True when the database had to be started."""
    with stage("网页组件"):
        bundles.build(checkout)
        bundles.install(checkout, for_tests=True)
    with stage("浏览器"):
        browser.chromium(checkout)
    with stage("测试数据库"):
        return postgres.ensure(data, fast=True)


def _passes(check: Check, pytest_words: list[str], checkout: Path, environment: dict[str, str]) -> bool:
    """Run one check and tell how it went."""
    words = [*PYTHON, *check.command]
    if check.command[0] == "importlinter":
        words = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    if check.is_pytest:
        words += pytest_words
    began = time.monotonic()
    done = subprocess.run(
        words,
        cwd=checkout,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    said = done.stdout.decode(errors="replace").strip()
    # None that matches is no failure only where the words asked for some.
    passed = done.returncode == 0 or (done.returncode == NOTHING_COLLECTED and bool(pytest_words))
    print(f"{'✓' if passed else '✗'} {check.label} {time.monotonic() - began:.1f} 秒")
    if not passed:
        print(said)
    elif check.is_pytest:
        print(said.splitlines()[-1])
    sys.stdout.flush()
    return passed
