"""Pages of post-responsibility statements."""

from tests.live.cast import WHO
from tests.live.page import Page

ANYBODY = ("visitor", *WHO)
COUNTY = (
    "campaign_office",
    "establishment_reviewer",
    "legal_office_reviewer",
    "government_office",
    "centre_manager",
    "supervisor",
)
WRITES = "a form of the post's page is sent here; it answers no reading"

PAGES: tuple[Page, ...] = (
    Page("desk:duties", (*COUNTY, "catalogue_admin", "head"), drawn_for=("catalogue_admin",)),
    # Who may see one organ only is shown their own, whatever the address asks.
    Page(
        "desk:duties", (*COUNTY, "catalogue_admin", "head"), query="?organ=014", drawn_for=("establishment_reviewer",)
    ),
    Page("desk:duty_post", (*COUNTY, "catalogue_admin", "head"), ("=shuili.handler",), drawn_for=("catalogue_admin",)),
    Page("desk:duty_post", COUNTY, ("=nongye.approver",), drawn_for=("establishment_reviewer",)),
    Page("desk:duty_version", COUNTY, ("=nongye.handler", "=1"), drawn_for=("supervisor",)),
    Page("portal:duties", ANYBODY, drawn_for=("visitor",)),
    Page("portal:duty_post", ANYBODY, ("=nongye.handler",), drawn_for=("visitor",)),
)
NOT_PAGES: dict[str, str] = {
    "desk:duty_begin": WRITES,
    "desk:duty_save": WRITES,
    "desk:duty_update": WRITES,
    "desk:duty_review": WRITES,
    "desk:duty_give_back": WRITES,
    "desk:duty_publish": WRITES,
    "desk:duty_file": "the paper as PDF",
    "portal:duty_file": "the paper as PDF",
}


def samples() -> dict[str, str]:
    """What its pages are opened with: all stand in their addresses."""
    return {}
