"""The editor of procedures, as a person uses it: in a real Chromium."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from qingquan.server import browser, places

pytestmark = pytest.mark.browser

CHECKOUT = places.checkout() or Path()
BUILT = CHECKOUT / "src" / "qingquan" / "static" / "built"
FINDINGS = [
    {"element_id": "accept", "message": "「受理」没有写明岗位：请填写。", "severity": "error"},
    {"element_id": "", "message": "整个文件的提醒。", "severity": "warning"},
]
OPEN = """async ([xml, findings]) => {
    window.told = [];
    const options = { findings, onChange: (text) => told.push(text) };
    window.editor = await qingquanEditor.open(document.getElementById('here'), xml, options);
}"""


@pytest.fixture(scope="module")
def chromium_page() -> Iterator[Page]:
    browser.prepare_playwright()
    found = browser.chromium(CHECKOUT)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found.path, args=found.args, env=found.env)  # type: ignore[arg-type]
        yield launched.new_page(viewport={"width": 1300, "height": 800})
        launched.close()


@pytest.fixture
def page(chromium_page: Page, tmp_path: Path) -> Page:
    """A page that holds nothing but the editor, with a small procedure in it."""
    file = tmp_path / "page.html"
    file.write_text(
        f'<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="{BUILT.as_uri()}/bpmn-editor.css">'
        f'<div id="here"></div><script src="{BUILT.as_uri()}/bpmn-editor.js"></script>',
        encoding="utf-8",
    )
    chromium_page.goto(file.as_uri())
    xml = Path(__file__).with_name("small.bpmn").read_text(encoding="utf-8")
    chromium_page.evaluate(OPEN, [xml, FINDINGS])
    return chromium_page


def field(page: Page, label: str, kind: str = "input") -> str:
    return f".q-editor-panel label:has-text('{label}') {kind}"


def xml_of(page: Page) -> str:
    return str(page.evaluate("editor.xml()"))


def test_a_step_is_given_its_post_and_limit(page: Page) -> None:
    page.click("[data-element-id=accept] .djs-hit")
    page.select_option(field(page, "岗位", "select"), "window_clerk")
    page.fill(field(page, "办理时限"), "3")
    page.keyboard.press("Tab")
    assert 'q:post="window_clerk" q:workingDays="3"' in xml_of(page)
    page.wait_for_function("told.length > 0 && told.at(-1).includes('window_clerk')")


def test_what_was_in_the_file_is_kept(page: Page) -> None:
    xml = xml_of(page)
    for kept in ('q:reviewException="清政办〔2026〕3号"', 'q:unit="WD"', '<q:fact name="面积"', 'q:outcome="granted"'):
        assert kept in xml


def test_a_line_out_of_an_exclusive_gateway_is_given_its_condition(page: Page) -> None:
    page.click("[data-element-id=large] .djs-hit", force=True)
    page.fill(field(page, "条件", "input[type=text]"), "面积 > 1000")
    page.keyboard.press("Tab")
    assert "面积 &gt; 1000</bpmn:conditionExpression>" in xml_of(page)


def test_a_fact_is_declared_and_its_options_asked_for(page: Page) -> None:
    page.click("text=增加一个事实")
    page.select_option(field(page, "类型", "select") + " >> nth=1", "choice")
    page.fill(field(page, "选项（空格分隔）"), "new old")
    page.keyboard.press("Tab")
    assert '<q:fact name="事实2" type="choice" values="new old" />' in xml_of(page)


def test_a_finding_leads_to_its_element_and_goes_when_it_is_mended(page: Page) -> None:
    assert page.locator(".q-finding").count() == 1
    page.click("text=「受理」没有写明岗位")
    assert page.locator("[data-element-id=accept].selected").count() == 1
    page.evaluate("editor.mark([])")
    assert page.locator(".q-finding").count() == 0
    assert page.locator("text=没有发现问题").count() == 1


def test_nothing_that_cannot_be_run_is_offered(page: Page) -> None:
    page.click("[data-element-id=accept] .djs-hit")
    page.click(".djs-context-pad [data-action=replace]")
    offered = page.locator(".djs-popup-body .entry").all_text_contents()
    assert any("子流程" in word for word in offered)
    assert not any("脚本" in word or "服务" in word or "规则" in word for word in offered)


def test_the_makers_mark_stays_visible(page: Page) -> None:
    # A condition of bpmn-js's licence.
    assert page.locator(".bjs-powered-by").is_visible()


def test_the_drawing_can_be_taken_as_svg(page: Page) -> None:
    assert "受理" in str(page.evaluate("editor.svg()"))
