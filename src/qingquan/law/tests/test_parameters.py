"""What the law leaves to the county, each with its basis."""

from fractions import Fraction
from pathlib import Path

import pytest

from qingquan.law import BadStatute, UnknownProvision, parameter, parameters
from qingquan.law.parameters import read_parameters


@pytest.mark.parametrize(
    ("name", "value", "unit"),
    [
        ("supplement_abandoned_days", 30, "CD"),
        ("acceptance_slow_prompt", 3, "WD"),
        ("prompt_before_due", 1, "WD"),
        ("max_review_levels", 2, "count"),
        ("double_publicity_days", 7, "WD"),
        ("archive_close_days", 60, "CD"),
    ],
)
def test_a_number_the_law_leaves_open(name: str, value: int, unit: str) -> None:
    assert (parameter(name).number, parameter(name).unit) == (value, unit)


@pytest.mark.parametrize(
    ("name", "value"),
    [("pause_bounds", "open_closed"), ("receipt_on_nonworkday", "same_day"), ("roll_rule_party", "roll")],
)
def test_a_choice_the_law_leaves_open(name: str, value: str) -> None:
    assert parameter(name).value == value
    assert value in parameter(name).choices


def test_a_ratio_is_exact() -> None:
    assert parameter("yellow_ratio").ratio == Fraction(9, 10)
    assert 90 * parameter("promise_cut").ratio == 63


def test_every_parameter_says_what_it_rests_on() -> None:
    assert all(given.basis and given.mark in {"V", "K", "D"} for given in parameters().values())


def test_a_choice_is_no_number_and_an_unknown_name_is_a_defect() -> None:
    with pytest.raises(TypeError, match="pause_bounds"):
        _ = parameter("pause_bounds").number
    with pytest.raises(UnknownProvision, match="没有名为 yelow_ratio 的参数"):
        parameter("yelow_ratio")


GOOD = "[some]\nvalue = 1\nunit = 'WD'\nmark = 'D'\nbasis = '某'\n"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (GOOD + "colour = 'red'\n", "应有且只有"),
        (GOOD.replace("mark = 'D'\n", ""), "应有且只有"),
        (GOOD.replace("1", "1.5"), "value 应是整数或文字"),
        (GOOD.replace("1", "true"), "value 应是整数或文字"),
        (GOOD + "choices = 'a'\n", "choices 应是一列文字"),
        (GOOD + "choices = ['a', 'b']\n", "value 应是 a、b 之一"),
        (GOOD.replace("'D'", "'?'"), "mark 应是 V、K 或 D"),
    ],
)
def test_a_wrong_parameter_is_refused_by_its_name(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "parameters.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadStatute, match=rf"parameters.toml \[some\]：.*{complaint}"):
        read_parameters(path)
