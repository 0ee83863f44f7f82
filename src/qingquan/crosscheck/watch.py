"""What happens by itself: the worker does the comparisons that were ordered and enters the lists handed in."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from qingquan.crosscheck.acts.comparing import compare
from qingquan.crosscheck.acts.running import SILENCE, fail
from qingquan.crosscheck.acts.uploading import carry_out
from qingquan.crosscheck.models import ListImport, Run
from qingquan.crosscheck.words import RunState
from qingquan.intake.models import UNDER_WAY
from qingquan.intake.working import telling

MOST_ATTEMPTS = 2


def waiting(at: datetime) -> QuerySet[Run]:
    """The comparisons that were ordered, or that stopped in the middle."""
    stopped = Q(state=RunState.RUNNING.value, beat_at__lt=at - SILENCE)
    return Run.objects.filter(Q(state=RunState.ORDERED.value) | stopped)


def comparison_waits(at: datetime) -> bool:
    """Whether there is a comparison to be done."""
    return waiting(at).exists()


def compare_ordered(at: datetime) -> int:
    """Do the next comparison that waits; the answer is how many were done."""
    run = waiting(at).order_by("ordered_at").first()
    if run is None:
        return 0
    if run.attempts >= MOST_ATTEMPTS:
        fail(run, f"比对开始了 {run.attempts} 次都中途停止，请运维人员查看后台日志，再重新发起。", at=at)
        return 1
    compare(run, now=timezone.now)
    return 1


def lists_waiting() -> QuerySet[ListImport]:
    """The lists whose end is still to come; one that looks begun may have stopped in the middle."""
    return ListImport.objects.filter(state__in=UNDER_WAY)


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
