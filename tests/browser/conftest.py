"""A real browser before the served demonstration county: one Chromium, a context for each who signs in."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from qingquan.server import browser
from tests.live.cast import PASSWORD, WHO
from tests.live.serving import ROOT, Furnished, Served, furnish, serving

PHONE, DESKTOP = ViewportSize(width=390, height=844), ViewportSize(width=1366, height=768)
PATIENCE_MS = 15_000
Open = Callable[..., Page]


@pytest.fixture(scope="session")
def county() -> Furnished:
    return furnish(f"browser_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}")


@pytest.fixture(scope="session")
def server(county: Furnished) -> Iterator[Served]:
    with serving(county, "shown") as served:
        yield served


@pytest.fixture(scope="module")
def own_server(county: Furnished, request: pytest.FixtureRequest) -> Iterator[Served]:
    """A copy of the county for the tests of one module that change it."""
    with serving(county, request.module.__name__.rsplit(".", 1)[-1]) as served:
        yield served


@pytest.fixture(scope="module")
def uncleared() -> Iterator[Served]:
    """The county as it is before it ever cleared its powers."""
    before = furnish(f"uncleared_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}", "--uncleared")
    with serving(before, "told") as served:
        yield served


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    browser.prepare_playwright()
    found = browser.chromium(ROOT)
    with sync_playwright() as playwright:
        # Its own words, such as the order of a date's parts, do not follow the machine it runs on.
        environment = found.env | {"LANGUAGE": "en_US", "LC_ALL": "C.UTF-8"}
        launched = playwright.chromium.launch(executable_path=found.path, args=found.args, env=environment)  # type: ignore[arg-type]
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def seen_by(chromium: Browser, server: Served) -> Iterator[Callable[[str], Page]]:
    """One page of somebody signed in, kept until somebody else is asked for: signing in takes time.

    Never a dozen contexts side by side: some Chromium stop answering then.
    """
    here: dict[str, Page] = {}

    def of(who: str) -> Page:
        if who not in here:
            for page in here.values():
                page.context.close()
            here.clear()
            context = chromium.new_context(base_url=server.address, locale="zh-CN", viewport=PHONE)
            context.set_default_timeout(PATIENCE_MS)
            here[who] = context.new_page()
            if who != "visitor":
                sign_in(here[who], who)
        return here[who]

    yield of
    for page in here.values():
        page.context.close()


@pytest.fixture
def new_page(chromium: Browser) -> Iterator[Open]:
    """A page in a context of its own: `new_page(server, viewport=…, java_script_enabled=…)`."""
    contexts = []

    def open_page(served: Served, **options: object) -> Page:
        settings = {"base_url": served.address, "locale": "zh-CN", "viewport": DESKTOP} | options
        contexts.append(chromium.new_context(**settings))  # type: ignore[arg-type]
        contexts[-1].set_default_timeout(PATIENCE_MS)
        return contexts[-1].new_page()

    yield open_page
    for context in contexts:
        context.close()


def sign_in(page: Page, who: str) -> None:
    """Sign in as one of the cast; any other name is a user name."""
    page.goto("/accounts/login/")
    page.fill("[name=login]", WHO.get(who, who))
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    assert "/accounts/login" not in page.url, page.inner_text("main")


def at_work(new_page: Open, server: Served, who: str, **options: object) -> Page:
    """A page of somebody who has just signed in."""
    page = new_page(server, **options)
    sign_in(page, who)
    return page


def picture(page: Page, name: str) -> None:
    """Keep a picture of the whole page where QINGQUAN_PICTURES says; nothing without it."""
    if folder := os.environ.get("QINGQUAN_PICTURES"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
