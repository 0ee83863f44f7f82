"""`qingquan deadline` and `qingquan bench deadlines`, as they are called."""

import argparse
import csv
import json
from pathlib import Path

import pytest

from qingquan.commands import Mistake, bench_deadlines, deadline


def call(*words: str) -> int:
    parser = argparse.ArgumentParser()
    deadline.add_arguments(parser)
    return deadline.run(parser.parse_args(words))


SPRING = ("--from", "2026-02-09", "--days", "20", "--unit", "WD")


def test_the_day_comes_first_then_the_working(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(*SPRING, "--event", "受理", "--pause", "2026-02-24..2026-02-27=专家评审", "--extend", "10") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "最后一日：2026年4月1日（星期三）"
    assert lines[2].startswith("2026年2月9日（星期一）受理，当日不计入")
    assert "2026年2月24日专家评审开始，2月27日取得结果，其间3个工作日不计入。" in lines
    table = lines[lines.index("日期           星期    计数    说明") :]
    assert table[1] == "2月9日         一      不计    受理当日，不计入"
    assert table[2] == "2月10日至13日  二至五  1至4"
    assert table[6] == "2月25日至27日  三至五  不计    专家评审期间"
    assert table[-1] == "4月1日         三      30      期限最后一日"


def test_each_day_has_a_line_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    call(*SPRING, "--daily")
    lines = capsys.readouterr().out.splitlines()
    assert len(lines[lines.index("日期     星期  计数  说明") :]) == 1 + 33


def test_a_rolled_day_is_told_with_the_day_before_rolling(capsys: pytest.CaptureFixture[str]) -> None:
    call("--from", "2025-7-10", "--days", "90", "--unit", "cd")
    assert capsys.readouterr().out.startswith("最后一日：2025年10月9日（星期四）（顺延前为2025年10月8日（星期三））\n")


def test_a_running_pause_leaves_no_last_day(capsys: pytest.CaptureFixture[str]) -> None:
    call(*SPRING, "--pause", "2026-02-24..", "--bounds", "closed_closed")
    out = capsys.readouterr().out
    assert out.startswith("期限暂停计算，现在没有最后一日。\n")
    assert "已用5个工作日，还剩15个工作日" in out


def test_machines_read_the_same_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    call(*SPRING, "--json", "--extend", "10")
    told = json.loads(capsys.readouterr().out)
    assert (told["raw"], told["rolled"], told["total"]) == ("2026-03-27", "2026-03-27", 30)
    assert told["steps"][0] == {
        "day": "2026-02-09",
        "weekday": "星期一",
        "kind": "start",
        "counted": False,
        "number": None,
        "why": "起算当日，不计入",
    }
    assert sum(step["counted"] for step in told["steps"]) == 30
    call(*SPRING, "--json", "--pause", "2026-02-24..")
    assert json.loads(capsys.readouterr().out)["rolled"] is None


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ((), "须给出 --from 和 --days"),
        (("--from", "2026-02-09"), "须给出 --from 和 --days"),
        (("--from", "2026-02-30", "--days", "1"), "--from 应是日期，如 2026-02-09，现在是“2026-02-30”"),
        (("--from", "明天", "--days", "1"), "--from 应是日期"),
        (("--from", "2026-02-09", "--days", "二十"), "--days 应是整数，现在是“二十”"),
        (("--from", "2026-02-09", "--days", "-1"), "不能是负数"),
        (("--from", "2026-02-09", "--days", "9" * 30), "2027年的放假安排尚未导入"),
        (("--from", "2026-02-09", "--days", "9" * 30, "--unit", "CD"), "年的放假安排尚未导入"),
        ((*SPRING, "--unit", "H"), "--unit 应是 WD"),
        ((*SPRING, "--pause", "2026-02-24"), "--pause 应形如"),
        ((*SPRING, "--pause", "2026-02-24..2026-02-20"), "早于开始日"),
        ((*SPRING, "--pause", "..2026-02-20"), "--pause 应是日期"),
        ((*SPRING, "--extend", "0"), "延长的数量应大于 0"),
        ((*SPRING, "--bounds", "open"), "--bounds 应是 open_closed 或 closed_closed"),
        (("--from", "2026-12-21", "--days", "20"), "2027年的放假安排尚未导入"),
        (("--from", "1998-12-21", "--days", "20"), "1998年的放假安排尚未导入"),
        ((*SPRING, "--calendar", "没有.csv"), "不能读取 没有.csv"),
        (("--batch", "in.csv"), "须同时给出 --batch 和 --out"),
    ],
)
def test_a_mistake_is_one_clear_line(words: tuple[str, ...], complaint: str) -> None:
    with pytest.raises(Mistake) as mistake:
        call(*words)
    assert complaint in str(mistake.value)
    assert "\n" not in str(mistake.value)


def test_a_countys_calendar_is_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "2027.csv"
    days = "".join(f"2027-{month}-01,statutory_holiday,某发〔2026〕9号\n" for month in ("01", "05", "10"))
    path.write_text("date,day_kind,source_doc\n" + days, encoding="utf-8")
    call("--from", "2027-04-28", "--days", "3", "--calendar", str(path))
    assert capsys.readouterr().out.startswith("最后一日：2027年5月3日（星期一）\n")
    path.write_text("date,day_kind,source_doc\n", encoding="utf-8")
    with pytest.raises(Mistake, match="放假安排是空的"):
        call(*SPRING, "--calendar", str(path))


