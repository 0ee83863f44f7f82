"""Scripts are a comfort: without them the whole story works, and with them an impatient click does no harm."""

import pytest
from playwright.sync_api import Page

from tests.browser import hands
from tests.browser.conftest import Open, at_work
from tests.live.serving import Served

pytestmark = pytest.mark.browser


def unscripted(new_page: Open, server: Served, who: str) -> Page:
    return at_work(new_page, server, who, java_script_enabled=False)


def test_without_scripts_a_case_goes_from_the_application_to_the_result(new_page: Open, own_server: Served) -> None:
    citizen = unscripted(new_page, own_server, "citizen")
    receipt = hands.apply(citizen, own_server.samples["item"])
    clerk = unscripted(new_page, own_server, "clerk")
    assert "已受理" in hands.do(clerk, receipt.number, "accept")
    handler = unscripted(new_page, own_server, "handler")
    assert "已提交意见" in hands.do(handler, receipt.number, "complete_step", opinion="agree", text="符合法定条件。")
    reviewer = unscripted(new_page, own_server, "reviewer")
    assert "已提交意见" in hands.do(reviewer, receipt.number, "complete_step", opinion="agree", text="同意。")
    approver = unscripted(new_page, own_server, "approver")
    assert "已作出决定" in hands.do(
        approver, receipt.number, "decide", outcome="grant", reasons="年取水量1.2万立方米。"
    )
    assert "已送达" in hands.do(clerk, receipt.number, "deliver", receiver="赵一苇")
    assert "准予" in hands.follow(new_page(own_server, java_script_enabled=False), receipt)


def test_without_scripts_what_cannot_be_taken_back_is_asked_once_more(new_page: Open, own_server: Served) -> None:
    number = own_server.samples["decide"]
    approver = unscripted(new_page, own_server, "approver")
    asked = hands.do(approver, number, "decide", outcome="refuse", reasons="取水、退水布局不合理。")
    assert "不能更改" in asked
    approver.click("main form button[name=sure], main form button[value=yes], main form button")
    assert "已作出决定" in approver.inner_text("main")


def test_without_scripts_an_item_is_found_by_two_characters(new_page: Open, own_server: Served) -> None:
    page = new_page(own_server, java_script_enabled=False)
    page.goto("/")
    page.locator("input[name=q]").first.fill("取水")
    page.locator("form:has(input[name=q]) button").first.click()
    page.get_by_role("link", name="取水许可").first.click()
    assert page.locator("h1").inner_text() == "取水许可"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_double_click_applies_once(new_page: Open, own_server: Served, scripts: bool) -> None:
    page = at_work(new_page, own_server, "firm", java_script_enabled=scripts)
    page.goto("/mine/")
    before = numbers(page)
    hands.begin(page, own_server.samples["item"])
    hands.fill_in(page)
    hands.attach(page)
    page.check("[name=true_words]")
    page.dblclick("main form:has([name=true_words]) button", no_wait_after=True)
    page.wait_for_url("**/sent/")
    page.goto("/mine/")
    assert len(numbers(page) - before) == 1


def numbers(page: Page) -> set[str]:
    """The addresses of one's cases."""
    links = page.locator("main a[href^='/cases/']").all()
    return {link.get_attribute("href") or "" for link in links}
