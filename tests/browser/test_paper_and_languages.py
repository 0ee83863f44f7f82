"""What comes out of the printer, and what somebody who reads English sees."""

import re
from functools import cache
from pathlib import Path

import pytest

from qingquan import demo
from tests.browser.conftest import Open, at_work, picture
from tests.live import application
from tests.live.page import Page as Address
from tests.live.pages import ACCOUNTS, PORTAL
from tests.live.serving import Served

pytestmark = pytest.mark.browser

FOR_READERS = [page for page in PORTAL + ACCOUNTS if page.found_by[0] in {"visitor", "citizen"}]
DOCUMENT_NUMBER = re.compile("清[\u4e00-\u9fff]+〔\\d{4}〕\\d+号")
# Said by the county's officials in the cases of these tests, and the questions' own conditions.
TOLD_IN_CHINESE = "没有签名，请补签 行政许可证 主办 仅在 选择 或者 时填写"
# Chinese text that does not say it is Chinese: names and articles are data, and marked.
UNMARKED = r"""() => {
    const found = [], texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const node = texts.currentNode;
        if (/[\u4e00-\u9fff]/.test(node.textContent) && !node.parentElement.closest("[lang^=zh], script, style"))
            found.push(node.textContent.trim().slice(0, 60));
    }
    return found;
}"""


def test_the_portal_in_english_shows_no_chinese_but_data(new_page: Open, server: Served) -> None:
    assert len(FOR_READERS) >= 36
    faces = {"visitor": new_page(server), "citizen": at_work(new_page, server, "citizen")}
    for page in faces.values():
        page.goto("/reading/?language=en")
    left = {}
    for address in FOR_READERS:
        page = faces[address.found_by[0]]
        page.goto(address.path(server.samples))
        assert page.locator("html").get_attribute("lang") == "en"
        if found := [text for text in page.evaluate(UNMARKED) if not is_data(text)]:
            left[address.words] = found
    assert left == {}


@cache
def data() -> str:
    """All that the county's files say, and the application made from them."""
    files = [*Path(demo.__file__).parent.rglob("*.toml"), Path(application.__file__)]
    return "".join(file.read_text(encoding="utf-8") for file in files) + TOLD_IN_CHINESE


def is_data(text: str) -> bool:
    """Whether every run of Chinese in a text is something the county's files say."""
    return all(run in data() for run in re.findall("[\u4e00-\u9fff]+", DOCUMENT_NUMBER.sub("", text)))


@pytest.mark.parametrize(
    ("address", "who"),
    [
        (Address("portal:draft_sent", ("citizen",), ("draft_sent",)), "citizen"),
        (Address("portal:item", ("visitor",), ("item",)), "visitor"),
        (Address("desk:case", ("handler",), ("examine",)), "handler"),
    ],
    ids=["receipt", "guide", "case"],
)
def test_a_page_is_printed_without_its_navigation(new_page: Open, server: Served, address: Address, who: str) -> None:
    page = new_page(server) if who == "visitor" else at_work(new_page, server, who)
    page.goto(address.path(server.samples))
    page.emulate_media(media="print")
    # An A4 sheet less its margins, in CSS pixels.
    page.set_viewport_size({"width": 680, "height": 1000})
    assert not page.locator("nav.mainnav").is_visible()
    assert page.locator(".on-paper").first.is_visible()
    assert page.locator("h1").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.pdf(format="A4").startswith(b"%PDF-")
    picture(page, f"print-{who}-{address.name.replace(':', '-')}")
