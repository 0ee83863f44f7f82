"""Copying last year's list: what the catalogue has in force of the organ."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db.models import Count
from django.utils import timezone

from qingquan.campaign.acts.reporting import hold_writable, laid
from qingquan.campaign.models import OrganReport, ReportedItem
from qingquan.campaign.rules.entries import Particulars
from qingquan.campaign.words import ItemOrigin
from qingquan.cases.models import Case
from qingquan.catalogue.models import ItemVersion
from qingquan.ledger.acts import act, record
from qingquan.people.models import Actor


@act("campaign.list_copied")
def copy_last(report: OrganReport, *, by: Actor, at: datetime) -> int:
    """Enter every item the catalogue has in force for the organ and the report lacks; the answer is how many.

    The number of cases is what this system received in the twelve months before; the duty is what the last
    campaign's report said. Both are for the organ to correct.
    """
    held = hold_writable(report, by)
    on = timezone.localdate(at)
    known = set(ReportedItem.objects.filter(report=held).values_list("code", flat=True))
    versions = ItemVersion.objects.in_force(on).filter(item__organ=held.organ).exclude(item__code__in=known)
    found = list(versions.select_related("item").order_by("item__code"))
    cases, duties = cases_before(held, on), last_duties(held)
    rows = [copied(held, version, cases, duties, at) for version in found]
    ReportedItem.objects.bulk_create(rows)
    told = {"items": len(rows), "in_force_on": on.isoformat(), "codes": [row.code for row in rows]}
    record(held.subject, "campaign.list_copied", told, by=by, at=at)
    return len(rows)


def copied(
    report: OrganReport, version: ItemVersion, cases: Mapping[int, int], duties: Mapping[str, str], at: datetime
) -> ReportedItem:
    """One version as a reported item."""
    said = Particulars(duty=duties.get(version.item.code, ""), cases_last_year=cases.get(version.item_id, 0))
    row = ReportedItem(report=report, item=version.item, origin=ItemOrigin.COPIED.value)
    return laid(row, version.facts(), said, at)


def cases_before(report: OrganReport, until: date) -> dict[int, int]:
    """How many cases of each of the organ's items came in during the year that ends on the day."""
    year = Case.objects.filter(
        organ=report.organ, received_at__date__gt=until - timedelta(days=365), received_at__date__lte=until
    )
    counted = year.values("version__item").annotate(number=Count("pk")).values_list("version__item", "number")
    return dict(counted)


def last_duties(report: OrganReport) -> dict[str, str]:
    """The 三定 duty each code had in the organ's report of the campaign before."""
    former = ReportedItem.objects.filter(report__organ=report.organ).exclude(report=report).exclude(duty="")
    return dict(former.order_by("report__campaign__started_at").values_list("code", "duty"))
