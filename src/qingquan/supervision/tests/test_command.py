import csv
import json
from pathlib import Path

import pytest

from qingquan.cli import main
from qingquan.supervision.tests.logs import HEADER, ROWS, write_log, write_map


def supervise(folder: Path, *options: str, text: str = HEADER + ROWS) -> int:
    return main(["supervise", str(write_log(folder, text)), "--map", write_map(folder), *options])


def test_the_table_is_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert supervise(tmp_path, "--examples", "1", text=HEADER + ROWS + "A-3,坏行\n") == 0
    shown = capsys.readouterr()
    lines = [" ".join(line.split()) for line in shown.out.splitlines()]
    assert "已办结 2" in lines
    assert "超过法定期限办结 1" in lines
    assert "PR-03 再次要求补正 0 1 0 0 1" in lines
    assert "未检查（对照表没有提供所需的事实）：TL-05、TL-14、PR-07、AU-01、AU-02" in lines
    assert "前 1 条，共 5 条：" in lines
    assert "第9行：有2列，表头有6列" in lines
    assert shown.err == ""


def test_json_is_for_machines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert supervise(tmp_path, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert {key: told[key] for key in ("cases", "ended", "open", "after_plan", "with_legal_deadline")} == {
        "cases": 2,
        "ended": 2,
        "open": 0,
        "after_plan": 0,
        "with_legal_deadline": 2,
    }
    assert told["past_legal_deadline"] == 1
    assert told["rules"]["TL-04"] == {"name": "超过法定时限", "cards": 1, "levels": {"red": 1}}
    assert told["cards"] == len(told["examples"]) == 5


def test_all_cards_can_be_written_to_a_file(tmp_path: Path) -> None:
    out = tmp_path / "cards.csv"
    assert supervise(tmp_path, "--cards", str(out), text=HEADER + ROWS.replace("A-2", "=A-2")) == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 5
    assert {row["办件"] for row in rows} == {"A-1", "'=A-2"}
    law = next(row for row in rows if row["规则"] == "TL-04")
    assert (law["等级"], law["自何日"], law["办结日"]) == ("红牌", "2026-03-31", "2026-03-31")
    assert law["证据"] == "法定到期日：2026-03-30"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--cards", "/nowhere/cards.csv"], "无法写入 /nowhere/cards.csv"),
        (["--map", "nowhere"], "找不到对照表 nowhere"),
    ],
)
def test_a_mistake_is_one_line_and_no_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], says: str
) -> None:
    assert supervise(tmp_path, *options) == 2
    told = capsys.readouterr().err
    assert says in told
    assert told.count("\n") == 1


@pytest.mark.parametrize("options", [["--on", "yesterday"], ["--examples", "-1"]])
def test_wrong_options_are_refused(tmp_path: Path, options: list[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        supervise(tmp_path, *options)
    assert refused.value.code == 2


def test_the_day_for_open_cases_can_be_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert supervise(tmp_path, "--on", "2026-06-01", "--json") == 0
    assert json.loads(capsys.readouterr().out)["as_of"] == "2026-06-01"
