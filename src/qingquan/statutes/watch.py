"""What happens by itself: the worker imports the files that were handed in."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from qingquan.intake.models import UNDER_WAY
from qingquan.intake.working import telling
from qingquan.statutes.acts import carry_out
from qingquan.statutes.models import LawImport


def waiting() -> QuerySet[LawImport]:
    """The imports whose end is still to come; one that looks begun may have stopped in the middle."""
    return LawImport.objects.filter(state__in=UNDER_WAY)


def import_waits(at: datetime) -> bool:
    """Whether there is an import to be done."""
    return waiting().exists()


def import_ordered(at: datetime) -> int:
    """Do the next import that waits; the answer is how many were done."""
    taken = waiting().order_by("ordered_at").first()
    if taken is None:
        return 0
    with telling(taken) as tell:
        return int(carry_out(taken, now=timezone.now, tell=tell))
