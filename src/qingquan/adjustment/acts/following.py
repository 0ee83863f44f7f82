"""After publication: filing, the version switch, the report to the province; and reminding who is late."""

from datetime import date, datetime

from django.utils import timezone

from qingquan.adjustment.acts.course import go, hold
from qingquan.adjustment.models import Adjustment, AdjustmentFiling
from qingquan.adjustment.rules import authority, course, terms
from qingquan.adjustment.words import Route, State
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.papers.models import StoredFile
from qingquan.people.models import SYSTEM, Actor
from qingquan.places.words import Role


@act("adjustment.filed")
def file(
    adjustment: Adjustment,
    receiver: str,
    receipt: str,
    *,
    filed_on: date,
    by: Actor,
    at: datetime,
    attachment: StoredFile | None = None,
) -> AdjustmentFiling:
    """Record that an adjustment was reported to the department concerned (备案), with its receipt."""
    held = hold(adjustment)
    authority.check_role(by.role, authority.FILING, "登记备案")
    course.check_state(State(held.state), (State.PUBLISHED, State.FILED, State.SWITCHED), "备案")
    if not receiver.strip() or not receipt.strip():
        raise Refused("请填写备案机关和回执号。")
    published = timezone.localdate(held.published_at)
    if not published <= filed_on <= timezone.localdate(at):
        raise Refused("备案日期应在公布之后、今天之前。")
    same = AdjustmentFiling.objects.filter(receiver=receiver.strip(), receipt=receipt.strip())
    if same.filter(adjustment=held).exists():
        raise Refused("这个回执号已经登记，请核对。")
    if other := same.exclude(adjustment__publication_no=held.publication_no).select_related("adjustment").first():
        raise Refused(f"这个回执号已经登记在“{other.adjustment.publication_no}”公布的调整下，请核对。")
    made = AdjustmentFiling.objects.create(
        adjustment=held,
        receiver=receiver.strip(),
        receipt=receipt.strip(),
        filed_on=filed_on,
        attachment=attachment,
        entered_at=at,
        entered_by=by.account,
    )
    if held.state == State.PUBLISHED:
        go(held, State.FILED, at)
    facts = {"receiver": made.receiver, "receipt": made.receipt, "filed_on": filed_on.isoformat()}
    record(held.number, "adjustment.filed", facts, by=by, at=at)
    return made


@act("adjustment.switched")
def switch(adjustment: Adjustment, *, at: datetime) -> Adjustment:
    """Note that the day of the new version has come: from today on new cases rest on it."""
    held = hold(adjustment)
    today, begins, never = timezone.localdate(at), held.from_on or timezone.localdate(at), held.never_began
    course.check_may_switch(State(held.state), from_on=begins, today=today, never_began=never)
    # The list switched on its day, whether or not the worker was up to note it; filed later, it is due from then.
    go(held, State.SWITCHED, at, since=max(begins, held.term_from))
    record(held.number, "adjustment.switched", {"from_on": begins.isoformat()}, by=SYSTEM, at=at)
    return held


@act("adjustment.synced")
def sync(adjustment: Adjustment, receipt: str, *, by: Actor, at: datetime) -> Adjustment:
    """Record that the province's platform took the adjustment over, with its receipt."""
    held = hold(adjustment)
    authority.check_role(by.role, (Role.ESTABLISHMENT_REVIEWER,), "登记报送省平台")
    course.check_state(State(held.state), (State.SWITCHED,), "报送省平台")
    if not receipt.strip():
        raise Refused("请填写省平台的回执号。")
    held.sync_receipt = receipt.strip()
    go(held, State.SYNCED, at, "sync_receipt")
    record(held.number, "adjustment.synced", {"receipt": held.sync_receipt}, by=by, at=at)
    return held


@act("adjustment.overdue")
def remind(adjustment: Adjustment, *, at: datetime) -> Adjustment:
    """Tell once that a step is late: what, who, since when. Supervision reads it."""
    held = hold(adjustment)
    if held.due_on is None or held.due_on >= timezone.localdate(at) or held.overdue_told_at is not None:
        raise Refused("本步没有逾期，或者已经提醒过。")
    term = terms.next_term(State(held.state), Route(held.route) if held.route else None)
    held.overdue_told_at = at
    held.save(update_fields=["overdue_told_at"])
    facts = {"step": term.what if term else "", "who": term.who if term else "", "due_on": held.due_on.isoformat()}
    record(held.number, "adjustment.overdue", facts, by=SYSTEM, at=at)
    return held
