"""A statute file that is not exactly right is refused, with the place named."""

from datetime import date
from pathlib import Path

import pytest

from qingquan.law import BadStatute, Statute, Unit
from qingquan.law.reading import read_statute

HEAD = """
[statute]
title = "中华人民共和国某法"
short_title = "某法"
in_force_from = 2010-01-01
working_days_by = "九"
"""

DECISION = """
[limits.decision]
article = "四"
says = "应当在十日内决定。"
start = "next_day"
owner = "organ"
event = "受理"
"""

ROWS = "in_force = [{ from = 2010-01-01, days = 10, unit = 'WD' }]\n"


def read(folder: Path, text: str) -> Statute:
    path = folder / "some_law.toml"
    path.write_text(text, encoding="utf-8")
    return read_statute(path)


def test_a_statute_is_a_file(tmp_path: Path) -> None:
    statute = read(tmp_path, HEAD + "amended = [2015-05-01]\n" + DECISION + ROWS)
    assert (statute.key, statute.short_title, statute.amended) == ("some_law", "某法", (date(2015, 5, 1),))
    (wording,) = statute.limits["decision"]
    assert (wording.first, wording.last, wording.provision.unit) == (date(2010, 1, 1), None, Unit.WORKING_DAY)
    assert wording.provision.basis == "《某法》第四条、第九条"
    assert not statute.duties


def test_a_wording_ends_the_day_before_the_next(tmp_path: Path) -> None:
    rows = (
        "in_force = [{ from = 2010-01-01, days = 10, unit = 'WD' },"
        " { from = 2015-05-01, until = 2019-12-31, days = 7, unit = 'CD', says = '七日内决定。' },"
        " { from = 2021-01-01, days = 5, unit = 'WD' }]"
    )
    wordings = read(tmp_path, HEAD + DECISION + rows).limits["decision"]
    assert [(wording.first.year, wording.last) for wording in wordings] == [
        (2010, date(2015, 4, 30)),
        (2015, date(2019, 12, 31)),
        (2021, None),
    ]
    assert [wording.provision.says for wording in wordings] == [
        "应当在十日内决定。",
        "七日内决定。",
        "应当在十日内决定。",
    ]
    assert [wording.covers(date(2020, 6, 1)) for wording in wordings] == [False, False, False]
    assert [wording.covers(date(2019, 12, 31)) for wording in wordings] == [False, True, False]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        pytest.param("[statute", "不是有效的 TOML", id="not TOML"),
        pytest.param("", r"\[statute\]：缺少这张表", id="no head"),
        pytest.param("statute = 1", r"\[statute\]：缺少这张表", id="head is no table"),
        pytest.param(HEAD + "[limit.decision]\n", "some_law.toml：不认识的键：limit", id="unknown table"),
        pytest.param(HEAD + "tittle = '某'\n", r"\[statute\]：不认识的键：tittle", id="unknown key in the head"),
        pytest.param(HEAD.replace('"某法"', '" "'), "short_title 应是一段文字", id="blank title"),
        pytest.param(HEAD.replace("2010-01-01", "'2010'"), "in_force_from 应是一个日期", id="day as text"),
        pytest.param(HEAD.replace("2010-01-01", "2010-01-01T00:00:00"), "应是一个日期", id="day as a moment"),
        pytest.param(HEAD + "amended = 2015\n", "amended 应是一列日期", id="amendments not a list"),
        pytest.param(HEAD + "limits = 3\n[pauses]\n", "不认识的键：limits", id="limits in the head"),
        pytest.param("limits = 3\n" + HEAD, r"\[limits\]：缺少这张表", id="limits no table"),
        pytest.param(HEAD + "[limits]\ndecision = 3\n", r"\[limits.decision\]：缺少这张表", id="limit no table"),
        pytest.param(HEAD + DECISION + "colour = 'red'\n", "limits.decision.*不认识的键：colour", id="unknown key"),
        pytest.param(
            HEAD + DECISION + "in_force = [{ from = 2010-01-01, working_days = 20 }]",
            "不认识的键：working_days",
            id="unknown key in a row",
        ),
        pytest.param(HEAD + DECISION, "days 应是不小于 0 的整数", id="a limit without days"),
        pytest.param(HEAD + DECISION + ROWS.replace("10,", "-1,"), "days 应是不小于 0", id="negative days"),
        pytest.param(HEAD + DECISION + ROWS.replace("10,", "true,"), "days 应是不小于 0", id="days that are no number"),
        pytest.param(HEAD + DECISION + ROWS.replace("WD", "XD"), "unit 应是 WD、CD、M、Y 之一", id="unknown unit"),
        pytest.param(HEAD + DECISION.replace("next_day", "soon") + ROWS, "start 应是", id="unknown start"),
        pytest.param(HEAD + DECISION.replace('"organ"', "1") + ROWS, "owner 应是 organ、party", id="unknown owner"),
        pytest.param(HEAD + DECISION.replace("四", "4") + ROWS, "article 应是中文数字，现在是“4”", id="numeral"),
        pytest.param(HEAD + DECISION.replace("says", "reading") + ROWS, "says 应是一段文字", id="no words"),
        pytest.param(HEAD + DECISION + "in_force = []", "in_force 应是一行或多行", id="no rows"),
        pytest.param(HEAD + DECISION + "in_force = 2010-01-01", "in_force 应是一行或多行", id="rows not a list"),
        pytest.param(HEAD + DECISION + "in_force = [1]", "in_force 应是一行或多行", id="rows not tables"),
        pytest.param(
            HEAD + DECISION + ROWS.replace("2010-", "2009-"), "2009-01-01 早于本法施行日", id="before the statute"
        ),
        pytest.param(
            HEAD + DECISION + ROWS.replace("days", "until = 2009-12-31, days"),
            "失效日 2009-12-31 早于",
            id="ends early",
        ),
        pytest.param(
            HEAD + DECISION + ROWS.replace("]", ", { from = 2010-01-01, days = 5, unit = 'WD' }]"),
            "按日期先后排列、互不重叠：2010-01-01",
            id="two rows from one day",
        ),
        pytest.param(
            HEAD
            + DECISION
            + ROWS.replace("days", "until = 2015-01-01, days").replace(
                "]", ", { from = 2015-01-01, days = 5, unit = 'WD' }]"
            ),
            "互不重叠：2015-01-01",
            id="rows that overlap",
        ),
    ],
)
def test_a_wrong_file_is_refused_by_its_place(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(BadStatute, match=complaint):
        read(tmp_path, text)


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "some_law.toml"
    path.write_bytes(HEAD.encode("gbk"))
    with pytest.raises(BadStatute, match="不是 UTF-8 文本"):
        read_statute(path)
