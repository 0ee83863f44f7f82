"""The keyboard alone does everything, and one always sees where one is."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open, at_work
from tests.live import application
from tests.live.serving import Served

pytestmark = pytest.mark.browser

MOST_TABS = 120
HERE = """() => {
    const here = document.activeElement, look = getComputedStyle(here);
    const ring = [here, here.closest("label"), here.closest(".choice")].filter(Boolean)
        .map((each) => getComputedStyle(each))
        .some((each) => (each.outlineStyle !== "none" && each.outlineWidth !== "0px") || each.boxShadow !== "none")
        || here.type === "date" && !here.matches(":focus-visible"); // The button inside it draws a ring of its own.
    return { name: here.name || "", value: here.value || "", text: here.textContent.trim(), ring,
             form: here.form ? here.form.getAttribute("action") || "" : "", tag: here.tagName };
}"""
Where = dict[str, str]


def tab_to(page: Page, **wanted: str) -> Where:
    """Press Tab until the focus is on what was wanted; every stop on the way must show that it is there."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        here: Where = page.evaluate(HERE)
        if here["tag"] == "BODY":
            continue
        assert here["ring"], f"one cannot see the focus on {here}"
        if all(re.search(pattern, here[key]) for key, pattern in wanted.items()):
            return here
    raise AssertionError(f"no way with Tab to {wanted} on {page.url}")


def go_to(page: Page, **wanted: str) -> None:
    """Tab to it and press Enter."""
    tab_to(page, **wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def choose(page: Page, name: str, value: str) -> None:
    """A radio button or an option of a list, with the arrow keys."""
    here = tab_to(page, name=f"^{name}$")
    if here["tag"] == "SELECT":
        page.keyboard.type(value)
        assert page.evaluate("document.activeElement.selectedOptions[0].text") == value
        return
    page.keyboard.press("Space")
    for _ in range(10):
        if page.evaluate("document.activeElement.value") == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{value} is not offered by {name}")


@pytest.mark.parametrize("path", ["/", "/items/", "/follow/", "/verify/", "/accounts/login/"])
def test_the_first_tab_skips_to_the_content(new_page: Open, server: Served, path: str) -> None:
    page = new_page(server)
    page.goto(path)
    page.keyboard.press("Tab")
    here = page.evaluate(HERE)
    assert here["text"] == "跳到正文" and here["ring"]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_an_application_is_made_with_the_keyboard_alone(new_page: Open, own_server: Served) -> None:
    page = at_work(new_page, own_server, "citizen")
    page.goto(f"/items/{own_server.samples['item']}/")
    go_to(page, tag="^A$", text="申请|办理")
    tab_to(page, name="^applicant$")
    page.keyboard.press("Space")
    for n, text in enumerate(application.CIRCUMSTANCES.values()):
        choose(page, f"q{n}", text)
    go_to(page, tag="BUTTON", text="开始填写")
    answer_form(page)
    go_to(page, name="^go$", value="^next$")
    # Listened to throughout: otherwise the browser's handing over of the chooser is switched on and off around every
    # key, and the key may be the faster of the two.
    page.on("filechooser", lambda _: None)
    for n, _ in enumerate(application.MATERIALS, 1):
        tab_to(page, name=f"^m{n}$")
        with page.expect_file_chooser() as chooser:
            page.keyboard.press("Space")
        chooser.value.set_files({"name": "扫描件.png", "mimeType": "image/png", "buffer": application.scan()})
    go_to(page, name="^go$", value="^next$")
    tab_to(page, name="^true_words$")
    page.keyboard.press("Space")
    go_to(page, tag="BUTTON", text="提交申请")
    assert page.url.endswith("/sent/")


def answer_form(page: Page) -> None:
    for name, text in application.TYPED.items():
        if page.locator(f'input[type=radio][name="{name}"], select[name="{name}"]').count():
            choose(page, name, text)
            continue
        tab_to(page, name=f"^{name}$")
        if page.locator(f'input[type=date][name="{name}"]').count():
            year, month, day = text.split("-")
            # In the order of the browser's own language, which conftest settles.
            page.keyboard.type(f"{month}{day}{year}")
            assert page.input_value(f'[name="{name}"]') == text
        else:
            page.keyboard.type(text)


def test_a_case_is_decided_with_the_keyboard_alone(new_page: Open, own_server: Served) -> None:
    page = at_work(new_page, own_server, "approver")
    number = own_server.samples["decide"]
    page.goto("/desk/")
    # Enter on a row opens its case; j and k would walk as well.
    tab_to(page, tag="^A$", text="取水许可")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "/desk/cases/" in page.url
    page.goto(f"/desk/cases/{number}/")
    page.evaluate("document.activeElement.blur()")
    tab_to(page, form="/decide/$", tag="TEXTAREA")
    page.keyboard.type("年取水量1.2万立方米。")
    go_to(page, form="/decide/$", tag="BUTTON")
    assert "已作出决定" in page.inner_text("main")
