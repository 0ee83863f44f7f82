"""What the higher rooms counted for the gate a campaign stands before; nothing is counted for the other gates."""

from collections.abc import Callable, Mapping
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils import timezone

from qingquan.adjustment import reading as adjustments
from qingquan.campaign.models import Campaign
from qingquan.campaign.reading import own_facts
from qingquan.campaign.rules.gates import GateFacts
from qingquan.campaign.words import CampaignStage
from qingquan.catalogue.models import Holding, ItemVersion
from qingquan.catalogue.words import PowerType, VersionState
from qingquan.crosscheck.models import Difference, Run
from qingquan.crosscheck.words import DifferenceState, RunState
from qingquan.forfeits.models import IllegalFee, StoppedCase
from qingquan.leaner.reading import uncut
from qingquan.publication.models import Batch
from qingquan.publication.words import BatchState
from qingquan.review.reading.queue import gate_counts

Counted = Mapping[str, int]

# Powers people apply for; the others are exercised by the organ itself and have no cases here yet.
APPLIED_FOR = [kind.value for kind in PowerType if kind.on_application and kind.is_power]


def gate_facts(campaign: Campaign) -> GateFacts:
    """The campaign's own numbers, and those of the room that its stage waits for."""
    count = COUNTS.get(CampaignStage(campaign.stage))
    more = count(campaign, timezone.localdate()) if count else {}
    return GateFacts(**own_facts(campaign), **more)


def compared(campaign: Campaign, today: date) -> Counted:
    """Comparisons run, and differences that are nobody's task."""
    waiting = Difference.objects.filter(campaign=campaign).exclude(state=DifferenceState.SETTLED.value)
    return {
        "comparisons": Run.objects.filter(campaign=campaign, state=RunState.DONE.value).count(),
        # A difference is somebody's task as soon as it is found: each has an owner and a term.
        "differences_untasked": waiting.filter(owner="").count(),
    }


def batched(campaign: Campaign, today: date) -> Counted:
    """Batches there are, without approval, not yet published."""
    batches = Batch.objects.filter(campaign=campaign).exclude(state=BatchState.DROPPED.value)
    return {
        "batches": batches.count(),
        "batches_unapproved": batches.filter(approved_on__isnull=True).count(),
        "batches_unpublished": batches.filter(published_at__isnull=True).count(),
    }


def rebuilt(campaign: Campaign, today: date) -> Counted:
    """Drafts: what a decision asked for and nobody has yet passed; and promises that are as long as before."""
    drafts = ItemVersion.objects.newest().filter(state=VersionState.DRAFT.value)
    failing = drafts.filter(item__organ__reports__campaign=campaign).count()
    return {"items_failing": failing, "promises_uncut": uncut.number(campaign)}


def running(campaign: Campaign, today: date) -> Counted:
    """Items that say they are online and have no procedure, or whose procedure no post runs."""
    in_force = ItemVersion.objects.in_force(today).filter(item__power_type__in=APPLIED_FOR)
    held = Holding.objects.on(today).filter(item=OuterRef("item"))
    unrun = in_force.filter(procedure__isnull=False).exclude(Exists(held)).count()
    return {"items_not_running": in_force.filter(online=True, procedure__isnull=True).count() + unrun}


def adjusted(campaign: Campaign, today: date) -> Counted:
    """Adjustments past their term."""
    return {"adjustments_overdue": len(adjustments.late(today))}


def given_up(campaign: Campaign, today: date) -> Counted:
    """Fees to be given back and stopped cases: what a power given up leaves to be done; and promises not cut."""
    fees = IllegalFee.objects.filter(returned_at__isnull=True).count()
    stopped = StoppedCase.objects.filter(decision="").count()
    return {"forfeits_open": fees + stopped, "promises_uncut": uncut.number(campaign)}


COUNTS: Mapping[CampaignStage, Callable[[Campaign, date], Counted]] = {
    CampaignStage.TWO_WAY_CHECK: compared,
    CampaignStage.FIRST_REVIEW: gate_counts,
    CampaignStage.EVALUATION: gate_counts,
    CampaignStage.DEPT_CONSULT: gate_counts,
    CampaignStage.SUBMIT_GOVERNMENT: gate_counts,
    CampaignStage.GOVERNMENT_APPROVAL: batched,
    CampaignStage.PUBLISH_BATCH: batched,
    CampaignStage.FLOW_REBUILD: rebuilt,
    CampaignStage.GO_ONLINE: running,
    CampaignStage.DYNAMIC_ADJUSTMENT: adjusted,
    CampaignStage.INSPECTION_ACCEPTANCE: given_up,
}
