"""A report given back has a term of its own: who sets it, what it may be, what follows it, what the database keeps."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from qingquan import clock
from qingquan.campaign import acts, watch
from qingquan.campaign.models import OrganReport, Reminder, Share
from qingquan.campaign.reading.board import rows_of
from qingquan.campaign.rules.reports import check_new_term, return_term
from qingquan.campaign.tests.cast import LAUNCHED, REPORT_BY, Cast, at, gather, plain
from qingquan.campaign.words import ReminderKind
from qingquan.law import Refused
from qingquan.ledger.models import Entry
from qingquan.places.calendar import county_calendar

NATIONAL = clock.national_calendar()
LATER = date(2026, 4, 13)
AGAIN_BY = date(2026, 4, 17)


@pytest.mark.parametrize(
    ("on", "former", "term"),
    [
        pytest.param(date(2026, 4, 13), REPORT_BY, date(2026, 4, 20), id="five working days"),
        pytest.param(date(2026, 3, 10), REPORT_BY, REPORT_BY, id="never before the term it had already"),
        pytest.param(date(2026, 4, 2), REPORT_BY, date(2026, 4, 10), id="over Qingming"),
        pytest.param(date(2026, 9, 28), REPORT_BY, date(2026, 10, 10), id="over the National Day, a Saturday worked"),
        pytest.param(date(2026, 3, 10), date(2026, 4, 5), date(2026, 4, 7), id="a former term on a holiday rolls on"),
    ],
)
def test_the_usual_term_of_what_is_given_back(on: date, former: date, term: date) -> None:
    assert return_term(on, former, NATIONAL) == term


@pytest.mark.parametrize(
    ("due_on", "why"),
    [
        (LATER - timedelta(days=1), "不能早于今天（4月13日）"),
        (date(2026, 4, 18), "4月18日不是工作日"),
        (date(2026, 5, 1), "5月1日不是工作日"),
    ],
)
def test_a_new_term_is_a_working_day_to_come(due_on: date, why: str) -> None:
    with pytest.raises(Refused, match=why):
        check_new_term("补报期限", due_on, on=LATER, calendar=NATIONAL)
    check_new_term("补报期限", LATER, on=LATER, calendar=NATIONAL)


@pytest.fixture
def cast(db: None) -> Cast:
    return gather()


def returned(cast: Cast, due_on: date | None = AGAIN_BY) -> OrganReport:
    """A report signed in time, given back two weeks after its term."""
    report = cast.report()
    cast.entered(report)
    cast.signed(report)
    return acts.give_back(report, "漏报水土保持。", due_on=due_on, by=cast.office, at=at(LATER))


def test_what_is_given_back_is_not_late_before_its_new_term(cast: Cast) -> None:
    report = returned(cast)
    (row,) = (row for row in rows_of(report.campaign) if row.report == report.pk)
    assert (row.due_on, row.late(LATER), row.late(AGAIN_BY)) == (AGAIN_BY, False, False)
    assert row.late(AGAIN_BY + timedelta(days=1))
    assert Entry.objects.get(kind="campaign.report_given_back").facts["due_on"] == "2026-04-17"


def test_without_a_day_the_usual_term_is_written(cast: Cast) -> None:
    assert returned(cast, None).due_on == return_term(LATER, REPORT_BY, county_calendar())


@pytest.mark.parametrize("due_on", [LATER - timedelta(days=3), date(2026, 4, 18), date(2029, 3, 1)])
def test_a_term_that_is_none_leaves_the_report_signed(cast: Cast, due_on: date) -> None:
    with pytest.raises(Refused, match=r"不能早于今天|不是工作日|2029年的放假安排"):
        returned(cast, due_on)
    assert OrganReport.objects.get(organ=cast.water).due_on == REPORT_BY
    assert not Entry.objects.filter(kind="campaign.report_given_back").exists()


def test_reminders_follow_the_new_term_even_on_the_day_of_the_old_one(cast: Cast) -> None:
    report = cast.report()
    watch.remind(at(REPORT_BY - timedelta(days=1)))
    cast.signed(report)
    acts.give_back(report, "漏报水土保持。", due_on=REPORT_BY, by=cast.office, at=at(REPORT_BY))
    for days in range(4):
        watch.remind(at(REPORT_BY + timedelta(days=days), 8))
    sent = Reminder.objects.filter(report=report).order_by("sent_at").values_list("kind", "due_on")
    assert list(sent) == [
        (ReminderKind.DUE_SOON, REPORT_BY),
        (ReminderKind.RETURN_DUE, REPORT_BY),
        (ReminderKind.GIVEN_BACK, REPORT_BY),
    ]


def test_a_share_of_what_is_given_back_may_run_until_the_new_term(cast: Cast) -> None:
    report = returned(cast)
    post = cast.head.post
    assert post is not None
    items = list(report.items.all())
    acts.share_out(report, items, post, due_on=AGAIN_BY, by=cast.administrator, at=at(LATER, 11))
    with pytest.raises(Refused, match="4月17日"):
        acts.share_out(report, items, post, due_on=date(2026, 4, 20), by=cast.administrator, at=at(LATER, 11))


def test_what_nobody_had_finished_goes_on_until_the_new_term(cast: Cast) -> None:
    report = cast.report()
    done, left = cast.entered(report), cast.entered(report, plain(code="", name="水工程建设规划同意书"))
    post = cast.head.post
    assert post is not None
    acts.share_out(report, [done, left], post, due_on=date(2026, 3, 20), by=cast.administrator, at=at())
    acts.finish_share(done, by=cast.head, at=at())
    cast.signed(report)
    acts.give_back(report, "漏报水土保持。", due_on=AGAIN_BY, by=cast.office, at=at(LATER))
    assert Share.objects.get(item=left).due_on == AGAIN_BY
    assert Share.objects.get(item=done).due_on == date(2026, 3, 20)
    assert Entry.objects.get(kind="campaign.report_given_back").facts["shares"] == 1


def test_it_is_given_back_once_however_often_somebody_clicks(cast: Cast) -> None:
    report = returned(cast)
    with pytest.raises(Refused, match="只有已经签字报送的申报才能退回"):
        acts.give_back(report, "漏报水土保持。", due_on=AGAIN_BY, by=cast.office, at=at(LATER))
    assert Entry.objects.filter(kind="campaign.report_given_back").count() == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE campaign_organreport SET due_on = '2026-12-31'",
        "UPDATE campaign_organreport SET state = 'given_back', given_back_reason = '漏' WHERE state = 'signed'",
        "UPDATE campaign_organreport SET state = 'given_back', given_back_reason = '漏', given_back_at = "
        "'2026-04-13 00:30+08', due_on = '2026-04-12' WHERE state = 'signed'",
    ],
    ids=["a term moved in silence", "given back without a moment", "given back into the past"],
)
def test_the_database_keeps_the_term(cast: Cast, statement: str) -> None:
    cast.signed(cast.report())
    with pytest.raises(IntegrityError) as broken, transaction.atomic(), connection.cursor() as sql:
        sql.execute(statement)
    assert broken.value.__cause__.diag.constraint_name == "report_keeps_its_term"  # type: ignore[union-attr]


def test_a_bulletin_asks_for_a_day_and_moves_nobodys_term(cast: Cast) -> None:
    campaign, on = cast.launch(), date(2026, 4, 2)
    with pytest.raises(Refused, match="补报截止不能早于今天"):
        acts.issue_bulletin(campaign, "请抓紧。", answer_by=LAUNCHED, by=cast.office, at=at(on))
    with pytest.raises(Refused, match="4月4日不是工作日"):
        acts.issue_bulletin(campaign, "请抓紧。", answer_by=date(2026, 4, 4), by=cast.office, at=at(on))
    issued = acts.issue_bulletin(campaign, "请抓紧。", answer_by=date(2026, 4, 10), by=cast.office, at=at(on))
    assert (issued.answer_by, issued.contents["answer_by"]) == (date(2026, 4, 10), "2026年4月10日")
    assert set(OrganReport.objects.values_list("due_on", flat=True)) == {REPORT_BY}


def test_the_same_bulletin_is_not_issued_twice_by_a_double_click(cast: Cast) -> None:
    campaign = cast.launch()
    acts.issue_bulletin(campaign, "请抓紧。", by=cast.office, at=at())
    with pytest.raises(Refused, match="第1期刚刚以同样的内容印发"):
        acts.issue_bulletin(campaign, "请抓紧。 ", by=cast.office, at=at())
    acts.issue_bulletin(campaign, "请抓紧。", by=cast.office, at=at(date(2026, 3, 10)))
