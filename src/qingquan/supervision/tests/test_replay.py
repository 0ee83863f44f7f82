from pathlib import Path

import pytest

from qingquan.supervision.replay.reading import Unreadable
from qingquan.supervision.replay.report import Report
from qingquan.supervision.replay.run import replay
from qingquan.supervision.tests.county_cases import day
from qingquan.supervision.tests.logs import HEADER, MAP, ROWS, write_log, write_map, xes

EXPECTED = [
    ("A-1", "TL-02", "黄牌", "2026-03-17"),
    ("A-2", "TL-01", "提示", "2026-03-06"),
    ("A-2", "PR-03", "黄牌", "2026-03-06"),
    ("A-2", "TL-01", "红牌", "2026-03-10"),
    ("A-2", "PR-01", "红牌", "2026-03-31"),
    ("A-2", "TL-04", "红牌", "2026-03-31"),
]


def cards(report: Report) -> list[tuple[str, str, str, str]]:
    return [(c.case, c.finding.rule.value, c.finding.level.label, str(c.finding.since)) for c in report.cards]


def judged(folder: Path, text: str = HEADER + ROWS, *, name: str = "log.csv", map_text: str = MAP) -> Report:
    return replay(write_log(folder, text, name=name), write_map(folder, map_text))


def test_a_log_is_judged_by_the_same_rules(tmp_path: Path) -> None:
    report = judged(tmp_path)
    # Of one rule the gravest card counts; A-2 was never accepted, so it has no promise.
    assert sorted(cards(report)) == sorted(card for card in EXPECTED if card[:3] != ("A-2", "TL-01", "提示"))
    assert (report.cases, report.events, report.ended, report.open, report.flaw_count) == (2, 7, 2, 0, 0)
    assert (report.planned.stated, report.planned.ended_late) == (1, 0)
    assert (report.legal.stated, report.legal.ended_late) == (2, 1)
    assert {card.organ for card in report.cards} == {"水利局", "水利局, 北区"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("name", ["log.csv", "log.csv.gz"])
def test_the_encoding_is_found_out(tmp_path: Path, encoding: str, name: str) -> None:
    log = write_log(tmp_path, HEADER + ROWS, name=name, encoding=encoding)
    assert cards(replay(log, write_map(tmp_path))) == cards(judged(tmp_path))


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_the_delimiter_is_found_out(tmp_path: Path, delimiter: str) -> None:
    text = (HEADER + ROWS).replace('"水利局, 北区"', "水利局（北区）").replace(",", delimiter)
    assert cards(judged(tmp_path, text)) == cards(judged(tmp_path))


@pytest.mark.parametrize("name", ["log.xes", "log.xes.gz"])
@pytest.mark.parametrize("namespace", ["", ' xmlns="http://www.xes-standard.org/" xes.version="1.0"'])
def test_the_same_log_as_xes_gives_the_same(tmp_path: Path, name: str, namespace: str) -> None:
    report = judged(tmp_path, xes(namespace=namespace), name=name)
    assert cards(report) == cards(judged(tmp_path))
    assert (report.cases, report.events, report.flaw_count) == (2, 7, 0)


def test_rows_in_any_order_give_the_same(tmp_path: Path) -> None:
    backwards = "".join(line + "\n" for line in ROWS.splitlines()[::-1])
    assert sorted(cards(judged(tmp_path, HEADER + backwards))) == sorted(cards(judged(tmp_path)))


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (",水利局,,受理,2026-03-03 10:00,王芳", "缺少办件编号"),
        ("A-3,水利局,,,2026-03-03 10:00,王芳", "缺少环节名称"),
        ("A-3,水利局,,受理,三月三日,王芳", "“三月三日”不是时间"),
        ("A-3,水利局,,受理,2026-13-03 10:00,王芳", "“2026-13-03 10:00”不是时间"),
        ("A-3,水利局,,受理,9999-12-31,王芳", "时间“9999-12-31”的年份不合理"),
        ("A-3,水利局,,受理,,王芳", "“”不是时间"),
        ("A-3,水利局,受理", "有3列，表头有6列"),
        (f"A-3,{'长' * 140_000},,受理,2026-03-03,王芳", "不是有效的 CSV（field larger than field limit (131072)）"),
    ],
)
def test_a_broken_row_is_reported_with_its_line_and_stops_nothing(tmp_path: Path, row: str, why: str) -> None:
    first, rest = ROWS.split("\n", 1)
    report = judged(tmp_path, f"{HEADER}{first}\n{row}\n{rest}")
    assert [(flaw.where, flaw.why) for flaw in report.flaws] == [("第3行", why)]
    assert cards(report) == cards(judged(tmp_path))


