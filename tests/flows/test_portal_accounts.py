"""Signing up and in, saying who one is, and the doors after that."""

import pytest
from django.test import Client

from qingquan.people.models import Account, Applicant
from tests.county import County
from tests.flows.portal_hands import citizen, clock, county, signed_in, somebody_else, text

__all__ = ["clock", "county"]

ME = {"name": "何旁", "id_type": "citizen_id", "id_number": "990101198507120034", "phone": "13900002222"}
FIRM = {
    "name": "清泉县白云茶社",
    "id_number": "91990101MA5QX0R62K",
    "legal_representative": "何旁",
    "phone": "13900002222",
}
WORD = "a-long-word-26"


def test_somebody_signs_up_and_says_who_they_are(county: County) -> None:
    browser = Client()
    answer = browser.post("/accounts/signup/", {"username": "hepang", "password1": WORD, "password2": WORD})
    assert answer["Location"] == "/enter/"
    assert browser.get("/enter/")["Location"] == "/mine/"
    assert browser.post("/mine/profile/", ME | {"next": "/items/"})["Location"] == "/items/"
    account = Account.objects.get(username="hepang")
    assert (account.kind, account.name) == ("applicant", "何旁")
    page = text(browser.get("/mine/profile/"))
    assert "990101198507120034" not in page
    assert "9****************4" in page
    assert "139****2222" in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("id_number", "990101198507120035", id="a wrong check digit"),
        pytest.param("phone", "12345", id="no mobile number"),
        pytest.param("name", "", id="no name"),
    ],
)
def test_what_cannot_be_is_not_registered(county: County, field: str, value: str) -> None:
    answer = somebody_else().post("/mine/profile/", ME | {field: value})
    assert answer.status_code in {409, 422}
    assert not Applicant.objects.filter(name="何旁").exists()


def test_anothers_identity_is_not_taken_and_not_named(county: County) -> None:
    answer = somebody_else().post("/mine/profile/", ME | {"id_number": "990101199003070015"})
    assert answer.status_code == 409
    assert "另一个账号" in text(answer)
    assert "陈民" not in text(answer)
    assert Applicant.objects.get(pk=county.applicant.pk).name == "陈民"


def test_an_identity_once_registered_is_not_replaced_online(county: County) -> None:
    answer = citizen(county).post("/mine/profile/", ME)
    assert answer.status_code == 409
    assert "窗口更正" in text(answer)


def test_the_way_after_registering_stays_on_this_site(county: County) -> None:
    answer = somebody_else().post("/mine/profile/", ME | {"next": "https://evil.example/"})
    assert answer["Location"] == "/mine/"


def test_officials_enter_at_their_desk(county: County) -> None:
    browser = signed_in(county.clerk.account)
    assert browser.get("/enter/")["Location"] == "/desk/"
    assert browser.get("/mine/")["Location"] == "/desk/"
    assert browser.get("/mine/profile/").status_code == 404


def test_a_given_password_is_changed_before_anything_else(county: County) -> None:
    account = county.citizen
    account.set_password(WORD)
    account.must_change_password = True
    account.save(update_fields=["password", "must_change_password"])
    browser = signed_in(account)
    for address in ("/mine/", "/items/", "/enter/"):
        assert browser.get(address)["Location"] == "/accounts/password/change/"
    assert "初始密码" in text(browser.get("/accounts/password/change/"))
    new = "another-word-27"
    browser.post("/accounts/password/change/", {"oldpassword": WORD, "password1": new, "password2": new})
    account.refresh_from_db()
    assert not account.must_change_password
    assert browser.get("/mine/").status_code == 200


@pytest.mark.parametrize("page", ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"])
def test_the_account_pages_wear_the_countys_dress(county: County, page: str) -> None:
    shown = text(Client().get(page))
    assert "emblem.svg" in shown
    assert "<script>" not in shown


@pytest.mark.parametrize("page", ["/accounts/2fa/", "/accounts/password/change/", "/accounts/logout/"])
def test_the_pages_of_a_signed_in_account_too(county: County, page: str) -> None:
    county.citizen.set_password(WORD)
    county.citizen.save(update_fields=["password"])
    assert "emblem.svg" in text(citizen(county).get(page))


def test_a_wrong_password_says_so_in_words(county: County) -> None:
    answer = Client().post("/accounts/login/", {"login": "citizen", "password": "wrong"})
    assert 'role="alert"' in text(answer)


def test_a_form_without_its_token_is_explained(county: County) -> None:
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post("/follow/", {"number": "1", "code": "ABCDEF"})
    assert answer.status_code == 403
    assert "没有通过安全检查" in text(answer)
