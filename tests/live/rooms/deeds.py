"""Pages of devolution, entrustment and window authorisation."""

from qingquan.deeds.models import Devolution, Entrustment, WindowAuthorisation
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

PAGES: tuple[Page, ...] = (
    Page("desk:deeds", (*COUNTY, "catalogue_admin", "head"), drawn_for=("government_office", "head")),
    Page("desk:deed", COUNTY, ("=devolution", "devolution"), drawn_for=("government_office",)),
    Page("desk:deed", COUNTY, ("=entrustment", "entrustment"), drawn_for=("legal_office_reviewer",)),
    Page("desk:deed", COUNTY, ("=window", "window_authorisation"), drawn_for=("centre_manager",)),
    Page("desk:deed_new", ("government_office",), ("=devolution",)),
    Page("desk:deed_new", ("head",), ("=entrustment",)),
    Page("desk:deed_new", ("head",), ("=window",)),
    Page("portal:deeds", ANYBODY, drawn_for=("visitor",)),
    Page("portal:deed", ANYBODY, ("=entrustment", "entrustment"), drawn_for=("visitor",)),
    Page("portal:deed", ANYBODY, ("=window", "window_authorisation"), drawn_for=("visitor",)),
)
NOT_PAGES: dict[str, str] = {
    "desk:deed_file": "the paper as PDF",
    "portal:deed_file": "the paper as PDF",
}


def samples() -> dict[str, str]:
    """What its pages are opened with."""
    return {
        "devolution": str(Devolution.objects.values_list("pk", flat=True).get()),
        "entrustment": str(Entrustment.objects.values_list("pk", flat=True).get()),
        "window_authorisation": str(WindowAuthorisation.objects.values_list("pk", flat=True).get()),
    }
