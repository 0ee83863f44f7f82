"""A run from its order to its findings. The comparing itself is between `begin` and `finish`: see `comparing`."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db.models import Max

from qingquan.campaign.models import Campaign
from qingquan.crosscheck.acts.writing import pairs_of, write_differences
from qingquan.crosscheck.models import Difference, Overlap, Pair, Run
from qingquan.crosscheck.rules import authority
from qingquan.crosscheck.words import RunState
from qingquan.law import Refused
from qingquan.ledger.acts import act, record, record_many
from qingquan.matching.twoway import Comparison
from qingquan.people.models import SYSTEM, Actor

AT_ONCE = 1000
# A run that says nothing for so long was stopped with its worker; it may be taken up again.
SILENCE = timedelta(minutes=3)
UNDER_WAY = (RunState.ORDERED.value, RunState.RUNNING.value)


@act("crosscheck.ordered")
def order(campaign: Campaign, *, by: Actor, at: datetime) -> Run:
    """Ask for a comparison of all that was reported so far; the worker does it at once."""
    authority.check_orders(by.role)
    Campaign.objects.select_for_update().get(pk=campaign.pk)
    if campaign.closed_at is not None:
        raise Refused("这次清理审核已经结束，不能再比对。")
    if Run.objects.filter(campaign=campaign, state__in=UNDER_WAY).exists():
        raise Refused("上一次比对还没有完成，请等它结束。")
    number = (Run.objects.filter(campaign=campaign).aggregate(last=Max("number"))["last"] or 0) + 1
    run = Run.objects.create(campaign=campaign, number=number, ordered_by=by.account, ordered_at=at)
    record(campaign.number, "crosscheck.ordered", {"run": number}, by=by, at=at)
    return run


@act("crosscheck.begun")
def begin(run: Run, *, at: datetime) -> Run:
    """The worker takes a run up, or takes it up again after it was stopped in the middle."""
    held = Run.objects.select_for_update().get(pk=run.pk)
    if held.state not in UNDER_WAY:
        raise Refused("这次比对已经结束。")
    if held.state == RunState.RUNNING and held.beat_at is not None and at - held.beat_at < SILENCE:
        raise Refused("这次比对正在进行。")
    held.state, held.started_at, held.beat_at = RunState.RUNNING.value, at, at
    held.attempts, held.progress, held.doing = held.attempts + 1, 0, "读取数据"
    held.save(update_fields=["state", "started_at", "beat_at", "attempts", "progress", "doing"])
    record(held.campaign.number, "crosscheck.begun", {"run": held.number, "attempt": held.attempts}, by=SYSTEM, at=at)
    return held


@act("crosscheck.failed")
def fail(run: Run, why: str, *, at: datetime) -> Run:
    """End a run that found nothing because it could not be done."""
    held = Run.objects.select_for_update().get(pk=run.pk)
    held.state, held.failure, held.finished_at = RunState.FAILED.value, why[:300], at
    held.save(update_fields=["state", "failure", "finished_at"])
    record(held.campaign.number, "crosscheck.failed", {"run": held.number, "why": why[:300]}, by=SYSTEM, at=at)
    return held


@act("crosscheck.compared")
def finish(
    run: Run,
    comparison: Comparison,
    overlaps: Sequence[Overlap],
    *,
    inputs: str,
    compared: Mapping[str, int],
    parameters: Mapping[str, object],
    at: datetime,
) -> Run:
    """Write down what a comparison found: its pairs, every difference as a task, what was concealed to the supervisor.

    Only the last run's pairs and overlaps are kept; what people decided about them is remembered by itself.
    """
    held = Run.objects.select_for_update().select_related("campaign").get(pk=run.pk)
    if held.state != RunState.RUNNING:
        raise Refused("这次比对已经结束。")
    former = Run.objects.filter(campaign=held.campaign).exclude(pk=held.pk)
    Pair.objects.filter(run__in=former).delete()
    Overlap.objects.filter(run__in=former).delete()
    pairs = Pair.objects.bulk_create(pairs_of(held, comparison), batch_size=AT_ONCE)
    Overlap.objects.bulk_create(overlaps, batch_size=AT_ONCE)
    written = write_differences(held, comparison, at)
    counts: dict[str, int] = {"pairs": len(pairs), "overlaps": len(overlaps), **told_counts(comparison)}
    counts |= {"new": len(written.new), "reopened": len(written.reopened), "gone": written.gone}
    held.state, held.finished_at, held.progress, held.doing = RunState.DONE.value, at, 100, ""
    held.inputs, held.compared, held.parameters, held.counts = inputs, dict(compared), dict(parameters), counts
    held.save()
    if written.concealed:
        record_many("crosscheck.concealment_suspected", map(suspicion, written.concealed), by=SYSTEM, at=at)
    facts = {"run": held.number, "inputs": inputs, "compared": dict(compared), "found": counts}
    record(held.campaign.number, "crosscheck.compared", facts, by=SYSTEM, at=at)
    return held


def told_counts(comparison: Comparison) -> dict[str, int]:
    """How many differences there are of each kind that was found."""
    counted: dict[str, int] = {}
    for each in comparison.differences:
        counted[each.kind.value] = counted.get(each.kind.value, 0) + 1
    return counted


def suspicion(found: Difference) -> tuple[str, dict[str, object]]:
    """What the ledger keeps of an item that was exercised and not reported."""
    organ = found.organ
    return found.number, {"organ": organ.uscc if organ else "", "name": found.name, "says": found.says}
