"""Pages of powers given up, of fees, and of matters outside the list."""

from qingquan.fees.models import Bill
from qingquan.forfeits.models import Forfeit, StoppedCase, UnlistedMatter
from tests.live.cast import OFFICIALS, WHO
from tests.live.page import Page

DESK = tuple(OFFICIALS)
ANYBODY = ("visitor", *WHO)
FINDING = ("campaign_office", "establishment_reviewer", "legal_office_reviewer", "supervisor")
WIDE = (*FINDING, "government_office")
DECIDING = ("campaign_office", "legal_office_reviewer")
WAITING, ANSWERED = ("matter_waiting",), ("matter_answered",)

PAGES: tuple[Page, ...] = (
    Page("desk:forfeits", DESK, drawn_for=("supervisor", "head")),
    Page("desk:forfeits_new", FINDING, drawn_for=("campaign_office",)),
    Page("desk:forfeits_one", WIDE, ("forfeit",), drawn_for=("supervisor",)),
    Page("desk:forfeits_one", WIDE, ("forfeit_kept",), drawn_for=("government_office",)),
    Page("desk:forfeits_fees", DESK, drawn_for=("supervisor",)),
    Page("desk:forfeits_stopped", DESK, drawn_for=("legal_office_reviewer",)),
    Page(
        "desk:forfeits_decide",
        ("campaign_office", "legal_office_reviewer"),
        ("stopped",),
        drawn_for=("campaign_office",),
    ),
    Page("desk:forfeits_matters", ("campaign_office", "supervisor"), drawn_for=("campaign_office",)),
    Page("desk:forfeits_matter", ("campaign_office", "supervisor"), WAITING, drawn_for=("campaign_office",)),
    Page("desk:forfeits_matter", ("campaign_office", "supervisor"), ANSWERED, drawn_for=("supervisor",)),
    Page("desk:fees", DESK, drawn_for=("supervisor",)),
    Page("desk:fees_one", ("supervisor",), ("bill",)),
    Page("desk:fees_new", ("clerk", "handler", "stranger"), drawn_for=("clerk",)),
    Page("portal:unlisted", ANYBODY, drawn_for=("visitor", "citizen")),
    Page("portal:unlisted_follow", ANYBODY, drawn_for=("visitor",)),
    Page("portal:item", ANYBODY, ("item_given_up",), drawn_for=("visitor",)),
)
NOT_PAGES: dict[str, str] = {
    "desk:forfeits_return": "asked of the organ that took the money; tests/flows/test_forfeits.py",
    "portal:unlisted_matter": "opened with number and code, or by who sent it; tests/flows/test_forfeits_portal.py",
}


def samples() -> dict[str, str]:
    """What its pages are opened with."""
    given_up = Forfeit.objects.standing().select_related("item").latest("pk")
    return {
        "forfeit": given_up.number,
        "item_given_up": given_up.item.code,
        "forfeit_kept": Forfeit.objects.get(effect="kept").number,
        "stopped": str(StoppedCase.objects.filter(decision="").latest("pk").pk),
        "matter_waiting": UnlistedMatter.objects.filter(state="waiting").latest("pk").number,
        "matter_answered": UnlistedMatter.objects.filter(state="answered").latest("pk").number,
        "bill": Bill.objects.latest("pk").number,
    }
