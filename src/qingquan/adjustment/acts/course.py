"""The way of an adjustment from the organ's application to publication."""

from datetime import date, datetime

from django.utils import timezone

from qingquan.adjustment.acts.raising import route_word, wait
from qingquan.adjustment.models import Adjustment, AdjustmentOpinion
from qingquan.adjustment.rules import authority, course
from qingquan.adjustment.words import ENDING, Change, Route, Side, State
from qingquan.catalogue import acts as catalogue
from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.words import VersionState
from qingquan.forfeits import acts as forfeits
from qingquan.forfeits.models import Forfeit
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.people.models import Actor
from qingquan.people.rules import scrubbed

WAY = ["state", "term_from", "due_on", "overdue_told_at"]


@act("adjustment.applied")
def apply(
    adjustment: Adjustment,
    change: Change,
    explanation: str,
    *,
    by: Actor,
    at: datetime,
    version: ItemVersion | None = None,
) -> Adjustment:
    """The organ says what is to change and why, and brings the draft of the new version where one is needed."""
    held = hold(adjustment)
    authority.check_applies(by.role, by.organ.pk if by.organ else None, held.organ_id)
    course.check_may_apply(
        State(held.state),
        change,
        has_item=held.item_id is not None,
        has_version=version is not None,
        explanation=explanation,
    )
    if version is not None:
        check_is_its_draft(held, version)
    held.change, held.route = change.value, course.route_of(change).value
    held.explanation, held.applied_at = explanation.strip(), at
    held.version = version if course.needs_version(change) else None
    # An item that was not on the list is, once its draft exists.
    held.item = held.item or (version.item if version else None)
    held.round += 1
    go(held, State.APPLIED, at, "change", "route", "explanation", "applied_at", "version", "item", "round")
    facts = {
        "change": change.value,
        "route": held.route,
        "version": version.number if held.version and version else None,
        "round": held.round,
        "explanation": scrubbed(held.explanation),
    }
    record(held.number, "adjustment.applied", facts, by=by, at=at)
    return held


def check_is_its_draft(held: Adjustment, version: ItemVersion) -> None:
    """The version belongs to the organ's item and is not published yet."""
    if held.item_id is not None and version.item_id != held.item_id:
        raise Refused("所选版本不是这个事项的。")
    if version.item.organ_id != held.organ_id:
        raise Refused("所选版本不是本机关的事项。")
    if version.state not in {VersionState.DRAFT, VersionState.REVIEWED}:
        raise Refused("所选版本已经公布，请起草新版本。")


@act("adjustment.reviewed")
def review(adjustment: Adjustment, agrees: bool, text: str, *, by: Actor, at: datetime) -> Adjustment:
    """One of the two reviewers agrees, or gives the application back with the reason.

    When both agree the new version is passed, too; what is to stay as it is ends here.
    """
    held = hold(adjustment)
    side = authority.side_of(by.role)
    given = held.opinions.filter(round=held.round)
    course.check_may_review(
        State(held.state), reviewed=given.filter(side=side.value).exists(), agrees=agrees, text=text
    )
    AdjustmentOpinion.objects.create(
        adjustment=held,
        side=side.value,
        round=held.round,
        agrees=agrees,
        text=text.strip(),
        given_at=at,
        given_by=by.account,
    )
    if not agrees:
        go(held, State.TRIGGERED, at)
    elif given.filter(agrees=True).count() == len(Side):
        pass_on(held, text, by, at)
    facts = {"side": side.value, "agrees": agrees, "text": scrubbed(text.strip()), "round": held.round}
    record(held.number, "adjustment.reviewed", facts, by=by, at=at)
    return held


def pass_on(held: Adjustment, text: str, by: Actor, at: datetime) -> None:
    """Both agree: the version is passed, or what stays as it is is done with."""
    if held.change == Change.KEEP:
        held.closed_because = held.explanation
        go(held, State.CLOSED, at, "closed_because")
        return
    if held.version is not None and held.version.state == VersionState.DRAFT:
        catalogue.review(held.version, opinion=text.strip() or "同意调整。", by=by, at=at)
    go(held, State.REVIEWED, at)


