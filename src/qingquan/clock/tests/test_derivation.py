"""What a citizen reads under the due day, and the table to check it with."""

from dataclasses import replace
from datetime import date

import pytest

from qingquan.clock import (
    Bounds,
    CalendarDay,
    DayKind,
    Derivation,
    Extension,
    Pause,
    Period,
    StepKind,
    Unit,
    WorkCalendar,
    derive,
    national_calendar,
)
from qingquan.law import limit

WD, CD, M, Y = Unit
NOTICE = "县府办发〔2030〕1号"
FEBRUARY = [date(2026, 1, 31), *(date(2026, 2, number) for number in range(1, 29))]
MARCH = [FEBRUARY[-1], *(date(2026, 3, number) for number in range(1, 32))]
ARTICLE_45 = "《行政许可法》第四十五条"


def decision(start: date) -> Period:
    return Period.under(limit("licensing", "decision", on=start), start)


def shown(period: Period) -> Derivation:
    return derive(period, national_calendar())


def without_package_version(sentences: list[str]) -> list[str]:
    return [sentence.split("（chinesecalendar")[0] for sentence in sentences]


def test_a_decision_over_the_spring_festival_is_told_in_four_sentences() -> None:
    words = shown(decision(date(2026, 2, 9))).in_words()
    assert words[0] == (
        "2026年2月9日（星期一）受理，当日不计入，自2月10日（星期二）起算（《民法典》第二百零一条第一款）；"
        "期限20个工作日（《行政许可法》第四十二条第一款、第八十二条）。"
    )
    assert words[1] == "其间周末3天不计入。"
    assert words[2].startswith("按国务院办公厅2026年节假日安排（chinesecalendar ")
    assert words[2].endswith("，2月15日至23日春节放假，不计入；2月14日（星期六）、2月28日（星期六）调休上班，计入。")
    assert words[3] == "第20个工作日是2026年3月13日（星期五），为期限的最后一日。"
    assert len(words) == 4


def test_the_compact_table_leaves_no_day_out() -> None:
    runs = [(run.kind, run.days, run.numbers) for run in shown(decision(date(2026, 2, 9))).in_runs()]
    assert runs == [
        (StepKind.START, (FEBRUARY[9], FEBRUARY[9]), None),
        (StepKind.COUNTED, (FEBRUARY[10], FEBRUARY[13]), (1, 4)),
        (StepKind.COUNTED, (FEBRUARY[14], FEBRUARY[14]), (5, 5)),
        (StepKind.REST, (FEBRUARY[15], FEBRUARY[23]), None),
        (StepKind.COUNTED, (FEBRUARY[24], FEBRUARY[27]), (6, 9)),
        (StepKind.COUNTED, (FEBRUARY[28], FEBRUARY[28]), (10, 10)),
        (StepKind.REST, (MARCH[1], MARCH[1]), None),
        (StepKind.COUNTED, (MARCH[2], MARCH[6]), (11, 15)),
        (StepKind.REST, (MARCH[7], MARCH[8]), None),
        (StepKind.COUNTED, (MARCH[9], MARCH[12]), (16, 19)),
        (StepKind.COUNTED, (MARCH[13], MARCH[13]), (20, 20)),
    ]


def test_pauses_and_an_extension_are_told_with_document_and_article() -> None:
    period = decision(date(2026, 4, 13)).paused(
        Pause(date(2026, 4, 20), date(2026, 4, 30), "专家评审", "清自然资告〔2026〕12号", ARTICLE_45),
        Pause(date(2026, 4, 24), date(2026, 5, 8), "听证", "", ARTICLE_45),
    )
    derivation = shown(period.extended(Extension(10, "清自然资延〔2026〕3号", "《行政许可法》第四十二条第一款")))
    assert without_package_version(derivation.in_words())[1:] == [
        "其间周末13天不计入。",
        "按国务院办公厅2026年节假日安排",
        "2026年4月20日专家评审开始，4月30日取得结果，其间8个工作日不计入（清自然资告〔2026〕12号，《行政许可法》第四十五条）。",
        "2026年4月24日听证开始，5月8日取得结果，其间7个工作日不计入（《行政许可法》第四十五条）。",
        "几项程序重叠的日子只扣除一次，共扣除11个工作日。",
        "批准延长10个工作日（清自然资延〔2026〕3号，《行政许可法》第四十二条第一款）。",
        "第30个工作日是2026年6月11日（星期四），为期限的最后一日。",
    ]
    by_day = {step.day: step for step in derivation.steps}
    assert by_day[date(2026, 4, 20)].counted
    assert by_day[date(2026, 4, 21)].why == "专家评审期间（清自然资告〔2026〕12号，《行政许可法》第四十五条）"
    assert by_day[date(2026, 4, 27)].why.endswith("、听证期间（《行政许可法》第四十五条）")
    assert by_day[date(2026, 5, 1)].why.startswith("劳动节放假：国务院办公厅2026年节假日安排")
    (extended,) = [index for index, step in enumerate(derivation.steps) if step.kind is StepKind.EXTENDED]
    assert derivation.steps[extended - 1].number == 20


def test_an_open_pause_tells_what_is_used_and_what_is_left() -> None:
    period = decision(date(2026, 4, 13)).paused(Pause(date(2026, 4, 20), None, "检测", "清水告〔2026〕1号", ARTICLE_45))
    derivation = shown(period.extended(Extension(10)))
    assert derivation.due is None
    assert derivation.in_words()[-2:] == [
        "批准延长10个工作日。",
        "2026年4月20日（星期一）起，检测尚未结束，暂停计算（清水告〔2026〕1号，《行政许可法》第四十五条）："
        "已用5个工作日，还剩25个工作日；取得结果的次日起继续计算。",
    ]
    assert [step.day for step in derivation.steps][-3:] == [date(2026, 4, 20), None, None]


