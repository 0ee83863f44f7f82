"""What happens by itself: money taken under a power given up becomes a case, whenever and however it was paid."""

from datetime import datetime

from qingquan.fees.models import Bill
from qingquan.forfeits.acts import find_illegal
from qingquan.forfeits.models import Forfeit

MOST_AT_ONCE = 500


def look(at: datetime) -> int:
    """Open a case for every bill paid after its power was given up and not yet found; run again, it finds none."""
    done = 0
    for forfeit in Forfeit.objects.standing().select_related("item"):
        taken = Bill.objects.paid().filter(version__item=forfeit.item_id, paid_at__gte=forfeit.found_at)
        for bill in taken.filter(illegal__isnull=True).select_related("payer")[:MOST_AT_ONCE]:
            find_illegal(forfeit, bill, at=at)
            done += 1
    return done
