"""Set-up for all tests: one PostgreSQL cluster, made and started on the first need of a database."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from qingquan import environment
from qingquan.ledger.models import Entry
from qingquan.places import calendar, county
from qingquan.server import postgres


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Before pytest-django makes its database there must be a server."""
    if not environment.text("DATABASE_URL"):
        postgres.ensure(settings.DATA, fast=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that read the ledger's news run without others beside them: see `ledger.watch.news`."""
    for item in items:
        if "committed" in getattr(item, "fixturenames", ()):
            item.add_marker("alone")


@pytest.fixture(autouse=True)
def nothing_kept_between_tests() -> None:
    """What processes keep for a minute is another county's in the next test."""
    calendar.forget()
    county.forget()


def _ledger_guard(clause: str) -> None:
    with connection.cursor() as sql:
        sql.execute(f"ALTER TABLE ledger_entry {clause} TRIGGER ledger_no_truncate")


@pytest.fixture
def guard_afterwards(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Put the ledger's guard back when the tables have been emptied."""
    yield
    with django_db_blocker.unblock():
        _ledger_guard("ENABLE ALWAYS")


@pytest.fixture
def committed(guard_afterwards: None, transactional_db: None) -> Iterator[None]:
    """A test whose acts really commit, for what reads the news; the tables are emptied before and after it.

    The ledger refuses to be emptied, so its guard steps aside for that moment, as only an owner of the table can.
    """
    if Entry.objects.exists():
        # A county loaded for a whole module of tests is still there.
        _ledger_guard("DISABLE")
        call_command("flush", interactive=False, verbosity=0)
        _ledger_guard("ENABLE ALWAYS")
    yield
    _ledger_guard("DISABLE")
