"""A campaign's pages against haste and malice: twice at once, stale, too long, markup, strangers, after the end."""

import pytest
from django.test import Client

from qingquan.campaign.models import Bulletin, Campaign, OrganReport, ReportedItem
from qingquan.campaign.rules.reports import STATEMENT
from qingquan.campaign.tests.cast import at
from qingquan.ledger.models import Entry
from qingquan.places.words import Role
from tests.county import official
from tests.flows.campaign_hands import ROOM, Desks, desks, signed_in, told
from tests.flows.test_campaign_story import ITEM, acknowledged

pytestmark = pytest.mark.django_db
__all__ = ["desks"]
LONG = "长" * 100_000
MARKUP = "<script>alert(1)</script>"


def entered(desks: Desks, address: str, **changed: object) -> int:
    return int(desks.administrator.post(f"{address}items/new/", ITEM | changed).status_code)


def test_a_new_item_sent_twice_is_reported_once(desks: Desks) -> None:
    _, address = acknowledged(desks)
    assert [entered(desks, address), entered(desks, address)] == [303, 409]
    assert ReportedItem.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "path", "sent", "status"),
    [
        pytest.param("administrator", "acknowledge/", {}, 409, id="the task taken on"),
        pytest.param("head", "sign/", {"statement": STATEMENT}, 409, id="the signature"),
        pytest.param("administrator", "copy/", {}, 409, id="last year's list, after the signature"),
    ],
)
def test_what_is_sent_twice_is_done_once(desks: Desks, who: str, path: str, sent: dict[str, str], status: int) -> None:
    _, address = acknowledged(desks)
    desks.head.post(f"{address}sign/", {"statement": STATEMENT})
    entries = Entry.objects.count()
    assert getattr(desks, who).post(address + path, sent).status_code == status
    assert Entry.objects.count() == entries


def test_a_bulletin_sent_twice_is_issued_once(desks: Desks) -> None:
    acknowledged(desks)
    sent = {"words": "请抓紧。", "answer_by": "2026-03-20"}
    assert [desks.office.post(f"{ROOM}bulletins/", sent).status_code for _ in range(2)] == [303, 409]
    assert Bulletin.objects.count() == 1


def test_a_stale_page_overwrites_nothing(desks: Desks) -> None:
    _, address = acknowledged(desks)
    entered(desks, address)
    item = f"{address}items/{ReportedItem.objects.get().pk}/"
    first = desks.administrator.post(item, ITEM | {"revision": "1", "duty": "甲写的职责"})
    second = desks.colleague.post(item, ITEM | {"revision": "1", "duty": "乙写的职责"})
    assert (first.status_code, second.status_code) == (303, 409)
    assert ReportedItem.objects.get().duty == "甲写的职责"
    assert desks.administrator.post(f"{item}drop/", {"revision": "1", "words": "重复"}).status_code == 409
    assert ReportedItem.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "path", "sent"),
    [
        ("administrator", "{report}items/new/", ITEM | {"name": LONG}),
        ("administrator", "{report}items/new/", ITEM | {"duty": LONG}),
        ("head", "{report}sign/", {"statement": LONG}),
        ("office", "bulletins/", {"words": LONG}),
        ("legal", "basis/", {"words": LONG}),
        ("government", "move/", {"leaving": "launch", "exception": LONG}),
    ],
    ids=["a name", "a duty", "a signature", "a bulletin", "the bases", "an exception"],
)
def test_a_hundred_thousand_characters_are_refused_in_a_sentence(
    desks: Desks, who: str, path: str, sent: dict[str, str]
) -> None:
    _, address = acknowledged(desks)
    entries = Entry.objects.count()
    address = address if "{report}" in path else ROOM
    answer = getattr(desks, who).post(address + path.removeprefix("{report}"), sent)
    assert answer.status_code in {409, 422}
    assert Entry.objects.count() == entries


