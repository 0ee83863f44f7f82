"""Statements of posts told through HTTP: begun, typed and kept, overtaken, confirmed, published, read by everyone."""

from datetime import date

import pytest
from django.test import Client

from qingquan.catalogue.tests.cast import at
from qingquan.duties.models import DutyStatement
from qingquan.people import acts as people
from qingquan.people.models import SYSTEM
from qingquan.people.words import AccountKind
from qingquan.places import acts as places
from qingquan.places.words import Role
from tests.flows.catalogue_hands import Desks, Page, desks

__all__ = ["desks"]
pytestmark = pytest.mark.django_db
HERE = "/desk/clearing/duties/013.handler/"
WRITTEN = {
    "accountability": "违反职责的，依照有关规定追究责任。",
    "risks": "勘验两人以上。",
    "qualifications": "",
    "remark": "",
}


def text(page: Page) -> str:
    return str(page.content.decode())


@pytest.fixture
def head(desks: Desks) -> Client:
    """The bureau's head; its handler's post exists and a licence is in force."""
    cast = desks.cast
    places.enter_post(cast.water, code="013.handler", name="承办岗", role=Role.HANDLER, by=SYSTEM, at=at())
    post = places.enter_post(cast.water, code="013.head", name="局长岗", role=Role.HEAD, by=SYSTEM, at=at())
    account = people.open_account("013.head", "钱局", AccountKind.OFFICIAL, by=SYSTEM, at=at())
    people.appoint(account, post, from_on=date(2026, 1, 5), by=SYSTEM, at=at())
    cast.published()
    browser = Client()
    browser.force_login(account)
    return browser


def begin(desks: Desks) -> None:
    assert desks.administrator.post(f"{HERE}begin/").status_code == 303


def test_from_the_flowchart_to_a_public_paper(desks: Desks, head: Client) -> None:
    assert "还没有编制" in text(desks.administrator.get(HERE))
    begin(desks)
    page = text(desks.administrator.get(HERE))
    assert "取水许可" in page
    assert "《行政许可法》第三十四条" in page
    early = desks.establishment.post(f"{HERE}review/")
    assert early.status_code == 409
    assert "责任追究" in text(early)
    assert desks.administrator.post(f"{HERE}save/", WRITTEN | {"revision": "1"}).status_code == 303
    assert desks.establishment.post(f"{HERE}review/").status_code == 303
    assert head.post(f"{HERE}publish/").status_code == 303
    public = text(Client().get("/duties/013.handler/"))
    assert "勘验两人以上" in public
    assert Client().get("/duties/013.handler/file/").content.startswith(b"%PDF")
    assert "承办岗" in text(Client().get("/duties/"))
    assert Client().get("/duties/013.head/").status_code == 404


def test_what_is_typed_is_kept_and_two_people_see_each_other(desks: Desks, head: Client) -> None:
    begin(desks)
    kept = desks.administrator.post(f"{HERE}save/", WRITTEN | {"revision": "1"}, headers={"HX-Request": "true"})
    assert kept.status_code == 200
    assert 'name="revision" value="2"' in text(kept)
    other = desks.colleague.post(f"{HERE}save/", {"accountability": "另一个人写的，也不会丢。", "revision": "1"})
    assert other.status_code == 409
    page = text(other)
    assert "另一个人写的，也不会丢。" in page
    assert WRITTEN["accountability"] in page
    assert 'value="2"' in page


def test_given_back_and_brought_up_to_date(desks: Desks, head: Client) -> None:
    begin(desks)
    desks.administrator.post(f"{HERE}save/", WRITTEN | {"revision": "1"})
    desks.establishment.post(f"{HERE}review/")
    assert desks.establishment.post(f"{HERE}back/", {"reason": ""}).status_code == 409
    assert head.post(f"{HERE}back/", {"reason": "太简略。"}).status_code == 303
    assert desks.administrator.post(f"{HERE}update/").status_code == 303
    assert DutyStatement.objects.get().state == "draft"


def test_versions_are_compared(desks: Desks, head: Client) -> None:
    for round_number, risks in ((1, "旧"), (2, "新")):
        begin(desks)
        revision = {"revision": "1", "risks": risks}
        assert desks.administrator.post(f"{HERE}save/", WRITTEN | revision).status_code == 303
        desks.establishment.post(f"{HERE}review/")
        assert head.post(f"{HERE}publish/").status_code == 303, round_number
    page = text(desks.establishment.get(f"{HERE}2/"))
    assert "<del>旧</del>" in page
    assert "<ins>新</ins>" in page
    assert "被替换" in text(Client().get("/duties/013.handler/?version=1"))
    assert desks.establishment.get(f"{HERE}2/file/").content.startswith(b"%PDF")


def test_only_whose_work_it_is_finds_the_pages(desks: Desks, head: Client) -> None:
    assert desks.clerk.get("/desk/clearing/duties/").status_code == 404
    assert desks.stranger.get(HERE).status_code == 404
    assert desks.government.post(f"{HERE}begin/").status_code == 404
    assert desks.administrator.post(f"{HERE}publish/").status_code == 404
    assert desks.establishment.get(f"{HERE}7/").status_code == 404
    assert "承办岗" in text(desks.establishment.get("/desk/clearing/duties/?organ=013"))
