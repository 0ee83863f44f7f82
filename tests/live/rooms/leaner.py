"""Pages of what became less."""

from qingquan.catalogue.models import Item
from qingquan.leaner.models import CutException
from tests.live.page import Page

READING = (
    "campaign_office",
    "establishment_reviewer",
    "legal_office_reviewer",
    "government_office",
    "centre_manager",
    "supervisor",
    "catalogue_admin",
    "head",
)

PAGES: tuple[Page, ...] = (
    Page("desk:leaner", READING, drawn_for=("campaign_office", "catalogue_admin")),
    Page("desk:leaner_organ", READING, ("=013",), drawn_for=("head",)),
    Page("desk:leaner_item", READING, ("leaner_item",), drawn_for=("catalogue_admin",)),
    Page("desk:leaner_flows", READING, ("leaner_item",), drawn_for=("catalogue_admin",)),
    Page("desk:leaner_uncut", READING, drawn_for=("catalogue_admin",)),
    Page("desk:leaner_materials", READING, drawn_for=("campaign_office",)),
    Page("desk:leaner_completeness", READING, drawn_for=("establishment_reviewer",)),
    Page("desk:leaner_exceptions", READING, drawn_for=("government_office",)),
    Page("desk:leaner_exception", ("government_office",), ("cut_exception",)),
)
NOT_PAGES: dict[str, str] = {"desk:leaner_table": "the same rows as CSV, a file to download"}


def samples() -> dict[str, str]:
    """What its pages are opened with."""
    item = Item.objects.get(organ__seq="013", name="河道管理范围内特定活动审批")
    asked = CutException.objects.filter(state="asked").values_list("pk", flat=True)
    return {"leaner_item": item.code, "cut_exception": str(asked[0])}
