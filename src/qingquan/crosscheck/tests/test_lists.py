"""Lists as they come: other headings, titles above, months and money as people write them, broken rows told."""

from datetime import date

import pytest

from qingquan.catalogue.reading.table import Table, table_of
from qingquan.catalogue.words import ExerciseLevel, PowerType
from qingquan.crosscheck.reading.lists import (
    BASE_LIST,
    DUTY_LIST,
    EXERCISED_LIST,
    TOWN_LIST,
    BaseTold,
    ExercisedTold,
    fen_of,
    month_of,
    read,
)
from qingquan.crosscheck.words import ExercisedKind
from qingquan.law import Refused


def csv(*lines: str) -> Table:
    return table_of("\n".join(lines).encode(), "清单.csv")


def test_a_base_catalogue_is_read_below_its_title_whatever_its_headings() -> None:
    (row,) = read(
        csv(
            "某省行政权力基本目录,,,,",
            "编码,权力名称,类别,行使层级,法律依据",
            "３40119001000,取水许可,许可,省、市、县,《水法》第七条；《取水许可和水资源费征收管理条例》第三条",
        ),
        BASE_LIST,
    )
    assert row.says == BaseTold(
        code="340119001000",
        name="取水许可",
        power_type=PowerType.LICENCE,
        levels=(ExerciseLevel.PROVINCE, ExerciseLevel.CITY, ExerciseLevel.COUNTY),
        bases=("《水法》第七条", "《取水许可和水资源费征收管理条例》第三条"),
    )


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (",取水许可,行政许可,县级", "没有填写基本编码"),
        ("1,,行政许可,县级", "没有填写事项名称"),
        ("1,取水许可,许可证,县级", "事项类型“许可证”"),
        ("1,取水许可,行政许可,乡里", "行使层级“乡里”"),
        ("3.40119E+11,取水许可,行政许可,县级", "科学记数"),
        (f"1,{'水' * 301},行政许可,县级", "301 个字"),
    ],
)
def test_a_broken_row_is_told_and_stops_no_other(line: str, why: str) -> None:
    bad, good = read(csv("基本编码,事项名称,事项类型,行使层级", line, "2,河道采砂许可,行政许可,县级"), BASE_LIST)
    assert why in bad.refusal and bad.says is None
    assert good.says is not None


def test_a_list_without_its_columns_is_refused_whole() -> None:
    with pytest.raises(Refused, match="“机关”、“职责”"):
        list(read(csv("甲,乙", "1,2"), DUTY_LIST))


def test_one_duty_a_line() -> None:
    told = list(read(csv("机关,职责,文号", "水利局,负责取水许可。,清编〔2019〕12号"), DUTY_LIST))
    assert [(row.says.organ, row.says.document) for row in told if row.says] == [("水利局", "清编〔2019〕12号")]


def test_what_was_exercised_is_read_with_its_month_and_money_in_fen() -> None:
    (row,) = read(
        csv("执收单位,收费项目,种类,收费日期,金额", '水利局,水土保持补偿费,票据,2025/7/9,"12,345.6"'), EXERCISED_LIST
    )
    assert row.says == ExercisedTold("水利局", "水土保持补偿费", ExercisedKind.FEE, date(2025, 7, 1), amount=1_234_560)


@pytest.mark.parametrize(
    ("word", "month"),
    [
        ("2026-03", date(2026, 3, 1)),
        ("2026年3月", date(2026, 3, 1)),
        ("202603", date(2026, 3, 1)),
        ("2026-03-15", date(2026, 3, 1)),
        ("2026年12月3日", date(2026, 12, 1)),
    ],
)
def test_a_month_may_be_written_as_a_day(word: str, month: date) -> None:
    assert month_of(word) == month


@pytest.mark.parametrize("word", ["三月", "2026-13", "26-3", "20260"])
def test_what_is_no_month_is_said_to_be_none(word: str) -> None:
    with pytest.raises(Refused, match="月份"):
        month_of(word)


@pytest.mark.parametrize(("word", "fen"), [("", 0), ("12", 1200), ("0.5", 50), ("1,200.05元", 120_005)])
def test_money_is_whole_fen(word: str, fen: int) -> None:
    assert fen_of(word) == fen


@pytest.mark.parametrize("word", ["十元", "1.234", "-5"])
def test_what_is_no_amount_is_said_to_be_none(word: str) -> None:
    with pytest.raises(Refused, match="金额"):
        fen_of(word)


def test_a_town_tells_how_often() -> None:
    first, second = read(csv("镇,部门,事项,次数", "泉城镇,水利局,巡查取水口,12", "泉城镇,水利局,报表,常常"), TOWN_LIST)
    assert first.says and first.says.times == 12
    assert "每年次数" in second.refusal
