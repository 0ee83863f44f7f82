"""The flowchart of a case: the picture with its present steps, and the same in words."""

from functools import lru_cache

from markupsafe import Markup

from qingquan.procedures import runs
from qingquan.procedures.models import StoredProcedure


@lru_cache(maxsize=256)
def picture(sha256: str, current: frozenset[str], done: frozenset[str]) -> Markup:
    """The SVG; our own drawing, in which every text is escaped."""
    return Markup(runs.draw(xml(sha256), current=current, done=done))


@lru_cache(maxsize=64)
def in_words(sha256: str) -> tuple[str, ...]:
    """The steps as sentences; the list they stand in numbers them."""
    steps = [step for step in runs.tell(xml(sha256)) if step.number]
    return tuple(step.words.removeprefix(f"{step.number}. ") for step in steps)


@lru_cache(maxsize=64)
def xml(sha256: str) -> bytes:
    """The stored file; it never changes."""
    return StoredProcedure.objects.get(sha256=sha256).xml.encode()
