"""What happens to cases by themselves: silence accepts, supplements that never came end the case."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from qingquan.cases.acts import deem_accepted, lapse, set_due
from qingquan.cases.acts.drafting import drop_old_drafts
from qingquan.cases.models import Case
from qingquan.cases.words import Stage
from qingquan.law import Refused
from qingquan.ledger.watch import news
from qingquan.places.calendar import forget

MOST_AT_ONCE = 500
BY_ITSELF = (Stage.RECEIVED.value, Stage.SUPPLEMENT_PENDING.value)


def waiting(at: datetime) -> list[str]:
    """Numbers of the cases whose stored day has passed, the longest waiting first."""
    today = timezone.localdate(at)
    passed = Case.objects.filter(next_look_on__lt=today, closed_on__isnull=True, stage__in=BY_ITSELF)
    return list(passed.order_by("next_look_on").values_list("number", flat=True)[:MOST_AT_ONCE])


def settle(number: str, at: datetime) -> bool:
    """Do what the law lets happen by itself to one case; False when somebody acted on it in the same moment.

    The stage read here only chooses what to try: each act asks again once it holds the case.
    """
    by_itself = {Stage.RECEIVED.value: deem_accepted, Stage.SUPPLEMENT_PENDING.value: lapse}
    happens = by_itself.get(Case.objects.values_list("stage", flat=True).get(number=number))
    if happens is None:
        return False
    try:
        happens(number, at=at)
    except Refused:
        return False
    return True


def recount(at: datetime) -> int:
    """Settle last days that an import of the calendar lets be told, or has moved."""
    with transaction.atomic():
        imported = bool(news("cases.recount", kinds=["calendar.imported"]))
        if imported:
            forget()
        counting = Case.objects.filter(stage__in=[Stage.RECEIVED.value, Stage.ACCEPTED.value])
        decided_by = Q(stage=Stage.ACCEPTED.value, legal_due_on__isnull=True)
        undated = counting.filter(decided_by | Q(stage=Stage.RECEIVED.value, next_look_on__isnull=True))
        affected = counting if imported else undated[:MOST_AT_ONCE]
        return sum(set_due(number, at) for number in affected.values_list("number", flat=True))


def look(at: datetime) -> int:
    """Settle every case whose day has passed; run again, it finds nothing left to do."""
    return sum(settle(number, at) for number in waiting(at))


def tidy(at: datetime) -> int:
    """Drop drafts nobody touched for a month."""
    return drop_old_drafts(at=at)
