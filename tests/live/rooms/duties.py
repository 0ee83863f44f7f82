"""Pages of post-responsibility statements."""

from tests.live.page import Page

PAGES: tuple[Page, ...] = ()
NOT_PAGES: dict[str, str] = {}


def samples() -> dict[str, str]:
    """What its pages are opened with."""
    return {}
