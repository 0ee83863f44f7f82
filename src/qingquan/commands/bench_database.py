"""A database for one measurement: made in the installation's cluster, migrated, and dropped afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection

from qingquan import environment
from qingquan.server import postgres


@contextmanager
def fresh_database(name: str, more: str = "") -> Iterator[None]:
    """Make the database, bring it up to date, run `more`; drop it at the end whatever happened."""
    own = nullcontext() if environment.text("DATABASE_URL") else postgres.visited(settings.DATA)
    with own:
        yield from _made(name, more)


def _made(name: str, more: str) -> Iterator[None]:
    home = connection.settings_dict["NAME"]
    _drop(name)
    _administer(f'CREATE DATABASE "{name}" TEMPLATE template0')
    use(name)
    try:
        call_command("migrate", verbosity=0)
        if more:
            with connection.cursor() as sql:
                sql.execute(more)
        connection.close()
        yield
    finally:
        use(home)
        _drop(name)


def use(name: str) -> None:
    """Let Django's connection of this process speak to another database of the same server."""
    connection.close()
    connection.settings_dict["NAME"] = name


def _drop(name: str) -> None:
    """Plainly first: that sends an autovacuum away, which `FORCE` may not end; `FORCE` ends a left-over server."""
    try:
        _administer(f'DROP DATABASE IF EXISTS "{name}"')
    except OperationalError:
        _administer(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _administer(*statements: str) -> None:
    with connection.cursor() as sql:
        for statement in statements:
            sql.execute(statement)
    connection.close()
