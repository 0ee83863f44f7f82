"""What takes long is done beside the other looks, in a process of its own, and only when there is something to do."""

import io
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from qingquan import worker
from qingquan.catalogue.tests import cast as catalogue
from qingquan.crosscheck import acts
from qingquan.crosscheck.models import Run
from qingquan.crosscheck.tests import cast as casts
from qingquan.crosscheck.words import RunState
from qingquan.intake.words import FileState
from qingquan.statutes.acts import hand_in
from qingquan.statutes.models import Statute
from tests.county import at

pytestmark = pytest.mark.usefixtures("committed")
COMPARE, IMPORT = "crosscheck.compare", "statutes.import"
PATIENCE_SECONDS = 60


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, "subprocess.Popen[bytes]"]]:
    """Processes started here work on the database of the tests, and none outlives its test."""
    host, name = connection.settings_dict["HOST"], connection.settings_dict["NAME"]
    monkeypatch.setenv("QINGQUAN_DATABASE_URL", f"postgresql:///{name}?host={host}&user=qingquan")
    monkeypatch.setenv("QINGQUAN_DATA", str(settings.DATA))
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "qingquan.settings")
    on_disk = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": settings.DATA / "files"},
    }
    started: dict[str, subprocess.Popen[bytes]] = {}
    monkeypatch.setattr(worker, "_apart", started)
    with override_settings(STORAGES=settings.STORAGES | {"default": on_disk}):
        yield started
    for process in started.values():
        process.kill()
        process.wait()


def ordered() -> Run:
    cast = casts.gather()
    return acts.order(cast.reported().report.campaign, by=cast.office, at=at(date(2026, 4, 7)))


@contextmanager
def locked(statement: str, *about: int) -> Iterator[None]:
    """Somebody else holds what the process needs, so it cannot go on, however quick the machine is."""
    beside = connection.copy()
    beside.set_autocommit(False)
    try:
        with beside.cursor() as sql:
            sql.execute(statement, about)
        yield
    finally:
        beside.close()


def test_nothing_is_started_while_there_is_nothing_to_do(apart: dict[str, "subprocess.Popen[bytes]"]) -> None:
    for name in worker.LONG:
        worker.run_apart(name)
    assert apart == {}


def test_the_other_looks_go_on_while_a_comparison_is_under_way(apart: dict[str, "subprocess.Popen[bytes]"]) -> None:
    run = ordered()
    with locked("SELECT FROM crosscheck_run WHERE id = %s FOR UPDATE", run.pk):
        worker.run_apart(COMPARE)
        process = apart[COMPARE]
        for name, (_, look) in worker.LOOKS.items():
            if name not in worker.LONG:
                look(timezone.now())
        worker.run_apart(COMPARE)
        assert apart == {COMPARE: process}
        assert process.poll() is None
    assert process.wait(PATIENCE_SECONDS) == 0
    run.refresh_from_db()
    assert run.state == RunState.DONE
    worker.run_apart(COMPARE)
    assert apart == {}


def test_an_import_killed_in_the_middle_leaves_nothing_and_is_done_again(
    apart: dict[str, "subprocess.Popen[bytes]"],
) -> None:
    content = b'{"law": "\xe6\xb0\xb4\xe6\xb3\x95", "article": 1, "text": "t"}\n'
    legal = catalogue.gather().legal
    taken = hand_in(io.BytesIO(content), name="laws.jsonl", by=legal, at=at(date(2026, 4, 7)))
    with locked("LOCK statutes_article IN EXCLUSIVE MODE"):
        worker.run_apart(IMPORT)
        until = time.monotonic() + PATIENCE_SECONDS
        while taken.attempts == 0 and time.monotonic() < until:
            time.sleep(0.1)
            taken.refresh_from_db()
        apart[IMPORT].kill()
        assert apart[IMPORT].wait(PATIENCE_SECONDS) != 0
    assert (taken.state, taken.failure, Statute.objects.exists()) == (FileState.RUNNING, "", False)
    worker.run_apart(IMPORT)
    assert apart[IMPORT].wait(PATIENCE_SECONDS) == 0
    taken.refresh_from_db()
    assert (taken.state, taken.attempts, taken.counts["articles"]) == (FileState.DONE, 2, 1)
