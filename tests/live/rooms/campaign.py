"""Pages of the clean-up campaign."""

from io import BytesIO

from openpyxl import load_workbook

from qingquan.campaign import acts
from qingquan.campaign.models import Bulletin, OrganReport, TakenSheet
from qingquan.campaign.reading import current
from qingquan.campaign.reading.workbooks import report_workbook
from qingquan.campaign.sheets.apart import open_sheet
from qingquan.campaign.sheets.shape import FIRST_ROW, LETTERS, SHEET
from qingquan.people.models import Actor, Tenure
from tests.live.cast import OFFICIALS, WHO
from tests.live.days import NOW, TODAY
from tests.live.page import Page

DESK = tuple(OFFICIALS)
WIDE = (
    "campaign_office",
    "establishment_reviewer",
    "legal_office_reviewer",
    "government_office",
    "supervisor",
    "centre_manager",
)
OWN = ("catalogue_admin", "head")
ALL = (*WIDE, *OWN)
REPORT, ITEM = ("campaign_report",), ("campaign_report", "campaign_item")

PAGES: tuple[Page, ...] = (
    Page("desk:campaign", DESK, drawn_for=("campaign_office", "catalogue_admin")),
    Page("desk:campaign_move", ("campaign_office", "government_office"), drawn_for=("government_office",)),
    Page("desk:campaign_board", WIDE, drawn_for=("campaign_office",)),
    Page("desk:campaign_board", WIDE, query="?show=late", drawn_for=("supervisor",)),
    Page("desk:campaign_items", WIDE, query="?kind=doubts", drawn_for=("establishment_reviewer",)),
    Page("desk:campaign_bulletins", ALL, drawn_for=("campaign_office",)),
    Page("desk:campaign_report", ALL, REPORT, drawn_for=("catalogue_admin",)),
    Page("desk:campaign_report", WIDE, ("campaign_signed",), drawn_for=("legal_office_reviewer",)),
    Page("desk:campaign_sign", ("head",), REPORT),
    Page(
        "desk:campaign_return",
        ("campaign_office", "establishment_reviewer", "legal_office_reviewer"),
        ("campaign_signed",),
        drawn_for=("campaign_office",),
    ),
    Page("desk:campaign_item_new", ("catalogue_admin",), REPORT),
    Page("desk:campaign_item", (*ALL, "handler"), ITEM, drawn_for=("catalogue_admin", "head")),
    Page("desk:campaign_drop", ("catalogue_admin",), ITEM),
    Page("desk:campaign_shares", ALL, REPORT, drawn_for=("catalogue_admin",)),
    Page("desk:campaign_mine", DESK, drawn_for=("handler",)),
    Page("desk:campaign_send", ("catalogue_admin",), REPORT),
    Page("desk:campaign_sheet", ALL, ("campaign_sheet",), drawn_for=("catalogue_admin",)),
)
NOT_PAGES: dict[str, str] = {
    "desk:campaign_new": "found between campaigns only; tests/flows/test_campaign_story.py",
    "desk:campaign_basis": "a form's target; its page is that of the campaign",
    "desk:campaign_bulletin": "a PDF",
    "desk:campaign_acknowledge": "a form's target; its page is that of the report",
    "desk:campaign_share_done": "a form's target; its page is the list of what is to be filled in",
    "desk:campaign_copy": "a form's target; its page is that of the report",
    "desk:campaign_draft": "keeps what is typed; its page is that of the item",
    "desk:campaign_draft_new": "keeps what is typed; its page is that of a new item",
    "desk:campaign_template": "a file",
    "desk:campaign_sheet_file": "a file",
}


def samples() -> dict[str, str]:
    """The water bureau's report, given back so that its pages for writing are there, and a sheet that was refused."""
    campaign = current()
    assert campaign is not None
    water = OrganReport.objects.select_related("organ", "campaign").get(campaign=campaign, organ__seq="013")
    signed = OrganReport.objects.get(campaign=campaign, organ__seq="019")
    acts.give_back(water, "请补充水工程建设规划同意书。", by=acting("campaign_office"), at=NOW)
    water = OrganReport.objects.select_related("organ", "campaign").get(pk=water.pk)
    item = water.items.first()
    handler = acting("handler")
    assert handler.post is not None
    by = acting("catalogue_admin")
    acts.share_out(water, list(water.items.all()[:2]), handler.post, due_on=TODAY, by=by, at=NOW)
    bulletin = Bulletin.objects.first()
    assert item is not None
    assert bulletin is not None
    return {
        "campaign_report": str(water.pk),
        "campaign_signed": str(signed.pk),
        "campaign_item": str(item.pk),
        "campaign_sheet": str(sent(water).pk),
        "campaign_bulletin": str(bulletin.pk),
    }


def sent(report: OrganReport) -> TakenSheet:
    """The report's own workbook with two cells spoiled."""
    book = load_workbook(BytesIO(report_workbook(report)))
    sheet = book[SHEET]
    sheet[f"{LETTERS['promise']}{FIRST_ROW}"].value = "尽快"
    sheet[f"{LETTERS['power_type']}{FIRST_ROW + 1}"].value = "审批"
    out = BytesIO()
    book.save(out)
    opened = open_sheet(out.getvalue(), "水利局申报表.xlsx")
    by = acting("catalogue_admin")
    return acts.take_sheet(report, opened, name="水利局申报表.xlsx", sha256="0" * 64, by=by, at=NOW)


def acting(part: str) -> Actor:
    """Whoever plays the part, from the first of their posts."""
    tenures = Tenure.objects.on(TODAY).filter(account__username=WHO[part]).select_related("account", "post__organ")
    tenure = tenures.order_by("post__code").first()
    assert tenure is not None
    return Actor(tenure.account, tenure.post)
