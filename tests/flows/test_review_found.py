"""What the last comparison found, as reviewers meet it; and that their pages ask little however much there is."""

from typing import Any

import pytest
from django.test import Client

from qingquan.campaign.models import ReportedItem
from qingquan.crosscheck.models import Difference, Overlap, OverlapProposal, Run
from qingquan.review import acts
from qingquan.review.tests.cast import DAY, DUE, K, at, plain
from tests.flows.review_hands import Desks, desks

__all__ = ["desks"]
pytestmark = pytest.mark.django_db
QUEUE, OPINIONS = "/desk/clearing/review/", "/desk/clearing/review/opinions/"
WHY = [{"name": "名称", "weight": 40, "reached": 36, "says": "名称相近"}]
MOST_QUESTIONS = 25
LISTS = ("", "?flag=missing", "?flag=overlap", "?flag=difference", "opinions/?found=1", "batch/", "decisions/")
MORE_LISTS = ("panels/", "comments/")


def text(page: Any) -> str:
    assert page.status_code == 200
    return str(page.content.decode())


def reported(desks: Desks, number: int) -> list[ReportedItem]:
    """So many items of one signed report."""
    facts = [plain(code=f"99010100SL-XK-{n:04d}", name=f"取水许可{n}", base_code="") for n in range(1, number)]
    return list(desks.cast.reported(plain(), *facts).report.items.order_by("code"))


def compared(items: list[ReportedItem], number: int = 1) -> Run:
    """A finished run of their campaign."""
    return Run.objects.create(
        campaign=items[0].report.campaign,
        number=number,
        state="done",
        inputs="0" * 64,
        ordered_at=at(DAY),
        finished_at=at(DAY),
    )


def overlap(run: Run, left: ReportedItem, right: ReportedItem) -> Overlap:
    return Overlap.objects.create(run=run, left=left, right=right, score=82, components=WHY, within=True)


def differs(run: Run, item: ReportedItem, number: int = 1) -> Difference:
    return Difference.objects.create(
        number=f"CY2026-{item.pk}-{number}",
        campaign=run.campaign,
        kind="B-A",
        key=f"{item.pk}/{number}",
        name=item.name,
        says="上级目录里没有。",
        reported=item,
        owner="catalogue_admin",
        due_on=DUE,
        first_run=run,
        last_run=run,
        found_at=at(DAY),
    )


def asked(browser: Client, address: str, counted: Any) -> int:
    """How many questions a page asks the database, once what a process remembers has been read."""
    browser.get(address)
    with counted(MOST_QUESTIONS) as questions:
        assert browser.get(address).status_code == 200
    return len(questions)


def test_an_items_page_shows_with_what_it_overlaps_why_and_what_is_proposed(desks: Desks) -> None:
    first, second, third = reported(desks, 3)
    run = compared([first])
    found, bare = overlap(run, second, first), overlap(run, first, third)
    OverlapProposal.objects.create(
        campaign=run.campaign,
        left=second,
        right=first,
        left_words=second.name,
        right_words=first.name,
        score=82,
        way="merge",
        reason="同一事项。",
        proposed_at=at(DAY),
    )
    page = text(desks.establishment.get(desks.page(first)))
    for other, each in ((second, found), (third, bare)):
        assert desks.page(other) in page
        assert f"/desk/clearing/crosscheck/overlaps/{each.pk}/" in page
    assert "名称 36 分" in page
    assert "处理意见：合并" in page
    assert "还没有处理意见" in page


def test_what_only_an_earlier_comparison_found_is_shown_and_filtered_no_more(desks: Desks) -> None:
    past, present, other = reported(desks, 3)
    overlap(compared([past], 1), past, other)
    run = compared([past], 2)
    overlap(run, present, other)
    differs(run, present)
    listed = text(desks.legal.get(f"{QUEUE}?flag=overlap"))
    assert [desks.page(each) in listed for each in (past, present, other)] == [False, True, True]
    assert "交叉重复 82 分" not in text(desks.legal.get(desks.page(past)))
    assert "交叉重复 82 分" in text(desks.legal.get(desks.page(present)))
    clean = text(desks.legal.get(OPINIONS))
    assert [f'value="{each.pk}-1"' in clean for each in (past, present, other)] == [True, False, False]
    differing = text(desks.legal.get(f"{QUEUE}?flag=difference"))
    assert [desks.page(each) in differing for each in (past, present, other)] == [False, True, False]


def test_a_comparison_under_way_hides_nothing_of_the_last_one(desks: Desks) -> None:
    first, second = reported(desks, 2)
    overlap(compared([first]), first, second)
    Run.objects.create(campaign=first.report.campaign, number=2, state="running", ordered_at=at(DAY))
    assert desks.page(first) in text(desks.legal.get(f"{QUEUE}?flag=overlap"))


