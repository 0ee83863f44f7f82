"""How higher rooms hear the news: each reads entries after its own cursor."""

import time
from collections.abc import Sequence

from django.db import connection, transaction

from qingquan.ledger.models import Cursor, Entry

# Entries of transactions still running are left for the next look: were they skipped, they would never be seen.
NEWS = """
    SELECT id, tx::text::numeric FROM ledger_entry
    WHERE (tx, id) > (%s::text::xid8, %s) AND tx < pg_snapshot_xmin(pg_current_snapshot())
      AND (%s::text[] IS NULL OR kind = ANY(%s::text[]))
    ORDER BY tx, id LIMIT %s
"""

ALL_TOLD = """
    SELECT coalesce(max(tx) < pg_snapshot_xmin(pg_current_snapshot()), true) FROM ledger_entry
"""


def news(follower: str, *, kinds: Sequence[str] | None = None, limit: int = 1000) -> list[Entry]:
    """The next entries for a follower, in commit order; the cursor moves in the caller's transaction.

    Call inside `transaction.atomic()`: if the follower's work fails, the cursor stays and the news comes again.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("news() belongs inside a transaction")
    cursor, _ = Cursor.objects.select_for_update().get_or_create(follower=follower)
    wanted = list(kinds) if kinds is not None else None
    with connection.cursor() as sql:
        sql.execute(NEWS, [str(cursor.tx), cursor.entry, wanted, wanted, limit])
        rows = sql.fetchall()
    if not rows:
        return []
    cursor.entry, cursor.tx = rows[-1]
    cursor.save(update_fields=["tx", "entry"])
    entries = Entry.objects.in_bulk([row[0] for row in rows])
    return [entries[row[0]] for row in rows]


def until_all_told(seconds: float = 60) -> None:
    """Wait until no running transaction, of an automatic analysis say, holds written entries back from `news`.

    For what follows a clock of its own, faster than the real one. Raises TimeoutError after so many seconds.
    """
    last = time.monotonic() + seconds
    with connection.cursor() as sql:
        while True:
            sql.execute(ALL_TOLD)
            if sql.fetchall() == [(True,)]:
                return
            if time.monotonic() > last:
                raise TimeoutError(f"entries are held back by another transaction for {seconds} s")
            time.sleep(0.005)
