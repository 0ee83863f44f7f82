"""A whole run: the county's rows read, compared, written; decisions remembered; a stopped worker made up for."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from qingquan.campaign.models import ReportedItem
from qingquan.campaign.tests.cast import at, plain
from qingquan.crosscheck import acts, watch
from qingquan.crosscheck.acts.comparing import compare
from qingquan.crosscheck.models import BaseRow, Difference, Pair, Run
from qingquan.crosscheck.reading import sides
from qingquan.crosscheck.reading.lists import TownTold
from qingquan.crosscheck.tests.cast import CHECKED, FISHING, SAND, WATER, Cast, gather
from qingquan.crosscheck.words import ExercisedKind, PairState, RunState
from qingquan.law import Refused
from qingquan.matching.twoway import Article, DifferenceKind
from qingquan.places.words import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return gather()


def kinds() -> dict[str, list[str]]:
    """What was found, by kind."""
    found: dict[str, list[str]] = {}
    for row in Difference.objects.order_by("number"):
        found.setdefault(row.kind, []).append(row.name)
    return found


def test_reports_are_held_against_everything_known(cast: Cast) -> None:
    item = cast.reported()
    cast.held_against(WATER, SAND)
    cast.duties("负责取水许可的监督实施。", "负责水利工程质量监督。")
    cast.exercised(FISHING, replace(FISHING, name="取水许可", kind=ExercisedKind.SEAL))
    acts.tell(cast.town, TownTold("", "县水利局", "代收垃圾处置费"), by=cast.town_clerk, at=at())
    run = cast.run(item.report.campaign)
    assert run.compared == {"A": 2, "B": 1, "C": 2, "D": 2, "E": 1, "cases": 0, "fees": 31, "seals": 31}
    assert len(run.inputs) == 64 and run.parameters["since"] == "2024-04-07"
    found = kinds()
    assert found[DifferenceKind.UNREPORTED] == ["河道采砂许可"]
    assert found[DifferenceKind.PRACTISED_UNREPORTED] == ["水库捕捞证工本费"]
    assert found[DifferenceKind.DUTY_WITHOUT_POWER] == ["负责水利工程质量监督。"]
    assert found[DifferenceKind.TOWNS_UNREPORTED] == ["代收垃圾处置费"]
    assert not found.keys() & {DifferenceKind.UNFOUNDED, DifferenceKind.OUTSIDE_DUTIES}
    assert set(Pair.objects.values_list("side", flat=True)) == {"A", "C", "D"}
    concealed = Difference.objects.get(kind=DifferenceKind.PRACTISED_UNREPORTED)
    assert (concealed.organ, concealed.owner) == (cast.water, Role.SUPERVISOR)
    assert ["金额", "620.00 元"] in concealed.sides[0]["told"]


def test_what_is_read_and_what_is_found_is_the_same_every_time(cast: Cast) -> None:
    item = cast.reported()
    cast.held_against(WATER, SAND)
    first = cast.run(item.report.campaign)
    second = cast.run(item.report.campaign, date(2026, 4, 8))
    assert first.inputs == second.inputs
    assert (second.counts["new"], second.counts["gone"]) == (0, 0)
    cast.held_against(WATER)
    assert cast.run(item.report.campaign, date(2026, 4, 9)).inputs != first.inputs


def test_a_decision_is_used_again_in_the_next_run(cast: Cast) -> None:
    item = cast.reported()
    campaign = item.report.campaign
    cast.held_against(replace(WATER, code="1", name="取水（含地下水）许可"), SAND)
    cast.run(campaign)
    pair = Pair.objects.get(side="A")
    acts.part(pair, by=cast.legal, at=at(CHECKED))
    cast.run(campaign, date(2026, 4, 8))
    assert not Pair.objects.filter(side="A", key=pair.key).exists()
    assert "取水（含地下水）许可" in kinds()[DifferenceKind.UNREPORTED]


def test_a_confirmed_pair_needs_no_second_look(cast: Cast) -> None:
    item = cast.reported()
    campaign = item.report.campaign
    cast.held_against(replace(WATER, code="1", name="取水（含地下水）许可", bases=()), SAND)
    cast.run(campaign)
    acts.confirm(Pair.objects.get(side="A"), by=cast.legal, at=at(CHECKED))
    cast.run(campaign, date(2026, 4, 8))
    again = Pair.objects.get(side="A")
    assert (again.state, again.method, again.confidence) == (PairState.CERTAIN, "remembered", 100)


def test_a_completed_report_ends_its_own_differences(cast: Cast) -> None:
    item = cast.reported()
    cast.held_against(WATER, SAND)
    cast.run(item.report.campaign)
    sand = plain(name=SAND.name, code=item.code[:-1] + "9", base_code=SAND.code)
    cast.base.entered(item.report, sand)
    cast.run(item.report.campaign, date(2026, 4, 8))
    assert Difference.objects.get(name=SAND.name, kind=DifferenceKind.UNREPORTED).settlement == "gone"


def test_a_reported_item_is_read_with_its_articles_and_codes(cast: Cast) -> None:
    (row,) = sides.reported(cast.reported().report.campaign)
    assert row.organ == cast.water.uscc and row.code == ReportedItem.objects.get().facts().base_code
    assert Article("水法", 48) in row.articles
    cast.held_against(WATER)
    assert sides.expected()[0].articles == (Article("水法", 7),)
    BaseRow.objects.update(ended_on=CHECKED)
    assert sides.expected() == []


def test_the_worker_does_what_was_ordered_and_tells_how_far_it_is(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: at(CHECKED))
    assert watch.compare_ordered(at(CHECKED)) == 0
    run = acts.order(cast.reported().report.campaign, by=cast.office, at=at(CHECKED))
    assert watch.compare_ordered(at(CHECKED)) == 1
    run.refresh_from_db()
    assert (run.state, run.progress) == (RunState.DONE, 100)
    assert watch.compare_ordered(at(CHECKED)) == 0


def test_a_run_says_what_it_is_doing(cast: Cast) -> None:
    told: list[tuple[int, str]] = []
    cast.held_against(WATER)
    ordered = acts.order(cast.reported().report.campaign, by=cast.office, at=at(CHECKED))
    compare(ordered, now=lambda: at(CHECKED), hear=lambda share, doing: told.append((share, doing)))
    shares = [share for share, _ in told]
    assert shares == sorted(shares) and shares[0] < 10 and 90 <= shares[-1] <= 100
    assert all(doing for _, doing in told)


def test_a_run_that_stopped_in_the_middle_is_taken_up_once_more_and_then_given_up(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = acts.order(cast.reported().report.campaign, by=cast.office, at=at(CHECKED))
    acts.begin(run, at=at(CHECKED))
    with pytest.raises(Refused, match="正在进行"):
        acts.begin(run, at=at(CHECKED) + timedelta(minutes=1))
    later = at(CHECKED) + timedelta(minutes=5)
    assert watch.compare_ordered(at(CHECKED) + timedelta(minutes=1)) == 0
    acts.begin(run, at=later)
    assert watch.compare_ordered(later + timedelta(minutes=5)) == 1
    run.refresh_from_db()
    assert run.state == RunState.FAILED and "2 次" in run.failure
    monkeypatch.setattr(timezone, "now", lambda: later)
    again = acts.order(run.campaign, by=cast.office, at=later)
    acts.begin(again, at=later)
    monkeypatch.setattr(timezone, "now", lambda: later + timedelta(minutes=9))
    assert watch.compare_ordered(later + timedelta(minutes=9)) == 1
    assert Run.objects.get(pk=again.pk).state == RunState.DONE
