"""What stands on no list is taken in from anybody, and a power given up says so where people look for it."""

import re

import pytest
from django.test import Client

from qingquan.forfeits import acts
from qingquan.forfeits.models import StoppedCase, UnlistedMatter
from qingquan.forfeits.tests.cast import DOCUMENT, REASON, campaign_office
from qingquan.forfeits.words import ForfeitKind, MatterAnswer, StopDecision
from qingquan.portal import item as item_page
from tests.county import County
from tests.flows.desk_hands import MON, Clock
from tests.flows.portal_hands import (
    CODE,
    citizen,
    clock,
    county,
    full_version,
    ready,
    send,
    somebody_else,
    text,
)

__all__ = ["clock", "county"]
ASKED = {"name": "王小明", "phone": "19900005678", "wanted": "在河边采砂", "text": "盖房子。"}


@pytest.fixture(autouse=True)
def drawn_anew() -> None:
    """The guide is kept for a minute; another test's must not be shown."""
    item_page.drawn_guide.cache_clear()


def give_up(county: County, clock: Clock) -> str:
    """The full item is found concealed; the finding's number."""
    found = acts.forfeit(
        full_version().item,
        kind=ForfeitKind.CONCEALED,
        found_on=MON,
        reason=REASON,
        document_no=DOCUMENT,
        by=county.supervisor.acts,
        at=clock.now,
    )
    return found.number


def asked(browser: Client, **changed: str) -> UnlistedMatter:
    answer = browser.post("/unlisted/", ASKED | changed)
    assert answer.status_code == 302, text(answer)
    return UnlistedMatter.objects.latest("pk")


def test_the_page_of_a_power_given_up_says_so_and_offers_the_form(county: County, clock: Clock) -> None:
    assert f"/items/{CODE}/apply/" in text(Client().get(f"/items/{CODE}/"))
    item_page.drawn_guide.cache_clear()
    give_up(county, clock)
    page = text(Client().get(f"/items/{CODE}/"))
    assert "不得再行使" in page
    assert f"/unlisted/?item={CODE}" in page
    assert f'href="/items/{CODE}/apply/"' not in page


def test_nobody_begins_an_application_for_it(county: County, clock: Clock) -> None:
    browser = citizen(county)
    number = give_up(county, clock)
    answer = browser.get(f"/items/{CODE}/apply/")
    assert answer.status_code == 409
    assert number in text(answer)


def test_what_was_begun_before_cannot_be_sent_after(county: County, clock: Clock) -> None:
    browser = citizen(county)
    draft = ready(county, browser)
    give_up(county, clock)
    answer = send(browser, draft)
    assert answer.status_code == 409
    assert "清单外事项" in text(answer)


def test_anybody_may_ask_and_reads_the_answer_with_number_and_code(county: County, clock: Clock) -> None:
    office = campaign_office(county)
    matter = asked(Client(), item=CODE)
    assert matter.item == full_version().item
    # Another browser knows nothing of it until it brings number and code.
    other = Client()
    assert other.get(f"/unlisted/{matter.number}/").status_code == 404
    wrong = other.post("/unlisted/follow/", {"number": matter.number, "code": "AAAAAA"})
    assert wrong.status_code == 422
    clock.tick()
    acts.answer_matter(
        matter,
        MatterAnswer.LISTED,
        "就是取水许可，请网上申请。",
        item=county.item,
        by=office.acts,
        at=clock.now,
    )
    right = other.post("/unlisted/follow/", {"number": matter.number.lower(), "code": matter.query_code}, follow=True)
    assert "就是取水许可" in text(right)
    assert f"/items/{county.item.code}/" in text(right)


def test_who_sent_it_sees_number_code_and_until_when(county: County) -> None:
    browser = Client()
    matter = asked(browser)
    page = text(browser.get(f"/unlisted/{matter.number}/"))
    assert matter.number in page
    assert matter.query_code in page
    # Asked on a Monday, answered by Tuesday.
    assert "2026年3月3日" in page


def test_who_is_signed_in_need_not_type_name_and_phone_and_sees_it_later(county: County) -> None:
    browser = citizen(county)
    page = text(browser.get("/unlisted/"))
    assert county.applicant.name in page
    assert county.applicant.phone in page
    matter = asked(browser)
    assert text(citizen(county).get(f"/unlisted/{matter.number}/"))
    assert somebody_else().get(f"/unlisted/{matter.number}/").status_code == 404


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"name": " "}, "姓名"),
        ({"phone": "12"}, "电话号码不正确"),
        ({"wanted": ""}, "想办什么事"),
        ({"text": "长" * 2001}, "太长"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(county: County, changed: dict[str, str], says: str) -> None:
    answer = Client().post("/unlisted/", ASKED | changed)
    assert answer.status_code == 422
    assert says in text(answer)
    kept = next(value for name, value in ASKED.items() if name not in changed)
    assert kept in text(answer)
    assert not UnlistedMatter.objects.exists()


def test_a_machine_that_asks_again_and_again_is_stopped(county: County) -> None:
    browser = Client()
    answers = [browser.post("/unlisted/", ASKED).status_code for _ in range(12)]
    assert answers == [302] * 10 + [409] * 2


def test_guessing_the_code_is_stopped(county: County) -> None:
    matter = asked(Client())
    browser = Client()
    for _ in range(10):
        browser.post("/unlisted/follow/", {"number": matter.number, "code": "AAAAAA"})
    answer = browser.post("/unlisted/follow/", {"number": matter.number, "code": matter.query_code})
    assert answer.status_code == 422
    assert "试错太多" in text(answer)


def test_an_unknown_item_in_the_address_is_only_left_out(county: County) -> None:
    assert Client().get("/unlisted/?item=没有").status_code == 200
    assert asked(Client(), item="没有").item is None


def test_the_form_reads_in_english(county: County) -> None:
    browser = Client()
    browser.cookies["django_language"] = "en"
    page = text(browser.get("/unlisted/"))
    assert "Matters outside the list" in page
    assert not re.search(r"<label[^>]*>[^<]*[\u4e00-\u9fff]", page)


def test_the_applicant_of_a_running_case_is_told_that_it_stopped_and_what_was_decided(
    county: County, clock: Clock
) -> None:
    office = campaign_office(county)
    case = county.receive(MON, hour=9)
    acts.forfeit(
        county.item,
        kind=ForfeitKind.CONCEALED,
        found_on=MON,
        reason=REASON,
        document_no=DOCUMENT,
        by=county.supervisor.acts,
        at=clock.now,
    )
    page = f"/cases/{case.number}/"
    assert "本件先停下" in text(citizen(county).get(page))
    clock.tick()
    stopped = StoppedCase.objects.get(case=case)
    acts.decide_stopped(stopped, StopDecision.CONTINUE, "申请在先，应予保护。", by=office.acts, at=clock.now)
    told = text(citizen(county).get(page))
    assert "照常办理" in told
    assert "申请在先，应予保护" in told


def test_who_finds_nothing_on_the_list_is_led_to_the_form(county: County) -> None:
    assert 'href="/unlisted/"' in text(Client().get("/items/?q=没有这样的事"))
