"""A county's own CSV of a year's arrangement."""

from datetime import date
from pathlib import Path

import pytest

from qingquan.clock import BadCalendar, DayKind, read_calendar, read_rows

HEADING = "date,day_kind,source_doc,name\n"
YEAR_2027 = (
    "2027-01-01,statutory_holiday,某发〔2026〕9号,元旦\n"
    "2027-05-01,statutory_holiday,某发〔2026〕9号,劳动节\n"
    "2027-05-08,adjusted_workday,某发〔2026〕9号,劳动节\n"
    "2027-10-01,statutory_holiday,某发〔2026〕9号,国庆节\n"
)


def file(folder: Path, text: str) -> Path:
    path = folder / "2027.csv"
    path.write_text(text, encoding="utf-8-sig")
    return path


def test_a_year_is_a_file_with_the_notices_number(tmp_path: Path) -> None:
    calendar = read_calendar(file(tmp_path, HEADING + YEAR_2027))
    assert calendar.is_working(date(2027, 5, 8))
    assert calendar.day(date(2027, 5, 8)).source == "某发〔2026〕9号"
    assert calendar.add(date(2027, 4, 30), 1) == date(2027, 5, 3)


def test_names_may_be_left_out_and_further_columns_are_ignored(tmp_path: Path) -> None:
    (row,) = read_rows(
        file(tmp_path, "scope,date,day_kind,source_doc\n全国, 2027-01-01 ,statutory_holiday,某发〔2026〕9号\n")
    )
    assert (row.day, row.kind, row.name) == (date(2027, 1, 1), DayKind.STATUTORY_HOLIDAY, "")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "2027.csv 缺少列：date、day_kind、source_doc"),
        ("date,kind\n", "缺少列：day_kind、source_doc"),
        (HEADING + "2027-1-32,weekend,,\n", "第2行：date 应形如 2026-10-01，现在是“2027-1-32”"),
        (HEADING + "2027-01-01\n", "第2行：day_kind 应是 .*，现在是“”"),
        (HEADING + YEAR_2027 + "2027-10-02,holiday,某,\n", "第6行：day_kind 应是 .*，现在是“holiday”"),
        (HEADING + "2027-01-01,weekend,某,元旦,多,余\n", "不会是“周末”"),
        (HEADING + '2027-01-01,weekend,"' + "长" * 140_000, "不是有效的 CSV"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_by_its_line(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(BadCalendar, match=complaint):
        read_calendar(file(tmp_path, text))


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "2027.csv"
    path.write_bytes((HEADING + YEAR_2027).encode("gbk"))
    with pytest.raises(BadCalendar, match="不是 UTF-8 文本"):
        read_rows(path)
