"""`qingquan import laws`, as it is called."""

import argparse
import csv
import gzip
import json
from pathlib import Path

import pytest

from qingquan.commands import Mistake, import_
from qingquan.statutes.models import Article, Statute

GOOD = [
    {"law": "中华人民共和国水法", "date": "2016-07-02", "article": n, "suffix": "", "text": f"第{n}条。"}
    for n in (1, 2)
]
INDEX = "title,category,date\n中华人民共和国水法,经济法,2016-07-02\n"


def call(*words: str) -> int:
    parser = argparse.ArgumentParser()
    import_.add_arguments(parser)
    return import_.run(parser.parse_args(["laws", *words]))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "laws.jsonl.gz"
    lines = [*(json.dumps(row) for row in GOOD), '{"law": "=甲", "article": 1}']
    path.write_bytes(gzip.compress("\n".join(lines).encode()))
    return path


@pytest.mark.django_db
def test_people_are_told_what_came_in_and_what_was_left_out(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(str(file)) == 1
    told = capsys.readouterr().out
    assert "新增 1 部，修改 0 个文本，写入 2 条，0 个文本没有变化" in told
    assert "第 3 行 未导入：没有条文（text）。" in told
    assert Article.objects.count() == 2
    call(str(file))
    assert "新增 0 部，修改 0 个文本，写入 0 条，1 个文本没有变化" in capsys.readouterr().out


@pytest.mark.django_db
def test_an_index_states_the_ranks_and_machines_get_json(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    index = tmp_path / "index.csv"
    index.write_text(INDEX, encoding="utf-8-sig")
    assert call(str(file), "--index", str(index), "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["statutes"], told["articles"]) == (1, 2)
    assert told["left_out"] == [{"where": "第 3 行", "why": "没有条文（text）。"}]
    assert not Statute.objects.get().level_guessed


def test_a_file_is_checked_without_a_database_and_its_findings_are_a_file(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "report.csv"
    assert call(str(file), "--check", "--report", str(report)) == 1
    assert "可以读取 1 个文本、2 条，读不懂 1 行" in capsys.readouterr().out
    with report.open(encoding="utf-8-sig", newline="") as opened:
        assert list(csv.reader(opened)) == [["行号或者名称", "问题"], ["第 3 行", "没有条文（text）。"]]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [("none.jsonl", None, "读不了"), ("empty.jsonl", b"", "文件是空的"), ("broken.gz", b"\x1f\x8b\x00", "已经损坏")],
)
def test_a_users_mistake_is_one_line(tmp_path: Path, name: str, content: bytes | None, why: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Mistake, match=why) as mistake:
        call(str(path))
    assert "\n" not in str(mistake.value)
