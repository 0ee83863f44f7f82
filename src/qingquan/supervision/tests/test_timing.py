from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from qingquan.clock import Pause
from qingquan.supervision.rules.facts import Deadline, Thresholds, WatchedCase
from qingquan.supervision.rules.judge import judge, next_look
from qingquan.supervision.tests.county_cases import CALENDAR, accepted, at, day, received, spoken, step
from qingquan.supervision.words import Rule


@pytest.mark.parametrize(
    ("case", "on", "says"),
    [
        pytest.param(received("3-02"), "3-05", [], id="on the third working day there is still time"),
        pytest.param(received("3-02"), "3-06", ["TL-01 提示"], id="three working days without an answer"),
        pytest.param(received("3-02"), "3-09", ["TL-01 提示"], id="the fifth working day runs to its midnight"),
        pytest.param(received("3-02"), "3-10", ["TL-01 红牌"], id="five working days without an answer"),
        pytest.param(received("2-13"), "2-25", [], id="2-25 is the third: Spring Festival does not count, 2-14 does"),
        pytest.param(received("2-13"), "2-27", ["TL-01 提示"], id="2-27 is the fifth and last"),
        pytest.param(received("2-13"), "2-28", ["TL-01 红牌"], id="2-28 comes too late, though a Saturday"),
        pytest.param(received("5-02"), "5-11", ["TL-01 提示"], id="received on a holiday, last day 5-11"),
        pytest.param(received("5-02"), "5-12", ["TL-01 红牌"], id="received on a holiday, silent"),
        pytest.param(received("3-02", outcome_on=day("3-05")), "4-30", [], id="answered on the third day"),
        pytest.param(received("3-02", outcome_on=day("3-06")), "4-30", ["TL-01 提示"], id="answered on the fourth"),
        pytest.param(received("3-02", outcome_on=day("3-10")), "4-30", ["TL-01 红牌"], id="answered on the sixth"),
        pytest.param(received("3-02", ended_on=day("3-04")), "4-30", [], id="withdrawn before any answer was due"),
        pytest.param(
            received("3-02", ended_on=day("3-04"), outcome_on=day("3-20")), "4-30", [], id="withdrawn, answered later"
        ),
        pytest.param(received("12-31", outcome_on=day("12-31")), "12-31", [], id="next year's calendar is not asked"),
    ],
)
def test_an_application_must_be_answered(case: WatchedCase, on: str, says: list[str]) -> None:
    assert spoken(case, on, Rule.TL01) == says


def test_a_deemed_acceptance_is_no_answer_and_gets_its_own_card() -> None:
    case = received("3-02", deemed=True, accepted_on=day("3-02"), outcome_on=day("3-02"))
    assert spoken(case, "3-09") == ["TL-01 提示"]
    assert spoken(case, "3-10") == ["TL-01 红牌", "TL-14 红牌"]


TWENTY_DAYS = accepted("2025-09-22", promised="2025-10-24")
EXPERT_REVIEW = (Pause(day("4-20"), day("4-30")),)
PAUSED = accepted("4-13", promised="5-25", pauses=EXPERT_REVIEW)


@pytest.mark.parametrize(
    ("case", "on", "says"),
    [
        pytest.param(TWENTY_DAYS, "2025-10-22", [], id="the eighteenth of twenty days is not over"),
        pytest.param(TWENTY_DAYS, "2025-10-23", ["TL-02 黄牌"], id="nine tenths gone, one day left"),
        pytest.param(TWENTY_DAYS, "2025-10-24", ["TL-02 黄牌"], id="the last day itself is in time"),
        pytest.param(TWENTY_DAYS, "2025-10-25", ["TL-02 黄牌", "TL-03 红牌"], id="promise exceeded"),
        pytest.param(accepted("3-02", promised="3-16"), "3-12", [], id="ten days: the eighth"),
        pytest.param(accepted("3-02", promised="3-16"), "3-13", ["TL-02 提示"], id="ten days: one left after today"),
        pytest.param(accepted("3-02", promised="3-16"), "3-16", ["TL-02 黄牌"], id="ten days: nine gone"),
        pytest.param(accepted("3-02", promised="3-09"), "3-06", ["TL-02 提示"], id="five days: one left after today"),
        pytest.param(accepted("3-02", promised="3-09"), "3-09", ["TL-02 提示"], id="five days: no yellow on the last"),
        pytest.param(accepted("3-02", promised="3-03"), "3-03", [], id="a one-day promise gives no warning"),
        pytest.param(accepted("3-02", promised="3-02"), "3-02", [], id="an instant item gives no warning"),
        pytest.param(PAUSED, "5-21", [], id="paused days are not used days"),
        pytest.param(PAUSED, "5-22", ["TL-02 黄牌"], id="the eighteenth counted day was 5-21"),
        pytest.param(received("3-02"), "6-30", [], id="no promise, or a running pause: nothing"),
        pytest.param(replace(TWENTY_DAYS, ended_on=date(2025, 10, 22)), "2026-03-02", [], id="ended before the line"),
        pytest.param(
            replace(TWENTY_DAYS, ended_on=date(2025, 10, 24)), "2026-03-02", ["TL-02 黄牌"], id="ended on the last day"
        ),
    ],
)
def test_the_promise_runs_out(case: WatchedCase, on: str, says: list[str]) -> None:
    assert spoken(case, on, Rule.TL02, Rule.TL03) == says


