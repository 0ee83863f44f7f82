"""The hot statements survive what happens to connections: a server that was restarted, a session wiped clean."""

import pytest
from django.db import OperationalError, close_old_connections, connection, connections

from qingquan.ledger import swift

NUMBER = "SELECT 7"


def cut() -> None:
    """End this process's connection from the outside, as a restart of the server does."""
    connection.ensure_connection()
    mine = connection.connection.info.backend_pid
    other = connections.create_connection("default")
    try:
        with other.cursor() as sql:
            sql.execute("SELECT pg_terminate_backend(%s, 5000)", [mine])
    finally:
        other.close()


@pytest.mark.usefixtures("committed")
def test_the_next_request_finds_a_new_connection() -> None:
    assert swift.call(NUMBER, []) == "7"
    cut()
    close_old_connections()
    assert swift.call(NUMBER, []) == "7"


@pytest.mark.usefixtures("committed")
def test_a_connection_lost_within_a_request_fails_once_and_is_replaced() -> None:
    assert swift.call(NUMBER, []) == "7"
    cut()
    with pytest.raises(OperationalError):
        swift.call(NUMBER, [])
    close_old_connections()
    assert swift.call(NUMBER, []) == "7"


@pytest.mark.usefixtures("committed")
def test_a_function_made_anew_is_called_as_it_now_is() -> None:
    statement = "SELECT swift_example($1)::text"
    with connection.cursor() as sql:
        sql.execute("CREATE FUNCTION swift_example(a integer) RETURNS integer LANGUAGE sql AS 'SELECT a'")
        try:
            assert [swift.call(statement, [n]) for n in range(8)] == [str(n) for n in range(8)]
            sql.execute("DROP FUNCTION swift_example")
            sql.execute("CREATE FUNCTION swift_example(a integer) RETURNS json LANGUAGE sql AS 'SELECT ''[1]''::json'")
            assert swift.call(statement, [1]) == "[1]"
        finally:
            sql.execute("DROP FUNCTION swift_example")
