"""The desks at which the catalogue is worked on: a bureau's administrator, two reviewers, the government office."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.tests.cast import Cast, at, gather
from qingquan.catalogue.tests.examples import CODE
from qingquan.people import acts as people
from qingquan.people.models import SYSTEM, Actor
from qingquan.people.words import AccountKind
from qingquan.places import acts as places
from qingquan.places.words import Role

Page = Any
MARK = re.compile(r'name="mark" value="([^"]*)"')
FIELD = re.compile(r"<(?P<tag>input|textarea|select)\b(?P<rest>[^>]*)>")
ITEM = f"/desk/catalogue/items/{CODE}/"


@dataclass(frozen=True, slots=True)
class Desks:
    """Browsers in which each of the cast is signed in."""

    cast: Cast
    administrator: Client
    colleague: Client
    stranger: Client
    establishment: Client
    legal: Client
    government: Client
    clerk: Client


@pytest.fixture
def desks(monkeypatch: pytest.MonkeyPatch) -> Desks:
    """The cast on their posts, signed in, on a Monday in March."""
    monkeypatch.setattr(timezone, "now", at)
    cast = gather()
    since = date(2026, 1, 5)
    seated: list[Actor] = [cast.administrator, cast.establishment, cast.legal, cast.government, cast.clerk]
    for actor in seated:
        assert actor.account is not None
        assert actor.post is not None
        people.appoint(actor.account, actor.post, from_on=since, by=SYSTEM, at=at(since))
    return Desks(
        cast=cast,
        administrator=signed_in(cast.administrator),
        colleague=signed_in(cast.administrator),
        stranger=signed_in(forest_administrator(cast, since)),
        establishment=signed_in(cast.establishment),
        legal=signed_in(cast.legal),
        government=signed_in(cast.government),
        clerk=signed_in(cast.clerk),
    )


def forest_administrator(cast: Cast, since: date) -> Actor:
    """Somebody of the same role in another organ."""
    role = Role.CATALOGUE_ADMIN
    post = places.enter_post(cast.forest, code="021.admin", name="事项管理岗", role=role, by=SYSTEM, at=at(since))
    account = people.open_account("021.admin", "孙林", AccountKind.OFFICIAL, by=SYSTEM, at=at(since))
    people.appoint(account, post, from_on=since, by=SYSTEM, at=at(since))
    return Actor(account, post)


def signed_in(actor: Actor) -> Client:
    """A browser of one of the cast."""
    browser = Client()
    assert actor.account is not None
    browser.force_login(actor.account)
    return browser


def editor(part: str, code: str = CODE) -> str:
    """The address of a group of the draft."""
    return f"/desk/catalogue/items/{code}/draft/{part}/"


def filled(page: Page) -> dict[str, Any]:
    """What a browser would post of the editor's form as it stands, without pressing a button."""
    html = page.content.decode()
    form = html[html.index('class="editor"') :]
    posted: dict[str, Any] = {}
    for found in re.finditer(r"<input\b([^>]*)>", form):
        read_input(dict(re.findall(r'([\w-]+)="([^"]*)"', found[1])), " checked" in found[1], posted)
    for name, text in re.findall(r'<textarea\b[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.S):
        posted[name] = unescaped(text)
    for name, options in re.findall(r'<select\b[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options) or re.search(r'value="([^"]*)"', options)
        posted[name] = unescaped(chosen[1]) if chosen else ""
    return posted


def read_input(attributes: dict[str, str], checked: bool, posted: dict[str, Any]) -> None:
    """One input as a browser sends it."""
    name, value = attributes.get("name", ""), unescaped(attributes.get("value", ""))
    if not name:
        return
    if attributes.get("type") == "checkbox":
        if checked:
            posted.setdefault(name, []).append(value)
    else:
        posted[name] = value


def unescaped(text: str) -> str:
    """Text as it was before it was written into a page."""
    for mark, char in (("&lt;", "<"), ("&gt;", ">"), ("&#34;", '"'), ("&#39;", "'"), ("&amp;", "&")):
        text = text.replace(mark, char)
    return text


def newest() -> ItemVersion:
    """The last version of the one item."""
    return ItemVersion.objects.filter(item__code=CODE).order_by("number").last() or ItemVersion()