def test_paused_days_are_neither_promised_nor_used() -> None:
    long_pause = (Pause(day("4-14"), day("5-20")), Pause(day("5-11"), day("5-22")))
    case = accepted("4-13", promised="6-18", pauses=long_pause)
    (finding,) = judge(case, day("6-18"), CALENDAR, rules=[Rule.TL02])
    assert (finding.since, finding.evidence["承诺工作日数"]) == (day("6-17"), "20")


def test_a_case_that_ended_in_time_never_turns_red() -> None:
    ended = accepted("3-02", promised="3-16", legal="3-30", ended_on=day("3-16"))
    years_later = date(2036, 1, 1)
    assert not {f.rule for f in judge(ended, years_later, CALENDAR)} & {Rule.TL03, Rule.TL04}


@pytest.mark.parametrize(
    ("case", "on", "says"),
    [
        pytest.param(accepted("3-02", legal="3-30"), "3-30", [], id="the last day runs to its midnight"),
        pytest.param(accepted("3-02", legal="3-30"), "3-31", ["TL-04 红牌"], id="exceeded"),
        pytest.param(accepted("3-02", legal="4-14", extended=True), "4-14", [], id="extended by ten working days"),
        pytest.param(
            accepted("3-02", legal="3-30", earlier_legal_lapses=1), "3-31", ["TL-04 线索"], id="again: a lead"
        ),
        pytest.param(accepted("3-02", legal="3-30", ended_on=day("3-31")), "5-01", ["TL-04 红牌"], id="a day late"),
    ],
)
def test_the_legal_limit_is_exceeded(case: WatchedCase, on: str, says: list[str]) -> None:
    assert spoken(case, on, Rule.TL04) == says


def test_between_the_counted_and_the_moved_last_day_there_is_only_a_warning() -> None:
    case = received("2025-07-10", legal_due=Deadline(date(2025, 10, 8), date(2025, 10, 9)))
    assert spoken(case, "2025-10-08", Rule.TL04) == []
    assert spoken(case, "2025-10-09", Rule.TL04) == ["TL-04 黄牌"]
    assert spoken(case, "2025-10-10", Rule.TL04) == ["TL-04 红牌"]


def test_an_extension_is_told_on_the_card() -> None:
    case = accepted("3-02", legal="4-14", extended=True)
    (finding,) = judge(case, day("4-15"), CALENDAR, rules=[Rule.TL04])
    assert finding.evidence == {"法定到期日": "2026-04-14", "已延期": "是"}


@pytest.mark.parametrize(
    ("done", "ended_on", "says"),
    [
        (None, None, ["TL-05 提示"]),
        ("3-05 23:59", None, []),
        ("3-06 00:01", None, ["TL-05 提示"]),
        (None, "3-05", []),
    ],
)
def test_a_step_has_its_own_limit(done: str | None, ended_on: str | None, says: list[str]) -> None:
    case = received(
        "3-02", steps=(step("审查", done, opened="3-03", due="3-05"),), ended_on=day(ended_on) if ended_on else None
    )
    assert spoken(case, "3-30", Rule.TL05) == says


def test_delivery_has_its_limit_after_the_case_has_ended() -> None:
    delivery = step("送达", opened="3-05", due="3-19")
    assert spoken(received("3-02", ended_on=day("3-05"), steps=(delivery,)), "3-30", Rule.TL05) == ["TL-05 提示"]


def test_days_are_the_countys_even_when_moments_are_in_utc() -> None:
    utc = datetime(2026, 3, 5, 16, 30, tzinfo=ZoneInfo("UTC"))  # half past midnight on the 6th in the county
    late = replace(step("审查", opened="3-03", due="3-05"), done_at=utc)
    assert spoken(received("3-02", steps=(late,)), "3-30", Rule.TL05) == ["TL-05 提示"]


@pytest.mark.parametrize(
    ("minutes", "late"),
    [pytest.param(0, False, id="at the moment"), pytest.param(1, True, id="a minute after, the same day")],
)
def test_another_systems_deadline_may_be_a_moment(minutes: int, late: bool) -> None:
    moment = at("3-16 10:00")
    due = Deadline(day("3-16"), day("3-16"), moment)
    ended = received("3-02", promised_due=due, ended_on=day("3-16"), ended_at=moment + timedelta(minutes=minutes))
    assert bool(spoken(ended, "3-30", Rule.TL03)) is late
    assert due.met(day("3-16"), ended.ended_at) is not late


def test_who_had_the_case_on_the_day_answers_for_it() -> None:
    steps = (
        step("受理", "3-02 09:00", opened="3-02", person="王芳"),
        step("审查", "3-17 09:00", opened="3-02", person="李敏"),
        step("决定", opened="3-17", person="赵刚"),
    )
    case = accepted("3-02", promised="3-16", legal="3-30", steps=steps)
    persons = {f.rule: f.person for f in judge(case, day("3-31"), CALENDAR)}
    assert persons[Rule.TL03] == "李敏"
    assert persons[Rule.TL04] == "赵刚"


def test_after_all_steps_the_last_one_to_act_answers() -> None:
    done = (step("审查", "3-04 09:00", opened="3-03"), step("受理", "3-03 09:00", opened="3-02", person="王芳"))
    (finding,) = judge(accepted("3-02", promised="3-16", steps=done), day("3-17"), CALENDAR, rules=[Rule.TL03])
    assert finding.person == "李敏"


def test_a_county_may_set_its_own_thresholds() -> None:
    strict = Thresholds(yellow_percent=50, prompt_before=3)
    case = accepted("3-02", promised="3-16")
    assert next_look(case, day("3-02"), CALENDAR, strict) == day("3-10")