def test_a_pause_from_the_first_day_on_has_used_nothing() -> None:
    stopped = Period(date(2026, 4, 13), 20, CD, (Pause(date(2026, 4, 1)),), bounds=Bounds.CLOSED_CLOSED)
    assert "已用0日，还剩20日" in shown(stopped).in_words()[-1]


def test_pauses_that_take_nothing_say_so() -> None:
    period = decision(date(2026, 4, 13)).paused(
        Pause(date(2026, 4, 30), date(2026, 5, 5), "鉴定"), Pause(date(2026, 5, 13), None)
    )
    words = shown(period).in_words()
    assert "2026年4月30日鉴定开始，5月5日取得结果，其间没有应计的日子，对期限没有影响。" in words
    assert "2026年5月13日（星期三）特别程序开始时期限已经届满，对期限没有影响。" in words
    assert words[-1] == "第20个工作日是2026年5月13日（星期三），为期限的最后一日。"


def test_a_last_day_on_a_holiday_rolls_in_words() -> None:
    derivation = shown(Period(date(2025, 7, 4), 90, CD, event="立案"))
    assert derivation.in_words() == [
        "2025年7月4日（星期五）立案，当日不计入，自7月5日（星期六）起算（《民法典》第二百零一条第一款）；期限90日。",
        "第90日是2025年10月2日（星期四），为期限的最后一日。",
        "这一天国庆节放假，顺延至休假日结束的次日2025年10月9日（星期四）（《民法典》第二百零三条第一款）。",
    ]
    # The Mid-Autumn Festival lies within the National Day holidays and keeps its own name.
    kinds = [(run.kind, run.days) for run in derivation.in_runs()]
    assert kinds[-4:] == [
        (StepKind.REST, (date(2025, 10, 3), date(2025, 10, 5))),
        (StepKind.REST, (date(2025, 10, 6), date(2025, 10, 6))),
        (StepKind.REST, (date(2025, 10, 7), date(2025, 10, 8))),
        (StepKind.ROLLED, (date(2025, 10, 9), date(2025, 10, 9))),
    ]


@pytest.mark.parametrize(
    ("period", "told"),
    [
        (Period(date(2025, 11, 10), 3, M), "满3个月的对应日是2026年2月10日（星期二）（《民法典》第二百零二条）"),
        (Period(date(2025, 11, 30), 3, M), "满3个月的当月没有对应日，月末日是2026年2月28日（星期六）"),
        (Period(date(2024, 2, 29), 1, Y), "满1年的当月没有对应日，月末日是2025年2月28日（星期五）"),
        (
            Period(date(2026, 1, 5), 1, M, (Pause(date(2026, 1, 8), date(2026, 1, 12)),)),
            "满1个月共31日，扣除不计入的日子后是2026年2月9日（星期一），为期限的最后一日。",
        ),
    ],
)
def test_months_and_years_are_told_by_their_corresponding_day(period: Period, told: str) -> None:
    assert told in "".join(shown(period).in_words())


def test_something_to_be_done_at_once_has_no_first_day() -> None:
    start = date(2026, 5, 2)
    at_once = Period.under(limit("licensing", "not_required_notice", on=start), start)
    words = shown(at_once).in_words()
    assert words[0] == (
        "2026年5月2日（星期六）收到申请，应在当日办结（《行政许可法》第三十二条第一款第一项、第八十二条）。"
    )
    assert words[-1].startswith("这一天劳动节放假，顺延至休假日结束的次日2026年5月6日（星期三）")
    assert shown(at_once).steps[0].why == "收到申请当日，期限最后一日"


def test_before_the_civil_code_its_articles_are_not_cited() -> None:
    assert not any("民法典" in sentence for sentence in shown(Period(date(2019, 9, 1), 30, CD)).in_words())


def test_a_year_is_named_when_it_changes() -> None:
    words = shown(Period(date(2025, 12, 31), 5, WD)).in_words()
    assert "自2026年1月1日（星期四）起算" in words[0]


def test_an_unnamed_holiday_is_told_by_its_kind() -> None:
    rows = [CalendarDay(date(2030, month, 1), DayKind.STATUTORY_HOLIDAY, source=NOTICE) for month in (1, 5, 10)]
    rows += [
        CalendarDay(date(2030, 5, 2), DayKind.ADJUSTED_REST, source=NOTICE),
        CalendarDay(date(2030, 5, 4), DayKind.ADJUSTED_WORKDAY, source=NOTICE),
    ]
    derivation = derive(Period(date(2030, 4, 29), 3, WD), WorkCalendar(rows))
    assert derivation.in_words()[1:3] == [
        f"按{NOTICE}，5月1日法定节假日放假、5月2日调休放假，不计入；5月4日（星期六）调休上班，计入。",
        "第3个工作日是2030年5月4日（星期六），为期限的最后一日。",
    ]
    assert derivation.steps[-1].why == f"期限最后一日；调休上班：{NOTICE}"


def test_a_notice_that_only_frees_days_says_nothing_of_work() -> None:
    words = shown(Period(date(2026, 6, 17), 5, WD)).in_words()
    assert words[1].endswith("，6月19日至21日端午放假，不计入。")


def test_a_notice_that_only_takes_days_back_says_nothing_of_rest() -> None:
    words = shown(Period(date(2026, 5, 6), 3, WD)).in_words()
    assert words[1].endswith("，5月9日（星期六）调休上班，计入。")


def test_the_working_is_kept_with_the_version_of_the_calendar() -> None:
    period = decision(date(2026, 3, 2))
    assert shown(period).calendar_version == national_calendar().version
    assert shown(period) == shown(replace(period))