def test_bytes_that_are_no_text_spoil_only_their_row(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_bytes((HEADER + ROWS).encode() + "A-3,水利局,,受".encode() + b"\xff\xfe,2026-03-03,x\n")
    report = replay(log, write_map(tmp_path))
    assert [(flaw.where, flaw.why) for flaw in report.flaws] == [("第9行", "含有无法识别的文字")]
    assert report.cases == 2


def test_a_broken_deadline_is_reported_and_the_case_still_judged(tmp_path: Path) -> None:
    report = judged(tmp_path, HEADER + ROWS.replace("2026-03-30", "月底"))
    assert [flaw.where for flaw in report.flaws] == ["办件 A-1 的 case:法定到期", "办件 A-2 的 case:法定到期"]
    assert report.legal.stated == 0
    assert ("A-2", "PR-01", "红牌", "2026-03-31") in cards(report)


def test_a_broken_event_of_xes_is_named_by_its_case(tmp_path: Path) -> None:
    report = judged(tmp_path, xes().replace("2026-03-06 09:00", "?"), name="log.xes")
    assert [(flaw.where, flaw.why) for flaw in report.flaws] == [("办件 A-2 的第3个事件", "“?”不是时间")]


def test_a_year_without_a_calendar_is_reported_case_by_case(tmp_path: Path) -> None:
    report = judged(tmp_path, HEADER + ROWS + "A-9,水利局,,受理,2003-05-06 09:00,王芳\n")
    assert [flaw.where for flaw in report.flaws] == ["办件 A-9", "办件 A-9"][: report.flaw_count]
    assert "2003年的放假安排尚未导入" in report.flaws[0].why
    assert report.cases == 3


def test_open_cases_are_judged_on_the_last_day_of_the_log_and_never_today(tmp_path: Path) -> None:
    open_rows = "".join(line + "\n" for line in ROWS.splitlines() if "决定" not in line)
    log, log_map = write_log(tmp_path, HEADER + open_rows), write_map(tmp_path)
    report = replay(log, log_map)
    assert report.as_of == day("3-06")
    assert ("TL-04", "红牌") not in {card[1:3] for card in cards(report)}
    later = replay(log, log_map, on=day("3-31"))
    assert (later.legal.ended_late, later.legal.open_late) == (0, 2)
    assert [card[0] for card in cards(later) if card[1] == "TL-04"] == ["A-1", "A-2"]


def test_by_the_moment_a_case_may_be_late_on_its_last_day(tmp_path: Path) -> None:
    text = HEADER + ROWS.replace("2026-03-30", "2026-03-31 08:59:59.5")
    by_day = judged(tmp_path, text)
    by_moment = judged(tmp_path, text, map_text='compare = "moment"\n' + MAP)
    assert (by_day.legal.ended_late, by_moment.legal.ended_late) == (0, 1)
    assert by_moment.legal.ended_late_on_the_last_day == 1
    assert ("A-2", "TL-04", "红牌", "2026-03-31") in cards(by_moment)


def test_by_the_day_the_hour_of_a_deadline_is_not_looked_at(tmp_path: Path) -> None:
    report = judged(tmp_path, HEADER + ROWS.replace("2026-03-30", "2026-03-30 12:00"))
    (late,) = [card.finding for card in report.cards if card.finding.rule == "TL-04"]
    assert late.evidence == {"法定到期日": "2026-03-30"}


def test_deadlines_the_map_does_not_count_are_counted_beside(tmp_path: Path) -> None:
    exact = MAP.replace('{ column = "case:法定到期" }', '{ column = "case:法定到期", to_the_fraction = true }')
    text = HEADER + ROWS.replace("A-1,水利局,2026-03-30", "A-1,水利局,2026-03-30 12:00:00.125")
    report = judged(tmp_path, text, map_text=exact)
    assert (report.legal.stated, report.legal.ended_late) == (1, 0)
    assert (report.uncounted_legal.stated, report.uncounted_legal.ended_late) == (1, 1)
    assert not [card for card in cards(report) if card[1] == "TL-04"]


def test_items_and_authority_are_checked_against_the_lists_the_map_names(tmp_path: Path) -> None:
    (tmp_path / "items.csv").write_text("item,from,to\n水利局,2026-01-01,2026-03-01\n", encoding="utf-8")
    (tmp_path / "posts.csv").write_text("person,post,from,to\n赵刚,批准人,2026-01-01,2026-03-20\n", encoding="utf-8")
    text = MAP.replace("[case]", '[case]\nitem = "case:机关"', 1) + '[steps."决定"]\npost = "批准人"\n'
    report = judged(tmp_path, map_text='listed = "items.csv"\nholdings = "posts.csv"\n' + text)
    assert [card for card in cards(report) if card[1].startswith("AU")] == [
        ("A-1", "AU-01", "红牌", "2026-03-02"),
        ("A-2", "AU-01", "红牌", "2026-03-02"),
        ("A-2", "AU-02", "红牌", "2026-03-31"),
    ]


def test_steps_may_have_limits_of_their_own(tmp_path: Path) -> None:
    terms = '[steps."决定"]\ndays = 10\n[steps."受理"]\ndays = 1\nunit = "CD"\n'
    report = judged(tmp_path, map_text=MAP + terms)
    assert [card for card in cards(report) if card[1] == "TL-05"] == [("A-2", "TL-05", "提示", "2026-03-21")]


def test_a_log_without_a_usable_case_is_no_log(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="没有读到任何办件（1处无法使用）"):
        judged(tmp_path, HEADER + ",,,,,\n")
