"""Pages never write: a statement that would change a table while a page is read is refused, so the page fails."""

import re
from collections.abc import Callable
from typing import Any

from qingquan.ledger.acts import acting

WRITES = re.compile(r"\b(INSERT\s+INTO|UPDATE|DELETE\s+FROM|TRUNCATE|MERGE\s+INTO|COPY)\s+(?:ONLY\s+)?\"?(\w+)", re.I)
ALLOWED = {
    "django_session": "a session remembers the post chosen, the cases opened with a code, and the last click",
}


class PageWrote(AssertionError):
    """A page was only read, and something was changed."""


def read_only(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """For `connection.execute_wrapper`: let through what reads, what an act writes, and the tables allowed."""
    found = WRITES.search(re.sub(r"'[^']*'|\bFOR (NO KEY )?UPDATE\b", "", str(sql)))
    if found and not acting() and found[2].lower() not in ALLOWED:
        raise PageWrote(f"a page that was only read changes {found[2]}: {str(sql)[:200]}")
    return execute(sql, params, many, context)
