"""Set-up for all tests: one PostgreSQL cluster, made and started on the first need of a database."""

import pytest
from django.conf import settings

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
