"""Everything that happens by itself, in one place: periodic looks and followers of the ledger.

Each look acts on what is stored as due, or on news after its own cursor; run twice, it finds nothing left to do. So a
look that was missed is made up for by the next one, and a worker may be killed at any moment. What takes long is done
in a process of its own, so that the other looks keep their time.
"""

import logging
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qingquan.settings")
django.setup()

from django.db import close_old_connections
from django.utils import timezone
from procrastinate.contrib.django import app

from qingquan.adjustment import watch as adjustment
from qingquan.campaign import watch as campaign
from qingquan.cases import watch as cases
from qingquan.catalogue import watch as catalogue
from qingquan.crosscheck import watch as crosscheck
from qingquan.deeds import watch as deeds
from qingquan.exchange import watch as exchange
from qingquan.forfeits import watch as forfeits
from qingquan.publicity import watch as publicity
from qingquan.statutes import watch as statutes
from qingquan.supervision import watch as supervision

log = logging.getLogger(__name__)

# Six fields: the first is the second of the minute.
EVERY_TEN_SECONDS = "* * * * * */10"
EVERY_MINUTE = "* * * * *"
EVERY_HOUR = "7 * * * *"
EVERY_NIGHT = "17 3 * * *"

LOOKS: dict[str, tuple[str, Callable[[datetime], int]]] = {
    "silence": (EVERY_MINUTE, supervision.silence),
    "recount": (EVERY_MINUTE, cases.recount),
    "drafts": (EVERY_NIGHT, cases.tidy),
    "supervision.follow": (EVERY_TEN_SECONDS, supervision.follow),
    "supervision.look": (EVERY_MINUTE, supervision.look),
    "publicity.follow": (EVERY_TEN_SECONDS, publicity.follow),
    "catalogue.lists": (EVERY_TEN_SECONDS, catalogue.enter_lists),
    "crosscheck.compare": (EVERY_TEN_SECONDS, crosscheck.compare_ordered),
    "crosscheck.lists": (EVERY_TEN_SECONDS, crosscheck.enter_lists),
    "statutes.import": (EVERY_TEN_SECONDS, statutes.import_ordered),
    "campaign.remind": (EVERY_HOUR, campaign.remind),
    "forfeits.look": (EVERY_MINUTE, forfeits.look),
    "adjustment.follow": (EVERY_TEN_SECONDS, adjustment.follow),
    "adjustment.look": (EVERY_MINUTE, adjustment.look),
    "adjustment.yearly": (EVERY_NIGHT, adjustment.yearly),
    "adjustment.sharing": (EVERY_NIGHT, adjustment.sharing),
    "adjustment.deeds": (EVERY_NIGHT, adjustment.deeds_run_out),
    "deeds.hand_back": (EVERY_MINUTE, deeds.hand_back_decisions),
    "exchange.follow": (EVERY_MINUTE, exchange.follow),
}

# Looks that may take minutes, with the question whether there is anything to do: the process that does it is started
# only then. An idle county pays nothing, and the memory of a large file is given back.
LONG: dict[str, Callable[[datetime], bool]] = {
    "catalogue.lists": catalogue.list_waits,
    "crosscheck.compare": crosscheck.comparison_waits,
    "crosscheck.lists": crosscheck.list_waits,
    "statutes.import": statutes.import_waits,
}
# People wait for pages and looks keep their minute; whoever ordered these watches a bar.
LESS_URGENT = 10

_apart: dict[str, "subprocess.Popen[bytes]"] = {}


def run_look(name: str) -> int:
    """Make one look at the present moment and say in the log what it did."""
    close_old_connections()
    done = LOOKS[name][1](timezone.now())
    if done:
        log.info("%s: %d", name, done)
    return done


def run_apart(name: str) -> None:
    """Have a long look made in a process of its own, if there is anything to do and the last one has ended."""
    last = _apart.get(name)
    if last is not None and last.poll() is None:
        return
    if last is not None and last.returncode:
        log.error("%s: %d", name, last.returncode)
    _apart.pop(name, None)
    close_old_connections()
    if LONG[name](timezone.now()):
        command = [sys.executable, "-m", "qingquan.server.child", str(os.getpid()), "look", name]
        _apart[name] = subprocess.Popen(command, stdin=subprocess.DEVNULL)


def run_long(name: str) -> None:
    """Make a long look: the whole life of such a process."""
    os.nice(LESS_URGENT)
    run_look(name)


def schedule() -> None:
    """Give every look to the queue: one at a time of each kind, none piling up behind a slow one."""
    for name, (cron, _) in LOOKS.items():
        task = app.task(name=name, queueing_lock=name, lock=name, pass_context=False)(_task(name))
        app.periodic(cron=cron)(task)


def _task(name: str) -> Callable[..., Any]:
    def look(timestamp: int) -> None:
        (run_apart if name in LONG else run_look)(name)

    return look


def main() -> None:
    """Run the worker in this process until it is told to stop."""
    schedule()
    with app.replace_connector(app.connector.get_worker_connector()) as worker_app:  # type: ignore[attr-defined]
        worker_app.run_worker(concurrency=1, delete_jobs="successful")


if __name__ == "__main__":
    main()
