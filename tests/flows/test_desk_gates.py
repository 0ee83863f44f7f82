"""The desk's door and gates: what is missing and what is forbidden look the same."""

import re
from typing import Any

import pytest
from django.test import Client

from qingquan.cases import acts
from qingquan.cases.models import Case, MaterialIn
from qingquan.cases.words import Channel
from qingquan.desk import urls
from qingquan.papers.models import Document, StoredFile
from qingquan.people import acts as people
from qingquan.people.models import SYSTEM
from qingquan.people.words import AccountKind
from qingquan.places import acts as places
from qingquan.places.words import Role
from tests.county import FOUNDED, County, Official, at, found
from tests.flows.desk_hands import MON, Clock, as_, case_page, clock, send, shown, told

__all__ = ["clock"]
pytestmark = pytest.mark.django_db

VARIABLE = re.compile(r"<[^>]+>")
ID_NUMBER, PHONE = "990101199003070015", "19900001234"
EXAMPLES = {
    "int:pk": "1",
    "str:number": "9901010130120260302000013",
    "str:deed": "accept",
    "str:code": "X",
    "str:sha": "0",
}


def addresses() -> list[str]:
    """Every address of the desk, with a 1 in the place of each variable."""
    return ["/desk/" + VARIABLE.sub("1", str(pattern.pattern)) for pattern in urls.urlpatterns]


