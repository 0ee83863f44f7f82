"""The hot statements of acts: one SQL function called as a prepared statement, its values sent beside it."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from psycopg import Cursor

# Django switches preparing off altogether; with a threshold nothing reaches, only what asks for it is prepared.
ONLY_WHEN_ASKED = 2**31


def call(statement: str, values: Sequence[Any]) -> Any:
    """The single value a named SQL function returns.

    Django's own cursor writes values into the text, so that the database parses and plans a new text each time; here
    it is prepared once for each connection. Errors are Django's, transactions are Django's.
    """
    # As Django's own cursor does: a connection that died between two requests is replaced, not complained about.
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    if connection.connection.prepare_threshold is None:
        connection.connection.prepare_threshold = ONLY_WHEN_ASKED
    with connection.wrap_database_errors, Cursor(connection.connection) as sql:
        row = sql.execute(statement, values, prepare=True).fetchone()
    assert row is not None, "a function returns a row"
    return row[0]
