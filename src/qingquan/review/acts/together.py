"""One opinion or one decision on many items: one transaction, each item with a record of its own, none overwritten."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from qingquan.campaign.models import ReportedItem
from qingquan.law import Refused
from qingquan.ledger.acts import act, record_many
from qingquan.people.models import Actor
from qingquan.review.acts.deciding import decide
from qingquan.review.acts.hold import person, subject_of
from qingquan.review.models import Decision, Opinion
from qingquan.review.reading.together import candidates
from qingquan.review.rules import authority, opinions
from qingquan.review.rules.together import check_joins, check_number, check_seen
from qingquan.review.words import DecisionCode, Office


@dataclass(frozen=True, slots=True)
class Left:
    """An item the others went without, and why."""

    item: ReportedItem
    refused: Refused


@dataclass(frozen=True, slots=True)
class Together:
    """What came of it: written now, the same written before by the same person (a second click), left out."""

    made: int
    already: int
    left: tuple[Left, ...]


class NothingDone(Refused):
    """Nothing was written; `came` says of each item why."""

    def __init__(self, came: Together) -> None:
        super().__init__("勾选的事项没有一项可以这样办。")
        self.came = came


@act("review.opinion_given")
def give_opinions(ticked: Mapping[int, int], code: DecisionCode, *, reasons: str, by: Actor, at: datetime) -> Together:
    """Give one's office's opinion on many items, as each was read: `ticked` maps an item's key to its revision."""
    office = authority.office_of(by.role)
    said, account = opinions.check_reasons(reasons, "意见"), person(by)
    check_number(ticked)
    # Locked in the order of their keys, so that two who do this at once never wait for each other in a ring.
    list(ReportedItem.objects.select_for_update().filter(pk__in=ticked).order_by("pk").values_list("pk"))
    found = candidates(ticked, office, timezone.localdate(at))
    same = said_before(ticked, office, code, said, account.pk)
    fit, left = [], []
    for item, candidate in found:
        if item.pk in same:
            continue
        try:
            check_joins(candidate, office, code, account.pk)
        except Refused as no:
            left.append(Left(item, no))
        else:
            fit.append((item, candidate))
    came = Together(len(fit), len(same), tuple(left))
    if not fit:
        raise NothingDone(came)
    Opinion.objects.bulk_create(
        Opinion(
            reported=item,
            office=office.value,
            revision=item.revision,
            code=code.value,
            reasons=said,
            given_by=account,
            given_at=at,
        )
        for item, _ in fit
    )
    told = (
        (
            subject_of(item),
            {
                "office": office.value,
                "revision": item.revision,
                "both": office.other in candidate.given,
                "together": len(fit),
            },
        )
        for item, candidate in fit
    )
    record_many("review.opinion_given", told, by=by, at=at)
    return came


def said_before(ticked: Mapping[int, int], office: Office, code: DecisionCode, said: str, account: int) -> set[int]:
    """Items of which this very opinion was given by this very person: the form was sent twice."""
    rows = Opinion.objects.filter(
        reported__in=ticked, office=office.value, code=code.value, reasons=said, given_by=account
    )
    return {pk for pk, revision in rows.values_list("reported_id", "revision") if ticked[pk] == revision}


@act("review.decided")
def retain_many(ticked: Mapping[int, int], *, reasons: str, by: Actor, at: datetime) -> Together:
    """Decide "retain" on many items nobody contests: the one decision that asks for nothing but its reasons."""
    authority.check_role(by.role, authority.DECIDERS, "决定")
    said, account = opinions.check_reasons(reasons, "决定"), person(by)
    check_number(ticked)
    same = decided_before(ticked, said, account.pk)
    made, left = 0, []
    rows = ReportedItem.objects.filter(pk__in=ticked.keys() - same).select_related(
        "report__organ", "report__campaign", "item"
    )
    for item in rows.order_by("pk"):
        try:
            check_seen(ticked[item.pk], item.revision)
            decide(item, DecisionCode.RETAIN, reasons=said, by=by, at=at)
            made += 1
        except Refused as no:
            left.append(Left(item, no))
    came = Together(made, len(same), tuple(left))
    if not made:
        raise NothingDone(came)
    return came


def decided_before(ticked: Mapping[int, int], said: str, account: int) -> set[int]:
    """Items this very person decided so already: the form was sent twice."""
    rows = Decision.objects.standing().filter(
        reported__in=ticked, code=DecisionCode.RETAIN.value, reasons=said, decided_by=account
    )
    return set(rows.values_list("reported_id", flat=True))
