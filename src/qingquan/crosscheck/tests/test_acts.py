"""What a run finds becomes tasks: found again, ended, remembered, answered, settled; concealment at once."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from qingquan.campaign.models import Campaign, ReportedItem
from qingquan.campaign.tests.cast import at
from qingquan.crosscheck import acts
from qingquan.crosscheck.models import BaseRow, Difference, Pair, Remembered, Run
from qingquan.crosscheck.tests import found
from qingquan.crosscheck.tests.cast import CHECKED, SAND, WATER, Cast, gather
from qingquan.crosscheck.words import DifferenceState, PairState, RunState, Settlement
from qingquan.law import Refused
from qingquan.ledger.models import Entry
from qingquan.matching.twoway import Comparison, SetName
from qingquan.places.words import Role

pytestmark = pytest.mark.django_db


class Scene:
    """The water bureau reported 取水许可; the province knows 取水许可证核发 and 河道采砂许可."""

    def __init__(self) -> None:
        self.cast: Cast = gather()
        self.item: ReportedItem = self.cast.reported()
        self.campaign: Campaign = self.item.report.campaign
        self.cast.held_against(replace(WATER, name="取水许可证核发", code="1"), SAND)
        self.water = BaseRow.objects.get(base_code="1")
        self.sand = BaseRow.objects.get(base_code=SAND.code)

    def run(self, comparison: Comparison, on: date = CHECKED) -> Run:
        """A run that found this."""
        run = acts.order(self.campaign, by=self.cast.office, at=at(on))
        acts.begin(run, at=at(on))
        return acts.finish(run, comparison, [], inputs="f" * 64, compared={"A": 2}, parameters={}, at=at(on, 11))


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_a_run_is_ordered_once_at_a_time_by_those_who_compare(scene: Scene) -> None:
    acts.order(scene.campaign, by=scene.cast.legal, at=at(CHECKED))
    with pytest.raises(Refused, match="还没有完成"):
        acts.order(scene.campaign, by=scene.cast.office, at=at(CHECKED))
    with pytest.raises(Refused, match="清理审核专班"):
        acts.order(scene.campaign, by=scene.cast.administrator, at=at(CHECKED))
    with pytest.raises(IntegrityError), transaction.atomic():
        Run.objects.create(campaign=scene.campaign, number=9, ordered_at=at())


def test_every_difference_becomes_a_task_with_an_owner_and_a_term(scene: Scene) -> None:
    run = scene.run(found.comparison(found.unreported(scene.sand), found.unfounded(scene.item)))
    missing, baseless = Difference.objects.order_by("number")
    assert (missing.organ, missing.owner) == (scene.cast.water, Role.CATALOGUE_ADMIN)
    assert missing.due_on == date(2026, 4, 21)
    assert missing.number == f"{scene.campaign.number}-C00001"
    assert baseless.reported == scene.item and baseless.sides[0]["set"] == "B"
    assert run.counts == {"pairs": 0, "overlaps": 0, "A-B": 1, "B-A": 1, "new": 2, "reopened": 0, "gone": 0}


def test_what_was_concealed_is_the_supervisors_at_once_and_in_the_ledger(scene: Scene) -> None:
    scene.run(found.comparison(found.practised(scene.cast.water.uscc)))
    seen = Difference.objects.get()
    assert (seen.organ, seen.owner, seen.due_on) == (scene.cast.water, Role.SUPERVISOR, date(2026, 4, 10))
    entry = Entry.objects.get(kind="crosscheck.concealment_suspected")
    assert entry.subject == seen.number and entry.facts["organ"] == scene.cast.water.uscc
    # Found again by the next run it is not told a second time.
    scene.run(found.comparison(found.practised(scene.cast.water.uscc)), date(2026, 4, 8))
    assert Entry.objects.filter(kind="crosscheck.concealment_suspected").count() == 1


def test_a_department_of_another_name_is_still_the_same_organ_and_an_unknown_one_is_nobodys(scene: Scene) -> None:
    scene.cast.held_against(SAND, replace(WATER, code="2", name="看护古桥", department="文物所"))
    scene.run(found.comparison(found.unreported(BaseRow.objects.get(base_code="2"))))
    lost = Difference.objects.get()
    assert (lost.organ, lost.owner) == (None, Role.CAMPAIGN_OFFICE)
    given = acts.assign(lost, scene.cast.water, expected=1, by=scene.cast.office, at=at(CHECKED))
    assert (given.organ, given.owner) == (scene.cast.water, Role.CATALOGUE_ADMIN)


def test_the_next_run_finds_its_own_difference_again_and_ends_what_is_no_more(scene: Scene) -> None:
    scene.run(found.comparison(found.unreported(scene.sand), found.unfounded(scene.item)))
    second = scene.run(found.comparison(found.unreported(scene.sand)), date(2026, 4, 9))
    stays, gone = Difference.objects.order_by("number")
    assert (stays.state, stays.last_run, stays.first_run.number) == (DifferenceState.OPEN, second, 1)
    assert stays.due_on == date(2026, 4, 21)
    assert (gone.state, gone.settlement) == (DifferenceState.SETTLED, Settlement.GONE)
    assert second.counts["gone"] == 1 and second.counts["new"] == 0


@pytest.mark.parametrize(
    ("settlement", "state"),
    [(Settlement.TO_REPORT, DifferenceState.OPEN), (Settlement.EXPLAINED, DifferenceState.SETTLED)],
)
def test_what_was_ordered_to_be_reported_and_was_not_is_a_task_once_more(
    scene: Scene, settlement: Settlement, state: DifferenceState
) -> None:
    scene.run(found.comparison(found.unreported(scene.sand)))
    difference = Difference.objects.get()
    acts.answer(difference, "漏报，下周补报。", expected=1, by=scene.cast.administrator, at=at(CHECKED))
    acts.settle(difference, settlement, "同意。", expected=2, by=scene.cast.office, at=at(CHECKED))
    scene.run(found.comparison(found.unreported(scene.sand)), date(2026, 5, 6))
    difference.refresh_from_db()
    assert difference.state == state


def test_an_answer_is_given_returned_given_again_and_settled(scene: Scene) -> None:
    scene.run(found.comparison(found.unreported(scene.sand)))
    difference, cast = Difference.objects.get(), scene.cast
    with pytest.raises(Refused, match="还没有答复"):
        acts.settle(difference, Settlement.EXPLAINED, "无", expected=1, by=cast.office, at=at(CHECKED))
    acts.answer(difference, "本局没有这项权力。", expected=1, by=cast.administrator, at=at(CHECKED))
    acts.give_back(difference, "请写明依据。", expected=2, by=cast.legal, at=at(CHECKED))
    acts.answer(difference, "采砂由市水利局许可。", expected=3, by=cast.administrator, at=at(date(2026, 4, 9)))
    settled = acts.settle(
        difference, Settlement.EXPLAINED, "市级权力。", expected=4, by=cast.establishment, at=at(CHECKED)
    )
    assert (settled.state, settled.revision) == (DifferenceState.SETTLED, 5)
    kinds = Entry.objects.filter(subject=difference.number).order_by("id").values_list("kind", flat=True)
    assert list(kinds) == [
        "crosscheck.answered",
        "crosscheck.answer_returned",
        "crosscheck.answered",
        "crosscheck.settled",
    ]


def test_two_people_on_one_difference_do_not_overwrite_each_other(scene: Scene) -> None:
    scene.run(found.comparison(found.unreported(scene.sand)))
    difference = Difference.objects.get()
    acts.answer(difference, "漏报，下周补报。", expected=1, by=scene.cast.administrator, at=at(CHECKED))
    with pytest.raises(Refused, match="已经有了变化"):
        acts.answer(difference, "没有这项权力。", expected=1, by=scene.cast.administrator, at=at(CHECKED))


def test_the_supervisor_asks_the_organ_before_it_can_answer(scene: Scene) -> None:
    scene.run(found.comparison(found.practised(scene.cast.water.uscc)))
    difference, cast = Difference.objects.get(), scene.cast
    with pytest.raises(Refused, match="电子监察员办理"):
        acts.answer(difference, "只是代收。", expected=1, by=cast.administrator, at=at(CHECKED))
    acts.assign(difference, cast.water, expected=1, by=cast.supervisor, at=at(CHECKED))
    acts.answer(difference, "只是代收。", expected=2, by=cast.administrator, at=at(CHECKED))
    with pytest.raises(Refused, match="电子监察员"):
        acts.settle(difference, Settlement.REFERRED, "瞒报。", expected=3, by=cast.office, at=at(CHECKED))
    acts.settle(difference, Settlement.REFERRED, "瞒报。", expected=3, by=cast.supervisor, at=at(CHECKED))


def test_a_confirmed_pair_ends_what_stood_alone_and_is_remembered(scene: Scene) -> None:
    pair = found.doubtful(scene.item, scene.water)
    lonely = (found.unreported(scene.water), found.unreported(scene.sand), found.unfounded(scene.item))
    scene.run(found.comparison(*lonely, pairs=(pair,)))
    asked = Pair.objects.get()
    assert (asked.state, asked.side, asked.confidence) == (PairState.ASKED, SetName.BASIS, 70)
    # The reported side stands left, although the comparison had it right.
    assert asked.evidence[0]["left"] == "取水许可证核发" and asked.evidence[0]["agrees"] is False
    acts.confirm(asked, by=scene.cast.legal, at=at(CHECKED))
    assert Remembered.objects.get().same
    ended = Difference.objects.filter(settlement=Settlement.MATCHED)
    assert set(ended.values_list("key", flat=True)) == {f"A{scene.water.pk}", f"B{scene.item.pk}"}


def test_a_parted_pair_is_remembered_and_may_be_joined_again(scene: Scene) -> None:
    scene.run(found.comparison(pairs=(found.doubtful(scene.item, scene.water),)))
    pair = Pair.objects.get()
    acts.part(pair, by=scene.cast.office, at=at(CHECKED))
    assert not Remembered.objects.get().same
    acts.confirm(pair, by=scene.cast.office, at=at(CHECKED, 12))
    assert Remembered.objects.get().same
    with pytest.raises(Refused, match="清理审核专班"):
        acts.part(pair, by=scene.cast.administrator, at=at(CHECKED))


def test_only_the_last_runs_pairs_are_kept(scene: Scene) -> None:
    scene.run(found.comparison(pairs=(found.doubtful(scene.item, scene.water),)))
    last = scene.run(found.comparison(pairs=(found.doubtful(scene.item, scene.sand, 90),)), date(2026, 4, 8))
    pair = Pair.objects.get()
    assert (pair.run, pair.state) == (last, PairState.CERTAIN)


def test_a_difference_is_never_taken_away_and_a_finished_run_keeps_its_word(scene: Scene) -> None:
    run = scene.run(found.comparison(found.unreported(scene.sand)))
    with pytest.raises(IntegrityError, match="不能删除"), transaction.atomic():
        Difference.objects.all().delete()
    with pytest.raises(IntegrityError, match="不能改动"), transaction.atomic():
        Run.objects.filter(pk=run.pk).update(counts={})
    with pytest.raises(IntegrityError), transaction.atomic():
        Difference.objects.update(state=DifferenceState.SETTLED)


def test_a_run_that_cannot_be_done_says_why_and_another_may_be_ordered(scene: Scene) -> None:
    run = acts.order(scene.campaign, by=scene.cast.office, at=at(CHECKED))
    acts.begin(run, at=at(CHECKED))
    failed = acts.fail(run, "数据库停了。", at=at(CHECKED))
    assert (failed.state, failed.failure) == (RunState.FAILED, "数据库停了。")
    with pytest.raises(Refused, match="已经结束"):
        acts.begin(run, at=at(CHECKED))
    assert acts.order(scene.campaign, by=scene.cast.office, at=at(CHECKED)).number == 2