def test_a_reason_too_long_gives_nothing_back(desks: Desks) -> None:
    report, address = acknowledged(desks)
    desks.head.post(f"{address}sign/", {"statement": STATEMENT})
    answer = desks.office.post(f"{address}return/", {"words": LONG, "due_on": "2026-04-17"})
    assert answer.status_code == 422
    report.refresh_from_db()
    assert report.state == "signed"


def test_markup_is_text_wherever_it_is_read(desks: Desks) -> None:
    _, address = acknowledged(desks)
    entered(desks, address, name=f"{MARKUP}建设规划", duty=MARKUP)
    desks.head.post(f"{address}sign/", {"statement": STATEMENT})
    desks.office.post(f"{address}return/", {"words": MARKUP, "due_on": "2026-04-17"})
    item = f"{address}items/{ReportedItem.objects.get().pk}/"
    for page in (address, item, f"{address}shares/", f"{ROOM}items/"):
        browser = desks.office if page == f"{ROOM}items/" else desks.administrator
        shown = browser.get(page).content.decode()
        assert "<script>alert(1)" not in shown, page
        assert "&lt;script&gt;alert(1)" in shown, page


@pytest.fixture
def strangers(desks: Desks) -> list[Client]:
    """Another bureau's administrator, head and clerk, and the bureau's own clerk."""
    clerk = official(desks.cast.forest, Role.WINDOW_CLERK, "forest.clerk", "林窗")
    return [desks.forest, signed_in(desks.cast.forest_head), signed_in(clerk.acts), desks.clerk]


def test_strangers_find_nothing_to_write_in(desks: Desks, strangers: list[Client]) -> None:
    _, address = acknowledged(desks)
    entered(desks, address)
    item = f"{address}items/{ReportedItem.objects.get().pk}/"
    entries = Entry.objects.count()
    posts = {
        f"{address}items/new/": ITEM,
        item: ITEM | {"revision": "1"},
        f"{item}drop/": {"revision": "1", "words": "不要"},
        f"{item}done/": {},
        f"{item}draft/": {"name": "x"},
        f"{address}acknowledge/": {},
        f"{address}copy/": {},
        f"{address}sign/": {"statement": STATEMENT},
        f"{address}return/": {"words": "漏报。", "due_on": "2026-04-17"},
        f"{address}sheets/": {},
        f"{address}shares/": {"which": "free"},
        f"{ROOM}move/": {"leaving": "launch"},
        f"{ROOM}basis/": {"words": "收录 120 件。"},
        f"{ROOM}new/": {"name": "另一次"},
    }
    for stranger in strangers:
        answers = {page: stranger.post(page, sent).status_code for page, sent in posts.items()}
        assert answers == dict.fromkeys(posts, 404)
    assert Entry.objects.count() == entries


def test_after_the_end_nothing_is_written(desks: Desks) -> None:
    report, address = acknowledged(desks)
    entered(desks, address)
    item = f"{address}items/{ReportedItem.objects.get().pk}/"
    Campaign.objects.update(closed_at=at())
    entries = Entry.objects.count()
    tries = [
        (desks.administrator, f"{address}copy/", {}),
        (desks.head, f"{address}sign/", {"statement": STATEMENT}),
        (desks.office, f"{address}return/", {"words": "漏报。", "due_on": "2026-04-17"}),
        (desks.office, f"{ROOM}bulletins/", {"words": "请抓紧。"}),
        (desks.legal, f"{ROOM}basis/", {"words": "收录 120 件。"}),
    ]
    answers = {page: browser.post(page, sent) for browser, page, sent in tries}
    assert {page: answer.status_code for page, answer in answers.items()} == dict.fromkeys(answers, 409)
    assert all("已经结束" in told(answer) for answer in answers.values())
    gone = [(desks.administrator, f"{address}items/new/", ITEM | {"name": "另一项"})]
    gone += [
        (desks.administrator, item, ITEM | {"revision": "1"}),
        (desks.office, f"{ROOM}move/", {"leaving": "launch"}),
    ]
    assert {browser.post(page, sent).status_code for browser, page, sent in gone} == {404}
    assert Entry.objects.count() == entries
    assert OrganReport.objects.get(pk=report.pk).state == "acknowledged"