@pytest.mark.parametrize("address", addresses())
def test_no_address_of_the_desk_opens_without_signing_in(address: str) -> None:
    for answer in (Client().get(address), Client().post(address)):
        assert answer.status_code in {302, 404}
        assert answer.status_code == 404 or answer["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("address", addresses())
def test_no_address_of_the_desk_exists_for_an_applicant(address: str) -> None:
    browser = Client()
    browser.force_login(found().citizen)
    assert browser.get(address).status_code == 404
    assert browser.post(address).status_code == 404


def test_after_signing_in_again_one_is_where_one_was() -> None:
    answer = Client().get("/desk/cases/?stage=open")
    assert answer["Location"] == "/accounts/login/?next=/desk/cases/%3Fstage%3Dopen"
    posted = Client().post("/desk/cases/1/accept/", headers={"referer": "http://testserver/desk/cases/1/"})
    assert posted["Location"] == "/accounts/login/?next=/desk/cases/1/"


def test_an_official_without_a_post_is_told_whom_to_ask(clock: Clock) -> None:
    found()
    nobody = people.open_account("new", "新人", AccountKind.OFFICIAL, by=SYSTEM, at=FOUNDED)
    browser = Client()
    browser.force_login(nobody)
    answer = browser.get("/desk/")
    assert answer.status_code == 403
    assert "系统管理员" in told(answer)


def test_the_half_hour_counts_from_the_last_click(clock: Clock) -> None:
    browser = as_(found().clerk)
    browser.get("/desk/")
    assert "seen" in browser.session


def filed(county: County) -> tuple[Case, StoredFile, Document]:
    case = county.receive(MON)
    file = StoredFile.objects.create(
        sha256="0" * 64, name="图.png", kind="png", size=9, path="none", uploaded_at=at(MON), checked_at=at(MON)
    )
    MaterialIn.objects.filter(case=case, position=1).update(file=file, way="uploaded")
    return case, file, Document.objects.get(subject=case.number)


@pytest.mark.parametrize("number", ["theirs", "9901010130120260302999999"])
def test_another_organs_case_looks_like_no_case(clock: Clock, number: str) -> None:
    county = found()
    case, file, paper = filed(county)
    there = case.number if number == "theirs" else number
    browser = as_(county.stranger)
    assert browser.get(case_page(there)).status_code == 404
    assert browser.post(f"{case_page(there)}accept/", {"revision": "1"}).status_code == 404
    assert browser.get(f"/desk/files/{file.pk}/").status_code == 404
    assert browser.get(f"/desk/documents/{paper.pk}/").status_code == 404


def test_a_supervisor_sees_every_case_without_a_number_and_acts_on_none(clock: Clock) -> None:
    county = found()
    case, file, paper = filed(county)
    browser = as_(county.supervisor)
    page = shown(browser, case.number)
    assert "陈民" not in page
    assert "陈**" in page
    for secret in (ID_NUMBER, PHONE, case.query_code):
        assert secret not in page
    assert '<form method="post"' not in page
    assert browser.post(f"{case_page(case.number)}withdraw/", {"revision": "1"}).status_code == 404
    assert browser.get(f"/desk/files/{file.pk}/").status_code == 404
    assert browser.get(f"/desk/documents/{paper.pk}/").status_code == 404
    assert "陈民" not in told(browser.get("/desk/cases/"))


def test_numbers_typed_into_opinions_are_hidden_from_the_supervisor(clock: Clock) -> None:
    county = found()
    number = county.accept(MON).number
    said = {"step": "Step_2", "step-Step_2__opinion": "agree", "step-Step_2__text": f"已电话联系 {PHONE} 核实。"}
    send(as_(county.handler), number, "complete_step", **said)
    assert PHONE in shown(as_(county.reviewer), number)
    assert PHONE not in shown(as_(county.supervisor), number)


def test_the_organ_that_handles_a_case_sees_the_numbers(clock: Clock) -> None:
    county = found()
    page = shown(as_(county.clerk), county.receive(MON).number)
    assert ID_NUMBER in page
    assert PHONE in page


def test_a_file_not_yet_checked_is_not_served(clock: Clock) -> None:
    county = found()
    case, file, _ = filed(county)
    StoredFile.objects.filter(pk=file.pk).update(checked_at=None)
    assert as_(county.clerk).get(f"/desk/files/{file.pk}/").status_code == 404
    assert "安全检查中" in shown(as_(county.clerk), case.number)


def test_a_document_opens_beside_the_case_and_nothing_in_it_runs(clock: Clock) -> None:
    county = found()
    _, _, paper = filed(county)
    answer = as_(county.clerk).get(f"/desk/documents/{paper.pk}/")
    assert answer.content.startswith(b"%PDF")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_one_acts_from_one_post_at_a_time(clock: Clock) -> None:
    county = found()
    people.appoint(county.clerk.account, county.handler.post, from_on=FOUNDED.date(), by=SYSTEM, at=FOUNDED)
    browser = as_(county.clerk)
    page = told(browser.get(f"/desk/post/?to={county.handler.post.pk}"))
    assert f'value="{county.handler.post.pk}" checked' in page
    assert browser.post("/desk/post/", {"to": county.handler.post.pk}).status_code == 303
    assert "承办人" in told(browser.get("/desk/"))
    assert browser.post("/desk/post/", {"to": county.head.post.pk}).status_code == 404


def hall_clerk(county: County) -> Official:
    """A clerk of an integrated window, who sits at a post of another organ."""
    post = places.enter_post(
        county.other_organ, code="hall.clerk", name="综合窗口", role=Role.WINDOW_CLERK, by=SYSTEM, at=FOUNDED
    )
    account: Any = people.open_account("hall", "吴综", AccountKind.OFFICIAL, by=SYSTEM, at=FOUNDED)
    people.appoint(account, post, from_on=FOUNDED.date(), by=SYSTEM, at=FOUNDED)
    return Official(account, post)


def test_who_took_a_case_in_follows_it_without_its_numbers(clock: Clock) -> None:
    county = found()
    clerk = hall_clerk(county)
    online = county.receive(MON)
    assert as_(clerk).get(case_page(online.number)).status_code == 404
    taken = acts.receive(
        county.version,
        county.applicant,
        answers={},
        materials=[],
        channel=Channel.COUNTY,
        by=clerk.acts,
        at=at(MON),
    )
    page = shown(as_(clerk), taken.number)
    assert "陈民" in page
    assert ID_NUMBER not in page
    assert "您的岗位不能操作" in page
