"""`qingquan import catalogue`, as it is called."""

import argparse
import csv
import gzip
import json
from pathlib import Path

import pytest

from qingquan.catalogue.models import Item
from qingquan.catalogue.tests.cast import Cast, gather
from qingquan.commands import Mistake, import_

LIST = """实施编码,事项名称,事项类型,实施主体
AB-1,取水许可,行政许可,清泉县水利局
AB-2,河道采砂许可,行政许可,某某局
,没有编码,行政许可,某某局
AB-4,=HYPERLINK("x"),行政许可,某某局
"""


def call(*words: str) -> int:
    parser = argparse.ArgumentParser()
    import_.add_arguments(parser)
    return import_.run(parser.parse_args(["catalogue", *words]))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="gb18030")
    return path


@pytest.fixture
def cast(db: None) -> Cast:
    return gather()


@pytest.mark.usefixtures("cast")
def test_people_are_told_the_counts_the_gaps_and_the_refused_rows(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(str(file)) == 1
    told = capsys.readouterr()
    assert "4 行" in told.out
    assert "已导入为草稿，有缺项 3 行" in told.out
    assert "第 4 行 （无编码） 未导入：没有事项编码" in told.out
    assert "3 行 ELM 没有填写行使层级" in told.out
    assert "按“通用（按中文列名）”的列对应表读取" in told.err
    assert Item.objects.count() == 3


@pytest.mark.usefixtures("cast")
def test_machines_get_every_row(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call(str(file), "--json")
    told = capsys.readouterr()
    assert told.err == ""
    report = json.loads(told.out)
    assert (report["map"], report["rows"], report["counts"]["refused"]) == ("generic", 4, 1)
    assert [row["outcome"] for row in report["results"]] == ["drafted", "drafted", "refused", "drafted"]
    call(str(file), "--json")
    assert json.loads(capsys.readouterr().out)["counts"]["unchanged"] == 3


@pytest.mark.usefixtures("cast")
def test_the_report_has_a_line_for_every_row_and_runs_nothing(file: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.csv"
    call(str(file), "--report", str(report))
    with report.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert [row["行号"] for row in rows] == ["2", "3", "4", "5"]
    assert rows[2]["结果"] == "未导入"
    assert rows[3]["名称"].startswith("'=")


def test_an_organ_takes_what_no_registered_organ_claims(file: Path, cast: Cast) -> None:
    call(str(file), "--organ", cast.forest.seq)
    assert [item.organ for item in Item.objects.order_by("code")] == [cast.water, cast.forest, cast.forest]
    with pytest.raises(Mistake, match="请先登记机关"):
        call(str(file), "--organ", "没有的局")


def test_a_file_is_checked_without_a_database(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(str(file), "--check") == 1
    assert "可以读取 3 行，读不懂 1 行" in capsys.readouterr().out
    file.write_bytes(gzip.compress("编码,名称\nA-1,取水许可\n".encode()))
    assert call(str(file), "--check", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"rows": 1, "refused": 0}


def test_an_own_map_is_obeyed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "odd.csv").write_text("K,N\nA-1,取水许可\n", encoding="utf-8")
    (tmp_path / "odd.toml").write_text('[columns]\ncode = "K"\nname = "N"\n', encoding="utf-8")
    assert call(str(tmp_path / "odd.csv"), "--map", str(tmp_path / "odd.toml"), "--check") == 0
    assert "可以读取 1 行" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "why"), [(["none.csv"], "找不到文件"), (["list.csv", "--map", "none.toml"], "找不到列对应表")]
)
def test_a_users_mistake_is_one_line(file: Path, words: list[str], why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(file.parent)
    with pytest.raises(Mistake, match=why) as mistake:
        call(*words)
    assert "\n" not in str(mistake.value)


@pytest.mark.django_db
def test_a_county_without_a_calendar_is_told_what_to_do_first(file: Path) -> None:
    with pytest.raises(Mistake, match="放假安排"):
        call(str(file))


@pytest.mark.usefixtures("cast")
def test_a_report_that_cannot_be_written_says_that_the_import_is_done(file: Path, tmp_path: Path) -> None:
    with pytest.raises(Mistake, match="导入已经完成"):
        call(str(file), "--report", str(tmp_path / "none" / "report.csv"))
    assert Item.objects.count() == 3
