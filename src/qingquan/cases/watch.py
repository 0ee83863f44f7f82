"""What happens to cases by themselves: silence accepts, supplements that never came end the case."""

from datetime import datetime

from django.utils import timezone

from qingquan.cases.acts import deem_accepted, terminate
from qingquan.cases.models import Case
from qingquan.cases.words import Stage
from qingquan.law import Refused
from qingquan.people.models import SYSTEM

MOST_AT_ONCE = 500
BY_ITSELF = (Stage.RECEIVED.value, Stage.SUPPLEMENT_PENDING.value)


def look(at: datetime) -> int:
    """Act on the cases whose stored day has passed; returns how many. Run again, it finds nothing left to do."""
    today = timezone.localdate(at)
    passed = Case.objects.filter(next_look_on__lt=today, closed_on__isnull=True, stage__in=BY_ITSELF)
    acted = 0
    for number, stage in passed.order_by("next_look_on").values_list("number", "stage")[:MOST_AT_ONCE]:
        try:
            if stage == Stage.RECEIVED:
                deem_accepted(number, at=at)
            else:
                terminate(number, "告知的补正期限届满，申请人没有补正。", by=SYSTEM, at=at)
        except Refused:
            # Somebody acted on it in the same moment; there is nothing left to do.
            continue
        acted += 1
    return acted
