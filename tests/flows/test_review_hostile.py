"""Every page of review against forms nobody fills in: other people's keys, huge and broken values, strangers."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from qingquan.campaign.models import ReportedItem
from qingquan.desk.review_urls import REVIEW
from qingquan.review import acts
from qingquan.review.models import Comment, Decision, Expert, Opinion, Panel, Seat, Writing
from qingquan.review.tests.cast import DAY, DUE, K, at, plain
from qingquan.review.words import Dimension
from tests.flows.review_hands import Desks, desks

__all__ = ["desks"]
pytestmark = pytest.mark.django_db
NAMES = sorted({str(pattern.name) for pattern in REVIEW})
FIELDS = (
    *("code", "reasons", "seen", "read", "phrase", "item", "ticked", "stance", "reply", "shown", "summary", "question"),
    *(
        "due_on",
        "until_on",
        "quorum",
        "experts",
        "expert",
        "conclusion",
        "conflict",
        "declaration",
        "opinion",
        "source",
    ),
    *("name", "employer", "field", "username", "approval_no", "from_on", "document_no", "authority", "ground", "into"),
    *("merge_ground", "parts", "receiver", "capacity", "staff", "period", "mode", "failing", "fix"),
    *(each.value for each in Dimension),
)
ASKED = ("page", "organ", "stage", "flag", "q", "n", "after", "code", "found", "all", "waiting")
ODD = (
    "",
    "\x00",
    "１２",
    "9" * 5000,
    "-1",
    "999999999999999999999",
    "K99",
    "<script>alert(1)</script>",
    "'; DROP TABLE review_opinion;--",
    "长" * 5000,
    "2026-99-99",
    "0001-01-01",
    "9999-12-31",
)
GO = ("declare", "keep", "invite", "prolong", "close", "cover", "reply", "phrase", "next", "check", "give")


@pytest.fixture
def whole(desks: Desks) -> ReportedItem:
    """An item about which everything runs: opinions that differ, a panel, a round with a comment."""
    item = desks.cast.reported(plain(), plain(code="99010100SL-XK-0002", name="取水许可2", base_code=""))
    desks.cast.both_say(item, K.RETAIN, K.CANCEL)
    asked = acts.ask_public(
        item, question="要不要保留？", until_on=DUE + timedelta(days=60), by=desks.cast.office, at=at(DAY)
    )
    acts.comment(asked, "建议保留。", name="张三丰", phone="13800001234", by=None, at=at(DAY))
    desks.cast.panel(item)
    other = item.report.items.exclude(pk=item.pk).get()
    desks.cast.both_say(other, K.RETAIN)
    desks.cast.decide(other, K.RETAIN)
    return item


def addresses(item: ReportedItem, name: str) -> Iterator[str]:
    """Where a page of this name stands: for what there is, and for keys nobody has."""
    known = {
        "pk": {"review_seat": Seat.objects.order_by("pk")[0].pk}.get(name, item.pk),
        "number": 1 if name == "review_comment" else Panel.objects.get().number,
        "code": Comment.objects.get().round.code,
        "kind": "opinion",
    }
    if name in {"review_decision", "review_document", "review_freeze"}:
        known["pk"] = Decision.objects.get().pk
    pattern = next(str(each.pattern) for each in REVIEW if each.name == name)
    asked = re.findall(r"<(?:\w+:)?(\w+)>", pattern)
    yield reverse(f"desk:{name}", kwargs={key: known[key] for key in asked})
    if asked:
        strange = known | {"pk": 99999999999999, "code": "ZQ0", "kind": "nothing"}
        strange["number"] = 999999 if name == "review_comment" else "PG0"
        yield reverse(f"desk:{name}", kwargs={key: strange[key] for key in asked})


def browsers(desks: Desks) -> dict[str, Client]:
    return {
        "establishment": desks.establishment,
        "legal": desks.legal,
        "office": desks.office,
        "government": desks.government,
        "head": desks.head,
        "stranger": desks.stranger,
    }


@pytest.mark.parametrize("name", NAMES)
def test_no_page_breaks_on_values_nobody_types(desks: Desks, whole: ReportedItem, name: str) -> None:
    """Anything but a server's error: refused, not found, or taken for what it says."""
    tried = [(odd, "") for odd in ODD] + [("长" * 5000, go) for go in GO]
    for address in addresses(whole, name):
        for place, (odd, go) in enumerate(tried):
            browser = (desks.establishment, desks.office, desks.head)[place % 3]
            assert browser.get(address, dict.fromkeys(ASKED, odd)).status_code < 500, (address, odd[:20])
            sent = browser.post(address, dict.fromkeys(FIELDS, odd) | {"go": go})
            assert sent.status_code < 500, (address, go, odd[:20])


