"""Two at once: whoever comes second is refused or waits; no number comes twice, no card twice, no news is lost."""

from collections.abc import Callable
from datetime import date
from functools import partial
from threading import Barrier, Thread

import pytest
from django.db import connection, connections

from qingquan.cases import acts, watch
from qingquan.cases.acts import Gap
from qingquan.cases.models import Case, Step
from qingquan.cases.words import Delivery, Opinion, Outcome, Stage
from qingquan.law import Refused
from qingquan.ledger.models import Entry
from qingquan.papers.models import Document
from qingquan.papers.rules.numbers import CaseNumber
from qingquan.publicity import watch as publicity
from qingquan.publicity.models import PublicDecision
from tests.county import County, at, found

pytestmark = pytest.mark.usefixtures("committed")

MON = date(2026, 3, 2)
ROUNDS = 5


def together(*deeds: Callable[[], object]) -> list[object]:
    """Do all at the same moment, each on a connection of its own; what each gave, or the exception it raised."""
    came: list[object] = [None] * len(deeds)
    start = Barrier(len(deeds))

    def one(place: int, deed: Callable[[], object]) -> None:
        try:
            connection.ensure_connection()
            start.wait()
            came[place] = deed()
        except Exception as error:  # noqa: BLE001 - what it raised is what the test asks about
            came[place] = error
        finally:
            connections.close_all()

    threads = [Thread(target=one, args=each) for each in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


def refused(came: list[object]) -> int:
    assert all(each is None or isinstance(each, (Refused, Case)) for each in came), came
    return sum(isinstance(each, Refused) for each in came)


def reviewed(county: County) -> Case:
    case = county.accept(MON)
    for hour, official in ((11, county.handler), (12, county.reviewer)):
        step = case.steps.get(done_at__isnull=True).step
        acts.complete_step(case.number, step, Opinion.AGREE, "", by=official.acts, at=at(MON, hour))
    return case


def decide(county: County, case: Case, outcome: Outcome) -> Callable[[], None]:
    return lambda: acts.decide(case.number, outcome, "不符合取水条件。", by=county.approver.acts, at=at(MON, 15))


def test_of_two_decisions_one_counts() -> None:
    county = found()
    for _ in range(ROUNDS):
        case = reviewed(county)
        assert refused(together(decide(county, case, Outcome.GRANT), decide(county, case, Outcome.REFUSE))) == 1
        assert Entry.objects.filter(subject=case.number, kind="case.decided").count() == 1
        kinds = ["grant_decision", "refusal_decision"]
        assert Document.objects.filter(subject=case.number, kind__in=kinds).count() == 1


def test_a_decision_and_a_withdrawal_do_not_both_happen() -> None:
    county = found()
    for _ in range(ROUNDS):
        case = reviewed(county)
        withdraw = partial(acts.withdraw, case.number, "项目取消", by=county.as_citizen, at=at(MON, 15))
        assert refused(together(decide(county, case, Outcome.GRANT), withdraw)) == 1
        assert not Step.objects.filter(case=case, done_at__isnull=True, kind="decide").exists()


def test_of_two_deliveries_one_counts() -> None:
    county = found()
    case = reviewed(county)
    decide(county, case, Outcome.GRANT)()
    deliver = partial(acts.deliver, case.number, Delivery.WINDOW, "陈民", by=county.clerk.acts, at=at(MON, 16))
    assert refused(together(deliver, deliver)) == 1
    assert Document.objects.filter(subject=case.number, kind="certificate").count() == 1


def test_numbers_of_many_receipts_at_once_are_whole() -> None:
    county = found()
    came = together(*[lambda: county.receive(MON) for _ in range(6)])
    assert sorted(CaseNumber.parse(case.number).sequence for case in came) == [1, 2, 3, 4, 5, 6]  # type: ignore[attr-defined]


def test_the_worker_and_the_clerk_do_not_both_accept() -> None:
    county = found()
    for _ in range(ROUNDS):
        case = county.receive(MON)
        after = at(date(2026, 3, 10), 0, 0)
        accept = partial(acts.accept, case.number, by=county.clerk.acts, at=at(date(2026, 3, 9), 23, 59))
        settle = partial(watch.settle, case.number, after)
        came = together(accept, settle)
        assert sum(each is None or each is True for each in came) == 1, came
        stored = Case.objects.get(number=case.number)
        assert stored.stage == Stage.ACCEPTED
        assert stored.steps.filter(done_at__isnull=True).count() == 1
        assert (
            Document.objects.filter(subject=case.number, kind__in=["acceptance", "deemed_acceptance_record"]).count()
            == 1
        )


def test_of_two_notices_one_counts() -> None:
    county = found()
    for _ in range(ROUNDS):
        case = county.receive(MON, whole=False)
        notify = partial(acts.notify_gaps, case.number, [Gap("论证报告")], by=county.clerk.acts, at=at(MON, 11))
        assert refused(together(notify, notify)) == 1
        assert Document.objects.filter(subject=case.number, kind="supplement_notice").count() == 1


def test_of_two_pauses_and_two_results_one_counts() -> None:
    county = found()
    case = county.accept(MON)
    for hour in range(11, 11 + ROUNDS):
        pause = partial(
            acts.pause,
            case.number,
            "testing",
            procedure="检测",
            planned_end=date(2026, 3, 9),
            by=county.handler.acts,
            at=at(MON, hour),
        )
        resume = partial(acts.resume, case.number, "检测合格", by=county.handler.acts, at=at(MON, hour, 30))
        assert refused(together(pause, pause)) == 1
        assert refused(together(resume, resume)) == 1
    assert Document.objects.filter(subject=case.number, kind="special_procedure_notice").count() == ROUNDS


def test_of_two_extensions_one_counts() -> None:
    county = found()
    for _ in range(ROUNDS):
        case = county.accept(MON)
        extend = partial(acts.extend, case.number, reason="地质复杂", by=county.head.acts, at=at(MON, 12))
        assert refused(together(extend, extend)) == 1
        assert Document.objects.filter(subject=case.number, kind="extension_notice").count() == 1


def test_a_decision_is_published_once_by_two_workers() -> None:
    county = found()
    for _ in range(ROUNDS):
        decide(county, reviewed(county), Outcome.GRANT)()
    follow = partial(publicity.follow, at(MON, 16))
    came = together(follow, follow)
    assert sorted(came) == [0, ROUNDS], came  # type: ignore[type-var]
    assert PublicDecision.objects.count() == ROUNDS
    assert Entry.objects.filter(kind="publish.done").count() == ROUNDS
