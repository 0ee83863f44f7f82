"""What every request passes, tried from outside: sessions, forged forms, hosts, headers, passwords one was given."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from qingquan import doors
from qingquan.people.models import Account
from tests.county import PASSWORD, County, found

pytestmark = pytest.mark.django_db

MON = date(2026, 3, 2)


@pytest.fixture
def county() -> Iterator[County]:
    """The county, with nobody's wrong passwords remembered before or after."""
    cache.clear()
    yield found(PASSWORD)
    cache.clear()


def signed_in(username: str, password: str = PASSWORD) -> Client:
    browser = Client()
    answer = browser.post("/accounts/login/", {"login": username, "password": password})
    assert answer.status_code == 302, answer.content.decode()[-500:]
    return browser


def later(monkeypatch: pytest.MonkeyPatch, minutes: float) -> None:
    """So much later, as far as sessions are concerned."""
    moment = doors.now() + int(minutes * 60)
    monkeypatch.setattr(doors, "now", lambda: moment)


def reaches_the_desk(browser: Client) -> bool:
    return browser.get("/desk/").status_code == 200


def test_an_official_is_signed_out_after_half_an_hour_without_a_click(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = signed_in("water.handler")
    assert reaches_the_desk(browser)
    later(monkeypatch, 31)
    assert not reaches_the_desk(browser)
    assert not Session.objects.exists()


def test_an_official_at_work_stays_signed_in(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = signed_in("water.handler")
    for _ in range(4):
        later(monkeypatch, 20)
        assert reaches_the_desk(browser)
    later(monkeypatch, 31)
    assert not reaches_the_desk(browser)


def test_clicks_within_a_minute_write_nothing(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = signed_in("water.handler")
    before = browser.session[doors.LAST_CLICK]
    later(monkeypatch, 0.5)
    browser.get("/desk/")
    assert browser.session[doors.LAST_CLICK] == before


def test_an_applicant_is_not_hurried(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = signed_in("citizen")
    later(monkeypatch, 120)
    assert browser.get("/mine/").status_code == 200


def test_signing_in_gives_another_session(county: County) -> None:
    browser = Client()
    browser.cookies["sessionid"] = "a" * 32
    browser.post("/accounts/login/", {"login": "water.handler", "password": PASSWORD})
    assert browser.cookies["sessionid"].value != "a" * 32


def test_an_account_that_was_closed_is_signed_out_at_once(county: County) -> None:
    browser = signed_in("water.handler")
    Account.objects.filter(username="water.handler").update(is_active=False)
    assert browser.get("/desk/").status_code in {302, 404}


@pytest.mark.parametrize("address", ["/desk/", "/mine/", "/accounts/password/change/", "/accounts/2fa/", "/"])
def test_no_page_of_somebody_signed_in_is_kept_by_a_browser(county: County, address: str) -> None:
    for who in ("water.handler", "citizen"):
        answer = signed_in(who).get(address)
        assert "no-store" in answer.headers.get("Cache-Control", ""), (who, answer.status_code)


def test_the_password_one_was_given_is_not_ones_own(county: County) -> None:
    Account.objects.filter(username="water.handler").update(must_change_password=True)
    browser = signed_in("water.handler")
    assert browser.get("/desk/")["Location"] == "/accounts/password/change/"
    fields = {"oldpassword": PASSWORD, "password1": PASSWORD, "password2": PASSWORD}
    answer = browser.post("/accounts/password/change/", fields)
    assert Account.objects.get(username="water.handler").must_change_password
    assert "新密码" in answer.content.decode()
    own = "shui-wu-zi-ji-de-2026"
    browser.post("/accounts/password/change/", fields | {"password1": own, "password2": own})
    assert not Account.objects.get(username="water.handler").must_change_password
    assert browser.get("/desk/").status_code == 200


MADE_UP = {"sha256:": "0" * 64, "parcel:": f"1-{'0' * 32}-20260302100000"}


def addresses() -> list[str]:
    """One address for every view, with made-up values where it asks for some."""
    found: list[str] = []

    def walk(patterns: list[URLPattern | URLResolver], before: str) -> None:
        for each in patterns:
            path = before + str(each.pattern)
            if isinstance(each, URLResolver):
                walk(each.url_patterns, path)
            else:
                found.append("/" + re.sub(r"<(\w+:)?\w+>", lambda asked: MADE_UP.get(asked[1] or "", "1"), path))

    walk(get_resolver().url_patterns, "")
    return [path for path in found if "^" not in path and "(" not in path]


def test_no_form_is_taken_from_another_site(county: County) -> None:
    """Every address answers a POST without the token with 403, unless it takes no POST at all."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(Account.objects.get(username="water.handler"))
    taken = {path: browser.post(path, {}).status_code for path in addresses()}
    assert len(taken) > 40
    assert not {path: code for path, code in taken.items() if code not in {403, 405}}


@pytest.mark.parametrize(
    "address",
    [
        "/reading/?size=big&next=https://evil.example/",
        "/reading/?size=big&next=//evil.example",
        "/reading/?next=/\\evil.example",
    ],
)
def test_nobody_is_sent_away(county: County, address: str) -> None:
    answer = Client().get(address)
    assert "evil" not in answer.headers.get("Location", "")


def test_signing_in_sends_nobody_away(county: County) -> None:
    answer = Client().post(
        "/accounts/login/?next=https://evil.example/",
        {"login": "citizen", "password": PASSWORD, "next": "https://evil.example/"},
    )
    assert "evil" not in answer.headers.get("Location", "")


def test_another_host_is_not_answered(county: County) -> None:
    assert Client().get("/", headers={"host": "evil.example"}).status_code == 400


def header(answer: HttpResponseBase, name: str) -> str:
    return str(answer.headers.get(name, ""))


@pytest.mark.parametrize("address", ["/", "/accounts/login/", "/nowhere/", "/desk/"])
def test_every_answer_has_its_guards(county: County, address: str) -> None:
    answer = Client().get(address)
    assert "frame-ancestors 'none'" in header(answer, "Content-Security-Policy")
    assert "script-src 'self';" in header(answer, "Content-Security-Policy")
    assert header(answer, "X-Frame-Options") == "DENY"
    assert header(answer, "X-Content-Type-Options") == "nosniff"
    assert header(answer, "Referrer-Policy") == "same-origin"


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(county: County) -> None:
    cookie = signed_in("citizen").cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_guessing_a_password_is_stopped(county: County) -> None:
    for n in range(12):
        Client().post("/accounts/login/", {"login": "water.head", "password": f"wrong-{n}"})
    answer = Client().post("/accounts/login/", {"login": "water.head", "password": PASSWORD})
    assert answer.status_code != 302


@pytest.mark.parametrize(
    "address", ["/desk/?q=%00", "/desk/cases/?q=a%00b", "/desk/clearing/review/?q=%00", "/items/?q=%00"]
)
def test_what_no_text_can_hold_is_taken_out_of_an_address(county: County, address: str) -> None:
    assert signed_in("water.handler").get(address).status_code < 500


def test_what_no_text_can_hold_is_taken_out_of_a_form(county: County) -> None:
    answer = Client().post("/verify/", {"code": "\x00AB\x00"}, follow=True)
    assert answer.status_code < 500
    assert "\x00" not in answer.content.decode()