def test_an_items_page_asks_the_same_few_questions_however_much_was_said_and_found(
    desks: Desks, django_assert_max_num_queries: Any
) -> None:
    little, much, *others = reported(desks, 8)
    run = compared([little])
    office, cast = desks.cast.office, desks.cast
    for item, found in ((little, others[:1]), (much, others)):
        cast.both_say(item, K.RETAIN, K.ADJUST)
        cast.panel(item, cast.experts() if item is little else [each.expert for each in cast_seats(little)])
        asking = acts.ask_public(item, question="是否保留？", until_on=DUE.replace(month=6), by=office, at=at(DAY))
        for n, other in enumerate(found):
            overlap(run, item, other)
            differs(run, item, n)
            acts.comment(asking, f"意见{n}。", name="周先生", phone="19900001234", by=None, at=at(DAY))
        acts.conclude(item, K.RETAIN, reasons="会商意见一致。", by=cast.establishment, at=at(DAY, 11))
        for browser in (desks.establishment, desks.legal, desks.colleague)[: len(found)]:
            fields = {"code": "K1", "reasons": f"草稿{item.pk}", "seen": "0"}
            browser.post(desks.page(item, "draft/conclusion/"), fields)
    for browser in (desks.establishment, desks.legal, desks.office):
        few, many = (asked(browser, desks.page(item), django_assert_max_num_queries) for item in (little, much))
        assert few == many


def cast_seats(item: ReportedItem) -> Any:
    return item.panels.get().seats.select_related("expert")


@pytest.mark.parametrize("address", [*LISTS, *MORE_LISTS])
def test_every_list_asks_the_same_few_questions_however_long_it_is(
    desks: Desks, django_assert_max_num_queries: Any, address: str
) -> None:
    items = reported(desks, 9)
    run = compared(items)
    filled(desks, run, items[:4])
    few = asked(desks.establishment, QUEUE + address, django_assert_max_num_queries)
    filled(desks, run, items[4:])
    assert asked(desks.establishment, QUEUE + address, django_assert_max_num_queries) == few


def filled(desks: Desks, run: Run, items: list[ReportedItem]) -> None:
    """One decided, one evaluated and asked about, the rest found fault with."""
    decided, discussed, *rest = items
    cast = desks.cast
    cast.both_say(decided, K.RETAIN)
    cast.decide(decided, K.RETAIN)
    experts = [
        seat.expert for panel in discussed.report.items.filter(panels__isnull=False)[:1] for seat in cast_seats(panel)
    ]
    cast.panel(discussed, experts or None)
    acts.ask_public(discussed, question="是否保留？", until_on=DUE.replace(month=6), by=cast.office, at=at(DAY))
    for item in rest:
        overlap(run, item, decided)
        differs(run, item)
    if len(rest) > 1:
        cast.both_say(rest[-1], K.RETAIN)


def test_an_experts_list_and_sheet_ask_the_same_few_questions_however_many_seats_there_are(
    desks: Desks, django_assert_max_num_queries: Any
) -> None:
    """The expert is the neighbouring bureau's administrator; every item has a panel of its own."""
    items, cast = reported(desks, 7), desks.cast
    account = cast.campaigning.forest_administrator.account
    told = {"employer": "清江大学", "field": "林学"}
    expert = acts.register_expert("孙林", **told, account=account, by=cast.office, at=at(DAY))
    asked_too = [expert, *cast.experts(6)]
    counted = []
    for several in (items[:1], items[1:]):
        for item in several:
            cast.panel(item, asked_too if item is items[-1] else asked_too[:3])
        seat = cast_seats(several[-1]).get(expert=expert)
        panel = several[-1].panels.get()
        pages = [
            (desks.stranger, f"{QUEUE}scores/"),
            (desks.stranger, f"{QUEUE}scores/{seat.pk}/"),
            (desks.office, f"{QUEUE}panels/{panel.number}/"),
            (desks.office, f"{QUEUE}experts/"),
        ]
        counted.append([asked(*each, django_assert_max_num_queries) for each in pages])
    assert counted[0] == counted[1]


def test_an_organs_list_and_answer_ask_the_same_few_questions_however_many_items_there_are(
    desks: Desks, django_assert_max_num_queries: Any
) -> None:
    items = reported(desks, 7)
    counted = []
    for several in (items[:1], items[1:]):
        for item in several:
            desks.cast.both_say(item, K.ADJUST)
        pages = (f"{QUEUE}answers/", f"{QUEUE}answers/{several[0].pk}/")
        counted.append([asked(desks.head, each, django_assert_max_num_queries) for each in pages])
    assert counted[0] == counted[1]
