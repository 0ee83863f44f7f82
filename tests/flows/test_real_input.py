"""Real input through the commands, as docs/real-input.md gives them: lists of other governments, another city's log."""

import csv
import json
from collections import Counter
from pathlib import Path

import pytest
from django.db.models import F

from qingquan.catalogue.models import Item, ItemVersion
from qingquan.catalogue.rules.promise import is_cut_enough
from qingquan.catalogue.words import PowerType
from qingquan.cli import main
from qingquan.ledger.models import Entry

REAL = Path(__file__).resolve().parents[3] / "shared" / "data"
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="the real inputs are not beside the checkout (../shared)")

LISTS, LOGS = REAL / "catalogue", REAL / "eventlogs"
GUANGAN = str(LISTS / "guangan_district_items.csv")
GUANGDONG = str(LISTS / "guangdong_items_part.csv.gz")
COUNTY = "--code 990102 --name 青石县 --organ 青石县人民政府办公室 --short-name 青府办 --uscc 11990102MB0000011Q"


@pytest.fixture
def county(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    """A real county on its first day: no organs but one, no items."""
    assert main(["county", "init", *COUNTY.split()]) == 0
    capsys.readouterr()


def imported(file: str, capsys: pytest.CaptureFixture[str]) -> dict[str, int]:
    assert main(["import", "catalogue", file, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["rows"] == len(report["results"])
    return {outcome: count for outcome, count in report["counts"].items() if count}


@pytest.mark.usefixtures("county")
def test_a_districts_1135_items_come_in_as_drafts_and_a_second_run_changes_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert imported(GUANGAN, capsys) == {"drafted": 1135}
    assert (Item.objects.count(), ItemVersion.objects.filter(state="draft").count()) == (1135, 1135)
    entries = Entry.objects.count()
    assert imported(GUANGAN, capsys) == {"unchanged": 1135}
    assert (Item.objects.count(), ItemVersion.objects.count()) == (1135, 1135)
    # One record says that the list was read; none says that an item changed.
    assert Entry.objects.count() - entries <= 1


@pytest.mark.usefixtures("county")
def test_a_provinces_697_items_give_the_counts_of_the_answer_file(capsys: pytest.CaptureFixture[str]) -> None:
    expected = json.loads((LISTS / "guangdong_expected.json").read_text("utf-8"))
    assert imported(GUANGDONG, capsys) == {"drafted": expected["items"]}
    types = Counter(PowerType(word).label for word in Item.objects.values_list("power_type", flat=True))
    assert types == expected["by_type"]
    both = [
        (int(legal), int(promise))
        for legal, promise in ItemVersion.objects.filter(legal_unit=F("promise_unit")).values_list(
            "legal_days", "promise_days"
        )
        if legal is not None and promise is not None
    ]
    assert len(both) == expected["both_days_same_unit"]
    assert sum(promise > legal for legal, promise in both) == expected["commit_gt_statutory"]
    assert sum(is_cut_enough(legal, promise) for legal, promise in both) == expected["cut_at_least_30pct"]
    assert imported(GUANGDONG, capsys) == {"unchanged": expected["items"]}


@pytest.mark.usefixtures("county")
def test_the_report_names_the_gaps_of_every_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "report.csv"
    assert main(["import", "catalogue", GUANGAN, "--report", str(report)]) == 0
    assert "已导入为草稿，有缺项 1135 行" in capsys.readouterr().out
    with report.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 1135
    assert all("没有法律依据" in row["说明"] and "没有填写法定办结时限" in row["说明"] for row in rows)


def test_another_citys_log_gives_the_five_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["supervise", str(LOGS / "receipt_wabo_coselog.xes.gz"), "--map", "receipt_wabo", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    wanted = ("ended", "after_plan", "open", "with_legal_deadline", "past_legal_deadline")
    assert [told[name] for name in wanted] == [1_329, 389, 105, 51, 6]
    # All 1,434 cases state a deadline; the map counts those written to the fraction of a second.
    left = told["legal_not_counted_by_map"]
    assert (left["stated"] + 51, left["ended_late"] + 6) == (1_434, 377)
    assert left["ended_late"] + 6 - left["ended_late_on_the_last_day"] == 309
