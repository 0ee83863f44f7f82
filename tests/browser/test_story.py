"""The main story, as its people live it: one applies, the county works, everybody can see what came of it."""

import pytest
from playwright.sync_api import Page

from tests.browser import hands
from tests.browser.conftest import Open, at_work, picture
from tests.live import application
from tests.live.serving import Served

pytestmark = pytest.mark.browser


def test_an_application_goes_from_sign_up_to_a_certificate_that_checks_out(new_page: Open, own_server: Served) -> None:
    citizen = new_page(own_server)
    hands.sign_up(citizen, "feng.xiyue", hands.PERSON)
    receipt = hands.apply(citizen, own_server.samples["item"])
    assert len(receipt.number) == 25 and len(receipt.code) == 6
    picture(citizen, "story-receipt")

    clerk = at_work(new_page, own_server, "clerk")
    case = hands.do(clerk, receipt.number, "accept")
    assert "已受理" in case
    assert all(case.count(question) == 1 for question in application.CIRCUMSTANCES)
    handler = at_work(new_page, own_server, "handler")
    assert "已提交意见" in hands.do(handler, receipt.number, "complete_step", opinion="agree", text="符合法定条件。")
    reviewer = at_work(new_page, own_server, "reviewer")
    assert "已提交意见" in hands.do(reviewer, receipt.number, "complete_step", opinion="agree", text="同意。")

    visitor = new_page(own_server)
    said = hands.follow(visitor, receipt)
    # Accepted on Monday, 23 November: fifteen working days end on Monday, 14 December.
    assert "哪天到期，怎么算出来的" in said and "12月14日" in said, said
    picture(visitor, "story-followed")

    approver = at_work(new_page, own_server, "approver")
    assert "已作出决定" in hands.do(
        approver, receipt.number, "decide", outcome="grant", reasons="年取水量1.2万立方米。"
    )
    assert "已送达" in hands.do(clerk, receipt.number, "deliver", receiver=hands.PERSON["name"])

    own_server.pass_days(0)
    visitor.goto("/decisions/")
    first = visitor.locator("main table tbody tr, main ul.results li, main .lines li").first.inner_text()
    assert "取水许可" in first and hands.PERSON["name"] not in visitor.inner_text("main")

    certificate = citizen_certificate(citizen, receipt)
    visitor.goto(f"/check/{certificate}/")
    assert "有效" in visitor.inner_text("main") and hands.PERSON["id_number"] not in visitor.content()
    picture(visitor, "story-certificate")


def citizen_certificate(page: Page, receipt: hands.Receipt) -> str:
    """The check code of the certificate, from one's own case; and the file itself is what the county signed."""
    page.goto(f"/cases/{receipt.number}/")
    link = page.locator("main a", has_text="许可证").first.get_attribute("href") or ""
    answer = page.request.get(link)
    assert answer.ok and answer.body().startswith(b"%PDF-")
    page.goto("/verify/")
    page.set_input_files("[name=pdf]", {"name": "证.pdf", "mimeType": "application/pdf", "buffer": answer.body()})
    page.click("form:has([name=pdf]) button")
    assert "签名有效，签发后没有改动" in page.inner_text("main")
    return link.rstrip("/").rsplit("/", 1)[1]


def test_a_case_that_runs_late_is_seen_by_the_supervisor_and_told_to_the_citizen(
    new_page: Open, own_server: Served
) -> None:
    citizen = at_work(new_page, own_server, "citizen")
    receipt = hands.apply(citizen, own_server.samples["item"])
    hands.do(at_work(new_page, own_server, "clerk"), receipt.number, "accept")
    own_server.pass_days(24)

    supervisor = at_work(new_page, own_server, "supervisor")
    supervisor.goto("/desk/cards/")
    card = supervisor.locator("main tr, main li", has_text=receipt.number).first
    assert "超过承诺时限" in card.inner_text()
    picture(supervisor, "story-cards")
    said = hands.follow(new_page(own_server), receipt)
    assert "逾期" in said
