"""Random lives of cases, watched every morning: cards can be recomputed, none is red in time, no look is in vain."""

import random
from datetime import date, timedelta

import pytest

from qingquan.cases import acts
from qingquan.cases.acts import Gap, MaterialGiven
from qingquan.cases.models import Case
from qingquan.cases.words import Delivery, MaterialWay, Opinion, Outcome, Stage
from qingquan.law import Refused
from qingquan.places.calendar import county_calendar
from qingquan.supervision import watch
from qingquan.supervision.models import Card, Watched
from qingquan.supervision.reading import Imported, watched_cases
from qingquan.supervision.rules.recompute import CardKey, differences, recompute
from qingquan.supervision.words import Level, Rule
from tests.county import County, at, found

pytestmark = pytest.mark.usefixtures("committed")

BEGIN = date(2026, 3, 2)
DAYS, CASES = 75, 40
REPORT = "建设项目水资源论证报告书"


def live(county: County, case: Case, day: date, dice: random.Random) -> None:
    """Whatever the case allows and the dice choose, on one day; what the law forbids is refused and nothing happens."""
    noon, step = at(day, 12), case.steps.filter(done_at__isnull=True).order_by("id").first()
    by = {"examine": county.handler, "review": county.reviewer}
    match Stage(case.stage):
        case Stage.RECEIVED if dice.random() < 0.5 and case.gaps_noticed_on is None:
            acts.notify_gaps(case.number, [Gap(REPORT)], by=county.clerk.acts, at=noon)
        case Stage.RECEIVED:
            acts.accept(case.number, by=county.clerk.acts, at=noon)
        case Stage.SUPPLEMENT_PENDING:
            given = [MaterialGiven(REPORT, MaterialWay.PAPER)]
            acts.supply(case.number, given, by=county.as_citizen, at=noon)
        case Stage.PAUSED:
            acts.resume(case.number, "检测合格", by=county.handler.acts, at=noon)
        case Stage.ACCEPTED if dice.random() < 0.25:
            end = day + timedelta(days=dice.randint(1, 9))
            acts.pause(case.number, "testing", procedure="检测", planned_end=end, by=county.head.acts, at=noon)
        case Stage.ACCEPTED if dice.random() < 0.15:
            acts.extend(case.number, reason="地质条件复杂", by=county.head.acts, at=noon)
        case Stage.ACCEPTED if dice.random() < 0.05:
            acts.withdraw(case.number, "项目取消", by=county.as_citizen, at=noon)
        case Stage.ACCEPTED if step is not None and step.kind in by:
            acts.complete_step(case.number, step.step, Opinion.AGREE, "", by=by[step.kind].acts, at=noon)
        case Stage.ACCEPTED:
            acts.decide(case.number, Outcome.GRANT, "", by=county.approver.acts, at=noon)
        case Stage.APPROVED:
            acts.deliver(case.number, Delivery.WINDOW, "陈民", by=county.clerk.acts, at=noon)


@pytest.mark.parametrize("seed", range(2))
def test_cards_of_random_lives_are_those_the_facts_give(seed: int) -> None:
    county, dice = found(), random.Random(seed)
    for number in range(CASES):
        county.receive(BEGIN + timedelta(days=number % 10), whole=dice.random() < 0.7)
    for count in range(DAYS):
        day = BEGIN + timedelta(days=count)
        watch.silence(at(day, 0, 1))
        watch.follow(at(day, 0, 2))
        watch.look(at(day, 0, 3))
        # Looked at again in the same minute, there is nothing left to look at.
        assert watch.look(at(day, 0, 4)) == 0, day
        open_cases = Case.objects.filter(closed_on__isnull=True, received_on__lt=day)
        for case in open_cases.order_by("id"):
            if dice.random() < 0.12:
                try:
                    live(county, case, day, dice)
                except Refused:
                    continue
    end = BEGIN + timedelta(days=DAYS)
    watch.follow(at(end, 0, 1))
    watch.look(at(end, 0, 2))
    calendar = county_calendar()
    seen = 0
    for case, facts in watched_cases(Case.objects.values_list("number", flat=True), calendar):
        kept = {
            CardKey(case.number, Rule(c.rule), c.step or None): Level(c.level) for c in Card.objects.filter(case=case)
        }
        given = recompute(facts, end, Imported(calendar))
        if case.stage != Stage.PAUSED:
            assert not differences(kept.items(), given), (case, case.stage, differences(kept.items(), given))
        ended = case.decided_on or case.closed_on
        in_time = ended is not None and case.legal_due_on is not None and ended <= case.legal_due_on
        if in_time:
            assert kept.get(CardKey(case.number, Rule.TL04, None), Level.PROMPT) < Level.RED
        seen += len(kept)
    assert seen > CASES / 2
    assert not Watched.objects.filter(look_on__lte=end).exists()
