"""What is kept of a campaign: its stages and terms, the organs' reports, the powers they report."""

from qingquan.campaign.models.campaign import Campaign, OrganReport, StageTerm
from qingquan.campaign.models.reported import EntryDraft, ReportedItem
from qingquan.campaign.models.share import Share
from qingquan.campaign.models.sheet import TakenSheet
from qingquan.campaign.models.steering import Bulletin, Reminder

__all__ = [
    "Bulletin",
    "Campaign",
    "EntryDraft",
    "OrganReport",
    "Reminder",
    "ReportedItem",
    "Share",
    "StageTerm",
    "TakenSheet",
]
