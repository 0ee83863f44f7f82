"""What the last comparison found about reported items; what an earlier one found and the last did not, is over."""

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from qingquan.crosscheck.models import Difference, Overlap, Run
from qingquan.crosscheck.words import DifferenceState, RunState


def overlaps_now() -> QuerySet[Overlap]:
    """The overlaps of each campaign's last finished run."""
    done = Run.objects.filter(campaign=OuterRef("run__campaign"), state=RunState.DONE.value).order_by("-number")
    return Overlap.objects.filter(run=Subquery(done.values("pk")[:1]))


def differences_now() -> QuerySet[Difference]:
    """What is not settled. A run settles what it no longer finds, so that these are the last run's."""
    return Difference.objects.exclude(state=DifferenceState.SETTLED.value)


def overlapping() -> Exists:
    """Whether a reported item overlaps with another."""
    return Exists(overlaps_now().filter(Q(left=OuterRef("pk")) | Q(right=OuterRef("pk"))))


def differing() -> Exists:
    """Whether a reported item differs from what is known."""
    return Exists(differences_now().filter(reported=OuterRef("pk")))
