"""What somebody types of an item is kept until it is saved or left, right or wrong as it is."""

from collections.abc import Mapping
from datetime import datetime

from qingquan.campaign.models import EntryDraft, OrganReport, ReportedItem
from qingquan.campaign.rules.reduced import LONGEST
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.people.models import Actor


@act("campaign.draft_kept")
def keep_typed(
    report: OrganReport, item: ReportedItem | None, texts: Mapping[str, str], *, seen: int, by: Actor, at: datetime
) -> EntryDraft:
    """Keep the fields as they are typed; `seen` is the revision the writer's page showed, nought for a new item."""
    if by.account is None:
        raise Refused("草稿只为登录的填报人保存。")
    if any(len(text) > LONGEST for text in texts.values()):
        raise Refused(f"每一栏不超过 {LONGEST} 字，请删减后再保存。")
    draft, _ = EntryDraft.objects.update_or_create(
        report=report, account=by.account, item=item, defaults={"texts": dict(texts), "seen": seen, "kept_at": at}
    )
    record(report.subject, "campaign.draft_kept", {"code": item.code if item else ""}, by=by, at=at)
    return draft


@act("campaign.draft_left")
def leave_typed(report: OrganReport, item: ReportedItem | None, *, by: Actor, at: datetime) -> None:
    """Leave what was typed, and begin again from what is saved."""
    forget_typed(report, item, by)
    record(report.subject, "campaign.draft_left", {"code": item.code if item else ""}, by=by, at=at)


def forget_typed(report: OrganReport, item: ReportedItem | None, by: Actor) -> None:
    """What was saved is no draft any more. Belongs inside the act that saves it."""
    EntryDraft.objects.filter(report=report, account=by.account, item=item).delete()
