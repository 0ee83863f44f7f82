"""The desks of a campaign: its office, a bureau's administrator and head, the reviewers, the government's office."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from qingquan.campaign.tests.cast import LAUNCHED, Cast, at, gather
from qingquan.people import acts as people
from qingquan.people.models import SYSTEM, Actor

ROOM = "/desk/clearing/campaign/"
Page = Any


@dataclass(frozen=True, slots=True)
class Desks:
    """Browsers in which each of the cast is signed in."""

    cast: Cast
    office: Client
    administrator: Client
    colleague: Client
    head: Client
    forest: Client
    legal: Client
    government: Client
    clerk: Client


@pytest.fixture
def desks(monkeypatch: pytest.MonkeyPatch) -> Desks:
    """The cast on their posts, signed in, on the day of the launch."""
    monkeypatch.setattr(timezone, "now", lambda: at(LAUNCHED))
    cast = gather()
    for actor in (cast.administrator, cast.catalogue.legal, cast.catalogue.government, cast.catalogue.clerk):
        assert actor.account is not None and actor.post is not None
        people.appoint(actor.account, actor.post, from_on=date(2026, 1, 5), by=SYSTEM, at=at())
    return Desks(
        cast=cast,
        office=signed_in(cast.office),
        administrator=signed_in(cast.administrator),
        colleague=signed_in(cast.administrator),
        head=signed_in(cast.head),
        forest=signed_in(cast.forest_administrator),
        legal=signed_in(cast.catalogue.legal),
        government=signed_in(cast.catalogue.government),
        clerk=signed_in(cast.catalogue.clerk),
    )


def signed_in(actor: Actor) -> Client:
    """A browser of one of the cast."""
    browser = Client()
    assert actor.account is not None
    browser.force_login(actor.account)
    return browser


def told(page: Page) -> str:
    """What a page says, without its markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))
