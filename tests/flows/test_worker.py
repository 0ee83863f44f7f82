"""What takes long is done beside the other looks, in a process of its own, and only when there is something to do."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from qingquan import worker
from qingquan.crosscheck import acts
from qingquan.crosscheck.models import Run
from qingquan.crosscheck.tests import cast as casts
from qingquan.crosscheck.words import RunState
from tests.county import at

pytestmark = pytest.mark.usefixtures("committed")
COMPARE = "crosscheck.compare"
PATIENCE_SECONDS = 60


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, "subprocess.Popen[bytes]"]]:
    """Processes started here work on the database of the tests, and none outlives its test."""
    host, name = connection.settings_dict["HOST"], connection.settings_dict["NAME"]
    monkeypatch.setenv("QINGQUAN_DATABASE_URL", f"postgresql:///{name}?host={host}&user=qingquan")
    monkeypatch.setenv("QINGQUAN_DATA", str(settings.DATA))
    started: dict[str, subprocess.Popen[bytes]] = {}
    monkeypatch.setattr(worker, "_apart", started)
    yield started
    for process in started.values():
        process.kill()
        process.wait()


def ordered() -> Run:
    cast = casts.gather()
    return acts.order(cast.reported().report.campaign, by=cast.office, at=at(date(2026, 4, 7)))


@contextmanager
def held(run: Run) -> Iterator[None]:
    """As long as somebody else holds its row a comparison cannot begin, however quick the machine is."""
    beside = connection.copy()
    beside.set_autocommit(False)
    try:
        with beside.cursor() as sql:
            sql.execute("SELECT FROM crosscheck_run WHERE id = %s FOR UPDATE", [run.pk])
        yield
    finally:
        beside.close()


def test_nothing_is_started_while_there_is_nothing_to_do(apart: dict[str, "subprocess.Popen[bytes]"]) -> None:
    for name in worker.LONG:
        worker.run_apart(name)
    assert apart == {}


def test_the_other_looks_go_on_while_a_comparison_is_under_way(apart: dict[str, "subprocess.Popen[bytes]"]) -> None:
    run = ordered()
    with held(run):
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
