"""The only way for a page of the campaign to get its objects. What is missing and what is forbidden look the same."""

from django.db.models import QuerySet
from django.http import Http404

from qingquan.campaign.models import Bulletin, Campaign, OrganReport, ReportedItem, TakenSheet
from qingquan.campaign.reading import current
from qingquan.campaign.rules.authority import ANSWERABLE, REPORTERS
from qingquan.people.models import Actor
from qingquan.places.words import Role

COUNTY_WIDE = frozenset(
    {
        Role.CAMPAIGN_OFFICE,
        Role.ESTABLISHMENT_REVIEWER,
        Role.LEGAL_OFFICE_REVIEWER,
        Role.GOVERNMENT_OFFICE,
        Role.SUPERVISOR,
        Role.CENTRE_MANAGER,
    }
)


def county_wide(actor: Actor) -> bool:
    """Whether the post looks over every organ's report."""
    return actor.role in COUNTY_WIDE


def answers(actor: Actor) -> bool:
    """Whether the post answers for its own organ's report."""
    return actor.role in ANSWERABLE


def campaign() -> Campaign:
    """The campaign that runs, or the last one; 404 before the first."""
    found = current() or Campaign.objects.first()
    if found is None:
        raise Http404
    return found


def require_wide(actor: Actor) -> Actor:
    """Only those who look over the county find the page."""
    if not county_wide(actor):
        raise Http404
    return actor


def reports_for(actor: Actor) -> QuerySet[OrganReport]:
    """The reports somebody may see: all, or the own organ's for who answers for it."""
    reports = OrganReport.objects.select_related("campaign", "organ", "contact", "signed_by")
    if county_wide(actor):
        return reports
    return reports.filter(organ=actor.organ) if answers(actor) else reports.none()


def report_for(actor: Actor, pk: int) -> OrganReport:
    """One report somebody may see."""
    found = reports_for(actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def own_report(actor: Actor, campaign: Campaign) -> OrganReport | None:
    """What one's own organ owes the campaign, for who answers for it."""
    return reports_for(actor).filter(campaign=campaign, organ=actor.organ).first() if answers(actor) else None


def writes(actor: Actor, report: OrganReport) -> bool:
    """Whether the post writes in the report."""
    return actor.role in REPORTERS and actor.organ is not None and actor.organ.pk == report.organ_id


def report_to_write(actor: Actor, pk: int) -> OrganReport:
    """A report of the own organ, for who writes in it."""
    report = report_for(actor, pk)
    if not writes(actor, report):
        raise Http404
    return report


def item_for(report: OrganReport, pk: int) -> ReportedItem:
    """One item of a report somebody may see."""
    found = ReportedItem.objects.filter(report=report, pk=pk).select_related("item").first()
    if found is None:
        raise Http404
    found.report = report
    return found


def shared_with(actor: Actor, report: int, item: int) -> ReportedItem | None:
    """An item of the own organ's report that was given to the post to fill in."""
    if actor.post is None:
        return None
    items = ReportedItem.objects.filter(report=report, pk=item, share__post=actor.post)
    return items.select_related("item", "report__campaign", "report__organ", "share").first()


def entry_for(actor: Actor, report: int, item: int) -> ReportedItem:
    """One item, for who sees its report or was given it to fill in."""
    return shared_with(actor, report, item) or item_for(report_for(actor, report), item)


def entry_to_write(actor: Actor, report: int, item: int) -> ReportedItem:
    """The same, for who writes it."""
    return shared_with(actor, report, item) or item_for(report_to_write(actor, report), item)


def writes_entry(actor: Actor, row: ReportedItem) -> bool:
    """Whether the post writes the item: that of the organ's report, or the one it was given to."""
    return writes(actor, row.report) or shared_with(actor, row.report_id, row.pk) is not None


def sheet_for(actor: Actor, pk: int) -> TakenSheet:
    """A spreadsheet of a report somebody may see."""
    found = TakenSheet.objects.filter(pk=pk, report__in=reports_for(actor)).select_related("taken_by").first()
    if found is None:
        raise Http404
    found.report = report_for(actor, found.report_id)
    return found


def bulletins_for(actor: Actor) -> QuerySet[Bulletin]:
    """Bulletins go to every organ: to who answers for a report, and to who looks over the county."""
    if not (county_wide(actor) or answers(actor)):
        raise Http404
    return Bulletin.objects.select_related("campaign", "issued_by")