@act("adjustment.approved")
def approve(adjustment: Adjustment, approval_no: str, *, by: Actor, at: datetime) -> Adjustment:
    """Record that the county government approved an addition, cancellation, devolution or transfer."""
    held = hold(adjustment)
    authority.check_role(by.role, authority.GOVERNMENT, "登记政府审定")
    course.check_state(State(held.state), (State.REVIEWED,), "审定")
    if route_word(held) is not Route.GOVERNMENT:
        raise Refused("要素调整不用政府审定，可以直接公布。")
    if not approval_no.strip():
        raise Refused("请填写审定文号，例如县政府常务会议纪要的编号。")
    held.approval_no, held.approved_at = approval_no.strip(), at
    go(held, State.APPROVED, at, "approval_no", "approved_at")
    record(held.number, "adjustment.approved", {"document": held.approval_no}, by=by, at=at)
    return held


@act("adjustment.published")
def publish(adjustment: Adjustment, document: str, *, from_on: date, by: Actor, at: datetime) -> Adjustment:
    """Publish: the new version is in force from a day on, or the item is taken off the list.

    Cases received before that day stay on the version they were received under.
    """
    held = hold(adjustment)
    authority.check_role(by.role, authority.GOVERNMENT, "公布调整")
    route = route_word(held) or Route.LIGHT
    course.check_may_publish(State(held.state), route, from_on=from_on, today=timezone.localdate(at))
    if not document.strip():
        raise Refused("请填写公布文号。")
    if held.version is not None:
        lift_forfeit(held, document, by, at)
        catalogue.publish(held.version, from_on=from_on, document=document.strip(), by=by, at=at)
    elif held.change in ENDING:
        take_off(held, from_on, document, by, at)
    held.publication_no, held.published_at, held.from_on = document.strip(), at, from_on
    go(held, State.PUBLISHED, at, "publication_no", "published_at", "from_on")
    facts = {"document": held.publication_no, "from_on": from_on.isoformat()}
    record(held.number, "adjustment.published", facts, by=by, at=at)
    return held


def lift_forfeit(held: Adjustment, document: str, by: Actor, at: datetime) -> None:
    """What the government added again after it had been left out may be exercised again."""
    standing = Forfeit.objects.standing().filter(item=held.item).first()
    if held.change == Change.ADD and standing is not None:
        forfeits.lift(standing, document_no=document, by=by, at=at)


def take_off(held: Adjustment, from_on: date, document: str, by: Actor, at: datetime) -> None:
    """End the version in force; what was never published has nothing to end."""
    assert held.item is not None, "what ends was on the list"
    current = held.item.versions.filter(state=VersionState.PUBLISHED.value).order_by("number").last()
    if current is not None:
        reason = f"{document.strip()}：{held.explanation}"
        catalogue.withdraw(current, from_on=from_on, reason=reason, by=by, at=at)


@act("adjustment.closed")
def close(adjustment: Adjustment, reason: str, *, by: Actor, at: datetime) -> Adjustment:
    """End an adjustment that turned out to be none, with the reason."""
    held = hold(adjustment)
    authority.check_role(by.role, authority.OFFICES, "结束调整")
    course.check_may_close(State(held.state), never_began=held.never_began)
    if len(reason.strip()) < 5:
        raise Refused("请写明为什么不用调整。")
    held.closed_because = reason.strip()
    go(held, State.CLOSED, at, "closed_because")
    record(held.number, "adjustment.closed", {"reason": scrubbed(held.closed_because)}, by=by, at=at)
    return held


def hold(adjustment: Adjustment) -> Adjustment:
    """The adjustment as it is now, locked."""
    related = Adjustment.objects.select_related("item", "organ", "version__item")
    return related.select_for_update(of=("self",)).get(pk=adjustment.pk)


def go(held: Adjustment, state: State, at: datetime, *changed: str, since: date | None = None) -> None:
    """To the next state, with the term of what comes after it, from today or from an earlier day."""
    held.state = state.value
    wait(held, since or timezone.localdate(at))
    held.save(update_fields=[*WAY, *changed])
