"""One process of `up`, or of its worker, as a program: `python -m qingquan.server.child PARENT web|worker|look …`."""

import argparse
import ctypes
import importlib
import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

from granian import Granian
from granian.constants import Interfaces

PR_SET_PDEATHSIG = 1


def die_with(parent: int) -> None:
    """Be told to stop when the parent ends, however it ends; leave at once when it already has."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        sys.exit(1)


def serve(host: str, port: int, workers: int) -> None:
    """Serve the pages until told to stop. One thread a worker: more only queue for the interpreter."""
    server = Granian(
        "qingquan.wsgi:application",
        host,
        port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=1,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
    )
    server.serve(target_loader=partial(_application, os.getpid()), wrap_loader=False)


def _application(server: int) -> Callable[..., Any]:
    """The web application, in a process of its own that ends with the server."""
    die_with(server)
    return importlib.import_module("qingquan.wsgi").application  # type: ignore[no-any-return]


def work() -> None:
    """Do the jobs of the queue until told to stop."""
    importlib.import_module("qingquan.worker").main()


def look(name: str) -> None:
    """Make one of the worker's long looks, and end."""
    importlib.import_module("qingquan.worker").run_long(name)


def main() -> None:
    """Become what the command line says."""
    parser = argparse.ArgumentParser()
    parser.add_argument("parent", type=int)
    kinds = parser.add_subparsers(dest="kind", required=True)
    kinds.add_parser("worker")
    web = kinds.add_parser("web")
    web.add_argument("host")
    web.add_argument("port", type=int)
    web.add_argument("workers", type=int)
    kinds.add_parser("look").add_argument("name")
    args = parser.parse_args()
    die_with(args.parent)
    if args.kind == "web":
        serve(args.host, args.port, args.workers)
    elif args.kind == "look":
        look(args.name)
    else:
        work()


if __name__ == "__main__":
    main()
