"""The product's own application, with two things of the tests' around it: their day, and the guard over reading.

`POST /tests/days-pass/N` moves the day on, one by one, with the worker's looks; it is no page of the product.
"""

import os
import time
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qingquan.settings")

from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.utils import timezone

from qingquan.worker import LOOKS
from tests.live.days import NOW
from tests.live.guard import read_only

product = get_wsgi_application()
began = time.monotonic()
passed = [timedelta()]


def now() -> datetime:
    """The moment in the county: it passes as in life, from the tests' day on."""
    return NOW + passed[0] + timedelta(seconds=time.monotonic() - began)


# Every surface and watch asks Django for the moment; no rule does.
timezone.now = now

Environ = dict[str, Any]
Start = Callable[..., Any]


def application(environ: Environ, start_response: Start) -> Iterable[bytes]:
    """Serve one request."""
    path, method = environ["PATH_INFO"], environ["REQUEST_METHOD"]
    if path.startswith("/tests/days-pass/") and method == "POST":
        worker_looks()
        for _ in range(int(path.rsplit("/", 1)[1])):
            passed[0] += timedelta(days=1)
            worker_looks()
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [now().isoformat().encode()]
    if method in {"GET", "HEAD"}:
        with connection.execute_wrapper(read_only):
            return product(environ, start_response)
    return product(environ, start_response)


def worker_looks() -> None:
    """Every look the worker makes, as often as one may leave work to the next."""
    for _ in range(3):
        for _, look in LOOKS.values():
            look(now())
