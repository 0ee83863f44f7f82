"""What happens by itself: the worker enters the lists of items that were handed in as long files."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from qingquan.catalogue.acts.uploading import carry_out
from qingquan.catalogue.models import ItemImport
from qingquan.intake.models import UNDER_WAY
from qingquan.intake.working import telling


def lists_waiting() -> QuerySet[ItemImport]:
    """The lists whose end is still to come; one that looks begun may have stopped in the middle."""
    return ItemImport.objects.filter(state__in=UNDER_WAY)


def list_waits(at: datetime) -> bool:
    """Whether there is a list to be entered."""
    return lists_waiting().exists()


def enter_lists(at: datetime) -> int:
    """Enter the next list that waits; the answer is how many were done."""
    taken = lists_waiting().order_by("ordered_at").first()
    if taken is None:
        return 0
    with telling(taken) as tell:
        return int(carry_out(taken, now=timezone.now, tell=tell))
