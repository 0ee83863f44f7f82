"""What of the rooms above the campaign waits for a post: one line a kind of work, with its number and its page."""

from collections.abc import Callable, Iterator

from django.urls import reverse
from django.utils import timezone

from qingquan.campaign.models import Campaign, ReportedItem
from qingquan.campaign.reading import current
from qingquan.crosscheck.models import Difference, Pair
from qingquan.crosscheck.rules.authority import ANSWERING as DIFFERENCE_ANSWERING
from qingquan.crosscheck.rules.authority import REVIEWING
from qingquan.crosscheck.words import DifferenceState, PairState
from qingquan.desk import crosscheck_gates, review_gates
from qingquan.desk.campaign_waiting import Waiting
from qingquan.forfeits.models import UnlistedMatter
from qingquan.forfeits.rules.authority import ANSWERING as MATTER_ANSWERING
from qingquan.forfeits.words import MatterState
from qingquan.people.models import Actor
from qingquan.places.words import Role
from qingquan.publication.models import Batch
from qingquan.publication.rules.authority import GOVERNMENT
from qingquan.publication.words import BatchState
from qingquan.review.reading.queue import under_review, with_stage
from qingquan.review.rules.authority import ANSWERERS
from qingquan.review.words import Office, ReviewStage

OFFICE_COLUMN = {Office.ESTABLISHMENT: "est", Office.LEGAL: "leg"}


def rooms_waiting_for(actor: Actor) -> list[Waiting]:
    """Everything that the post can do now in a room above the running campaign."""
    campaign = current()
    if campaign is None:
        return []
    return [each for look in LOOKS for each in look(actor, campaign)]


def line(number: int, what: str, name: str, query: str = "", late: int = 0) -> Iterator[Waiting]:
    """One kind of work, when there is any."""
    if number:
        note = f"其中 {late} 项已过期限" if late else ""
        yield Waiting(f"{number} 项{what}", reverse(f"desk:{name}") + query, note, late=bool(late))


def differences(actor: Actor, campaign: Campaign) -> Iterator[Waiting]:
    """Differences to answer, to judge, or to pursue."""
    today = timezone.localdate()
    found = Difference.objects.filter(campaign=campaign)
    if actor.role in DIFFERENCE_ANSWERING:
        asked = found.filter(organ=actor.organ, owner=Role.CATALOGUE_ADMIN, state=DifferenceState.OPEN)
        late = asked.filter(due_on__lt=today).count()
        yield from line(asked.count(), "比对差异待本机关答复", "crosscheck_differences", late=late)
    if actor.role in REVIEWING:
        answered = found.filter(state=DifferenceState.ANSWERED).count()
        yield from line(answered, "答复待审", "crosscheck_differences")
        asked_pairs = Pair.objects.filter(run=crosscheck_gates.last_run(campaign), state=PairState.ASKED).count()
        yield from line(asked_pairs, "对应关系待确认", "crosscheck_pairs")
    if actor.role == Role.SUPERVISOR:
        exercised = found.filter(owner=Role.SUPERVISOR, state=DifferenceState.OPEN)
        yield from line(exercised.count(), "有办理、收费而没有申报，待查处", "crosscheck_differences")


def reviews(actor: Actor, campaign: Campaign) -> Iterator[Waiting]:
    """Items without the own office's opinion; proposals to be answered by the organ."""
    today = timezone.localdate()
    if office := review_gates.office_of(actor):
        unsaid = under_review(campaign, today).filter(**{f"{OFFICE_COLUMN[office]}__isnull": True}).count()
        yield from line(unsaid, "事项待提出审核意见", "review")
    if actor.role in ANSWERERS:
        own = ReportedItem.objects.filter(report__campaign=campaign, report__organ=actor.organ)
        asked = with_stage(own, today).filter(stage=ReviewStage.CONSULTATION).count()
        yield from line(asked, "拟处理意见待本机关反馈", "review_answers")


def batches(actor: Actor, campaign: Campaign) -> Iterator[Waiting]:
    """Batches the government has before it."""
    if actor.role in GOVERNMENT:
        found = Batch.objects.filter(campaign=campaign)
        yield from line(found.filter(state=BatchState.PREPARED).count(), "目录批次待审定", "publication")
        yield from line(found.filter(state=BatchState.APPROVED).count(), "目录批次待公布", "publication")


def matters(actor: Actor, campaign: Campaign) -> Iterator[Waiting]:
    """Citizens' applications outside the list, to be routed."""
    if actor.role in MATTER_ANSWERING:
        waiting = UnlistedMatter.objects.filter(state=MatterState.WAITING)
        late = waiting.filter(due_on__lt=timezone.localdate()).count()
        yield from line(waiting.count(), "清单以外的申请待答复", "forfeits_matters", late=late)


LOOKS: tuple[Callable[[Actor, Campaign], Iterator[Waiting]], ...] = (differences, reviews, batches, matters)