def batch(folder: Path, text: str) -> tuple[int, list[dict[str, str]]]:
    source, target = folder / "in.csv", folder / "out.csv"
    source.write_text(text, encoding="utf-8")
    code = call("--batch", str(source), "--out", str(target))
    with target.open(encoding="utf-8", newline="") as file:
        return code, list(csv.DictReader(file))


HEADING = "id,start,unit,n,excluded_from,excluded_to,note\n"


def test_a_batch_adds_the_last_days(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, rows = batch(
        tmp_path,
        HEADING + "E10,2026-04-13,WD,20,2026-04-21,2026-04-30,专家评审\nE12,2025-07-10,CD,90,,,\n",
    )
    assert code == 0
    assert [(row["id"], row["computed_raw"], row["computed_rolled"], row["error"]) for row in rows] == [
        ("E10", "2026-05-25", "2026-05-25", ""),
        ("E12", "2025-10-08", "2025-10-09", ""),
    ]
    assert rows[0]["note"] == "专家评审"
    assert capsys.readouterr().out == f"共2行，算出2行，有误0行，结果在 {tmp_path / 'out.csv'}。\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "out.csv"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_file_from_excel_goes_back_as_one(tmp_path: Path, encoding: str) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(HEADING + "a,2026-03-02,WD,20,,,\n", encoding=encoding)
    call("--batch", str(source), "--out", str(target))
    assert target.read_bytes()[:3] == source.read_bytes()[:3]


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("a,2026-13-01,WD,20,,,", "start 应是日期"),
        ("a,,WD,20,,,", "start 应是日期"),
        ("a,2026-02-09,XX,20,,,", "unit 应是 WD"),
        ("a,2026-02-09,WD,2.5,,,", "n 应是整数，现在是“2.5”"),
        ("a,2026-02-09,WD,-2,,,", "不能是负数"),
        ("a,2026-02-09,WD,20,2026-02-12,,", "excluded_to 应是日期"),
        ("a,2026-02-09,WD,20,2026-02-12,2026-02-11,", "早于开始日"),
        ("a,2026-12-21,WD,20,,,", "2027年的放假安排尚未导入"),
        ("a,2026-02-09,WD,20,,,,多,余", "列数多于表头"),
        ("a,2026-02-09", "unit 应是 WD"),
    ],
)
def test_a_bad_row_is_told_by_its_line_and_the_rest_is_computed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], row: str, complaint: str
) -> None:
    code, rows = batch(tmp_path, f"{HEADING}good,2026-03-02,WD,20,,,\n{row}\nlast,2026-03-02,WD,30,,,\n")
    assert code == 1
    assert [given["computed_raw"] for given in rows] == ["2026-03-30", "", "2026-04-14"]
    assert complaint in rows[1]["error"]
    captured = capsys.readouterr()
    assert captured.err.startswith("in.csv 第3行：")
    assert complaint in captured.err
    assert "共3行，算出2行，有误1行" in captured.out


def test_a_batch_counts_for_machines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "in.csv"
    source.write_text(HEADING + "a,2026-03-02,WD,20,,,\n", encoding="utf-8")
    assert call("--batch", str(source), "--out", str(tmp_path / "out.csv"), "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"rows": 1, "wrong": 0}


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "缺少列：start、unit、n"),
        (b"id,start\n", "缺少列：unit、n"),
        ((HEADING + "甲,2026-03-02,WD,20,,,\n").encode("gbk"), "不是 UTF-8 文本"),
        (HEADING.encode() + b'"' + b"x" * 200_000, "不是有效的 CSV"),
    ],
)
def test_a_file_that_is_no_batch_leaves_nothing_behind(tmp_path: Path, content: bytes, complaint: str) -> None:
    source = tmp_path / "in.csv"
    source.write_bytes(content)
    with pytest.raises(Mistake, match=complaint):
        call("--batch", str(source), "--out", str(tmp_path / "out.csv"))
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Mistake, match=r"没有\.csv"):
        call("--batch", str(tmp_path / "没有.csv"), "--out", str(tmp_path / "out.csv"))
    source = tmp_path / "in.csv"
    source.write_text(HEADING, encoding="utf-8")
    with pytest.raises(Mistake, match="无此文件夹"):
        call("--batch", str(source), "--out", str(tmp_path / "无此文件夹" / "out.csv"))


def test_the_bench_tells_count_seconds_and_rate(capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    bench_deadlines.add_arguments(parser)
    assert bench_deadlines.run(parser.parse_args(["--count", "1000", "--json"])) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["count"] == 1000
    assert figures["rate"] > 0
    assert bench_deadlines.run(parser.parse_args(["--count", "10"])) == 0
    assert capsys.readouterr().out.startswith("10 个期限，")
    with pytest.raises(Mistake, match="--count 应大于 0"):
        bench_deadlines.run(parser.parse_args(["--count", "0"]))
