"""The head of an organ signs its report as complete; the county may give it back with a reason."""

import hashlib
from datetime import datetime

from qingquan.campaign.acts.hold import hold_report
from qingquan.campaign.models import OrganReport, ReportedItem
from qingquan.campaign.rules import authority
from qingquan.campaign.rules.reports import STATEMENT, check_may_give_back, check_may_sign
from qingquan.campaign.words import ReportState
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.ledger.rules import canonical
from qingquan.people.models import Actor

NAMED_AT_MOST = 5


@act("campaign.report_signed")
def sign(report: OrganReport, statement: str, *, by: Actor, at: datetime) -> OrganReport:
    """The head types the statement and signs: from now on the report and its items stand."""
    held = hold_report(report)
    authority.check_signs(by.role, by.organ.pk if by.organ else None, held.organ_id)
    check_may_sign(held.facts(), statement)
    rows = list(ReportedItem.objects.filter(report=held).order_by("code"))
    check_items(rows)
    held.state, held.statement = ReportState.SIGNED.value, STATEMENT
    held.signed_by, held.signed_at = by.account, at
    held.save(update_fields=["state", "statement", "signed_by", "signed_at"])
    told = {"statement": STATEMENT, "items": len(rows), "digest": digest_of(rows)}
    record(held.subject, "campaign.report_signed", told, by=by, at=at)
    return held


@act("campaign.report_given_back")
def give_back(report: OrganReport, reason: str, *, by: Actor, at: datetime) -> OrganReport:
    """Return a signed report so that the organ completes it; its items may be written again."""
    held = hold_report(report)
    authority.check_gives_back(by.role)
    check_may_give_back(held.facts(), reason)
    held.state, held.given_back_reason = ReportState.GIVEN_BACK.value, reason.strip()
    held.signed_by, held.signed_at, held.statement = None, None, ""
    held.save(update_fields=["state", "given_back_reason", "signed_by", "signed_at", "statement"])
    record(held.subject, "campaign.report_given_back", {"reason": reason.strip()}, by=by, at=at)
    return held


def check_items(rows: list[ReportedItem]) -> None:
    """What contradicts itself is not signed as complete."""
    broken = [row.name for row in rows if row.errors]
    if broken:
        named = "、".join(broken[:NAMED_AT_MOST]) + ("等" if len(broken) > NAMED_AT_MOST else "")
        raise Refused(f"有 {len(broken)} 项还有错误，改正后再签字：{named}。")


def digest_of(rows: list[ReportedItem]) -> str:
    """One digest over all items as they were signed, so that the ledger can prove them."""
    kept = [[row.code, row.digest, row.duty, row.cases_last_year, row.fees_last_year, row.remark] for row in rows]
    return hashlib.sha256(canonical(kept)).hexdigest()
