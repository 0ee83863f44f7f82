"""Set-up for all tests: one PostgreSQL cluster, made and started on the first need of a database."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection

from qingquan import environment
from qingquan.places import calendar, county
from qingquan.server import postgres


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Before pytest-django makes its database there must be a server."""
    if not environment.text("DATABASE_URL"):
        postgres.ensure(settings.DATA, fast=True)


@pytest.fixture(autouse=True)
def nothing_kept_between_tests() -> None:
    """What processes keep for a minute is another county's in the next test."""
    calendar.forget()
    county.forget()


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:
    """A test whose acts really commit, for what reads the news; the tables are emptied after it.

    The ledger refuses to be emptied, so its guard steps aside for that moment, as only an owner of the table can.
    """
    with connection.cursor() as sql:
        sql.execute("ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER ledger_no_truncate")
    yield
    with connection.cursor() as sql:
        sql.execute("ALTER TABLE ledger_entry DISABLE TRIGGER ledger_no_truncate")
