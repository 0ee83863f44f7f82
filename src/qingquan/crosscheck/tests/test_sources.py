"""What reports are held against comes in by lists: each row by itself, nothing twice, corrections correct."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from qingquan.campaign.tests.cast import at
from qingquan.crosscheck import acts
from qingquan.crosscheck.models import BaseRow, ExercisedRecord, ThreeFixedDuty, TownReport
from qingquan.crosscheck.reading.lists import BaseTold, DutyTold, ExercisedTold, TownTold
from qingquan.crosscheck.tests.cast import FISHING, SAND, WATER, Cast, gather, told
from qingquan.crosscheck.words import BaseSource, RowOutcome
from qingquan.law import Refused
from qingquan.ledger.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return gather()


def base(cast: Cast, *rows: BaseTold, whole: bool = True, source: BaseSource = BaseSource.PROVINCE) -> acts.ListReport:
    return acts.import_base(
        told(rows), source=source, whole=whole, name="目录.csv", sha256="a" * 64, by=cast.office, at=at()
    )


def outcomes(report: acts.ListReport) -> list[RowOutcome]:
    return [row.outcome for row in report.rows]


def test_importing_a_catalogue_again_changes_nothing(cast: Cast) -> None:
    assert outcomes(base(cast, WATER, SAND)) == [RowOutcome.ENTERED] * 2
    assert outcomes(base(cast, WATER, SAND)) == [RowOutcome.UNCHANGED] * 2
    assert BaseRow.objects.count() == 2
    assert Entry.objects.filter(kind="crosscheck.base_imported").count() == 2


def test_a_changed_row_is_updated_and_one_listed_twice_is_told(cast: Cast) -> None:
    base(cast, WATER)
    report = base(cast, replace(WATER, name="取水许可证核发"), WATER)
    assert outcomes(report) == [RowOutcome.UPDATED, RowOutcome.REFUSED]
    assert "不止一次" in report.rows[1].said
    assert BaseRow.objects.get().name == "取水许可证核发"


def test_a_whole_list_ends_what_it_has_no_more_and_a_part_of_one_does_not(cast: Cast) -> None:
    base(cast, WATER, SAND)
    base(cast, SAND, source=BaseSource.CITY)
    assert base(cast, WATER, whole=False).ended == 0
    assert base(cast, WATER).ended == 1
    assert BaseRow.objects.filter(ended_on=at().date()).get().source == BaseSource.PROVINCE
    assert outcomes(base(cast, WATER, SAND)) == [RowOutcome.UNCHANGED, RowOutcome.UPDATED]
    assert not BaseRow.objects.filter(ended_on__isnull=False).exists()


def test_departments_do_not_write_what_they_are_held_against(cast: Cast) -> None:
    with pytest.raises(Refused, match="清理审核专班"):
        acts.import_base([], source=BaseSource.CITY, whole=False, name="", sha256="", by=cast.administrator, at=at())
    assert not BaseRow.objects.exists()


def test_a_duty_is_an_organs_by_any_of_its_names_and_has_a_document(cast: Cast) -> None:
    rows = [
        DutyTold("水利局", "负责取水许可的监督实施。"),
        DutyTold("省水利厅", "负责取水许可的监督实施。"),
        DutyTold("飞船局", "负责飞船。"),
    ]
    report = acts.import_duties(
        told(rows), document="清编〔2019〕12号", name="三定.csv", sha256="b" * 64, by=cast.establishment, at=at()
    )
    assert outcomes(report) == [RowOutcome.ENTERED, RowOutcome.UNCHANGED, RowOutcome.REFUSED]
    assert "飞船局" in report.rows[2].said
    assert ThreeFixedDuty.objects.get().organ == cast.water


def test_a_duty_without_a_document_number_is_refused(cast: Cast) -> None:
    rows = told([DutyTold("水利局", "负责取水。")])
    report = acts.import_duties(rows, document="", name="", sha256="b" * 64, by=cast.establishment, at=at())
    assert outcomes(report) == [RowOutcome.REFUSED]


def test_lines_are_added_up_by_month_and_a_corrected_list_replaces(cast: Cast) -> None:
    cast.exercised(FISHING, FISHING, replace(FISHING, month=date(2026, 2, 1), count=5, amount=10_000))
    assert list(ExercisedRecord.objects.order_by("month").values_list("count", "amount")) == [
        (5, 10_000),
        (62, 124_000),
    ]
    cast.exercised(FISHING)
    assert list(ExercisedRecord.objects.order_by("month").values_list("count", "amount")) == [(5, 10_000), (31, 62_000)]


def test_a_month_is_kept_by_its_first_day(cast: Cast) -> None:
    cast.exercised(FISHING)
    with pytest.raises(IntegrityError), transaction.atomic():
        ExercisedRecord.objects.update(month=date(2026, 3, 2))


def test_an_unknown_organ_is_told_by_its_row(cast: Cast) -> None:
    report = acts.import_exercised(
        told([replace(FISHING, organ="渔政站"), FISHING]), name="", sha256="c" * 64, by=cast.supervisor, at=at()
    )
    assert outcomes(report) == [RowOutcome.REFUSED, RowOutcome.ENTERED]


def test_a_town_tells_from_its_own_window_once(cast: Cast) -> None:
    says = TownTold("", "县水利局", "巡查取水口", 12, "每月一次，填写巡查表。")
    acts.tell(cast.town, says, by=cast.town_clerk, at=at())
    assert TownReport.objects.get().organ == cast.water
    with pytest.raises(Refused, match="已经反映过"):
        acts.tell(cast.town, says, by=cast.town_clerk, at=at())
    with pytest.raises(Refused, match="窗口的岗位"):
        acts.tell(cast.town, replace(says, name="填报表"), by=cast.administrator, at=at())


def test_what_towns_told_on_paper_is_entered_with_the_organ_where_one_fits(cast: Cast) -> None:
    rows = [
        TownTold("泉城镇", "水利局", "巡查取水口"),
        TownTold("泉城镇", "文物所", "看护古桥"),
        TownTold("无名镇", "水利局", "报表"),
        TownTold("泉城镇", "水利局", "巡查取水口"),
    ]
    report = acts.import_towns(told(rows), name="", sha256="d" * 64, by=cast.office, at=at())
    assert outcomes(report) == [RowOutcome.ENTERED, RowOutcome.ENTERED, RowOutcome.REFUSED, RowOutcome.UNCHANGED]
    assert TownReport.objects.get(department="文物所").organ is None


def test_amounts_are_told_as_what_a_list_is_of(cast: Cast) -> None:
    cast.exercised(ExercisedTold("水利局", "取水许可", FISHING.kind, date(2026, 1, 1)))
    entry = Entry.objects.get(kind="crosscheck.exercised_imported")
    assert entry.facts["entered"] == 1 and entry.facts["months"] == 1
