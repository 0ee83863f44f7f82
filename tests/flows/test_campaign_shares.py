"""A report shared out among an organ's people, told through the pages of administrator, handler and office."""

from datetime import date

import pytest
from django.test import Client

from qingquan.campaign.models import OrganReport, Share
from qingquan.campaign.tests.cast import at
from qingquan.people import acts as people
from qingquan.people.models import SYSTEM, Actor
from qingquan.people.words import AccountKind
from qingquan.places import acts as places
from qingquan.places.words import Role
from tests.flows.campaign_hands import ROOM, Desks, desks, signed_in, told

__all__ = ["desks"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def report(desks: Desks) -> OrganReport:
    found = desks.cast.report()
    desks.cast.entered(found)
    return found


def handler(desks: Desks, organ: str = "water") -> tuple[Actor, Client]:
    """Who works on licences in a bureau, signed in."""
    bureau = getattr(desks.cast, organ)
    post = places.enter_post(bureau, code=f"{organ}.x", name="取水许可承办岗", role=Role.HANDLER, by=SYSTEM, at=at())
    account = people.open_account(f"{organ}.x", "辛晓", AccountKind.OFFICIAL, by=SYSTEM, at=at())
    people.appoint(account, post, from_on=date(2026, 1, 5), by=SYSTEM, at=at())
    actor = Actor(account, post)
    return actor, signed_in(actor)


def test_an_item_goes_to_a_person_and_comes_back_done(desks: Desks, report: OrganReport) -> None:
    person, browser = handler(desks)
    assert person.post is not None
    item = report.items.get()
    entry, shares = f"{ROOM}reports/{report.pk}/items/{item.pk}/", f"{ROOM}reports/{report.pk}/shares/"
    assert browser.get(entry).status_code == 404
    assert "尚未分工 1 项" in told(desks.administrator.get(shares))
    given = {"which": "free", "post": person.post.pk, "due_on": "2026-03-20", "note": "核对依据"}
    assert desks.administrator.post(shares, given).status_code == 303
    assert "待我填报 1 项" in told(browser.get("/desk/"))
    assert "待我填报 1 项" in told(browser.get(ROOM))
    assert "核对依据" in told(browser.get(f"{ROOM}mine/"))
    page = browser.get(entry)
    assert "返回待我填报" in told(page)
    assert "不再申报" not in told(page)
    assert browser.post(f"{entry}drop/", {"words": "不要"}).status_code == 404
    assert browser.post(f"{entry}draft/", {"name": "取水许可", "revision": "1"}).status_code == 303
    assert browser.get(f"{ROOM}reports/{report.pk}/").status_code == 404
    assert browser.post(f"{entry}done/").status_code == 303
    assert Share.objects.get().done_at is not None
    assert "没有待您填报" in told(browser.get(f"{ROOM}mine/"))
    page_of_shares = told(desks.head.get(shares))
    assert "1 / 1" in page_of_shares
    assert "逾期完成" not in page_of_shares
    Share.objects.update(done_at=at(date(2026, 3, 21)))
    assert "2026年3月21日，逾期完成" in told(desks.head.get(shares))
    assert "1 人，1 / 1" in told(desks.office.get(f"{ROOM}board/"))


def test_ticked_items_or_an_office_are_given_and_wrong_terms_refused(desks: Desks, report: OrganReport) -> None:
    person, _ = handler(desks)
    assert person.post is not None
    shares = f"{ROOM}reports/{report.pk}/shares/"
    late = {"which": "ticked", "item": report.items.get().pk, "post": person.post.pk, "due_on": "2026-05-01"}
    page = desks.administrator.post(shares, late)
    assert page.status_code == 409
    assert "不能晚于本机关的报送期限" in told(page)
    assert desks.administrator.post(shares, late | {"due_on": ""}).status_code == 422
    assert desks.administrator.post(shares, late | {"due_on": "2026-03-20", "item": ""}).status_code == 409
    assert desks.administrator.post(shares, late | {"due_on": "2026-03-20"}).status_code == 303


def test_only_the_organs_administrator_shares_out(desks: Desks, report: OrganReport) -> None:
    person, browser = handler(desks, "forest")
    shares = f"{ROOM}reports/{report.pk}/shares/"
    assert person.post is not None
    given = {"which": "free", "post": person.post.pk, "due_on": "2026-03-20"}
    assert desks.head.post(shares, given).status_code == 404
    assert desks.forest.get(shares).status_code == 404
    assert browser.get(shares).status_code == 404
    assert desks.administrator.post(shares, given).status_code == 422
    assert not Share.objects.exists()
