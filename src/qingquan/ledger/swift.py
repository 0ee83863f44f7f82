"""The hot statements of acts: one SQL function called as a prepared statement, its values sent beside it."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connections
from psycopg import Connection, OperationalError
from psycopg.errors import error_from_result
from psycopg.pq import ConnStatus, ExecStatus, TransactionStatus
from psycopg.pq.abc import PGconn, PGresult

from qingquan.ledger.forbidden import refusal_of

# Which statements each connection has prepared, by the name it knows them under.
_prepared: WeakKeyDictionary[Connection[Any], dict[str, bytes]] = WeakKeyDictionary()


def call(statement: str, values: Sequence[Any]) -> str:
    """The single value a named SQL function returns, as text; "" for NULL. Parameters are written $1, $2, ….

    Django's own cursor writes values into the text, so that the database parses and plans a new text each time; here
    it is prepared once for each connection and run by libpq without a cursor in between, which halves the time an
    act spends outside the database. Errors are Django's, transactions are Django's.
    """
    # Looked up once: Django's `connection` looks it up anew at every mention.
    connection = connections["default"]
    # As Django's own cursor does: a connection that died between two requests is replaced, not complained about.
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    plain: Connection[Any] = connection.connection
    with connection.wrap_database_errors:
        if not plain.autocommit and plain.pgconn.transaction_status == TransactionStatus.IDLE:
            # Psycopg opens a transaction with its first statement, and knows only of its own.
            plain.execute("SELECT")
        known = _prepared.setdefault(plain, {})
        if statement not in known:
            known[statement] = f"swift_{len(known)}".encode()
            _good(plain.pgconn, plain.pgconn.prepare(known[statement], statement.encode()))
        sent: list[Any] = [_as_sent(value) for value in values]
        found = _good(plain.pgconn, plain.pgconn.exec_prepared(known[statement], sent)).get_value(0, 0)
    return found.decode() if found is not None else ""


def _good(line: PGconn, result: PGresult) -> PGresult:
    """The result, unless it is an error; a line that broke tells no SQLSTATE of its own."""
    if result.status in {ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK}:
        return result
    if line.status == ConnStatus.BAD:
        raise OperationalError(line.get_error_message())
    error = error_from_result(result, encoding="utf-8")
    raise refusal_of(error) or error


def _as_sent(value: Any) -> bytes | None:
    """A value in the text form that PostgreSQL reads."""
    match value:
        case None:
            return None
        case str():
            return value.encode()
        case bool():
            return b"t" if value else b"f"
        case int():
            return b"%d" % value
        case bytes():
            return b"\\x" + value.hex().encode()
        case date():
            return value.isoformat().encode()
    raise TypeError(f"not sent: {type(value).__name__}")
