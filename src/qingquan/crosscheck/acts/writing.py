"""What a comparison found, as rows: pairs, differences with their tasks, overlaps."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from qingquan.crosscheck.models import Difference, Pair, Run
from qingquan.crosscheck.reading import shown
from qingquan.crosscheck.reading.register import Register
from qingquan.crosscheck.rules.tasks import FOUND_AGAIN, Task, task_of
from qingquan.crosscheck.words import DifferenceState, PairState, Settlement
from qingquan.matching import twoway
from qingquan.matching.twoway import Comparison, DifferenceKind, SetName
from qingquan.places.calendar import county_calendar
from qingquan.places.models import Organ

AT_ONCE = 1000
TOLD = ["says", "sides", "evidence", "name", "reported", "organ"]
"""What a later run may tell differently of a difference it finds again."""


def pairs_of(run: Run, comparison: Comparison) -> list[Pair]:
    """The pairs between a reported item and a row of another set."""
    found = (pair_of(run, each) for each in comparison.pairs)
    return [pair for pair in found if pair is not None]


def pair_of(run: Run, pair: twoway.Pair) -> Pair | None:
    """One pair, the reported side first; None when neither side is a report."""
    turned = pair.right_set is SetName.REPORTED
    if not turned and pair.left_set is not SetName.REPORTED:
        return None
    ours, theirs = (pair.right, pair.left) if turned else (pair.left, pair.right)
    one, other = pair.signs
    certain = pair.sure or pair.method is twoway.Method.REMEMBERED
    return Pair(
        run=run,
        reported_id=int(ours.key),
        side=(pair.left_set if turned else pair.right_set).value,
        key=theirs.key[:420],
        name=theirs.name[:500],
        origin=(theirs.source or theirs.organ_name)[:200],
        confidence=pair.confidence,
        method=pair.method.value,
        evidence=shown.evidence(pair.evidence, turned=turned),
        one_sign=one[:600],
        other_sign=other[:600],
        state=(PairState.CERTAIN if certain else PairState.ASKED).value,
    )


@dataclass(slots=True)
class Written:
    """What became of the differences of a run."""

    new: list[Difference] = field(default_factory=list)
    again: list[Difference] = field(default_factory=list)
    reopened: list[Difference] = field(default_factory=list)
    changed: list[Difference] = field(default_factory=list)
    gone: int = 0

    @property
    def concealed(self) -> list[Difference]:
        """Those that go to the supervisor at once: found for the first time, or once more after all was settled."""
        kind = DifferenceKind.PRACTISED_UNREPORTED.value
        return [each for each in (*self.new, *self.reopened) if each.kind == kind]


def write_differences(run: Run, comparison: Comparison, at: datetime) -> Written:
    """Find again what was found before, begin a task for what is new, end what is no more."""
    known = {(row.kind, row.key): row for row in Difference.objects.filter(campaign=run.campaign_id)}
    tasks, written = Tasks(run, comparison, at), Written()
    for each in comparison.differences:
        made = tasks.row(each)
        there = known.get((made.kind, made.key))
        if there is None:
            made.number = f"{run.campaign.number}-C{len(known) + len(written.new) + 1:05d}"
            written.new.append(made)
        else:
            found_again(there, made, run, written)
    Difference.objects.bulk_create(written.new, batch_size=AT_ONCE)
    Difference.objects.bulk_update(written.changed, TOLD, batch_size=AT_ONCE)
    Difference.objects.filter(pk__in=[row.pk for row in written.again]).update(last_run=run)
    for row in written.reopened:
        row.save(update_fields=["state", "settlement", "reason", "settled_by", "settled_at", "owner", "due_on"])
    written.gone = end_gone(run, at)
    return written


def found_again(there: Difference, made: Difference, run: Run, written: Written) -> None:
    """A difference of an earlier run: what is told of it may be new; settled in hope, it is open once more."""
    written.again.append(there)
    if any(getattr(there, column) != getattr(made, column) for column in TOLD):
        for column in TOLD:
            setattr(there, column, getattr(made, column))
        written.changed.append(there)
    if there.state == DifferenceState.SETTLED and Settlement(there.settlement) in FOUND_AGAIN:
        there.state, there.settlement, there.reason = DifferenceState.OPEN.value, "", ""
        there.settled_by, there.settled_at = None, None
        there.owner, there.due_on = made.owner, made.due_on
        written.reopened.append(there)


def end_gone(run: Run, at: datetime) -> int:
    """Settle what this run no longer finds: the report was completed or corrected since."""
    gone = Difference.objects.filter(campaign=run.campaign_id).exclude(state=DifferenceState.SETTLED.value)
    return gone.exclude(last_run=run).update(
        state=DifferenceState.SETTLED.value,
        settlement=Settlement.GONE.value,
        reason=f"第{run.number}次比对没有再发现",
        settled_at=at,
    )


class Tasks:
    """Makes rows of differences: whose they are, what they say, until when they are to be answered."""

    def __init__(self, run: Run, comparison: Comparison, at: datetime) -> None:
        self.run, self.at = run, at
        self.on = timezone.localdate(at)
        self.calendar = county_calendar()
        self.register = Register()
        self.learned = learned(comparison.pairs)

    def row(self, found: twoway.Difference) -> Difference:
        """One difference as a task."""
        organ = self.organ(found)
        task = self.task(found, organ)
        ours = next((row for row in (found.left, found.right) if row and is_reported(found, row)), None)
        if found.activity is not None:
            # What another organ reports is told beside it, and is not what the difference is about.
            ours = None
        return Difference(
            campaign=self.run.campaign,
            kind=found.kind.value,
            key=found.key[:700],
            name=named(found)[:500],
            says=shown.said(found.says),
            sides=sides_of(found),
            evidence=shown.evidence(found.evidence, turned=found.kind is not DifferenceKind.DOUBLED),
            reported_id=int(ours.key) if ours else None,
            organ=organ,
            owner=task.owner.value,
            due_on=task.due_on,
            first_run=self.run,
            last_run=self.run,
            found_at=self.at,
        )

    def task(self, found: twoway.Difference, organ: Organ | None) -> Task:
        """Who must act, until when."""
        at_once = found.urgency is twoway.Urgency.AT_ONCE
        has_organ = organ is not None
        return task_of(found.kind, has_organ=has_organ, at_once=at_once, found_on=self.on, calendar=self.calendar)

    def organ(self, found: twoway.Difference) -> Organ | None:
        """Whose the difference is: the organ named by its code, else the one its department means, else unknown."""
        for row in (found.left, found.activity, found.right):
            if row is not None and row.organ and (known := self.register.exact.get(row.organ)):
                return known
        for row in (found.left, found.right):
            department = row.organ_name if row else ""
            if department:
                return self.register.organ(department) or self.register.exact.get(self.learned.get(department, ""))
        return None


def learned(pairs: Iterable[twoway.Pair]) -> dict[str, str]:
    """Which organ (by credit code) reports most of what each department of the catalogues is to guide."""
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for pair in pairs:
        ours, theirs = (pair.left, pair.right) if pair.left_set is SetName.REPORTED else (pair.right, pair.left)
        if pair.sure and theirs.organ_name and not theirs.organ and ours.organ:
            seen[theirs.organ_name][ours.organ] += 1
    return {department: counted.most_common(1)[0][0] for department, counted in seen.items()}


LEFT = {
    DifferenceKind.UNREPORTED: SetName.BASIS,
    DifferenceKind.UNFOUNDED: SetName.REPORTED,
    DifferenceKind.OUTSIDE_DUTIES: SetName.REPORTED,
    DifferenceKind.DUTY_WITHOUT_POWER: SetName.DUTIES,
    DifferenceKind.PRACTISED_UNREPORTED: SetName.ACTIVITY,
    DifferenceKind.TOWNS_UNREPORTED: SetName.TOWNS,
    DifferenceKind.DOUBLED: SetName.REPORTED,
}
"""Which set the left row of a difference is of; where both rows matter the right one is a report."""


def sides_of(found: twoway.Difference) -> Sequence[shown.Shown]:
    """The rows a difference speaks of, in words."""
    rows = [shown.side(set_of(found, row), row) for row in (found.left, found.right) if row]
    if found.activity is None:
        return rows
    seen = shown.activity(found.activity)
    return [seen, *rows] if found.kind is DifferenceKind.PRACTISED_UNREPORTED else [*rows, seen]


def set_of(found: twoway.Difference, row: twoway.Row) -> SetName:
    """Which set a row of a difference is of."""
    if row is found.right:
        return SetName.REPORTED
    return LEFT.get(found.kind, SetName.BASIS)


def is_reported(found: twoway.Difference, row: twoway.Row) -> bool:
    """Whether a row of a difference is a report."""
    return set_of(found, row) is SetName.REPORTED


def named(found: twoway.Difference) -> str:
    """What a difference is about."""
    rows = (found.left, found.activity, found.right)
    return next((row.name for row in rows if row), "")
