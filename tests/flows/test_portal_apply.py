"""Applying through the portal: the whole way, and what people try that must not work."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client

from qingquan.cases import acts, watch
from qingquan.cases.acts import drafting
from qingquan.cases.models import Case, Draft
from qingquan.cases.words import Delivery, MaterialWay, Opinion, Outcome, Stage
from qingquan.catalogue.models import ItemVersion
from qingquan.law import Refused
from qingquan.ledger.models import Entry
from qingquan.papers.models import Document, StoredFile
from qingquan.papers.tests.samples import pdf
from qingquan.people import acts as people
from qingquan.people.models import Applicant
from tests.county import County, at
from tests.flows.desk_hands import MON, Clock
from tests.flows.portal_hands import (
    ANSWERS,
    CODE,
    GUIDE,
    begin,
    citizen,
    clock,
    county,
    fill,
    full_version,
    published,
    ready,
    send,
    signed_in,
    somebody_else,
    text,
    upload,
)

__all__ = ["clock", "county"]


def test_who_is_not_signed_in_is_asked_to_sign_in_first(county: County) -> None:
    answer = Client().get(f"/items/{CODE}/apply/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/?next=/items/")


def test_an_application_is_written_kept_sent_and_acknowledged(county: County) -> None:
    browser = citizen(county)
    draft = ready(county, browser)
    review = text(browser.get(f"/drafts/{draft.code}/review/"))
    assert "12.5" in review
    assert "申请书.pdf" in review
    answer = send(browser, draft)
    assert answer["Location"] == f"/drafts/{draft.code}/sent/"
    case = Case.objects.get()
    assert (case.stage, case.version, case.applicant) == (Stage.RECEIVED, full_version(), county.applicant)
    assert case.answers["amount"] == 12.5
    assert case.form_digest == draft.form_digest != ""
    receipt = text(browser.get(f"/drafts/{draft.code}/sent/"))
    assert case.number in receipt
    assert case.query_code in receipt
    assert "3月9日" in receipt
    assert "《行政许可法》第三十二条" in receipt


def test_every_material_of_the_list_is_accounted_for(county: County) -> None:
    browser = citizen(county)
    send(browser, ready(county, browser))
    ways = dict(Case.objects.get().materials.values_list("name", "way"))
    assert ways == {
        "取水许可申请书": MaterialWay.UPLOADED,
        "水资源论证报告书": MaterialWay.NOT_NEEDED,
        "营业执照": MaterialWay.SHARED,
        "其他说明": MaterialWay.PENDING,
    }


def test_the_circumstances_choose_the_materials(county: County) -> None:
    browser = citizen(county)
    farm, works = begin(county, browser), begin(county, browser, use="建设项目取水")
    assert "水资源论证报告书" not in text(browser.get(f"/drafts/{farm.code}/materials/"))
    assert "水资源论证报告书" in text(browser.get(f"/drafts/{works.code}/materials/"))


def test_two_clicks_send_once(county: County) -> None:
    browser = citizen(county)
    draft = ready(county, browser)
    assert send(browser, draft).status_code == send(browser, draft).status_code == 302
    assert Case.objects.count() == 1


def test_a_half_written_form_is_kept_and_shown_again(county: County) -> None:
    browser = citizen(county)
    draft = begin(county, browser)
    browser.post(f"/drafts/{draft.code}/", {"source": "地下水", "amount": "许多", "go": "save"})
    page = text(browser.get(f"/drafts/{draft.code}/"))
    assert 'value="许多"' in page
    assert "接着填" in text(browser.get(f"/items/{CODE}/apply/"))


def test_errors_stand_beside_their_fields_and_link_to_them(county: County) -> None:
    browser = citizen(county)
    draft = begin(county, browser)
    answer = fill(browser, draft, amount="许多")
    assert answer.status_code == 422
    assert 'href="#amount"' in text(answer)
    assert 'id="amount-error"' in text(answer)


def test_what_a_condition_hides_is_not_sent(county: County) -> None:
    browser = citizen(county)
    draft = ready(county, browser)
    fill(browser, draft, depth="三十米")
    assert "三十米" not in text(browser.get(f"/drafts/{draft.code}/review/"))
    send(browser, draft)
    assert "depth" not in Case.objects.get().answers


def test_nothing_is_sent_while_a_required_material_is_missing(county: County) -> None:
    browser = citizen(county)
    draft = begin(county, browser)
    fill(browser, draft)
    page = text(browser.get(f"/drafts/{draft.code}/review/"))
    assert "还有必要的材料没有交" in page
    assert "提交申请</button>" not in page
    answer = send(browser, draft)
    assert answer.status_code == 409
    assert "取水许可申请书" in text(answer)
    assert not Case.objects.exists()


def test_a_material_may_be_brought_on_paper_and_is_then_still_wanted(county: County) -> None:
    browser = citizen(county)
    draft = begin(county, browser)
    fill(browser, draft)
    browser.post(f"/drafts/{draft.code}/materials/", {"m1-way": "paper", "go": "next"})
    assert send(browser, draft).status_code == 302
    assert Case.objects.get().materials.get(name="取水许可申请书").way == MaterialWay.PENDING


def test_nothing_is_sent_before_it_is_confirmed_to_be_true(county: County) -> None:
    browser = citizen(county)
    draft = ready(county, browser)
    assert browser.post(f"/drafts/{draft.code}/review/").status_code == 422
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        pytest.param(b"<!doctype html><script>alert(1)</script>", "申请书.pdf", id="a page called a PDF"),
        pytest.param(b"MZ\x90\x00" + b"\0" * 60, "照片.jpg", id="a program called a picture"),
        pytest.param(b"%PDF-1.7\n1 0 obj<</S/JavaScript/JS(app.alert(1))>>", "申请书.pdf", id="a PDF that is none"),
        pytest.param(b"", "空.pdf", id="an empty file"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_and_not_kept(county: County, data: bytes, name: str) -> None:
    browser = citizen(county)
    draft = begin(county, browser)
    answer = upload(browser, draft, data, name)
    if data:
        assert answer.status_code == 422
        assert 'id="m1-error"' in text(answer)
    assert not StoredFile.objects.exists()


def test_a_file_is_given_back_as_a_download_only(county: County) -> None:
    browser = citizen(county)
    draft = ready(county, browser)
    kept = StoredFile.objects.get()
    answer = browser.get(f"/drafts/{draft.code}/materials/{kept.pk}/")
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("page", ["", "materials/", "review/", "drop/", "sent/"])
def test_anothers_draft_looks_like_no_draft(county: County, page: str) -> None:
    draft = ready(county, citizen(county))
    stranger = somebody_else()
    assert stranger.get(f"/drafts/{draft.code}/{page}").status_code == 404
    assert stranger.post(f"/drafts/{draft.code}/{page}", {"true_words": "yes"}).status_code in {404, 405}
    assert not Case.objects.exists()
    assert Draft.objects.filter(pk=draft.pk).exists()


def test_anothers_draft_file_looks_like_no_file(county: County) -> None:
    draft = ready(county, citizen(county))
    kept = StoredFile.objects.get()
    stranger = somebody_else()
    assert stranger.get(f"/drafts/{draft.code}/materials/{kept.pk}/").status_code == 404


def test_nobody_applies_for_somebody_who_did_not_ask_them_to(county: County) -> None:
    stranger = somebody_else()
    stranger.post(
        "/mine/profile/",
        {"name": "何旁", "id_type": "citizen_id", "id_number": "990101198507120034", "phone": "13900002222"},
    )
    answer = stranger.post(f"/items/{CODE}/apply/", {"applicant": str(county.applicant.pk), "q0": "农业灌溉取水"})
    assert answer.status_code == 422
    assert not Draft.objects.exists()


def test_a_changed_choice_of_certificate_is_refused(county: County) -> None:
    browser = citizen(county)
    draft = begin(county, browser)
    answer = browser.post(f"/drafts/{draft.code}/materials/", {"m1-way": "somebody-elses-code", "go": "next"})
    assert answer.status_code == 422
    assert "没有这份证照" in text(answer)


def test_an_official_does_not_apply_from_the_office(county: County) -> None:
    answer = signed_in(county.clerk.account).get(f"/items/{CODE}/apply/")
    assert answer.status_code == 403
    assert "工作人员账号不能申请" in text(answer)


def test_who_has_not_said_who_they_are_says_so_first(county: County) -> None:
    answer = somebody_else().get(f"/items/{CODE}/apply/")
    assert answer["Location"].startswith("/mine/profile/?next=/items/")


def test_a_new_version_stops_the_draft_until_it_is_looked_at_again(county: County, clock: Clock) -> None:
    browser = citizen(county)
    draft = ready(county, browser)
    replaced_by_second(county)
    clock.go(date(2026, 3, 10))
    page = browser.get(f"/drafts/{draft.code}/review/")
    assert "这个事项有了新版本" in text(page)
    assert send(browser, draft).status_code == 409
    assert not Case.objects.exists()
    browser.post(f"/drafts/{draft.code}/renew/")
    assert 'value="12.5"' in text(browser.get(f"/drafts/{draft.code}/"))
    assert send(browser, draft).status_code == 302
    assert Case.objects.get().version.number == 2


def replaced_by_second(county: County) -> None:
    first = full_version()
    ItemVersion.objects.filter(pk=first.pk).update(state="replaced", until_on=date(2026, 3, 8))
    published(county, first.item, 2, GUIDE, date(2026, 3, 9))


def test_an_item_not_open_for_the_web_sends_people_to_the_window(county: County) -> None:
    item = full_version().item
    item.power_type = "penalty"
    item.save(update_fields=["power_type"])
    answer = citizen(county).get(f"/items/{CODE}/apply/")
    assert answer.status_code == 409
    assert "依职权" in text(answer)


def test_markup_in_answers_stays_text(county: County) -> None:
    browser = citizen(county)
    draft = begin(county, browser)
    fill(browser, draft, source="地下水", depth="<script>alert(1)</script>")
    page = text(browser.get(f"/drafts/{draft.code}/review/"))
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_a_draft_given_up_leaves_nothing(county: County) -> None:
    browser = citizen(county)
    draft = ready(county, browser)
    assert "放弃后" in text(browser.get(f"/drafts/{draft.code}/drop/"))
    browser.post(f"/drafts/{draft.code}/drop/")
    assert not Draft.objects.exists()
    assert not StoredFile.objects.exists()


def test_an_upload_replaced_is_forgotten(county: County) -> None:
    browser = citizen(county)
    draft = ready(county, browser)
    upload(browser, draft, pdf(trailer=b"/Info 1 0 R"), "申请书（改）.pdf")
    assert [file.name for file in StoredFile.objects.all()] == ["申请书（改）.pdf"]


def test_a_sent_application_is_changed_no_more(county: County) -> None:
    browser = citizen(county)
    draft = ready(county, browser)
    send(browser, draft)
    assert browser.post(f"/drafts/{draft.code}/", ANSWERS)["Location"].endswith("/sent/")
    assert upload(browser, draft)["Location"].endswith("/sent/")


def test_the_ledger_says_nothing_about_the_applicant(county: County) -> None:
    browser = citizen(county)
    send(browser, ready(county, browser))
    told = str(list(Entry.objects.filter(kind__startswith="draft.").values_list("facts", flat=True)))
    told += str(list(Entry.objects.filter(kind="file.stored").values_list("facts", flat=True)))
    assert "陈民" not in told
    assert "申请书" not in told
    assert "13800001234" not in told


def test_a_draft_nobody_touched_for_a_month_goes_and_a_sent_one_stays(county: County, clock: Clock) -> None:
    browser = citizen(county)
    send(browser, ready(county, browser))
    forgotten = begin(county, browser)
    assert watch.tidy(clock.now + timedelta(days=29)) == 0
    assert watch.tidy(clock.now + timedelta(days=31)) == 1
    assert not Draft.objects.filter(pk=forgotten.pk).exists()
    assert Draft.objects.filter(case__isnull=False).exists()
    assert StoredFile.objects.exists()


def agent_of(county: County, clock: Clock) -> Client:
    agent = somebody_else()
    me = {"name": "何旁", "id_type": "citizen_id", "id_number": "990101198507120034", "phone": "13900002222"}
    agent.post("/mine/profile/", me)
    people.give_mandate(
        county.applicant,
        Applicant.objects.get(name="何旁"),
        matters="取水许可",
        document="委托书",
        from_on=MON,
        until_on=date(2026, 3, 5),
        by=county.as_citizen,
        at=clock.now,
    )
    return agent


def test_an_agent_applies_for_who_gave_a_mandate_and_only_while_it_lasts(county: County, clock: Clock) -> None:
    agent = agent_of(county, clock)
    draft = begin(county, agent)
    fill(agent, draft)
    upload(agent, draft)
    assert "由您代理" in text(agent.get(f"/drafts/{draft.code}/review/"))
    clock.go(date(2026, 3, 6))
    assert send(agent, draft).status_code == 404
    clock.go(date(2026, 3, 5))
    send(agent, draft)
    case = Case.objects.get()
    assert case.mandate is not None
    assert case.applicant == county.applicant
    assert "取水许可（全）" in text(agent.get("/mine/"))


def test_an_organisation_is_registered_and_applied_for(county: County) -> None:
    browser = citizen(county)
    firm = {
        "name": "清泉县白云茶社",
        "id_number": "91990101MA5QX0R62K",
        "legal_representative": "陈民",
        "phone": "0990-6612345",
    }
    answer = browser.post("/mine/profile/?kind=organisation", firm)
    assert answer.status_code == 302, text(answer)
    page = text(browser.get(f"/items/{CODE}/apply/"))
    assert "清泉县白云茶社" in page
    assert "陈民" in page


def test_a_licence_the_county_issued_is_not_handed_in_again(county: County) -> None:
    browser = citizen(county)
    case = county.accept(MON)
    for official in (county.handler, county.reviewer):
        step = case.steps.get(done_at__isnull=True).step
        acts.complete_step(case.number, step, Opinion.AGREE, "符合", by=official.acts, at=at(MON, 12))
    acts.decide(case.number, Outcome.GRANT, "", by=county.approver.acts, at=at(MON, 15))
    acts.deliver(case.number, Delivery.WINDOW, "陈民", by=county.clerk.acts, at=at(MON, 16))
    held = Document.objects.get(kind="certificate")
    draft = begin(county, browser)
    fill(browser, draft)
    assert held.number in text(browser.get(f"/drafts/{draft.code}/materials/"))
    browser.post(f"/drafts/{draft.code}/materials/", {"m1-way": held.check_code, "go": "next"})
    send(browser, draft)
    given = Case.objects.latest("pk").materials.get(name="取水许可申请书")
    assert (given.way, given.issued) == (MaterialWay.ISSUED, held)


def test_two_clicks_in_one_moment_send_once(committed: None, county: County) -> None:
    browser = citizen(county)
    draft = ready(county, browser)

    def click(_: int) -> int:
        again = Client()
        again.cookies = browser.cookies
        try:
            return int(send(again, draft).status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as clicks:
        assert set(clicks.map(click, range(4))) == {302}
    assert Case.objects.count() == 1


def test_what_an_agent_is_writing_is_not_shown_even_to_the_principal(county: County, clock: Clock) -> None:
    agent = agent_of(county, clock)
    draft = begin(county, agent)
    assert agent.get(f"/drafts/{draft.code}/").status_code == 200
    assert citizen(county).get(f"/drafts/{draft.code}/").status_code == 404


def test_the_act_itself_refuses_a_version_no_longer_in_force(county: County, clock: Clock) -> None:
    draft = ready(county, citizen(county))
    replaced_by_second(county)
    with pytest.raises(Refused, match="新版本"):
        drafting.send_draft(draft, by=county.as_citizen, at=at(date(2026, 3, 10)))
    with pytest.raises(Refused, match="不再施行"):
        drafting.begin_draft(full_version(), county.applicant, {}, by=county.as_citizen, at=at(date(2026, 3, 10)))
