"""Deeds told through HTTP: signed with all objections at once, published the same moment, ended."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client

from qingquan.catalogue.models import Holding
from qingquan.catalogue.tests.cast import at
from qingquan.catalogue.tests.examples import CODE
from qingquan.deeds.models import Devolution, Entrustment, WindowAuthorisation
from qingquan.deeds.tests.test_acts import uscc
from qingquan.people import acts as people
from qingquan.people.models import SYSTEM
from qingquan.people.words import AccountKind
from qingquan.places import acts as places
from qingquan.places.models import Organ, Post
from qingquan.places.words import Role, SubjectNature
from tests.flows.catalogue_hands import Desks, Page, desks

__all__ = ["desks"]
pytestmark = pytest.mark.django_db
NEW = "/desk/clearing/deeds/new/{}/"


@dataclass(frozen=True, slots=True)
class Stage:
    """The desks with a licence in force, the bureau's head, its chief representative, and a town."""

    desks: Desks
    head: Client
    chief: Post
    town: Organ


@pytest.fixture
def stage(desks: Desks) -> Stage:
    cast = desks.cast
    cast.published()
    division = places.enter_division("990101100000", "龙潭镇", by=SYSTEM, at=at())
    town = places.enter_organ(
        name="龙潭镇人民政府",
        short_name="龙政",
        seq="100",
        uscc=uscc("11990101MB0K00003"),
        division=division,
        nature=SubjectNature.STATUTORY,
        by=SYSTEM,
        at=at(),
    )
    head = places.enter_post(cast.water, code="013.head", name="局长岗", role=Role.HEAD, by=SYSTEM, at=at())
    role = Role.CHIEF_REPRESENTATIVE
    chief = places.enter_post(cast.water, code="013.chief", name="首席代表岗", role=role, by=SYSTEM, at=at())
    account = people.open_account("013.head", "钱局", AccountKind.OFFICIAL, by=SYSTEM, at=at())
    people.appoint(account, head, from_on=date(2026, 1, 5), by=SYSTEM, at=at())
    browser = Client()
    browser.force_login(account)
    return Stage(desks, browser, chief, town)


def text(page: Page) -> str:
    return str(page.content.decode())


def entrustment(stage: Stage, **changes: str) -> dict[str, str]:
    filled = {
        "item": CODE,
        "receiver": str(stage.town.pk),
        "basis": "《水法》第四十八条",
        "basis_level": "law",
        "matter": "小型取水的许可。",
        "authority": "受理、审查、决定。",
        "from_on": "2026-04-01",
        "until_on": "2027-03-31",
    }
    return filled | changes


def test_an_entrustment_is_signed_published_and_ended(stage: Stage) -> None:
    address = NEW.format("entrustment")
    assert "取水许可" in text(stage.head.get(address))
    bad = stage.head.post(address, entrustment(stage, until_on="2026-03-01", from_on="2026-03-01"))
    assert bad.status_code == 409
    assert "倒签" in text(bad)
    assert "小型取水的许可" in text(bad)
    assert stage.head.post(address, entrustment(stage, matter="")).status_code == 422
    assert stage.head.post(address, entrustment(stage)).status_code == 303
    deed = Entrustment.objects.get()
    public = f"/deeds/entrustment/{deed.pk}/"
    page = text(Client().get(public))
    assert all(words in page for words in ("清水委〔2026〕1号", "小型取水的许可", "不得再委托", "待生效"))
    assert Client().get(f"{public}file/").content.startswith(b"%PDF")
    desk = f"/desk/clearing/deeds/entrustment/{deed.pk}/"
    assert stage.desks.government.post(desk, {"on": "2026-03-05", "reason": "机构调整"}).status_code == 404
    assert stage.head.post(desk, {"on": "2026-03-05", "reason": ""}).status_code == 422
    assert stage.head.post(desk, {"on": "2026-03-02", "reason": "机构调整"}).status_code == 303
    assert "已终止" in text(Client().get(public))


def test_a_licence_to_no_organ_is_refused_with_its_article(stage: Stage) -> None:
    Organ.objects.filter(pk=stage.town.pk).update(nature=SubjectNature.AUTHORISED.value)
    page = stage.head.post(NEW.format("entrustment"), entrustment(stage))
    assert page.status_code == 409
    assert "《行政许可法》第二十四条" in text(page)
    assert not Entrustment.objects.exists()


def test_a_devolution_takes_the_item_off_the_list_and_begins_the_towns(stage: Stage) -> None:
    filled = {
        "item": CODE,
        "receiver": str(stage.town.pk),
        "ground": "upper",
        "basis": "省人民政府决定",
        "approval_document": "清府发8号",
        "staff": "3",
        "qualification": "三人有执法证。",
        "system": "便民服务中心设窗口。",
        "from_on": "2026-04-01",
    }
    assert stage.head.get(NEW.format("devolution")).status_code == 404
    government = stage.desks.government
    refused = government.post(NEW.format("devolution"), filled | {"staff": "0"})
    assert refused.status_code == 409
    assert "承接能力" in text(refused)
    assert government.post(NEW.format("devolution"), filled).status_code == 303
    deed = Devolution.objects.get()
    assert deed.town_item is not None
    assert deed.town_item.code in text(government.get(f"/desk/clearing/deeds/devolution/{deed.pk}/"))
    assert "以自己的名义" in text(Client().get(f"/deeds/devolution/{deed.pk}/"))


def test_a_window_is_authorised_for_items_actions_and_a_time(stage: Stage) -> None:
    filled = {
        "post": str(stage.chief.pk),
        "items": [CODE],
        "actions": ["decide", "seal"],
        "seal": "行政审批专用章",
        "limits": "",
        "from_on": "2026-03-03",
        "until_on": "2026-12-31",
    }
    address = NEW.format("window")
    assert stage.head.post(address, filled | {"items": []}).status_code == 422
    assert stage.head.post(address, filled).status_code == 303
    again = stage.head.post(address, filled)
    assert again.status_code == 409
    assert "已经授权" in text(again)
    deed = WindowAuthorisation.objects.get()
    assert Holding.objects.get(post=stage.chief).role == Role.APPROVER
    assert "现场踏勘" in text(Client().get(f"/deeds/window/{deed.pk}/"))
    own = text(stage.head.get(f"/desk/catalogue/items/{CODE}/"))
    assert f"授权窗口 {deed.number}" in own
    assert "首席代表岗 · 2026年3月3日起，2026年12月31日止" in own


def test_strangers_find_nothing_and_the_public_finds_everything(stage: Stage) -> None:
    stage.head.post(NEW.format("entrustment"), entrustment(stage))
    deed = Entrustment.objects.get()
    desk = f"/desk/clearing/deeds/entrustment/{deed.pk}/"
    assert stage.desks.clerk.get(desk).status_code == 404
    assert stage.desks.stranger.get(desk).status_code == 404
    assert stage.desks.administrator.get(desk).status_code == 200
    assert stage.desks.legal.get(f"{desk}file/").content.startswith(b"%PDF")
    assert stage.head.get("/desk/clearing/deeds/nothing/1/").status_code == 404
    assert Client().get("/deeds/entrustment/999999/").status_code == 404
    assert Client().get("/deeds/nothing/1/").status_code == 404
    assert deed.number in text(Client().get("/deeds/"))
