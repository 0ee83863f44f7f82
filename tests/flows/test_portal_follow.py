"""Following a case: opened with a code or as one's own, told until when and why, and what one may do."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from qingquan.cases import acts
from qingquan.cases.acts import Gap
from qingquan.cases.models import Case
from qingquan.cases.words import Delivery, MaterialWay, Opinion, Outcome, Stage
from qingquan.papers.models import Document
from tests.county import County, at
from tests.flows.desk_hands import MON, Clock
from tests.flows.portal_hands import PDF, citizen, clock, county, somebody_else, text

__all__ = ["clock", "county"]


def ask(browser: Client, number: str, code: str, **extra: Any) -> Any:
    return browser.post("/follow/", {"number": number, "code": code}, **extra)


def wrong(code: str) -> str:
    """Another code of the right form."""
    return ("A" if code[0] != "A" else "C") + code[1:]


def test_number_and_code_open_a_case(county: County) -> None:
    case = county.receive(MON)
    browser = Client()
    answer = ask(browser, case.number, f" {case.query_code.lower()} ")
    assert answer["Location"] == f"/cases/{case.number}/"
    page = text(browser.get(f"/cases/{case.number}/"))
    assert "正在看材料齐不齐" in page
    assert "陈民" not in page
    assert "陈**" in page


def test_a_wrong_number_and_a_wrong_code_are_answered_alike(county: County) -> None:
    case = county.receive(MON)
    answers = [
        ask(Client(), case.number, wrong(case.query_code)),
        ask(Client(), case.number[:-1] + "X", case.query_code),
        ask(Client(), case.number, "not a code"),
    ]
    assert {answer.status_code for answer in answers} == {422}
    said = [text(answer).split('class="errors"')[1].split("</ul>")[0] for answer in answers]
    assert said[0] == said[1] == said[2]


def test_guessing_at_one_number_stops_after_ten_tries(county: County) -> None:
    case = county.receive(MON)
    for tried in range(10):
        ask(Client(), case.number, wrong(case.query_code), REMOTE_ADDR=f"10.0.0.{tried}")
    answer = ask(Client(), case.number, case.query_code, REMOTE_ADDR="10.0.1.1")
    assert answer.status_code == 422
    assert "试错太多" in text(answer)


def test_guessing_from_one_address_stops_after_ten_tries(county: County, clock: Clock) -> None:
    case = county.receive(MON)
    for tried in range(10):
        ask(Client(), f"{tried}", "ABCDEF", REMOTE_ADDR="10.0.0.1")
    assert ask(Client(), case.number, case.query_code, REMOTE_ADDR="10.0.0.1").status_code == 422
    assert ask(Client(), case.number, case.query_code, REMOTE_ADDR="10.0.0.2").status_code == 302
    clock.tick(60)
    assert ask(Client(), case.number, case.query_code, REMOTE_ADDR="10.0.0.1").status_code == 302


def test_the_right_code_is_never_counted_as_a_guess(county: County) -> None:
    case = county.receive(MON)
    assert {ask(Client(), case.number, case.query_code).status_code for _ in range(15)} == {302}


@pytest.mark.parametrize("page", ["", "supply/", "withdraw/", "documents/abc/", "materials/1/"])
def test_anothers_case_looks_like_no_case(county: County, page: str) -> None:
    case = county.receive(MON)
    for browser in (Client(), somebody_else()):
        assert browser.get(f"/cases/{case.number}/{page}").status_code == 404
        assert browser.get(f"/cases/9901010130120260302000000/{page}").status_code == 404


def test_a_code_opens_a_case_but_does_not_change_it(county: County) -> None:
    case = county.receive(MON)
    browser = Client()
    ask(browser, case.number, case.query_code)
    assert "撤回申请" not in text(browser.get(f"/cases/{case.number}/"))
    assert browser.post(f"/cases/{case.number}/withdraw/", {"reason": "不办了"}).status_code == 404
    assert Case.objects.get().stage == Stage.RECEIVED


def test_an_accepted_case_shows_how_its_day_was_counted(county: County) -> None:
    case = county.accept(MON)
    page = text(citizen(county).get(f"/cases/{case.number}/"))
    assert "2026年3月20日" in page
    assert "法定最后一天是 2026年3月30日" in page
    assert "第14个工作日" in page
    assert 'class="due"' in page or "due" in page


def test_a_late_case_says_so_and_what_one_can_do(county: County, clock: Clock) -> None:
    case = county.accept(MON)
    clock.go(date(2026, 4, 2))
    page = text(citizen(county).get(f"/cases/{case.number}/"))
    assert "本件已经逾期" in page
    assert "12345" in page
    assert "行政复议" in page
    assert "已逾期" in text(citizen(county).get("/mine/"))


def test_a_pause_is_told_with_its_document_and_article(county: County) -> None:
    case = county.accept(MON)
    step = case.steps.get(done_at__isnull=True)
    assert step.kind == "examine"
    acts.pause(
        case.number,
        "hearing",
        procedure="听证",
        planned_end=date(2026, 3, 20),
        by=county.handler.acts,
        at=at(date(2026, 3, 3)),
    )
    page = text(citizen(county).get(f"/cases/{case.number}/"))
    assert "计时暂停" in page
    assert "《行政许可法》第四十五条" in page
    assert Document.objects.get(kind="special_procedure_notice").number in page


def test_gaps_are_supplied_online(county: County, clock: Clock) -> None:
    case = county.receive(MON, whole=False)
    acts.notify_gaps(
        case.number, [Gap("建设项目水资源论证报告书", "缺少，请补交")], by=county.clerk.acts, at=at(date(2026, 3, 4))
    )
    clock.go(date(2026, 3, 5))
    browser = citizen(county)
    assert "建设项目水资源论证报告书：缺少，请补交" in text(browser.get(f"/cases/{case.number}/"))
    row = case.materials.get(name="建设项目水资源论证报告书")
    forged = SimpleUploadedFile("报告.pdf", b"<html>")
    assert browser.post(f"/cases/{case.number}/supply/", {"m1": forged}).status_code == 422
    assert browser.post(f"/cases/{case.number}/supply/", {}).status_code == 422
    good = SimpleUploadedFile("报告.pdf", PDF)
    assert browser.post(f"/cases/{case.number}/supply/", {"m1": good}).status_code == 302
    row.refresh_from_db()
    assert row.way == MaterialWay.UPLOADED
    assert Case.objects.get().stage == Stage.RECEIVED


def test_what_nobody_asked_for_is_not_supplied(county: County) -> None:
    case = county.accept(MON)
    answer = citizen(county).post(f"/cases/{case.number}/supply/", {"other": SimpleUploadedFile("说明.pdf", PDF)})
    assert answer.status_code == 409
    assert "没有待补正" in text(answer)


def test_the_applicant_takes_the_application_back_after_being_asked_once_more(county: County) -> None:
    case = county.receive(MON)
    browser = citizen(county)
    assert "不能恢复" in text(browser.get(f"/cases/{case.number}/withdraw/"))
    browser.post(f"/cases/{case.number}/withdraw/", {"reason": "不办了"})
    assert Case.objects.get().stage == Stage.WITHDRAWN
    assert browser.post(f"/cases/{case.number}/withdraw/", {}).status_code == 409


def decide(county: County, outcome: Outcome = Outcome.GRANT) -> Case:
    case = county.accept(MON)
    for official in (county.handler, county.reviewer):
        step = case.steps.get(done_at__isnull=True).step
        acts.complete_step(case.number, step, Opinion.AGREE, "符合", by=official.acts, at=at(MON, 12))
    acts.decide(case.number, outcome, "取水量超过指标。", by=county.approver.acts, at=at(MON, 15))
    return case


def test_a_refusal_tells_where_the_remedies_are(county: County) -> None:
    case = decide(county, Outcome.REFUSE)
    page = text(citizen(county).get(f"/cases/{case.number}/"))
    assert "决定不予" in page
    assert "行政复议" in page
    assert "不予行政许可决定书" in page


def test_documents_come_as_pdf_and_only_to_whom_they_concern(county: County) -> None:
    case = decide(county)
    acts.deliver(case.number, Delivery.WINDOW, "陈民", by=county.clerk.acts, at=at(MON, 16))
    receipt = Document.objects.get(kind="receipt")
    address = f"/cases/{case.number}/documents/{receipt.check_code}/"
    answer = citizen(county).get(address)
    assert answer.content.startswith(b"%PDF")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert somebody_else().get(address).status_code == 404
    assert Client().get(address).status_code == 404


def test_a_material_of_ones_case_is_given_back_to_its_owner_only(county: County, clock: Clock) -> None:
    browser = citizen(county)
    case = county.receive(MON, whole=False)
    acts.notify_gaps(case.number, [Gap("建设项目水资源论证报告书")], by=county.clerk.acts, at=at(MON, 12))
    clock.go(date(2026, 3, 3))
    row = case.materials.get(name="建设项目水资源论证报告书")
    browser.post(f"/cases/{case.number}/supply/", {"m1": SimpleUploadedFile("报告.pdf", PDF)})
    address = f"/cases/{case.number}/materials/{row.pk}/"
    assert browser.get(address).content == PDF
    reader = Client()
    ask(reader, case.number, case.query_code)
    assert reader.get(f"/cases/{case.number}/").status_code == 200
    assert reader.get(address).status_code == 404


def test_cases_of_an_agent_appear_among_ones_own_only_while_filed_by_them(county: County) -> None:
    county.receive(MON)
    assert "取水许可" not in text(somebody_else().get("/mine/")).split("<main")[1]
    assert "取水许可" in text(citizen(county).get("/mine/"))
