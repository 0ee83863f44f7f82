"""What exchange does by itself: when a new list of the upper level was brought in, it is put before the organs."""

from datetime import datetime

from django.db import transaction

from qingquan.exchange.acts import see
from qingquan.ledger.watch import news

FOLLOWER = "exchange"


def follow(at: datetime) -> int:
    """See the base catalogue once for all lists brought in since the last look; how many rows are new or changed."""
    with transaction.atomic():
        if not news(FOLLOWER, kinds=["crosscheck.base_imported"]):
            return 0
        return sum(see(at=at))
