"""Pages of exchange and the base catalogue."""

from qingquan.exchange.models import Claim
from tests.live.page import Page

LOOKING = (
    "campaign_office",
    "establishment_reviewer",
    "legal_office_reviewer",
    "government_office",
    "supervisor",
    "centre_manager",
)
OWN = ("catalogue_admin", "head")
PAGES: tuple[Page, ...] = (
    Page("desk:exchange", (*LOOKING, *OWN), drawn_for=("campaign_office", "catalogue_admin")),
    Page("desk:exchange", (*LOOKING, *OWN), query="?state=unclaimed", drawn_for=("campaign_office",)),
    Page("desk:exchange_claim", (*LOOKING, *OWN), ("claim",), drawn_for=("catalogue_admin",)),
    Page("desk:exchange_claim", LOOKING, ("claim_open",), drawn_for=("campaign_office",)),
    Page("desk:exchange_items", (*LOOKING, *OWN), drawn_for=("catalogue_admin",)),
    Page("desk:exchange_records", ("head", "supervisor", "centre_manager"), drawn_for=("head", "supervisor")),
)
NOT_PAGES: dict[str, str] = {
    "desk:exchange_file": "items as a JSON, XML or CSV file",
    "desk:exchange_act": "answers a row of the upper level's catalogue, by POST only",
    "desk:exchange_report": "what became of a file, kept only for whoever took it in",
}


def samples() -> dict[str, str]:
    """A row the water bureau has claimed, and one of another organ that waits."""
    claimed = Claim.objects.filter(state="claimed", organ__short_name="清水").order_by("pk")[0]
    waiting = Claim.objects.filter(state="unclaimed").exclude(organ__short_name="清水").order_by("pk")[0]
    return {"claim": str(claimed.pk), "claim_open": str(waiting.pk)}
