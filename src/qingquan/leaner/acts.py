"""Exceptions from the required cut: asked for by the organ, answered by the county government's office."""

from datetime import date, datetime

from django.db import connection

from qingquan.campaign.models import Campaign
from qingquan.catalogue.models import Item, ItemVersion
from qingquan.catalogue.rules.parts import Span
from qingquan.law import Refused
from qingquan.leaner.models import CutException
from qingquan.leaner.reading.measured import standings
from qingquan.leaner.rules import authority, cut
from qingquan.leaner.words import ExceptionState
from qingquan.ledger.acts import act, record
from qingquan.people.models import Actor


@act("cut_exception.asked")
def ask(item: Item, reason: str, *, by: Actor, at: datetime) -> CutException:
    """Ask that an item may keep a longer promise than the campaign demands."""
    authority.check_asks(by.role, by.organ.pk if by.organ else None, item.organ_id, reason)
    campaign = running()
    Item.objects.select_for_update().get(pk=item.pk)
    if CutException.objects.filter(campaign=campaign, item=item).exclude(state=ExceptionState.REFUSED).exists():
        raise Refused(f"“{item.name}”的压缩例外已经申请，不能重复申请。")
    asked = CutException.objects.create(
        campaign=campaign, item=item, reason=reason.strip(), asked_by=by.account, asked_at=at
    )
    record(item.code, "cut_exception.asked", {"campaign": campaign.number, "reason": reason}, by=by, at=at)
    return asked


@act("cut_exception.answered")
def answer(
    asked: CutException, *, approve: bool, document: str = "", opinion: str = "", by: Actor, at: datetime
) -> CutException:
    """Approve an exception by a document, or refuse it with an opinion."""
    authority.check_answers(by.role, document, opinion, approve=approve)
    held = CutException.objects.select_related("item", "campaign").select_for_update(of=("self",)).get(pk=asked.pk)
    if held.state != ExceptionState.ASKED:
        raise Refused(f"“{held.item.name}”的压缩例外已经审批过了。")
    held.state = (ExceptionState.APPROVED if approve else ExceptionState.REFUSED).value
    held.document, held.opinion = document.strip() if approve else "", opinion.strip()
    held.decided_by, held.decided_at = by.account, at
    held.save(update_fields=["state", "document", "opinion", "decided_by", "decided_at"])
    facts = {"campaign": held.campaign.number, "state": held.state, "document": held.document}
    record(held.item.code, "cut_exception.answered", facts, by=by, at=at)
    return held


def running() -> Campaign:
    """The campaign that runs; `Refused` while none does."""
    campaign = Campaign.objects.filter(closed_at__isnull=True).first()
    if campaign is None:
        raise Refused("现在没有进行中的清理审核，承诺时限不要求压缩，无须申请例外。")
    return campaign


def check_may_publish(version: ItemVersion) -> None:
    """Asked before a version is published: the database would refuse it as well, in fewer words."""
    campaign = Campaign.objects.filter(closed_at__isnull=True).first()
    if campaign is None:
        return
    old = promise_on(version.item, campaign.baseline_on)
    new = standings(ItemVersion.objects.filter(pk=version.pk))[version.item_id].promised
    approved = CutException.objects.filter(
        campaign=campaign, item_id=version.item_id, state=ExceptionState.APPROVED
    ).exists()
    cut.check_may_publish(
        version.name,
        old,
        new,
        tenths=campaign.promise_tenths,
        excepted=approved,
        goes_on=goes_on(version, campaign),
    )


def goes_on(version: ItemVersion, campaign: Campaign) -> bool:
    """Whether the version leaves the promise as published and is none of the campaign's outcomes: as the database says.

    Asked of the functions the trigger itself asks (`sql/cut.sql`), so that the page and the database never differ.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT leaner_keeps_promise(v) AND NOT leaner_is_outcome(v, %s)"
            " FROM catalogue_itemversion v WHERE v.id = %s",
            [campaign.pk, version.pk],
        )
        row = cursor.fetchone()
    return bool(row and row[0])


def promise_on(item: Item, day: date) -> Span | None:
    """What the item promised on a day."""
    found = standings(ItemVersion.objects.in_force(day).filter(item=item)).get(item.pk)
    return found.promised if found else None
