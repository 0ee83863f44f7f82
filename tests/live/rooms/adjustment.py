"""Pages of dynamic adjustment."""

from qingquan.adjustment.models import Adjustment
from tests.live.cast import OFFICIALS
from tests.live.page import Page

DESK = tuple(OFFICIALS)
OFFICES = ("campaign_office", "establishment_reviewer", "legal_office_reviewer")
WIDE = (*OFFICES, "government_office", "supervisor", "centre_manager")
WATER = ("clerk", "handler", "reviewer", "approver", "head", "catalogue_admin")
ASKED, REVIEW = ("adjustment_asked",), ("adjustment_review",)
APPROVED, DONE = ("adjustment_approved",), ("adjustment_done",)

PAGES: tuple[Page, ...] = (
    Page("desk:adjustment", DESK, drawn_for=("establishment_reviewer", "catalogue_admin")),
    Page("desk:adjustment", DESK, query="?show=late", drawn_for=("supervisor",)),
    Page("desk:adjustment_new", (*OFFICES, "catalogue_admin"), drawn_for=("establishment_reviewer",)),
    Page("desk:adjustment_one", (*WIDE, *WATER), ASKED, drawn_for=("catalogue_admin",)),
    Page("desk:adjustment_one", WIDE, REVIEW, drawn_for=("legal_office_reviewer",)),
    Page("desk:adjustment_one", WIDE, APPROVED, drawn_for=("government_office",)),
    Page("desk:adjustment_one", WIDE, DONE, drawn_for=("supervisor",)),
    Page("desk:adjustment_rulings", DESK, drawn_for=("legal_office_reviewer", "head")),
    Page("desk:adjustment_reforms", DESK, drawn_for=("establishment_reviewer",)),
    Page("desk:adjustment_together", (*WIDE, *WATER), ASKED, drawn_for=("catalogue_admin",)),
    Page("desk:adjustment_together", WIDE, REVIEW, drawn_for=("legal_office_reviewer",)),
)
NOT_PAGES: dict[str, str] = {"desk:adjustment_file": "a file; tests/flows/test_adjustment.py"}


def samples() -> dict[str, str]:
    """What its pages are opened with."""

    def newest(state: str, **more: str) -> str:
        return Adjustment.objects.filter(state=state, **more).latest("pk").number

    return {
        "adjustment_asked": newest("triggered", code="DA-02"),
        "adjustment_review": newest("applied"),
        "adjustment_approved": newest("approved"),
        "adjustment_done": newest("synced"),
    }
