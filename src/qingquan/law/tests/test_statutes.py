"""The licensing law and the civil code as data: what each limit is and where it stands."""

from datetime import date

import pytest

from qingquan.law import (
    Limit,
    Owner,
    Refused,
    Start,
    Unit,
    UnknownProvision,
    duty,
    limit,
    pause_reason,
    pause_reasons,
    statutes,
)

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("name", "days", "unit", "start", "cite"),
    [
        ("not_required_notice", 0, "WD", "same_day", "《行政许可法》第三十二条第一款第一项"),
        ("jurisdiction_refusal", 0, "WD", "same_day", "《行政许可法》第三十二条第一款第二项"),
        ("supplement_notice", 5, "WD", "next_day", "《行政许可法》第三十二条第一款第四项"),
        ("on_the_spot_decision", 0, "WD", "same_day", "《行政许可法》第三十四条第二款"),
        ("decision", 20, "WD", "next_day", "《行政许可法》第四十二条第一款"),
        ("decision_extension", 10, "WD", "next_day", "《行政许可法》第四十二条第一款"),
        ("joint_decision", 45, "WD", "next_day", "《行政许可法》第四十二条第二款"),
        ("joint_extension", 15, "WD", "next_day", "《行政许可法》第四十二条第二款"),
        ("lower_review", 20, "WD", "next_day", "《行政许可法》第四十三条"),
        ("delivery", 10, "WD", "next_day", "《行政许可法》第四十四条"),
        ("hearing_request", 5, "WD", "next_day", "《行政许可法》第四十七条第一款"),
        ("hearing_hold", 20, "WD", "next_day", "《行政许可法》第四十七条第一款"),
        ("hearing_notice", 7, "WD", "backwards", "《行政许可法》第四十八条第一款第一项"),
        ("renewal_application", 30, "CD", "backwards", "《行政许可法》第五十条第一款"),
        ("inspection_assign", 5, "WD", "next_day", "《行政许可法》第五十五条第二款"),
        ("false_materials_ban", 1, "Y", "next_day", "《行政许可法》第七十八条"),
        ("fraud_ban", 3, "Y", "next_day", "《行政许可法》第七十九条"),
        ("provisional_licence", 1, "Y", "next_day", "《行政许可法》第十五条第一款"),
    ],
)
def test_the_licensing_law_gives_this_much_time(name: str, days: int, unit: str, start: str, cite: str) -> None:
    found = limit("licensing", name, on=TODAY)
    assert (found.days, found.unit, found.start, found.cite) == (days, Unit(unit), Start(start), cite)


def test_every_limit_of_the_licensing_law_is_in_the_table_above() -> None:
    assert len(statutes()["licensing"].limits) == 18


def test_only_an_organs_days_are_working_days_by_article_82() -> None:
    assert limit("licensing", "decision", on=TODAY).basis == "《行政许可法》第四十二条第一款、第八十二条"
    party = limit("licensing", "hearing_request", on=TODAY)
    assert party.owner is Owner.PARTY
    assert party.basis == "《行政许可法》第四十七条第一款"


def test_a_reading_is_given_wherever_the_unit_is_not_the_statutes_own() -> None:
    for name in ("hearing_request", "renewal_application", "hearing_notice"):
        assert limit("licensing", name, on=TODAY).reading


def test_no_other_procedure_than_these_eight_stops_the_clock() -> None:
    labels = [reason.label for reason in pause_reasons("licensing", on=TODAY).values()]
    assert labels == ["听证", "招标", "拍卖", "检验", "检测", "检疫", "鉴定", "专家评审"]
    assert pause_reason("licensing", "expert_review", on=TODAY).cite == "《行政许可法》第四十五条"
    with pytest.raises(UnknownProvision):
        pause_reason("licensing", "leader_away", on=TODAY)


def test_every_pause_is_named_by_the_article_itself() -> None:
    for reason in pause_reasons("licensing", on=TODAY).values():
        assert reason.label in reason.says


@pytest.mark.parametrize(
    ("statute", "name", "cite"),
    [
        ("licensing", "one_time_notice", "《行政许可法》第三十二条第一款第四项"),
        ("licensing", "silence_accepts", "《行政许可法》第三十二条第一款第四项"),
        ("licensing", "extension", "《行政许可法》第四十二条第一款"),
        ("licensing", "uncounted_time_told", "《行政许可法》第四十五条"),
        ("licensing", "silence_renews", "《行政许可法》第五十条第二款"),
        ("licensing", "working_days", "《行政许可法》第八十二条"),
        ("civil_code", "day_after", "《民法典》第二百零一条第一款"),
        ("civil_code", "corresponding_day", "《民法典》第二百零二条"),
        ("civil_code", "rest_day_rolls", "《民法典》第二百零三条第一款"),
    ],
)
def test_a_duty_is_cited_by_its_place(statute: str, name: str, cite: str) -> None:
    assert duty(statute, name, on=TODAY).cite == cite


def test_a_case_is_judged_by_the_law_of_its_days() -> None:
    assert limit("licensing", "decision", on=date(2004, 7, 1)).days == 20
    with pytest.raises(UnknownProvision, match="2004-06-30"):
        limit("licensing", "decision", on=date(2004, 6, 30))
    with pytest.raises(UnknownProvision):
        duty("civil_code", "day_after", on=date(2020, 12, 31))


def test_what_the_amendment_of_2019_added_was_not_law_before() -> None:
    added = duty("licensing", "no_technology_transfer", on=date(2019, 4, 23))
    assert added.cite == "《行政许可法》第三十一条第二款"
    with pytest.raises(UnknownProvision):
        duty("licensing", "no_technology_transfer", on=date(2019, 4, 22))


def test_an_item_renumbered_by_an_amendment_is_cited_as_it_stood() -> None:
    before, after = (
        duty("licensing", "liability_no_hearing", on=day) for day in (date(2019, 4, 22), date(2019, 4, 23))
    )
    assert (before.item, after.item) == ("六", "八")
    assert before.says == after.says


def test_an_unknown_statute_or_provision_is_a_defect_and_says_so() -> None:
    with pytest.raises(UnknownProvision, match=r"没有名为 lisencing 的法律文件；现有：civil_code、licensing"):
        limit("lisencing", "decision", on=TODAY)
    with pytest.raises(KeyError, match="licensing 中没有 decisions"):
        limit("licensing", "decisions", on=TODAY)
    assert str(UnknownProvision("原样")) == "原样"


def test_a_refusal_carries_its_citation() -> None:
    whole: Limit = limit("licensing", "decision_extension", on=TODAY)
    no = Refused("期限已经延长过一次。", whole.cite)
    assert (no.why, no.cite) == ("期限已经延长过一次。", "《行政许可法》第四十二条第一款")
    assert str(no) == "期限已经延长过一次。（《行政许可法》第四十二条第一款）"
    assert str(Refused("本县未设此窗口。")) == "本县未设此窗口。"
