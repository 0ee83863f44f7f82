"""`qingquan calendar`, as it is called."""

import argparse
from datetime import date
from pathlib import Path

import pytest

from qingquan.clock import national_rows
from qingquan.commands import Mistake, calendar
from qingquan.ledger.models import Entry
from qingquan.places.acts import import_calendar
from qingquan.places.calendar import county_calendar
from qingquan.places.models import CalendarDay
from tests.county import at

NOTICE = "国办发明电〔2026〕7号"
HEADER = "date,day_kind,source_doc,name"
YEAR_2027 = ("2027-01-01,statutory_holiday", "2027-05-01,statutory_holiday", "2027-10-01,statutory_holiday")


def call(*words: str) -> int:
    parser = argparse.ArgumentParser()
    calendar.add_arguments(parser)
    return calendar.run(parser.parse_args(words))


def a_year(folder: Path, *days: str, notice: str = NOTICE) -> Path:
    path = folder / "2027.csv"
    path.write_text("\n".join([HEADER, *(f"{day},{notice}," for day in days)]), encoding="utf-8")
    return path


@pytest.fixture
def county_knows_2026(db: None) -> None:
    import_calendar(national_rows([2026]), by=None, at=at(date(2026, 1, 5)))


@pytest.mark.usefixtures("county_knows_2026")
def test_a_year_comes_in_from_a_file_with_its_notice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("import", str(a_year(tmp_path, *YEAR_2027, "2027-01-02,adjusted_workday"))) == 0
    assert capsys.readouterr().out == f"2027年 已导入：放假 3 天，调休上班 1 天，依据{NOTICE}\n"
    assert county_calendar().last.year == 2027
    assert Entry.objects.filter(kind="calendar.imported").count() == 2


@pytest.mark.usefixtures("county_knows_2026")
def test_the_same_year_again_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call("import", str(a_year(tmp_path, *YEAR_2027)))
    before = Entry.objects.count()
    assert call("import", str(a_year(tmp_path, *YEAR_2027))) == 0
    assert "2027年 没有变化" in capsys.readouterr().out
    assert Entry.objects.count() == before


@pytest.mark.usefixtures("county_knows_2026")
def test_a_known_year_is_replaced_only_when_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call("import", str(a_year(tmp_path, *YEAR_2027)))
    longer = str(a_year(tmp_path, *YEAR_2027, "2027-10-04,statutory_holiday"))
    with pytest.raises(Mistake, match="2027年已经导入过，而且和这次的不同：确实要换，请加 --replace。"):
        call("import", longer)
    assert CalendarDay.objects.filter(day__year=2027).count() == 3
    assert call("import", longer, "--replace") == 0
    assert "请重新启动" in capsys.readouterr().out
    assert CalendarDay.objects.filter(day__year=2027).count() == 4


@pytest.mark.django_db
def test_the_package_serves_for_the_years_it_knows(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("import", "--package", "2025", "--package", "2026") == 0
    assert call("years") == 0
    told = capsys.readouterr().out.splitlines()
    assert [line[:9] for line in told] == ["2025年 已导入", "2026年 已导入"] * 2
    assert "chinesecalendar" in told[0]


@pytest.mark.django_db
def test_a_county_without_a_year_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    call("years")
    assert capsys.readouterr().out == "还没有导入任何一年。\n"


@pytest.mark.usefixtures("county_knows_2026")
@pytest.mark.parametrize(
    ("lines", "why"),
    [
        pytest.param(("2027-1-40,statutory_holiday",), "第2行：date 应形如", id="no such day"),
        pytest.param(("2027-01-01,holiday",), "day_kind 应是", id="no such kind"),
        pytest.param(YEAR_2027[:2], "10月1日应是法定节假日", id="half a year"),
        pytest.param(tuple(day.replace("2027", "2029") for day in YEAR_2027), "缺2027年", id="a gap"),
    ],
)
def test_a_wrong_file_is_refused_whole(tmp_path: Path, lines: tuple[str, ...], why: str) -> None:
    with pytest.raises(Mistake, match=why):
        call("import", str(a_year(tmp_path, *lines)))
    assert not CalendarDay.objects.exclude(day__year=2026).exists()


@pytest.mark.usefixtures("county_knows_2026")
def test_a_day_off_without_its_notice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Mistake, match="没有写明依据的通知"):
        call("import", str(a_year(tmp_path, *YEAR_2027, notice="")))


@pytest.mark.parametrize(
    ("words", "why"),
    [
        pytest.param(("import",), "两者选一", id="neither"),
        pytest.param(("import", "x.csv", "--package", "2026"), "两者选一", id="both"),
        pytest.param(("import", "--package", "1949"), "软件包里没有1949年", id="a year the package does not know"),
        pytest.param(("import", "没有.csv"), "不能读取", id="no file"),
    ],
)
def test_a_wrong_call_is_one_sentence(words: tuple[str, ...], why: str) -> None:
    with pytest.raises(Mistake, match=why):
        call(*words)
