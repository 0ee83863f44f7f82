"""Rows held for the length of an act, so that two people never decide on the same report at once."""

from qingquan.campaign.models import Campaign, OrganReport, ReportedItem


def hold_campaign(campaign: Campaign) -> Campaign:
    """The campaign as it is now, locked."""
    return Campaign.objects.select_for_update().get(pk=campaign.pk)


def hold_report(report: OrganReport) -> OrganReport:
    """The report with its campaign and organ, locked."""
    rows = OrganReport.objects.select_related("campaign", "organ__division").select_for_update(of=("self",))
    return rows.get(pk=report.pk)


def hold_item(item: ReportedItem) -> ReportedItem:
    """A reported item with its report, the report locked: every change of its items waits in one line."""
    report = hold_report(OrganReport(pk=item.report_id))
    held = ReportedItem.objects.select_related("item").get(pk=item.pk)
    held.report = report
    return held
