"""What is kept of a campaign: its stages and terms, the organs' reports, the powers they report."""

from qingquan.campaign.models.campaign import Campaign, OrganReport, StageTerm
from qingquan.campaign.models.reported import ReportedItem

__all__ = ["Campaign", "OrganReport", "ReportedItem", "StageTerm"]
