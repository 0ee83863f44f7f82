"""Everything that happens by itself, in one place: periodic looks and followers of the ledger."""

import logging
import os
from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

log = logging.getLogger(__name__)


def main() -> None:
    """Run the worker in this process until it is told to stop."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qingquan.settings")
    import django  # noqa: PLC0415 - the settings must be named before anything of Django is imported

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("procrastinate", "worker", "--concurrency", "1")


def by_the_clock(look: Callable[[datetime], int]) -> int:
    """Run one look at the present moment and say in the log what it did."""
    done = look(timezone.now())
    if done:
        log.info("%s.%s: %d", look.__module__, look.__qualname__, done)
    return done


if __name__ == "__main__":
    main()
