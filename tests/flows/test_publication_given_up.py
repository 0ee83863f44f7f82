"""What was given up is not among what people may come for; who asks for exactly this item finds it, marked."""

import pytest
from django.test import Client

from qingquan.portal import shelves
from tests.county import County
from tests.flows.desk_hands import MON, Clock
from tests.flows.portal_hands import CODE, clock, county, text
from tests.flows.test_forfeits_portal import give_up

__all__ = ["clock", "county"]
pytestmark = pytest.mark.django_db
FULL_WIDTH = {ord("0") + n: chr(ord("\uff10") + n) for n in range(10)}
LINK = f'href="/items/{CODE}/"'


@pytest.fixture
def given_up(county: County, clock: Clock) -> County:
    """The item with the full guide was found concealed."""
    give_up(county, clock)
    shelves.forget()
    return county


def page(asked: str) -> str:
    answer = Client().get(f"/items/{asked}")
    assert answer.status_code == 200
    return text(answer)


LISTS = ["", "?q=取水", "?organ=013", "?type=licence", "?theme=农林牧渔", "?theme=经营准入", "?for=person", "?online=1"]


@pytest.mark.parametrize("asked", LISTS)
def test_what_stands_is_on_every_list(county: County, asked: str) -> None:
    shelves.forget()
    assert LINK in page(asked)


@pytest.mark.parametrize("asked", [*LISTS, "?q=取水许可（全）&online=1"])
def test_what_was_given_up_is_on_no_list(given_up: County, asked: str) -> None:
    assert LINK not in page(asked)


@pytest.mark.parametrize(
    "asked",
    [CODE, "取水许可（全）", CODE.translate(FULL_WIDTH), f"{CODE[:18]} {CODE[18:]}"],
)
def test_who_asks_for_exactly_this_item_finds_it_marked(given_up: County, asked: str) -> None:
    found = page(f"?q={asked}")
    assert LINK in found
    assert "已放弃" in found
    assert "机关不得再行使这一项" in found
    assert "可网上申请" not in found


def test_the_numbers_count_what_people_may_come_for(county: County, clock: Clock) -> None:
    shelves.forget()
    before = shelves.shelves(MON)
    give_up(county, clock)
    shelves.forget()
    after = shelves.shelves(MON)
    assert (before.total - after.total, before.online - after.online) == (1, 1)
    assert (sum(each.number for each in before.organs) - sum(each.number for each in after.organs)) == 1
    assert not after.life_events
    assert "取水许可（全）" not in after.popular


def test_a_code_finds_an_item_that_stands_too(county: County) -> None:
    found = page(f"?q={CODE}")
    assert LINK in found
    assert "已放弃" not in found


def test_the_mark_reads_in_english(given_up: County) -> None:
    browser = Client()
    browser.cookies["django_language"] = "en"
    found = text(browser.get(f"/items/?q={CODE}"))
    assert "Given up" in found
    assert "机关不得" not in found
