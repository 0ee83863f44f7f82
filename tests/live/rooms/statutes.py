"""Pages of the law library."""

from tests.live.cast import OFFICIALS
from tests.live.page import Page

PAGES: tuple[Page, ...] = (Page("desk:statutes", tuple(OFFICIALS), drawn_for=("legal_office_reviewer",)),)
NOT_PAGES: dict[str, str] = {}


def samples() -> dict[str, str]:
    """What its pages are opened with."""
    return {}