READS = {
    "review_answers": {"head", "stranger"},
    "review_answer": {"head"},
    "review_decision": {"head"},
    "review_document": {"head"},
    "review_scores": {"head", "stranger"},
}


@pytest.mark.parametrize("name", NAMES)
def test_who_has_no_business_there_finds_no_page_and_changes_nothing(
    desks: Desks, whole: ReportedItem, name: str
) -> None:
    before = state()
    for who in ("head", "stranger"):
        for address in addresses(whole, name):
            browser = browsers(desks)[who]
            own = who in READS.get(name, set())
            said = browser.get(address)
            assert own or said.status_code in {404, 405}, (who, address, said.status_code)
            if name == "review_answer" and own:
                continue
            sent = browser.post(address, {"go": "declare", "conflict": "no", "code": "K1", "reasons": "外人写的话。"})
            assert sent.status_code in {404, 405}, (who, address, sent.status_code)
    assert state() == before


def state() -> list[Any]:
    """What strangers must not move."""
    return [
        list(Opinion.objects.values_list()),
        list(Seat.objects.values_list()),
        list(Writing.objects.values_list()),
        list(Comment.objects.values_list("shown", "reply")),
        Decision.objects.count(),
        Panel.objects.values_list("closed_at", "due_on").get(),
    ]


def test_an_item_of_a_campaign_that_ended_is_not_reviewed_by_its_key(desks: Desks, whole: ReportedItem) -> None:
    other = whole.report.items.exclude(pk=whole.pk).get()
    campaign = whole.report.campaign
    campaign.closed_at = at(DAY)
    campaign.save()
    before = state()
    for rest in ("opinion/", "conclude/", "confirm/"):
        said = desks.legal.post(desks.page(whole, rest), {"code": "K1", "reasons": "职责清楚。", "seen": "0"})
        assert said.status_code == 409, rest
    form = {"question": "再论证一次", "due_on": "2026-04-27", "quorum": "3"}
    experts = [str(pk) for pk in Expert.objects.values_list("pk", flat=True)]
    assert desks.office.post(desks.page(other, "evaluate/"), form | {"experts": experts}).status_code == 409
    asked = {"question": "要不要保留？", "until_on": "2026-05-29"}
    assert desks.office.post(desks.page(other, "ask/"), asked).status_code == 409
    written = Writing.objects.count()
    assert state()[:2] == before[:2]
    assert written == 2


def test_a_wording_or_a_report_that_changed_since_the_page_was_opened_is_shown_again(
    desks: Desks, whole: ReportedItem
) -> None:
    acts.conclude(whole, K.RETAIN, reasons="会商后保留。", by=desks.cast.establishment, at=at(DAY, 11))
    read = re.search(r'name="read" value="([\d.]+)"', desks.legal.get(desks.page(whole)).content.decode())
    assert read is not None
    acts.conclude(whole, K.CANCEL, reasons="会商后取消。", by=desks.cast.establishment, at=at(DAY, 12))
    said = desks.legal.post(desks.page(whole, "confirm/"), {"read": read[1]})
    assert (said.status_code, "会商后取消。" in said.content.decode()) == (409, True)
    other = {"code": "K1", "reasons": "写到一半，别丢。", "seen": "0", "read": str(whole.revision + 1)}
    refused = desks.legal.post(desks.page(whole, "conclude/"), other)
    assert (refused.status_code, "写到一半，别丢。" in refused.content.decode()) == (409, True)
    assert "更正了申报" in refused.content.decode()


def test_a_comment_somebody_else_just_answered_is_shown_before_it_is_answered_again(
    desks: Desks, whole: ReportedItem
) -> None:
    round_page = f"/desk/clearing/review/comments/{Comment.objects.get().round.code}/"
    read = re.search(r'name="read" value="(\w+)"', desks.office.get(round_page).content.decode())
    assert read is not None
    first = {"go": "reply", "reply": "已经采纳。", "seen": "0", "read": read[1]}
    assert desks.office.post(f"{round_page}1/", first).status_code == 303
    second = desks.establishment.post(f"{round_page}1/", first | {"reply": "没有采纳，理由另述。"})
    page = second.content.decode()
    assert (second.status_code, "已经采纳。" in page, "没有采纳，理由另述。" in page) == (409, True, True)
    assert Comment.objects.get().reply == "已经采纳。"
