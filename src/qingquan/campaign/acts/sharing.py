"""An organ shares out the filling in of its report among its people; a share is done, or follows its post."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from qingquan.campaign.acts.hold import hold_item, hold_report
from qingquan.campaign.models import OrganReport, ReportedItem, Share
from qingquan.campaign.rules import authority
from qingquan.campaign.rules.reports import check_may_write
from qingquan.campaign.rules.shares import Receiver, check_may_finish, check_may_share
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.people.models import Account, Actor, Tenure
from qingquan.places.models import Post


@act("campaign.items_shared")
def share_out(
    report: OrganReport,
    items: Sequence[ReportedItem],
    post: Post,
    *,
    due_on: date,
    note: str = "",
    by: Actor,
    at: datetime,
) -> int:
    """Give items to whoever holds a post of the organ, or to somebody else than before; the answer is how many."""
    held, on = hold_report(report), timezone.localdate(at)
    authority.check_shares(by.role, by.organ.pk if by.organ else None, held.organ_id)
    check_may_write(held.facts())
    known = list(ReportedItem.objects.filter(report=held, pk__in=[item.pk for item in items]).order_by("code"))
    holder = holder_of(post, on)
    receiver = Receiver(post.organ_id, post.name, holder.name if holder else "", closed=post.closed_on is not None)
    check_may_share(receiver, held.organ_id, due_on, on=on, report_due_on=held.due_on, items=len(known))
    if holder is None:
        raise Refused(f"“{post.name}”现在没有人任职。")
    Share.objects.filter(item__in=known).delete()
    Share.objects.bulk_create(
        Share(item=item, post=post, account=holder, due_on=due_on, note=note.strip(), given_by=by.account, given_at=at)
        for item in known
    )
    told = {
        "post": post.code,
        "account": holder.pk,
        "due_on": due_on.isoformat(),
        "codes": [item.code for item in known],
    }
    record(held.subject, "campaign.items_shared", told, by=by, at=at)
    return len(known)


@act("campaign.share_done")
def finish_share(item: ReportedItem, *, by: Actor, at: datetime) -> Share:
    """Whoever the item was given to says that it is filled in."""
    held = hold_item(item)
    check_may_write(held.report.facts())
    share = Share.objects.filter(item=held).select_related("account").first()
    holds = share is not None and by.post is not None and share.post_id == by.post.pk
    done = share is not None and share.done_at is not None
    check_may_finish(held.name, errors=held.errors, holds=holds, done=done)
    if share is None:
        raise Refused("这一项没有分工。")
    share.done_at = at
    share.save(update_fields=["done_at"])
    told = {"code": held.code, "revision": held.revision, "due_on": share.due_on.isoformat()}
    record(held.report.subject, "campaign.share_done", told, by=by, at=at)
    return share


@act("campaign.shares_followed")
def follow(report: OrganReport, post: Post, *, by: Actor, at: datetime) -> int:
    """After a post was handed over, its open shares are its new holder's; the answer is how many."""
    held = hold_report(report)
    check_may_write(held.facts())
    holder = holder_of(post, timezone.localdate(at))
    if holder is None:
        raise Refused(f"“{post.name}”现在没有人任职，请事项管理员重新分工。")
    moved = list(Share.objects.filter(item__report=held, post=post, done_at__isnull=True).exclude(account=holder))
    if not moved:
        raise Refused("没有需要随岗位移交的填报分工。")
    codes = list(ReportedItem.objects.filter(share__in=moved).order_by("code").values_list("code", flat=True))
    Share.objects.filter(pk__in=[share.pk for share in moved]).update(account=holder)
    told = {"post": post.code, "account": holder.pk, "codes": codes}
    record(held.subject, "campaign.shares_followed", told, by=by, at=at)
    return len(moved)


def holder_of(post: Post, on: date) -> Account | None:
    """Who holds a post on a day; of several the one who has held it longest."""
    tenure = Tenure.objects.on(on).filter(post=post).select_related("account").order_by("from_on", "pk").first()
    return tenure.account if tenure else None
