"""A power is found concealed; from that moment nobody can exercise it, and what was taken goes back."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from qingquan.cases.models import Case
from qingquan.fees.models import Bill
from qingquan.forfeits import watch
from qingquan.forfeits.models import Forfeit, IllegalFee, StoppedCase, UnlistedMatter
from qingquan.forfeits.tests.cast import (
    DOCUMENT,
    FEE,
    MON,
    REASON,
    another_item,
    campaign_office,
    county_with_a_fee,
)
from qingquan.places.words import WindowKind
from tests.county import County, Official
from tests.flows.desk_hands import Clock, Page, as_, clock, told
from tests.flows.test_desk_receive import KNOWN, SHEET, sheet_of, sit

__all__ = ["clock"]
HOME = "/desk/clearing/forfeits/"


@pytest.fixture
def county(db: None, clock: Clock) -> County:
    return county_with_a_fee()[0]


@pytest.fixture
def office(county: County) -> Official:
    return campaign_office(county)


def finding(county: County, **changed: str) -> dict[str, str]:
    """The form filled in."""
    first = {"code": county.item.code, "kind": "concealed", "found_on": MON.isoformat()}
    return first | {"reason": REASON, "document_no": DOCUMENT} | changed


def test_a_concealed_power_from_its_finding_to_the_money_given_back(
    county: County, office: Official, clock: Clock
) -> None:
    case = county.receive(MON, hour=9)
    window, head, watcher, campaign = as_(county.clerk), as_(county.head), as_(county.supervisor), as_(office)

    # The window bills the case for the one listed fee.
    page = told(window.get(f"/desk/clearing/fees/new/?case={case.number}"))
    assert FEE in page
    fee = re.search(r'<option value="(\d+)">' + FEE, page)
    assert fee is not None
    answer: Page = window.post("/desk/clearing/fees/new/", {"case": case.number, "fee": fee[1], "amount": "120.50"})
    bill = Bill.objects.get()
    assert answer.url == f"/desk/clearing/fees/{bill.number}/"
    assert (bill.amount, bill.case) == (12_050, case)

    # The office finds the power concealed.
    clock.tick()
    answer = campaign.post(f"{HOME}new/", finding(county))
    found = Forfeit.objects.get()
    assert answer.url == f"{HOME}found/{found.number}/"
    assert "按自动放弃论处" in told(campaign.get(answer.url))

    # Money comes in all the same: recorded, found, listed with the payer masked.
    clock.tick()
    answer = window.post(f"/desk/clearing/fees/{bill.number}/", {"deed": "pay", "receipt": "财票0001"})
    assert answer.status_code == 302
    watch.look(timezone.now())
    fees = told(watcher.get(f"{HOME}fees/"))
    assert "120.50元" in fees
    assert "陈**" in fees
    assert county.applicant.name not in fees

    # No further bill.
    answer = window.post("/desk/clearing/fees/new/", {"case": case.number, "fee": fee[1], "amount": "1"})
    assert answer.status_code == 409
    assert "乱收费" in told(answer)

    # The organ that took it gives it back; the campaign's office cannot.
    number = IllegalFee.objects.get().number
    assert campaign.get(f"{HOME}fees/{number}/return/").status_code == 404
    assert head.post(f"{HOME}fees/{number}/return/", {"voucher": ""}).status_code == 422
    assert head.post(f"{HOME}fees/{number}/return/", {"voucher": "退001"}).status_code == 302
    bill.refresh_from_db()
    assert bill.refunded_at is not None

    # The running case waits for somebody to decide, and the applicant is told.
    stopped = StoppedCase.objects.get()
    assert case.number in told(campaign.get(f"{HOME}stopped/"))
    assert head.get(f"{HOME}stopped/{stopped.pk}/").status_code == 404
    ended = {"decision": "terminate", "reason": "没有依据，终止并告知申请人。"}
    assert campaign.post(f"{HOME}stopped/{stopped.pk}/", ended).status_code == 302
    assert Case.objects.get().stage == "terminated"
    page = told(watcher.get(f"/desk/cases/{case.number}/"))
    assert "停下，等待决定" in page
    assert "决定停下的办件" in page
    assert "stop." not in page

    # Supervision says once what came of it.
    answer = watcher.post(
        f"{HOME}found/{found.number}/", {"deed": "account", "result": "通报批评。", "document_no": "清监〔2026〕1号"}
    )
    assert answer.status_code == 302
    assert "通报批评" in told(watcher.get(f"{HOME}found/{found.number}/"))


def test_a_statutory_duty_is_refused_with_its_article_and_kept_on_the_list(county: County, office: Official) -> None:
    item = another_item(county, text="主管部门应当及时办理。")
    answer = as_(office).post(f"{HOME}new/", finding(county, code=item.code, kind="omitted"), follow=True)
    page = told(answer)
    assert "不能按放弃论处" in page
    assert "《水法》第三十九条第一款" in page
    assert Forfeit.objects.get().effect == "kept"


@pytest.mark.parametrize(
    ("changed", "status", "says"),
    [
        pytest.param({"code": "没有"}, 422, "没有这个编码的事项", id="no such item"),
        pytest.param({"kind": ""}, 422, "请选择情形", id="no kind"),
        pytest.param({"found_on": "昨天"}, 422, "不是日期", id="no day"),
        pytest.param({"found_on": "2026-03-09"}, 409, "不能晚于今天", id="a day to come"),
        pytest.param({"reason": "查到"}, 409, "事实和证据", id="no fact"),
        pytest.param({"reason": "长" * 100_000}, 422, "2000", id="100,000 characters"),
    ],
)
def test_a_finding_that_lacks_something_says_what_and_keeps_what_was_typed(
    county: County, office: Official, changed: dict[str, str], status: int, says: str
) -> None:
    answer = as_(office).post(f"{HOME}new/", finding(county, **changed))
    assert answer.status_code == status
    assert says in told(answer)
    assert DOCUMENT in told(answer)
    assert not Forfeit.objects.exists()


def test_an_organ_sees_its_own_findings_and_finds_none(county: County, office: Official) -> None:
    as_(office).post(f"{HOME}new/", finding(county))
    number = Forfeit.objects.get().number
    assert number in told(as_(county.handler).get(HOME))
    assert number not in told(as_(county.stranger).get(HOME))
    assert as_(county.stranger).get(f"{HOME}found/{number}/").status_code == 404
    assert as_(county.head).get(f"{HOME}new/").status_code == 404
    assert as_(county.handler).get(f"{HOME}unlisted/").status_code == 404


def test_a_second_click_finds_and_lists_nothing_twice(county: County, office: Official) -> None:
    browser = as_(office)
    assert [browser.post(f"{HOME}new/", finding(county)).status_code for _ in range(2)] == [302, 409]
    page = f"{HOME}found/{Forfeit.objects.get().number}/"
    taken = {"deed": "taken", "payer": "王小明", "amount": "15", "taken_on": MON.isoformat(), "receipt": "收据7"}
    assert [browser.post(page, taken).status_code for _ in range(2)] == [302, 409]
    assert IllegalFee.objects.count() == Forfeit.objects.count() == 1


def test_markup_in_a_finding_is_text(county: County, office: Official) -> None:
    as_(office).post(f"{HOME}new/", finding(county, reason="<script>alert(1)</script> 仍在收费"))
    page = as_(office).get(f"{HOME}found/{Forfeit.objects.get().number}/").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_money_found_on_a_receipt_is_entered_by_hand(county: County, office: Official) -> None:
    as_(office).post(f"{HOME}new/", finding(county))
    page = f"{HOME}found/{Forfeit.objects.get().number}/"
    taken = {"deed": "taken", "payer": "王小明", "amount": "15", "taken_on": MON.isoformat(), "receipt": "收据7"}
    assert as_(office).post(page, taken | {"amount": "十五"}).status_code == 422
    assert as_(office).post(page, taken).status_code == 302
    shown = told(as_(county.supervisor).get(page))
    assert "王**" in shown
    assert "15.00元" in shown
    assert "王小明" not in shown


def test_the_office_answers_a_matter_and_sees_whom_to_call(county: County, office: Official, clock: Clock) -> None:
    asked = {"name": "王小明", "phone": "19900005678", "wanted": "在河边采砂", "text": "盖房子。"}
    from_visitor = as_(county.clerk).post("/unlisted/", asked)
    assert from_visitor.status_code == 302
    number = UnlistedMatter.objects.get().number
    page = f"{HOME}unlisted/{number}/"
    assert "19900005678" in told(as_(office).get(page))
    watched = told(as_(county.supervisor).get(page))
    assert "19900005678" not in watched
    assert "王小明" not in watched
    answer = {"answer": "sent_on", "text": "请到林业局二楼。", "code": "", "organ": ""}
    assert as_(county.supervisor).post(page, answer).status_code == 404
    assert as_(office).post(page, answer).status_code == 409
    assert as_(office).post(page, answer | {"organ": str(county.other_organ.pk)}).status_code == 302
    clock.now += timedelta(days=3)
    assert "已答复" in told(as_(office).get(f"{HOME}unlisted/"))


def test_a_matter_not_answered_in_a_working_day_is_late(county: County, office: Official, clock: Clock) -> None:
    as_(county.clerk).post("/unlisted/", {"name": "王小明", "phone": "19900005678", "wanted": "采砂", "text": ""})
    clock.now += timedelta(days=2)
    assert "已逾期" in told(as_(office).get(f"{HOME}unlisted/"))


def test_the_window_is_told_why_it_cannot_take_the_application_in(county: County, office: Official) -> None:
    sit(county, county.clerk, WindowKind.DEPARTMENT)
    window = as_(county.clerk)
    once = SHEET.search(sheet_of(window, county, KNOWN))
    assert once is not None
    as_(office).post(f"{HOME}new/", finding(county))
    posted = KNOWN | {"go": "receive", "sheet": once[1], "name": "陈民", "m1": "paper", "m2": "paper"}
    answer: Page = window.post(f"/desk/receive/{county.item.code}/", posted)
    assert answer.status_code == 409
    assert "清单外事项" in told(answer)
    assert not Case.objects.exists()
