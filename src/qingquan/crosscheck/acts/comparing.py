"""The comparing itself: everything read, set against each other, written. It takes seconds, so it tells how far it is.

How far a run has come is no fact of the county: it is written beside the acts, for the page that waits for it.
"""

import hashlib
import time
from collections.abc import Callable, Iterable
from datetime import date, datetime

from django.utils import timezone

from qingquan.campaign.models import Campaign
from qingquan.crosscheck.acts.overlapping import overlaps_of
from qingquan.crosscheck.acts.running import begin, finish
from qingquan.crosscheck.models import Remembered, Run
from qingquan.crosscheck.reading import sides
from qingquan.crosscheck.rules.claims import claims, with_claims
from qingquan.crosscheck.rules.months import months_before
from qingquan.law import parameter
from qingquan.matching import twoway

SECONDS_BETWEEN = 0.5
# How the whole divides, in hundredths: reading, comparing, overlaps, writing.
READ, COMPARED, OVERLAPPED = 10, 75, 90
# The comparison tells of as many stages; one more or less only makes the bar jump.
STAGES = 6

Now = Callable[[], datetime]
Hear = Callable[[int, str], None]


def compare(run: Run, *, now: Now, hear: Hear | None = None) -> Run:
    """Do a run from its beginning to its findings; `hear` is told the per cent done and what is being done."""
    held = begin(run, at=now())
    beat = Beat(held, now, hear)
    campaign = Campaign.objects.get(pk=held.campaign_id)
    until = timezone.localdate(now())
    since = months_before(until, parameter("crosscheck_months_back").number)
    beat.tell(1, "读取目录、申报、职责和办理记录")
    sets = Sets(campaign, since, until)
    beat.tell(READ, "逐项比对")
    known = remembered()
    found = twoway.compare(*sets.all(), known, tell=beat.step)
    found = with_claims(found, claims(sets.duties, sets.reported, sides.duties_named(campaign), known))
    beat.tell(COMPARED, "查找交叉重复")
    overlaps = overlaps_of(held, sets.reported)
    beat.tell(OVERLAPPED, "写入结果")
    parameters = {"since": since.isoformat(), "until": until.isoformat(), "sure": twoway.SURE, "likely": twoway.LIKELY}
    return finish(
        held,
        found,
        overlaps,
        inputs=sets.digest(),
        compared=sets.counts(),
        parameters=parameters,
        at=now(),
    )


class Sets:
    """The five sets of one comparison."""

    def __init__(self, campaign: Campaign, since: date, until: date) -> None:
        self.expected = sides.expected()
        self.reported = sides.reported(campaign)
        self.duties = sides.duties()
        self.exercised = sides.exercised(since, until)
        self.towns = sides.towns()

    def all(
        self,
    ) -> tuple[list[twoway.Row], list[twoway.Row], list[twoway.Row], list[twoway.Activity], list[twoway.Row]]:
        """A to E."""
        return self.expected, self.reported, self.duties, self.exercised, self.towns

    def counts(self) -> dict[str, int]:
        """How much was compared; of what was exercised also the cases, fees and seals behind it."""
        seen = {
            "cases": sum(each.cases for each in self.exercised),
            "fees": sum(each.fees for each in self.exercised),
            "seals": sum(each.seals for each in self.exercised),
        }
        counts = [len(self.expected), len(self.reported), len(self.duties), len(self.exercised), len(self.towns)]
        return dict(zip("ABCDE", counts, strict=True)) | seen

    def digest(self) -> str:
        """Equal digests mean equal inputs."""
        whole = hashlib.sha256()
        for rows in self.all():
            for row in rows:
                whole.update(repr(row).encode())
        return whole.hexdigest()


class Beat:
    """Says now and then how far a run is, so that a page can show it and a stopped run is noticed."""

    def __init__(self, run: Run, now: Now, hear: Hear | None) -> None:
        self.run, self.now, self.hear = run, now, hear
        self.last = 0.0
        self.stages: list[str] = []

    def step(self, step: twoway.Progress) -> None:
        """A step of the comparison itself: its stages divide the stretch between them, so progress never turns back."""
        if step.stage not in self.stages:
            self.stages.append(step.stage)
        done = len(self.stages) - 1 + (step.done / step.total if step.total else 1)
        self.tell(READ + int((COMPARED - READ) * min(done / STAGES, 1)), step.stage)

    def tell(self, per_cent: int, doing: str) -> None:
        """Write it down, but not for every row."""
        if self.hear:
            self.hear(per_cent, doing)
        if time.monotonic() - self.last >= SECONDS_BETWEEN:
            self.last = time.monotonic()
            Run.objects.filter(pk=self.run.pk).update(progress=per_cent, doing=doing[:60], beat_at=self.now())


def remembered() -> twoway.Remembered:
    """What people have decided about pairs, in this campaign and those before."""
    decided: Iterable[tuple[str, str, bool]] = Remembered.objects.order_by("decided_at").values_list(
        "one", "other", "same"
    )
    return twoway.Remembered.of(decided)
