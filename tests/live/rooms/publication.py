"""Pages of the five catalogues and their batches."""

from qingquan.catalogue.models import Item
from qingquan.publication.models import Batch
from tests.live.cast import WHO
from tests.live.page import Page

ANYBODY = ("visitor", *WHO)
LOOKING = (
    "campaign_office",
    "establishment_reviewer",
    "government_office",
    "legal_office_reviewer",
    "supervisor",
    "centre_manager",
)
PREPARING = ("campaign_office", "establishment_reviewer")
SCREENING = ("catalogue_admin", "head")
PAGES: tuple[Page, ...] = (
    Page("portal:publication", ANYBODY, drawn_for=("visitor",)),
    Page("portal:publication_catalogue", ANYBODY, ("=licence_approval",), drawn_for=("visitor",)),
    Page("portal:publication_catalogue", ANYBODY, ("=other",), query="?q=没有这样的事", drawn_for=("visitor",)),
    Page("portal:publication_batch", ANYBODY, ("batch",), drawn_for=("visitor",)),
    Page("portal:publication_history", ANYBODY, ("changed_item",), query="?on=2026-03-01", drawn_for=("visitor",)),
    Page("portal:publication_history", ANYBODY, ("changed_item",), query="?on=2025-03-01", drawn_for=("visitor",)),
    Page("desk:publication", (*LOOKING, *SCREENING), drawn_for=("campaign_office", "head")),
    Page("desk:publication_new", PREPARING, ("=penalty",), drawn_for=("campaign_office",)),
    Page("desk:publication_batch", (*LOOKING, *SCREENING), ("batch_in_hand",), drawn_for=("government_office",)),
    Page("desk:publication_batch", (*LOOKING, *SCREENING), ("batch",), drawn_for=("government_office",)),
    Page("desk:publication_change", PREPARING, ("batch_in_hand",), drawn_for=("campaign_office",)),
    Page(
        "desk:publication_screen",
        ("government_office", *SCREENING),
        ("batch_in_hand",),
        drawn_for=("government_office", "head"),
    ),
)
NOT_PAGES: dict[str, str] = {
    "portal:publication_file": "a batch as a PDF, XLSX, CSV or JSON file",
    "portal:publication_feed": "an Atom feed for readers of feeds",
    "desk:publication_file": "a batch before it is public, as a file",
    "desk:publication_act": "takes the steps of a batch, by POST only",
}


def samples() -> dict[str, str]:
    """The second batch of licences, an item that changed in it, and the batch in hand."""
    batch = Batch.objects.public().get(catalogue="licence_approval", seq=2)
    in_hand = Batch.objects.get(state="prepared", catalogue="licence_approval")
    return {
        "batch": batch.number,
        "changed_item": Item.objects.get(name="取水许可").code,
        "batch_in_hand": in_hand.number,
    }
