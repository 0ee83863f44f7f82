"""`qingquan catalogue overlaps` and `like`, as they are called; the real list measured against its official groups."""

import argparse
import csv
import gzip
import json
import random
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest

from qingquan.commands import Mistake, catalogue
from qingquan.commands.bench_disturbing import Disturb, giving, in_main_name, judging, reordered, widened

REAL = Path(__file__).resolve().parents[5] / "shared" / "data" / "catalogue"
real_list = pytest.mark.skipif(not REAL.is_dir(), reason="the real lists are not beside the checkout (../shared)")
# What the upper catalogue says of an item: the answer, which the test must find without.
HIDDEN = ("catalog_code", "parent_catalog_code", "catalog_name", "matter_name")

Rows = list[dict[str, str]]
Pair = tuple[str, str]


def call(*words: str) -> int:
    parser = argparse.ArgumentParser()
    catalogue.add_arguments(parser)
    return catalogue.run(parser.parse_args(words))


def published() -> Rows:
    with gzip.open(REAL / "guangdong_items_part.csv.gz", "rt", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def official() -> set[Pair]:
    with (REAL / "guangdong_same_catalog_groups.csv").open(encoding="utf-8-sig") as file:
        groups = [row["task_codes"].split("|") for row in csv.DictReader(file)]
    return {ordered(one, other) for group in groups for one, other in combinations(group, 2)}


def ordered(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def written(folder: Path, rows: Rows) -> Path:
    target = folder / "list.csv"
    with target.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, list(rows[0]))
        out.writeheader()
        out.writerows(rows)
    return target


def found_in(folder: Path, source: Path) -> dict[Pair, dict[str, str]]:
    out = folder / "pairs.csv"
    assert call("overlaps", "--in", str(source), "--out", str(out), "--json") == 0
    with out.open(encoding="utf-8") as file:
        reader = csv.DictReader(file)
        assert reader.fieldnames == ["code_a", "code_b", "score", "why"]
        rows = list(reader)
    pairs = {ordered(row["code_a"], row["code_b"]): row for row in rows}
    assert len(pairs) == len(rows)
    return pairs


def measured(found: set[Pair]) -> tuple[float, float]:
    """Recall and precision; pairs under one parent code are neither right nor wrong."""
    right, parent = official(), {row["task_code"]: row["parent_catalog_code"] for row in published()}
    wrong = {pair for pair in found - right if parent[pair[0]] != parent[pair[1]]}
    return len(found & right) / len(right), len(found & right) / (len(found & right) + len(wrong))


@real_list
def test_the_official_groups_are_found_in_the_real_list(tmp_path: Path) -> None:
    recall, precision = measured(set(found_in(tmp_path, REAL / "guangdong_items_part.csv.gz")))
    assert recall >= 0.97
    assert precision >= 0.95


@real_list
def test_neither_the_hidden_columns_nor_the_codes_nor_the_order_help(tmp_path: Path) -> None:
    lots = random.Random(8)
    rows = [{key: value for key, value in row.items() if key not in HIDDEN} for row in published()]
    names = {
        row["task_code"]: f"n{number}" for number, row in zip(lots.sample(range(9999), len(rows)), rows, strict=True)
    }
    lots.shuffle(rows)
    source = written(tmp_path, [{**row, "task_code": names[row["task_code"]]} for row in rows])
    found = set(found_in(tmp_path, source))
    plain = set(found_in(tmp_path, REAL / "guangdong_items_part.csv.gz"))
    assert found == {ordered(names[one], names[other]) for one, other in plain}


@real_list
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("disturb", [giving, judging, widened, reordered], ids=lambda each: each.__name__)
def test_they_are_found_though_every_third_name_is_written_otherwise(
    tmp_path: Path, disturb: Disturb, seed: int
) -> None:
    lots, change = random.Random(seed), in_main_name(disturb)
    rows = [
        {**row, "task_name": change(row["task_name"], lots) if lots.random() < 0.33 else row["task_name"]}
        for row in published()
    ]
    recall, precision = measured(set(found_in(tmp_path, written(tmp_path, rows))))
    assert recall >= 0.97
    assert precision >= 0.95


@real_list
def test_names_and_organs_alone_are_enough(tmp_path: Path) -> None:
    kept = ("task_code", "task_name", "dept_name")
    rows = [{key: row[key] for key in kept} for row in published()]
    recall, precision = measured(set(found_in(tmp_path, written(tmp_path, rows))))
    assert recall >= 0.97
    assert precision >= 0.95


LIST: Rows = [
    {"编码": "1", "事项名称": "取水许可证核发", "实施主体": "清泉县水利局", "实施依据": "《水法》第四十八条"},
    {"编码": "2", "事项名称": "取水许可审批", "实施主体": "清泉县林业局", "实施依据": "《水法》第四十八条"},
    {"编码": "3", "事项名称": "林木采伐许可", "实施主体": "清泉县林业局", "实施依据": "《森林法》第五十七条"},
]


def test_the_reason_names_components_and_evidence(tmp_path: Path) -> None:
    (row,) = found_in(tmp_path, written(tmp_path, LIST)).values()
    assert (row["code_a"], row["code_b"]) == ("1", "2")
    assert row["why"].startswith("行为和对象：主项名称相同（取水）（0.62）；")
    assert row["why"].endswith(f"；合计 {float(row['score']):.2f}。")


def test_titles_above_the_heading_and_rows_without_a_code_are_understood(tmp_path: Path) -> None:
    source = tmp_path / "list.csv"
    source.write_text(
        "清泉县权力清单,,\n序号,事项名称,编码\n1,取水许可证核发,\n2,取水许可审批,x\n3,,y\n", encoding="gb18030"
    )
    assert set(found_in(tmp_path, source)) == {("x", "第3行")}


def test_the_numbers_are_told_in_words_or_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, out = str(written(tmp_path, LIST)), str(tmp_path / "pairs.csv")
    call("overlaps", "--in", source, "--out", out)
    assert capsys.readouterr().out.startswith("3 个事项，找到 1 对，用时 ")
    call("overlaps", "--in", source, "--out", out, "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["items"], told["pairs"]) == (3, 1)


def test_the_powers_a_name_may_mean_are_listed_best_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = str(written(tmp_path, LIST))
    assert call("like", "采伐林木许可证", "--in", source, "-n", "1") == 0
    assert capsys.readouterr().out == "0.74  3  林木采伐许可（用字相同，次序不同）\n"
    call("like", "取水许可证核发", "--in", source, "--json")
    assert [hit["code"] for hit in json.loads(capsys.readouterr().out)] == ["1", "2"]
    assert call("like", "xyz", "--in", source) == 1
    assert capsys.readouterr().out == "没有与“xyz”相近的名称。\n"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (lambda folder: ("overlaps", "--in", f"{folder}/none.csv", "--out", f"{folder}/o.csv"), "找不到文件"),
        (lambda folder: ("overlaps", "--in", f"{folder}/bare.csv", "--out", f"{folder}/o.csv"), "没有事项名称列"),
        (lambda folder: ("overlaps", "--in", f"{folder}/named.csv", "--out", f"{folder}/o.csv"), "没有事项编码列"),
        (lambda folder: ("overlaps", "--in", f"{folder}/list.csv", "--out", f"{folder}/no/o.csv"), "写不了"),
        (
            lambda folder: ("overlaps", "--in", f"{folder}/list.csv", "--out", f"{folder}/o.csv", "--threshold", "0.2"),
            "--threshold 应在 0.5 和 1 之间",
        ),
        (lambda folder: ("like", "取水", "--in", f"{folder}/list.csv", "-n", "0"), "-n 应大于 0"),
    ],
)
def test_a_mistake_is_one_line(tmp_path: Path, words: Callable[[Path], tuple[str, ...]], says: str) -> None:
    written(tmp_path, LIST)
    (tmp_path / "bare.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    (tmp_path / "named.csv").write_text("事项名称,乙\n取水,2\n", encoding="utf-8")
    with pytest.raises(Mistake, match=says):
        call(*words(tmp_path))
    assert not list(tmp_path.glob("*.partial"))
