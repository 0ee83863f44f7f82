"""Addresses of the clean-up campaign on the desk."""

from django.urls import URLPattern

from qingquan.desk import (
    campaign_board,
    campaign_items,
    campaign_overview,
    campaign_report,
    campaign_shares,
    campaign_sheets,
    campaign_typing,
)
from qingquan.desk.door import page

ROOM = "clearing/campaign/"
REPORT = f"{ROOM}reports/<int:pk>/"
CAMPAIGN: list[URLPattern] = [
    page(ROOM, campaign_overview.campaign, "campaign"),
    page(f"{ROOM}new/", campaign_overview.new, "campaign_new"),
    page(f"{ROOM}move/", campaign_overview.move, "campaign_move"),
    page(f"{ROOM}basis/", campaign_overview.basis, "campaign_basis"),
    page(f"{ROOM}board/", campaign_board.board, "campaign_board"),
    page(f"{ROOM}items/", campaign_board.items, "campaign_items"),
    page(f"{ROOM}bulletins/", campaign_board.bulletins, "campaign_bulletins"),
    page(f"{ROOM}bulletins/<int:pk>/", campaign_board.bulletin, "campaign_bulletin"),
    page(f"{ROOM}mine/", campaign_shares.mine, "campaign_mine"),
    page(f"{REPORT}shares/", campaign_shares.shares, "campaign_shares"),
    page(f"{REPORT}items/<int:item>/done/", campaign_shares.done, "campaign_share_done"),
    page(REPORT, campaign_report.report, "campaign_report"),
    page(f"{REPORT}acknowledge/", campaign_report.acknowledge, "campaign_acknowledge"),
    page(f"{REPORT}copy/", campaign_report.copy, "campaign_copy"),
    page(f"{REPORT}sign/", campaign_report.sign, "campaign_sign"),
    page(f"{REPORT}return/", campaign_report.give_back, "campaign_return"),
    page(f"{REPORT}items/new/", campaign_items.new, "campaign_item_new"),
    page(f"{REPORT}items/<int:item>/", campaign_items.item, "campaign_item"),
    page(f"{REPORT}items/<int:item>/drop/", campaign_items.drop, "campaign_drop"),
    page(f"{REPORT}items/new/draft/", campaign_typing.keep, "campaign_draft_new"),
    page(f"{REPORT}items/<int:item>/draft/", campaign_typing.keep, "campaign_draft"),
    page(f"{REPORT}sheets/", campaign_sheets.send, "campaign_send"),
    page(f"{REPORT}template.xlsx", campaign_sheets.template, "campaign_template"),
    page(f"{ROOM}sheets/<int:pk>/", campaign_sheets.sheet, "campaign_sheet"),
    page(f"{ROOM}sheets/<int:pk>/file/", campaign_sheets.sheet_file, "campaign_sheet_file"),
]
