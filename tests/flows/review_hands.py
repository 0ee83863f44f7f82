"""The desks at which review is done: two offices, the campaign office, the bureau, the government, and a visitor."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from qingquan.campaign.models import ReportedItem
from qingquan.people import acts as people
from qingquan.people.models import SYSTEM, Actor
from qingquan.people.words import AccountKind
from qingquan.review.tests.cast import DAY, Cast, at, gather

SINCE = date(2026, 1, 5)


@dataclass(slots=True)
class Desks:
    """Browsers in which each of the cast is signed in."""

    cast: Cast
    establishment: Client
    colleague: Client
    legal: Client
    office: Client
    government: Client
    head: Client
    administrator: Client
    stranger: Client
    visitor: Client

    def page(self, item: ReportedItem, rest: str = "") -> str:
        """The address of an item's page, or of what is done there."""
        return f"/desk/clearing/review/items/{item.pk}/{rest}"


@pytest.fixture
def desks(monkeypatch: pytest.MonkeyPatch) -> Desks:
    """The cast on their posts, signed in, on a Monday in March."""
    monkeypatch.setattr(timezone, "now", lambda: at(DAY, 10))
    cast = gather()
    for actor in (cast.establishment, cast.legal, cast.government, cast.campaigning.administrator):
        assert actor.account is not None
        assert actor.post is not None
        people.appoint(actor.account, actor.post, from_on=SINCE, by=SYSTEM, at=at(SINCE))
    return Desks(
        cast=cast,
        establishment=signed_in(cast.establishment),
        colleague=signed_in(colleague_of(cast.establishment)),
        legal=signed_in(cast.legal),
        office=signed_in(cast.office),
        government=signed_in(cast.government),
        head=signed_in(cast.head),
        administrator=signed_in(cast.campaigning.administrator),
        stranger=signed_in(cast.campaigning.forest_administrator),
        visitor=Client(),
    )


def colleague_of(actor: Actor) -> Actor:
    """Somebody else on the same post."""
    assert actor.post is not None
    account = people.open_account("colleague", "洪同", AccountKind.OFFICIAL, by=SYSTEM, at=at(SINCE))
    people.appoint(account, actor.post, from_on=SINCE, by=SYSTEM, at=at(SINCE))
    return Actor(account, actor.post)


def signed_in(actor: Actor) -> Client:
    """A browser of one of the cast."""
    browser = Client()
    assert actor.account is not None
    browser.force_login(actor.account)
    return browser
