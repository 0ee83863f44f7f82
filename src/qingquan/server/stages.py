"""Progress for people: one line for each stage, with its seconds."""

import contextlib
import sys
import time
from collections.abc import Iterator


@contextlib.contextmanager
def stage(name: str) -> Iterator[None]:
    """Show a stage while it runs and how long it took; on standard error, so that output stays clean."""
    began = time.monotonic()
    _say(f"  {name}…… ")
    try:
        yield
    except BaseException:
        _say("✗\n")
        raise
    _say(f"✓ {time.monotonic() - began:.1f} 秒\n")


def _say(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()
