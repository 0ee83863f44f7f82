"""Officials at their desks, as stories need them: signed in, on a day of the county's calendar."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from qingquan.cases.models import Case
from tests.county import County, Official, at

# A Monday with no holiday for weeks around.
MON, TUE = date(2026, 3, 2), date(2026, 3, 3)
REVISION = re.compile(r'name="revision" value="(\d+)"')

Page = Any


class Clock:
    """The moment at which everybody in a story acts."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def go(self, day: date, hour: int = 10, minute: int = 0) -> None:
        """Turn to a day."""
        self.now = at(day, hour, minute)

    def tick(self, minutes: int = 5) -> None:
        """Some minutes later."""
        self.now += timedelta(minutes=minutes)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of Django itself, set to a Monday in March."""
    set_to = Clock(at(MON))
    monkeypatch.setattr(timezone, "now", lambda: set_to.now)
    return set_to


def as_(official: Official) -> Client:
    """A browser in which somebody is signed in at their post."""
    browser = Client()
    browser.force_login(official.account)
    session = browser.session
    session["post"] = official.post.pk
    session.save()
    return browser


def case_page(number: str) -> str:
    return f"/desk/cases/{number}/"


def shown(browser: Client, number: str) -> str:
    """The page of a case, as text."""
    page = browser.get(case_page(number))
    assert page.status_code == 200
    return str(page.content.decode())


def send(browser: Client, number: str, deed: str, /, **fields: object) -> Page:
    """Open the page of a case and post one of its forms, as a browser would."""
    revision = REVISION.search(shown(browser, number))
    known = {"revision": revision[1] if revision else "0"}
    return browser.post(f"{case_page(number)}{deed}/", known | spelled(fields))


def spelled(fields: dict[str, object]) -> dict[str, str]:
    """Keyword `step_1__text` is the field `step_1-text`."""
    return {name.replace("__", "-"): str(value) for name, value in fields.items()}


def told(answer: Page) -> str:
    return str(answer.content.decode())


def stage(number: str) -> str:
    return Case.objects.values_list("stage", flat=True).get(number=number)


Story = Callable[[County], str]
