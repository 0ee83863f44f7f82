"""An organ reports: a power entered, changed, taken out of the report."""

from dataclasses import replace
from datetime import datetime

from django.db.models import ProtectedError

from qingquan.campaign.acts.hold import hold_item, hold_report
from qingquan.campaign.acts.typing import forget_typed
from qingquan.campaign.models import OrganReport, ReportedItem, Share
from qingquan.campaign.rules import authority
from qingquan.campaign.rules.entries import Particulars, blocking, findings_of
from qingquan.campaign.rules.reports import check_may_write
from qingquan.campaign.words import ItemOrigin
from qingquan.catalogue.acts.writing import check_lengths
from qingquan.catalogue.checking import as_registered
from qingquan.catalogue.models import Item
from qingquan.catalogue.rules.codes import parse_item_code
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.papers.acts import next_number
from qingquan.people.models import Actor


class Stale(Refused):
    """Somebody else changed the item since it was read; `item` is what it says now."""

    def __init__(self, item: ReportedItem) -> None:
        self.item = item
        super().__init__("您打开之后，同事已经修改过这一项；请对照现在的内容，再决定保留哪一个。")


@act("campaign.item_entered")
def enter_item(
    report: OrganReport,
    facts: VersionFacts,
    *,
    duty: str = "",
    cases_last_year: int | None = None,
    fees_last_year: int | None = None,
    remark: str = "",
    origin: ItemOrigin = ItemOrigin.PAGE,
    by: Actor,
    at: datetime,
) -> ReportedItem:
    """Report a power. One without a code gets a local one; the catalogue's item of the same code is linked."""
    held = hold_writable(report, by)
    if not facts.code.strip():
        check_not_there(held, facts)
    facts = completed(held, facts)
    if ReportedItem.objects.filter(report=held, code=facts.code).exists():
        raise Refused(f"编码“{facts.code}”已经在本机关的申报里，请修改原来那一项。")
    said = Particulars(duty=duty, cases_last_year=cases_last_year, fees_last_year=fees_last_year, remark=remark)
    row = laid(ReportedItem(report=held, origin=origin.value, item=catalogue_item(held, facts.code)), facts, said, at)
    row.save(force_insert=True)
    forget_typed(held, None, by)
    record(held.subject, "campaign.item_entered", told(row), by=by, at=at)
    return row


@act("campaign.item_changed")
def change_item(
    item: ReportedItem,
    facts: VersionFacts,
    *,
    expected: int,
    particulars: Particulars | None = None,
    by: Actor,
    at: datetime,
) -> ReportedItem:
    """Change what was reported of a power; its code stays. `Stale` when it is not at the expected revision any more."""
    held = hold_item(item)
    check_writer(held.report, by, held)
    check_may_write(held.report.facts())
    if held.revision != expected:
        raise Stale(held)
    if facts.code and facts.code != held.code:
        raise Refused(f"事项编码不能由“{held.code}”改为“{facts.code}”；编码错了请删除这一项后重新填报。")
    facts = completed(held.report, replace(facts, code=held.code))
    row = laid(held, facts, particulars or held.particulars(), at)
    row.revision += 1
    row.save()
    forget_typed(held.report, row, by)
    record(held.report.subject, "campaign.item_changed", told(row), by=by, at=at)
    return row


@act("campaign.item_dropped")
def drop_item(item: ReportedItem, *, expected: int, reason: str, by: Actor, at: datetime) -> None:
    """Take a power out of the report before it is signed; the ledger keeps that it was there, and why it went."""
    held = hold_item(item)
    check_writer(held.report, by)
    check_may_write(held.report.facts())
    if held.revision != expected:
        raise Stale(held)
    if not reason.strip():
        raise Refused("请写明为什么不再申报这一项。")
    record(held.report.subject, "campaign.item_dropped", told(held) | {"reason": reason.strip()}, by=by, at=at)
    try:
        held.delete()
    except ProtectedError as no:
        raise Refused("这一项已经有审核意见，不能再从申报中删去；不再行使的，请在说明里写明，由审核决定。") from no


def hold_writable(report: OrganReport, by: Actor) -> OrganReport:
    """The report locked, by whoever may write in it, while it may be written in."""
    held = hold_report(report)
    check_writer(held, by)
    check_may_write(held.facts())
    return held


def check_writer(report: OrganReport, by: Actor, item: ReportedItem | None = None) -> None:
    """The organ's own administrator, or the post the item was given to."""
    shared = item is not None and by.post is not None and Share.objects.filter(item=item, post=by.post).exists()
    authority.check_reports(by.role, by.organ.pk if by.organ else None, report.organ_id, shared=shared)


def completed(report: OrganReport, facts: VersionFacts) -> VersionFacts:
    """The elements with the organ's own name, and a code where none was given."""
    if not facts.name.strip():
        raise Refused("没有事项名称，请填写。")
    code = facts.code.strip() or new_code(report)
    facts = as_registered(replace(facts, code=parse_item_code(code).raw), report.organ)
    check_lengths(facts)
    return facts


def check_not_there(report: OrganReport, facts: VersionFacts) -> None:
    """An item without a code gets a new one: a form that is sent twice would report it twice."""
    for row in ReportedItem.objects.filter(report=report, name=facts.name, power_type=facts.power_type.value):
        if row.digest == as_registered(replace(facts, code=row.code), report.organ).sha256:
            raise Refused(f"内容相同的“{row.name}”已经在本机关的申报里（{row.code}），没有重复填报。")


def new_code(report: OrganReport) -> str:
    """XZ-013-0001: what a newly reported power is called until the catalogue gives it a code."""
    return f"XZ-{report.organ.seq}-{next_number(f'reported/{report.organ.seq}'):04d}"


def catalogue_item(report: OrganReport, code: str) -> Item | None:
    """The organ's own item of this code; another organ's is refused."""
    item = Item.objects.filter(code=code).select_related("organ").first()
    if item is not None and item.organ_id not in {None, report.organ_id}:
        raise Refused(f"编码“{code}”是“{item.organ}”的事项，请核对编码。")
    return item


def laid(row: ReportedItem, facts: VersionFacts, said: Particulars, at: datetime) -> ReportedItem:
    """The row with its columns set to what is reported."""
    row.code, row.name, row.power_type = facts.code, facts.name, facts.power_type.value
    row.elements, row.digest = facts.to_json(), facts.sha256
    row.duty, row.remark = said.duty.strip(), said.remark.strip()
    row.cases_last_year, row.fees_last_year = said.cases_last_year, said.fees_last_year
    row.changed_at = at
    lay_measures(row, facts)
    found = findings_of(facts, said)
    row.errors = len(blocking(found))
    row.doubts = len(found) - row.errors
    return row


def lay_measures(row: ReportedItem, facts: VersionFacts) -> None:
    """What boards sum up. Limits in different units are not comparable, so the promise is then left out."""
    legal, promise = facts.legal_limit, facts.promise
    unit = legal.unit if legal else promise.unit if promise else None
    row.limit_unit = unit.value if unit else ""
    row.legal_days = legal.n if legal else None
    row.promise_days = promise.n if promise and promise.unit is unit else None
    row.review_levels, row.materials = facts.max_review_levels, len(facts.materials)
    row.online, row.in_centre = bool(facts.online), bool(facts.enter_centre)


def told(row: ReportedItem) -> dict[str, object]:
    """What the ledger keeps of an item."""
    return {"code": row.code, "name": row.name, "digest": row.digest, "revision": row.revision, "origin": row.origin}
