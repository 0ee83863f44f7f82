"""What happened to powers given up, as cards: AU-04 and FE-02. Each event of the ledger gives one card at the most."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from django.utils import timezone

from qingquan.catalogue.models import Item
from qingquan.crosscheck.models import ExercisedRecord
from qingquan.forfeits.models import Forfeit, IllegalFee
from qingquan.forfeits.words import Tried
from qingquan.ledger.models import Entry
from qingquan.places.models import Post
from qingquan.supervision import acts
from qingquan.supervision.models import Card
from qingquan.supervision.rules import powers
from qingquan.supervision.rules.facts import Finding
from qingquan.supervision.words import Rule


def fee_found(entry: Entry, at: datetime) -> int:
    """FE-02: an illegal fee was recorded, on a bill or by inspection."""
    fee = IllegalFee.objects.select_related("forfeit__item", "forfeit__organ", "bill").get(number=entry.subject)
    if Card.objects.filter(fee=fee, rule=Rule.FE02.value).exists():
        return 0
    bill = fee.bill.number if fee.bill else ""
    # Whoever recorded the payment took the money; money found by inspection names nobody yet.
    taken = Entry.objects.filter(subject=bill, kind="fee.paid").order_by("-pk").first() if bill else None
    finding = powers.fee_taken(
        given_up(fee.forfeit),
        fee=fee.number,
        amount=fee.amount,
        taken_on=fee.taken_on,
        receipt=fee.receipt,
        bill=bill,
    )
    issue(fee, replace(finding, person=person_of(taken)), fee.forfeit, taken, at)
    return 1


def power_tried(entry: Entry, at: datetime) -> int:
    """AU-04: somebody tried; of one person under one finding the first attempt is the card."""
    forfeit = Forfeit.objects.select_related("item", "organ").get(number=entry.subject)
    if Card.objects.filter(forfeit=forfeit, rule=Rule.AU04.value, person=entry.account_id).exists():
        return 0
    what, subject = Tried(entry.facts["what"]).label, str(entry.facts["subject"])
    on = timezone.localdate(entry.at)
    finding = powers.tried(given_up(forfeit), what=what, subject=subject, on=on, person=person_of(entry))
    issue(forfeit, finding, forfeit, entry, at)
    return 1


def records_imported(entry: Entry, at: datetime) -> int:
    """AU-04: cases, fees or seals of a later month, kept outside this system, under a power that stands given up."""
    told = Card.objects.filter(rule=Rule.AU04.value, person__isnull=True, forfeit__isnull=False)
    done = 0
    for forfeit in Forfeit.objects.standing().exclude(pk__in=told.values("forfeit")).select_related("item", "organ"):
        found = timezone.localdate(forfeit.found_at)
        # The month of the finding itself may hold what was done before it.
        after = date(found.year + found.month // 12, found.month % 12 + 1, 1)
        later = ExercisedRecord.objects.filter(organ=forfeit.organ, month__gte=after, count__gt=0)
        named = later.filter(code__in=codes_of(forfeit.item)) | later.filter(code="", name=forfeit.item.name)
        row = named.order_by("month", "pk").first()
        if row is not None:
            kind = row.get_kind_display()
            finding = powers.exercised(
                given_up(forfeit), kind=kind, count=row.count, month=row.month, source=row.source
            )
            issue(forfeit, finding, forfeit, None, at)
            done += 1
    return done


def codes_of(item: Item) -> list[str]:
    """The codes that mean this item alone in its organ's records: its own, and its base code when no other bears it."""
    beside = Item.objects.filter(organ=item.organ, base_code=item.base_code).exclude(pk=item.pk)
    return [item.code, item.base_code] if item.base_code and not beside.exists() else [item.code]


FOLLOWED: dict[str, Callable[[Entry, datetime], int]] = {
    "fee.found_illegal": fee_found,
    "power.tried": power_tried,
    "crosscheck.exercised_imported": records_imported,
}


def given_up(forfeit: Forfeit) -> powers.GivenUp:
    """A finding as the rules see it."""
    item = forfeit.item
    return powers.GivenUp(
        forfeit.number, forfeit.document_no, item.name, item.code, timezone.localdate(forfeit.found_at)
    )


def person_of(entry: Entry | None) -> str | None:
    """Who did what an entry tells, as findings name people."""
    return str(entry.account_id) if entry and entry.account_id else None


def issue(subject: IllegalFee | Forfeit, finding: Finding, forfeit: Forfeit, done: Entry | None, at: datetime) -> None:
    """The card, for the organ, post and person who did it; for the power's own organ when that is not known."""
    post = Post.objects.select_related("organ").filter(pk=done.post_id).first() if done and done.post_id else None
    organ = post.organ if post else forfeit.organ
    acts.issue_power_card(subject, finding, organ=organ, post=post, at=at)
