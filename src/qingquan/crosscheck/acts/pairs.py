"""A reviewer says whether two rows are one power. It is remembered, and every later run follows."""

from datetime import datetime

from qingquan.crosscheck.models import Difference, Pair, Remembered
from qingquan.crosscheck.rules import authority
from qingquan.crosscheck.words import DifferenceState, PairState, Settlement
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.matching.twoway import SetName
from qingquan.people.models import Actor


@act("crosscheck.pair_confirmed")
def confirm(pair: Pair, *, by: Actor, at: datetime) -> Pair:
    """Say that a reported item and a row of another set are one power; the differences between them end."""
    held = decide(pair, PairState.CONFIRMED, by, at)
    ended = end_between(held, by, at)
    facts = {"reported": held.reported.code, "set": held.side, "with": held.name[:200], "ended": ended}
    record(subject(held), "crosscheck.pair_confirmed", facts, by=by, at=at)
    return held


@act("crosscheck.pair_parted")
def part(pair: Pair, *, by: Actor, at: datetime) -> Pair:
    """Say that two rows are different powers; the next run no longer holds them together."""
    held = decide(pair, PairState.PARTED, by, at)
    facts = {"reported": held.reported.code, "set": held.side, "with": held.name[:200]}
    record(subject(held), "crosscheck.pair_parted", facts, by=by, at=at)
    return held


def decide(pair: Pair, state: PairState, by: Actor, at: datetime) -> Pair:
    """Hold the pair, write the decision, remember it under both rows' names."""
    authority.check_decides_pairs(by.role)
    held = Pair.objects.select_related("reported", "run__campaign").select_for_update(of=("self",)).get(pk=pair.pk)
    if held.run.campaign.closed_at is not None:
        raise Refused("这次清理审核已经结束，对应关系不能再改。")
    held.state, held.decided_by, held.decided_at = state.value, by.account, at
    held.save(update_fields=["state", "decided_by", "decided_at"])
    Remembered.objects.update_or_create(
        one=held.one_sign,
        other=held.other_sign,
        defaults={"same": state is PairState.CONFIRMED, "decided_by": by.account, "decided_at": at},
    )
    return held


def subject(pair: Pair) -> str:
    """What the ledger calls a pair: the run it is of, and its number in it."""
    return f"{pair.run.campaign.number}/{pair.run.number}/{pair.pk}"


def end_between(pair: Pair, by: Actor, at: datetime) -> int:
    """Settle the open differences that said of either row that it has no counterpart."""
    between = Difference.objects.filter(campaign=pair.run.campaign, last_run=pair.run)
    between = between.exclude(state=DifferenceState.SETTLED.value)
    lonely = [row.pk for row in between.filter(name__in=[pair.name, pair.reported.name]) if ends(row, pair)]
    return Difference.objects.filter(pk__in=lonely).update(
        state=DifferenceState.SETTLED.value,
        settlement=Settlement.MATCHED.value,
        reason=f"确认“{pair.reported.name}”与“{pair.name}”为同一事项"[:500],
        settled_by=by.account,
        settled_at=at,
    )


def ends(row: Difference, pair: Pair) -> bool:
    """Whether a difference only says that one of the two rows stands alone."""
    (first, *others) = row.sides or [{}]
    lone = not others and (first.get("set"), str(first.get("key")))
    missing = {
        ("A", SetName.BASIS): "A-B",
        ("B", SetName.BASIS): "B-A",
        ("B", SetName.DUTIES): "B-C",
        ("C", SetName.DUTIES): "C-B",
        ("D", SetName.ACTIVITY): "D-B",
        ("E", SetName.TOWNS): "E-B",
    }
    either = {(SetName.REPORTED.value, str(pair.reported_id)), (pair.side, pair.key)}
    return lone in either and missing.get((str(first.get("set")), SetName(pair.side))) == row.kind
