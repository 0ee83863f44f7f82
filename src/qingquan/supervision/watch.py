"""Supervision looks at a case when something happened to it, and on the day a rule may newly speak about it."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from qingquan.cases import watch as cases
from qingquan.cases.models import Case
from qingquan.ledger.models import Cursor
from qingquan.ledger.watch import news
from qingquan.places.calendar import county_calendar
from qingquan.supervision import acts, powers
from qingquan.supervision.models import Card, Watched
from qingquan.supervision.reading import Imported, watched_cases
from qingquan.supervision.rules.facts import WatchedCase
from qingquan.supervision.rules.judge import judge, next_look

FOLLOWER = "supervision"
MOST_AT_ONCE = 500
# At midnight the days of many come at once; this many batches leave the worker its other looks within the minute.
MOST_BATCHES = 10
EVENTS = (
    "case.received",
    "case.supplement_noticed",
    "case.supplied",
    "case.accepted",
    "case.deemed_accepted",
    "case.refused_acceptance",
    "case.recounted",
    "case.step_done",
    "case.paused",
    "case.resumed",
    "case.extended",
    "case.decided",
    "case.delivered",
    "case.withdrawn",
    "case.terminated",
)


def silence(at: datetime) -> int:
    """What the law lets happen by itself, with its card in the same transaction: no one can be late and unseen."""
    numbers = cases.waiting(at)
    done = 0
    for number in numbers:
        with transaction.atomic():
            if cases.settle(number, at):
                examine([number], at)
                done += 1
    return done


def follow(at: datetime) -> int:
    """Judge the cases, the payments and the powers given up to which something happened since the last look."""
    with transaction.atomic():
        entries = news(FOLLOWER, kinds=(*EVENTS, *powers.FOLLOWED), limit=MOST_AT_ONCE)
        examine({entry.subject for entry in entries if entry.kind in EVENTS}, at)
        for entry in entries:
            if entry.kind in powers.FOLLOWED:
                powers.FOLLOWED[entry.kind](entry, at)
    return len(entries)


def look(at: datetime) -> int:
    """Judge the cases whose day has come, batch by batch; each batch is whole by itself."""
    due = Watched.objects.filter(look_on__lte=timezone.localdate(at)).order_by("look_on")
    done = 0
    for _ in range(MOST_BATCHES):
        numbers = list(due.values_list("case__number", flat=True)[:MOST_AT_ONCE])
        examine(numbers, at)
        done += len(numbers)
        if len(numbers) < MOST_AT_ONCE:
            break
    return done


@transaction.atomic
def examine(numbers: Collection[str], at: datetime) -> int:
    """Judge these cases now: issue what is new, store the next day to look. Returns the cards issued or raised."""
    if not numbers:
        return 0
    # One look at a time: a second one would issue the same card once more before it could see the first.
    Cursor.objects.select_for_update().get_or_create(follower=FOLLOWER)
    today, calendar = timezone.localdate(at), county_calendar()
    known = {(card.case_id, card.rule, card.step): card for card in Card.objects.filter(case__number__in=numbers)}
    issued, looks = 0, []
    for case, watched in watched_cases(numbers, calendar):
        issued += _cards(case, watched, known, at)
        looks.append(Watched(case=case, look_on=next_look(watched, today, Imported(calendar))))
    # In the order of their keys, so that two looks at once cannot wait for each other in a circle.
    looks.sort(key=lambda look: look.case_id)
    Watched.objects.bulk_create(looks, update_conflicts=True, unique_fields=["case"], update_fields=["look_on"])
    return issued


def _cards(case: Case, watched: WatchedCase, known: Mapping[tuple[int | None, str, str], Card], at: datetime) -> int:
    issued = 0
    for finding in judge(watched, timezone.localdate(at), Imported(county_calendar())):
        card = known.get((case.pk, finding.rule.value, finding.step or ""))
        if card is None:
            acts.issue_card(case, finding, at=at)
        elif finding.level > card.level:
            acts.raise_card(card, finding, at=at)
        else:
            continue
        issued += 1
    return issued
