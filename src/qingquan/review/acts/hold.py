"""An item held for the length of an act, so that two people never act on it at once."""

from datetime import datetime

from django.utils import timezone

from qingquan.campaign.models import ReportedItem
from qingquan.campaign.words import ReportState
from qingquan.law import Refused
from qingquan.people.models import Account, Actor
from qingquan.review.reading.dossier import Dossier, dossier_of
from qingquan.review.rules.together import check_seen


def hold(reported: ReportedItem, at: datetime, seen: int | None = None) -> Dossier:
    """The dossier as it is now, its item locked; `seen` is the revision the page showed to who acts."""
    held = hold_item(reported)
    if seen is not None:
        check_seen(seen, held.revision)
    return dossier_of(held, timezone.localdate(at))


def hold_item(reported: ReportedItem) -> ReportedItem:
    """The item alone, locked. Only what a head has signed is reviewed."""
    ReportedItem.objects.select_for_update().get(pk=reported.pk)
    held = ReportedItem.objects.select_related("report__campaign", "report__organ", "item").get(pk=reported.pk)
    if held.report.state != ReportState.SIGNED:
        raise Refused("部门还没有签字报送，或者已退回补报，不能审核。")
    if held.report.campaign.closed_at is not None:
        raise Refused("这次清理审核已经结束。")
    return held


def subject_of(reported: ReportedItem) -> str:
    """Under which name the ledger keeps what is done with a reported item."""
    return f"reported/{reported.pk}"


def person(by: Actor) -> Account:
    """Whoever signs for what they say; the system says nothing in review."""
    if by.account is None:
        raise Refused("审核须由有岗位的人员办理。")
    return by.account
