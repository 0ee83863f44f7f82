"""Every page, as everybody who finds it sees it: no barrier, nothing wider than the screen, nothing in the console."""

import re
from collections.abc import Callable
from functools import cache

import pytest
from playwright.sync_api import ConsoleMessage, Error, Page

from tests.browser.conftest import DESKTOP, PHONE, picture
from tests.live.page import Page as Address
from tests.live.pages import PAGES
from tests.live.serving import ROOT, Served

pytestmark = pytest.mark.browser

# By person: each signs in once.
SHOWN = sorted(((page, who) for page in PAGES for who in page.viewers), key=lambda shown: shown[1])
LEAST_SHOWN = 130
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
BARRIERS = """async (rules) => (await axe.run(document, { runOnly: rules })).violations.map(
    (each) => `${each.id}: ${each.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`
)"""
TOO_WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
    [...document.querySelectorAll("body *")].filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
        .slice(0, 5).map((each) => each.outerHTML.slice(0, 160))"""


@cache
def axe() -> str:
    return (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def test_the_list_of_pages_is_not_empty() -> None:
    assert len(SHOWN) >= LEAST_SHOWN


@pytest.mark.parametrize(("address", "who"), SHOWN, ids=[f"{page.words} as {who}" for page, who in SHOWN])
def test_a_page_has_no_barrier_and_fits(
    address: Address, who: str, server: Served, seen_by: Callable[[str], Page]
) -> None:
    page = seen_by(who)
    page.set_viewport_size(PHONE)
    said: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            said.append(message.text)

    def hear(error: Error) -> None:
        said.append(str(error))

    page.on("console", listen)
    page.on("pageerror", hear)
    answer = page.goto(address.path(server.samples))
    assert answer is not None and answer.status == 200
    assert answer.request.redirected_from is None, f"sent on to {page.url}"
    page.evaluate(axe())  # The policy forbids strange scripts to the page, not to the tools of its developer.
    found = []
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)
        found += [f"{size['width']}: too wide: {each}" for each in page.evaluate(TOO_WIDE)]
        # The wide layout is the same for all who see the page.
        if size is PHONE or who == address.viewers[0]:
            found += [f"{size['width']}: {each}" for each in page.evaluate(BARRIERS, RULES)]
        picture(page, f"{re.sub('[^a-z0-9_]+', '-', address.words)}-{who}-{size['width']}")
    page.remove_listener("console", listen)
    page.remove_listener("pageerror", hear)
    assert found + said == []
