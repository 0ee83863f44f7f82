"""The head of an organ signs its report as complete; the county may give it back with a reason and a new term."""

import hashlib
from datetime import date, datetime

from django.utils import timezone

from qingquan.campaign.acts.hold import hold_report
from qingquan.campaign.models import OrganReport, ReportedItem, Share
from qingquan.campaign.rules import authority
from qingquan.campaign.rules.reports import (
    STATEMENT,
    check_may_give_back,
    check_may_sign,
    check_new_term,
    return_term,
)
from qingquan.campaign.words import ReportState
from qingquan.clock import BeyondCalendar
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.ledger.rules import canonical
from qingquan.people.models import Actor
from qingquan.places.calendar import county_calendar

NAMED_AT_MOST = 5
TAKEN_BACK = ("signed_by", "signed_at", "statement")


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
def give_back(report: OrganReport, reason: str, *, by: Actor, at: datetime, due_on: date | None = None) -> OrganReport:
    """Return a signed report so that the organ completes it by a new term; its items may be written again.

    Without `due_on` the term is the county's usual one. What somebody of the organ had not finished when the head
    signed goes on until the new term, too: while the report stood signed nobody could.
    """
    held, on = hold_report(report), timezone.localdate(at)
    authority.check_gives_back(by.role)
    check_may_give_back(held.facts(), reason)
    due_on = new_term(due_on, held.due_on, on)
    held.state, held.given_back_reason = ReportState.GIVEN_BACK.value, reason.strip()
    held.given_back_at, held.due_on = at, due_on
    held.signed_by, held.signed_at, held.statement = None, None, ""
    held.save(update_fields=[*TAKEN_BACK, "state", "given_back_reason", "given_back_at", "due_on"])
    open_shares = Share.objects.filter(item__report=held, done_at__isnull=True, due_on__lt=due_on)
    told = {"reason": reason.strip(), "due_on": due_on.isoformat(), "shares": open_shares.update(due_on=due_on)}
    record(held.subject, "campaign.report_given_back", told, by=by, at=at)
    return held


def new_term(due_on: date | None, former: date, on: date) -> date:
    """The day that was set, or the usual one; `Refused` where it cannot be a term."""
    try:
        calendar = county_calendar()
        due_on = due_on or return_term(on, former, calendar)
        check_new_term("补报期限", due_on, on=on, calendar=calendar)
    except BeyondCalendar as beyond:
        raise Refused(str(beyond)) from beyond
    return due_on


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
