"""Pages of the five catalogues and their batches."""

from tests.live.page import Page

PAGES: tuple[Page, ...] = ()
NOT_PAGES: dict[str, str] = {}


def samples() -> dict[str, str]:
    """What its pages are opened with."""
    return {}
