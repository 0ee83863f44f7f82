"""What the higher rooms counted for the gates of a campaign, gathered for the page that moves it on."""

from typing import TypedDict

from django.db.models import Exists, OuterRef
from django.utils import timezone

from qingquan.adjustment import reading as adjustments
from qingquan.campaign.models import Campaign
from qingquan.campaign.reading import own_facts
from qingquan.campaign.rules.gates import GateFacts
from qingquan.catalogue.models import Holding, ItemVersion
from qingquan.catalogue.words import PowerType, VersionState
from qingquan.crosscheck.models import Difference, Run
from qingquan.crosscheck.words import DifferenceState, RunState
from qingquan.forfeits.models import IllegalFee, StoppedCase
from qingquan.publication.models import Batch
from qingquan.publication.words import BatchState
from qingquan.review.reading.queue import gate_counts

# Powers people apply for; the others are exercised by the organ itself and have no cases here yet.
APPLIED_FOR = [kind.value for kind in PowerType if kind.on_application and kind.is_power]


class HigherFacts(TypedDict):
    """What the rooms above the campaign know for its gates."""

    comparisons: int
    differences_untasked: int
    batches: int
    batches_unapproved: int
    batches_unpublished: int
    items_failing: int
    items_not_running: int
    adjustments_overdue: int
    forfeits_open: int


def gate_facts(campaign: Campaign) -> GateFacts:
    """Everything that is counted anywhere."""
    today = timezone.localdate()
    return GateFacts(**own_facts(campaign), **gate_counts(campaign, today), **higher_facts(campaign))


def higher_facts(campaign: Campaign) -> HigherFacts:
    """Comparisons, batches, what still fails or does not run, what is late.

    A difference is somebody's task as soon as it is found: each has an owner and a term. Fees to be given back and
    cases that were stopped are what a power given up leaves to be done.
    """
    today = timezone.localdate()
    batches = Batch.objects.filter(campaign=campaign).exclude(state=BatchState.DROPPED.value)
    waiting = Difference.objects.filter(campaign=campaign).exclude(state=DifferenceState.SETTLED.value)
    in_force = ItemVersion.objects.in_force(today).filter(item__power_type__in=APPLIED_FOR)
    held = Holding.objects.on(today).filter(item=OuterRef("item"))
    return HigherFacts(
        comparisons=Run.objects.filter(campaign=campaign, state=RunState.DONE.value).count(),
        differences_untasked=waiting.filter(owner="").count(),
        batches=batches.count(),
        batches_unapproved=batches.filter(approved_on__isnull=True).count(),
        batches_unpublished=batches.filter(published_at__isnull=True).count(),
        # A draft is what a decision asked for and nobody has yet passed.
        items_failing=ItemVersion.objects.newest()
        .filter(state=VersionState.DRAFT.value, item__organ__reports__campaign=campaign)
        .count(),
        items_not_running=in_force.filter(online=True, procedure__isnull=True).count()
        + in_force.filter(procedure__isnull=False).exclude(Exists(held)).count(),
        adjustments_overdue=len(adjustments.late(today)),
        forfeits_open=IllegalFee.objects.filter(returned_at__isnull=True).count()
        + StoppedCase.objects.filter(decision="").count(),
    )
