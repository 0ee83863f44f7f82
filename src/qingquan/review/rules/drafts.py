"""Unfinished texts: whose they are, when two writers meet, how long somebody counts as writing."""

from collections.abc import Mapping
from datetime import datetime, timedelta

WRITING_MINUTES = 5
# Far beyond what may be given: a text that is too long is kept, to be shortened.
LONGEST_FIELD = 100_000


def is_stale(seen: int, now: int, written: Mapping[str, str], kept: Mapping[str, str], *, own: bool = False) -> bool:
    """Somebody else saved since the page was opened, and something different.

    `own`: the last to save was the writer. Being one save behind oneself is a page whose own saving was under way.
    """
    if seen == now or (own and seen == now - 1):
        return False
    return dict(written) != dict(kept)


def is_writing(changed_at: datetime, at: datetime) -> bool:
    """Whether a text that was changed then is being written now."""
    return timedelta() <= at - changed_at <= timedelta(minutes=WRITING_MINUTES)
