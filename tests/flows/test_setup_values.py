"""What people and spreadsheets put into cells, and what is meant by it."""

from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook

from qingquan.desk.setup_sheets import values
from qingquan.desk.setup_sheets.files import read_files
from qingquan.desk.setup_sheets.passwords import Opened, as_csv
from qingquan.desk.setup_sheets.problems import Wrong
from qingquan.law import Refused
from qingquan.places.words import HallLevel, Role

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    "cell",
    [
        *("2026-03-02", "2026/3/2", "2026.3.2", "2026年3月2日", "20260302", "２０２６－０３－０２", " 2026-03-02 "),
        *("2026-03-02 00:00:00", "46083", "46083.0", "2026 年 3 月 2 日"),
    ],
)
def test_a_day_is_read_however_it_is_written(cell: str) -> None:
    assert values.day(cell) == DAY


@pytest.mark.parametrize("cell", ["3月2日", "2026-02-30", "03/02/2026", "123", "99999", "今天", "2026-03-02 10:00"])
def test_what_is_no_day_is_not_guessed(cell: str) -> None:
    with pytest.raises(Wrong):
        values.day(cell)


@pytest.mark.parametrize(
    ("cell", "meant"),
    [("013", "013"), ("13", "013"), ("１３", "013"), ("13.0", "013"), (" 1 ", "001")],
)
def test_a_number_that_lost_its_noughts_gets_them_back(cell: str, meant: str) -> None:
    assert values.sequence(cell) == meant


@pytest.mark.parametrize("cell", ["1.1990101E+17", "1.19901010010000e+17", "9.90101E+11"])
def test_a_code_that_was_rounded_is_never_taken(cell: str) -> None:
    for convert in (values.uscc, values.region, values.whole_code):
        with pytest.raises(Wrong, match="后几位已经丢失"):
            convert(cell)


@pytest.mark.parametrize(
    "cell", ["11990101000001011c", " 1199 0101 0000 0101 1C ", "１１９９０１０１０００００１０１１Ｃ"]
)
def test_a_credit_code_is_read_in_any_width(cell: str) -> None:
    assert values.uscc(cell) == "11990101000001011C"


def test_a_spaced_name_is_the_name_and_a_foreign_one_keeps_its_spaces() -> None:
    convert = values.name(60)
    assert [convert(cell) for cell in ("王　伟", "欧阳 娜 娜", "Ann Lee", "阿依努尔·买买提", "无")] == [
        *("王伟", "欧阳娜娜", "Ann Lee", "阿依努尔·买买提", "")
    ]
    with pytest.raises(Wrong, match="最多 3 个字"):
        values.name(3)("欧阳娜娜")


@pytest.mark.parametrize(
    ("cell", "meant"), [("承办人", Role.HANDLER), ("handler", Role.HANDLER), ("承 办人", Role.HANDLER)]
)
def test_a_role_is_named_in_chinese_or_by_its_code(cell: str, meant: Role) -> None:
    assert values.choice(Role)(cell) is meant


@pytest.mark.parametrize("cell", ["镇（街道）便民服务中心", "镇(街道)便民服务中心", "town"])
def test_brackets_are_of_either_width(cell: str) -> None:
    assert values.choice(HallLevel)(cell) is HallLevel.TOWN


def test_several_posts_are_divided_by_any_mark() -> None:
    assert values.codes("a.one、a.two，a.one; b-3 ｂ４") == ("a.one", "a.two", "b-3", "b4")


@pytest.mark.parametrize(("cell", "meant"), [("", False), ("是", True), ("√", True), ("否", False), ("0", False)])
def test_yes_and_no(cell: str, meant: bool) -> None:
    assert values.yes(cell) is meant


@pytest.mark.parametrize(
    ("cell", "meant"), [("0990—2110113", "0990-2110113"), ("(0990)2110113", "0990-2110113"), ("/", "")]
)
def test_a_telephone_is_written_one_way(cell: str, meant: str) -> None:
    assert values.phone(cell) == meant
    with pytest.raises(Refused):
        values.phone("0990")


def test_a_spreadsheets_own_numbers_and_days_are_read_as_text() -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "任职"
    page.append(["用户名", "岗位代码（必填）", "到岗日期"])
    page.append([1001, 12.0, datetime(2026, 3, 2)])  # noqa: DTZ001 - a spreadsheet knows no time zone
    page.append([None, " ", None])
    out = BytesIO()
    book.save(out)
    [line] = read_files({"x.xlsx": out.getvalue()}).lines["任职"]
    assert (line.number, line["用户名"], line["岗位代码"], line["到岗日期"]) == (2, "1001", "12", "2026-03-02")


def test_a_password_shows_in_its_file_only_and_no_cell_is_a_formula() -> None:
    opened = Opened("zhang", "=张", "abcd-efgh")
    assert "abcd" not in repr(opened)
    assert as_csv([opened]).decode("utf-8-sig").splitlines()[1] == "zhang,张,abcd-efgh"
