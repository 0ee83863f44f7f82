"""The measurements of matching at a size for tests: what they say must be right; how fast is for the commands."""

import argparse
import json
import random
from pathlib import Path
from types import ModuleType

import pytest

from qingquan.commands import Mistake, bench_names, bench_overlaps, bench_twoway
from qingquan.commands.bench_disturbing import ALL, Disturb, disturbed
from qingquan.commands.bench_lists import REAL, Made
from qingquan.matching.find import Names
from qingquan.matching.tests.made import many_names

real_lists = pytest.mark.skipif(not REAL.is_dir(), reason="the real lists are not beside the checkout (../shared)")


def call(bench: ModuleType, *words: str) -> int:
    parser = argparse.ArgumentParser()
    bench.add_arguments(parser)
    return int(bench.run(parser.parse_args(words)))


@pytest.mark.parametrize("seed", range(3))
def test_of_names_disturbed_as_real_ones_are_the_right_one_is_first_or_among_five(seed: int) -> None:
    lots = random.Random(seed)
    made = [Made(*each) for each in many_names(5_000, lots)]
    figures = bench_names.asked(Names(list(enumerate(map(str, made)))), made, 200, 2, lots)
    assert figures["first"] >= 0.95
    assert figures["five"] == 1


@real_lists
def test_the_same_of_real_names(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(bench_names, "--names", "5000", "--questions", "200", "--seeds", "1", "2", "--json") == 0
    first, second = json.loads(capsys.readouterr().out)
    assert (first["seed"], second["seed"]) == (1, 2)
    assert min(first["first"], second["first"]) >= 0.95


@pytest.mark.parametrize("disturb", ALL, ids=lambda each: each.__name__)
def test_each_disturbance_changes_names(disturb: Disturb) -> None:
    lots = random.Random(1)
    names = [str(Made(*each)) for each in many_names(50, lots)]
    assert any(disturb(name, lots) != name for name in names)


def test_a_disturbed_name_keeps_its_place_and_is_never_itself() -> None:
    lots = random.Random(1)
    for _ in range(200):
        assert disturbed("{}（广安区）", "取水许可", lots, 3) != "取水许可（广安区）"
    assert all("广" in disturbed("{}（广安区）", "取水许可", lots, 3) for _ in range(50))


@real_lists
def test_a_list_of_any_length_is_made_and_tested_for_overlaps(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(bench_overlaps, "--items", "1500", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["items"] == 1500
    assert told["pairs"] > 400


@real_lists
def test_a_two_way_check_finds_what_was_left_out_and_what_was_hidden(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(bench_twoway, "--reported", "600", "--basis", "1200", "--cases", "20000", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["unreported_right"] >= 0.98
    assert told["unfounded_found"] >= 0.7
    assert told["practised_found"] >= 0.95


@pytest.mark.parametrize(
    ("bench", "words"),
    [
        (bench_names, ("--names", "10", "--questions", "11")),
        (bench_overlaps, ("--items", "1")),
        (bench_twoway, ("--cases", "5")),
        (bench_names, ("--real", "/nowhere")),
        (bench_twoway, ("--basis", "60000")),
    ],
)
@real_lists
def test_a_mistake_is_one_line(bench: ModuleType, words: tuple[str, ...]) -> None:
    with pytest.raises(Mistake):
        call(bench, *words)


def test_the_lists_are_asked_for_beside_the_checkout(tmp_path: Path) -> None:
    with pytest.raises(Mistake, match="放在程序文件夹旁边"):
        call(bench_overlaps, "--real", str(tmp_path))
