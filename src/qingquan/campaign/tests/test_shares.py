"""Who of an organ fills in what: given, done, followed when a post is handed over, reminded by name."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from qingquan.campaign import acts, watch
from qingquan.campaign.models import OrganReport, Reminder, ReportedItem, Share
from qingquan.campaign.reading import shares as reading
from qingquan.campaign.rules.shares import Receiver, check_may_share
from qingquan.campaign.tests.cast import LAUNCHED, REPORT_BY, Cast, at, gather, plain
from qingquan.law import Refused
from qingquan.ledger.models import Entry
from qingquan.people import acts as people
from qingquan.people.models import SYSTEM, Account, Actor, Tenure
from qingquan.people.words import AccountKind
from qingquan.places import acts as places
from qingquan.places.words import Role

pytestmark = pytest.mark.django_db
DUE = date(2026, 3, 20)


@pytest.fixture
def cast() -> Cast:
    return gather()


@pytest.fixture
def report(cast: Cast) -> OrganReport:
    return cast.report()


@pytest.fixture
def item(cast: Cast, report: OrganReport) -> ReportedItem:
    return cast.entered(report)


@pytest.fixture
def handler(cast: Cast) -> Actor:
    """Who works on licences in the water bureau."""
    post = places.enter_post(cast.water, code="013.x", name="取水许可承办岗", role=Role.HANDLER, by=SYSTEM, at=at())
    account = official("xin", "辛晓")
    people.appoint(account, post, from_on=date(2026, 1, 5), by=SYSTEM, at=at())
    return Actor(account, post)


def official(code: str, name: str) -> Account:
    return people.open_account(code, name, AccountKind.OFFICIAL, by=SYSTEM, at=at())


def changed(item: ReportedItem, by: Actor) -> ReportedItem:
    return acts.change_item(item, item.facts(), expected=item.revision, by=by, at=at())


def given(cast: Cast, item: ReportedItem, to: Actor, due_on: date = DUE) -> Share:
    assert to.post is not None
    acts.share_out(item.report, [item], to.post, due_on=due_on, by=cast.administrator, at=at())
    return Share.objects.get(item=item)


def test_an_item_is_given_to_a_person_who_then_writes_it(cast: Cast, item: ReportedItem, handler: Actor) -> None:
    with pytest.raises(Refused, match="事项管理员"):
        changed(item, handler)
    share = given(cast, item, handler)
    assert (share.account, share.due_on, share.done_at) == (handler.account, DUE, None)
    assert changed(item, handler).revision == 2
    assert [each.item for each in reading.open_at(share.post)] == [item]
    acts.finish_share(item, by=handler, at=at())
    assert not reading.open_at(share.post).exists()
    kinds = list(Entry.objects.filter(subject=item.report.subject).order_by("pk").values_list("kind", flat=True))
    assert kinds[-3:] == ["campaign.items_shared", "campaign.item_changed", "campaign.share_done"]


def test_what_was_given_to_one_is_not_anothers(cast: Cast, report: OrganReport, handler: Actor) -> None:
    mine, other = cast.entered(report), cast.entered(report, plain(code="", name="水工程建设规划同意书"))
    given(cast, mine, handler)
    with pytest.raises(Refused, match="事项管理员"):
        changed(other, handler)
    with pytest.raises(Refused, match="只有分到这一项的岗位"):
        acts.finish_share(other, by=handler, at=at())
    with pytest.raises(Refused, match="事项管理员"):
        acts.drop_item(mine, expected=1, reason="不要。", by=handler, at=at())


Refusal = Callable[[Cast, OrganReport, Actor], object]


@pytest.mark.parametrize(
    ("why", "deed"),
    [
        ("事项管理员", lambda cast, report, to: share(report, to, by=cast.head)),
        ("本机关的申报分工", lambda cast, report, to: share(report, to, by=cast.forest_administrator)),
        ("本机关的岗位", lambda cast, report, to: share(report, cast.forest_head, by=cast.administrator)),
        ("不能早于今天", lambda cast, report, to: share(report, to, date(2026, 3, 8), by=cast.administrator)),
        (
            "不能晚于本机关的报送期限",
            lambda cast, report, to: share(report, to, date(2026, 4, 1), by=cast.administrator),
        ),
    ],
    ids=["the head", "another bureau", "another bureau's post", "yesterday", "after the report's term"],
)
def test_sharing_out_has_its_limits(cast: Cast, item: ReportedItem, handler: Actor, why: str, deed: Refusal) -> None:
    with pytest.raises(Refused, match=why):
        deed(cast, item.report, handler)
    assert not Share.objects.exists()


def share(report: OrganReport, to: Actor, due_on: date = DUE, *, by: Actor) -> int:
    assert to.post is not None
    return acts.share_out(report, list(report.items.all()), to.post, due_on=due_on, by=by, at=at())


@pytest.mark.parametrize(
    ("receiver", "items", "why"),
    [
        (Receiver(1, "承办岗", ""), 1, "“承办岗”现在没有人任职"),
        (Receiver(1, "承办岗", "辛晓", closed=True), 1, "没有人任职"),
        (Receiver(1, "承办岗", "辛晓"), 0, "请选择"),
    ],
)
def test_only_somebody_there_is_given_something(receiver: Receiver, items: int, why: str) -> None:
    with pytest.raises(Refused, match=why):
        check_may_share(receiver, 1, DUE, on=LAUNCHED, report_due_on=REPORT_BY, items=items)


def test_of_a_report_that_is_late_today_is_still_a_term() -> None:
    late = REPORT_BY + timedelta(days=9)
    check_may_share(Receiver(1, "岗", "辛晓"), 1, late, on=late, report_due_on=REPORT_BY, items=1)


def test_a_share_is_done_once_and_without_errors(cast: Cast, item: ReportedItem, handler: Actor) -> None:
    given(cast, item, handler)
    ReportedItem.objects.filter(pk=item.pk).update(errors=2)
    with pytest.raises(Refused, match="还有 2 处错误"):
        acts.finish_share(item, by=handler, at=at())
    ReportedItem.objects.filter(pk=item.pk).update(errors=0)
    acts.finish_share(item, by=handler, at=at())
    with pytest.raises(Refused, match="已经确认"):
        acts.finish_share(item, by=handler, at=at())


def test_nothing_is_shared_out_of_a_signed_report(cast: Cast, item: ReportedItem, handler: Actor) -> None:
    kept = given(cast, item, handler)
    cast.signed(item.report)
    with pytest.raises(Refused, match="已经签字"):
        share(item.report, handler, by=cast.administrator)
    with pytest.raises(Refused, match="已经签字"):
        acts.finish_share(item, by=handler, at=at())
    with pytest.raises(IntegrityError, match="填报分工不能再改"), transaction.atomic():
        Share.objects.filter(pk=kept.pk).update(due_on=REPORT_BY)


def test_the_database_keeps_a_share_within_its_organ(cast: Cast, item: ReportedItem, handler: Actor) -> None:
    kept = given(cast, item, handler)
    assert cast.forest_head.post is not None
    with pytest.raises(IntegrityError, match="本机关的岗位"), transaction.atomic():
        Share.objects.filter(pk=kept.pk).update(post=cast.forest_head.post)


def test_a_share_follows_its_post_to_the_successor(cast: Cast, item: ReportedItem, handler: Actor) -> None:
    kept, heir = given(cast, item, handler), official("heir", "康宁")
    tenure = Tenure.objects.get(post=kept.post)
    people.hand_over(tenure, heir, on=date(2026, 3, 12), by=SYSTEM, at=at())
    assert watch.follow_posts(at(date(2026, 3, 11))) == 0
    assert watch.follow_posts(at(date(2026, 3, 12))) == 1
    kept.refresh_from_db()
    assert kept.account == heir
    assert Entry.objects.get(kind="campaign.shares_followed").facts["account"] == heir.pk
    assert watch.follow_posts(at(date(2026, 3, 12))) == 0
    assert changed(item, Actor(heir, kept.post)).revision == 2


def test_who_has_left_without_a_successor_is_shown_and_replaced(cast: Cast, item: ReportedItem, handler: Actor) -> None:
    kept = given(cast, item, handler)
    Tenure.objects.filter(post=kept.post).update(until_on=LAUNCHED)
    (row,) = reading.by_person(item.report, DUE)
    assert row.vacant
    assert watch.follow_posts(at(DUE)) == 0
    assert cast.head.post is not None
    acts.share_out(item.report, [item], cast.head.post, due_on=DUE, by=cast.administrator, at=at())
    (row,) = reading.by_person(item.report, LAUNCHED)
    assert (row.name, row.items, row.vacant) == ("焦阳", 1, False)


def test_people_are_reminded_by_name_once_before_and_once_after(cast: Cast, item: ReportedItem, handler: Actor) -> None:
    given(cast, item, handler)
    for day in range(14):
        watch.remind(at(date(2026, 3, 14) + timedelta(days=day), 8))
    mine = Reminder.objects.filter(account=handler.account).order_by("sent_at").values_list("text", flat=True)
    assert list(mine) == [
        "辛晓：分给您填报的 1 项 3月20日截止，还有 3 天。",
        "辛晓：分给您填报的 1 项已经逾期（期限 3月20日），请尽快填报完成。",
    ]


def test_the_board_counts_by_person(cast: Cast, report: OrganReport, handler: Actor) -> None:
    first, second = cast.entered(report), cast.entered(report, plain(code="", name="水工程建设规划同意书"))
    given(cast, first, handler)
    given(cast, second, cast.head, REPORT_BY)
    acts.finish_share(first, by=handler, at=at())
    rows = {row.name: (row.items, row.done, row.late) for row in reading.by_person(report, date(2026, 4, 2))}
    assert rows == {"辛晓": (1, 1, 0), "焦阳": (1, 0, 1)}
    assert reading.by_report(report.campaign, date(2026, 4, 2)) == {report.pk: reading.Counted(2, 2, 1, 1)}


def test_inner_offices_are_read_from_the_items(cast: Cast, report: OrganReport, handler: Actor) -> None:
    first = cast.entered(report, plain(handling_office="水资源科"))
    cast.entered(report, plain(code="", name="水工程建设规划同意书", handling_office="水资源科"))
    given(cast, first, handler)
    assert reading.offices_of(report) == [("水资源科", 2, 1)]
