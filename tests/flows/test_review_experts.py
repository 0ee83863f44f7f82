"""An invited expert who holds no post in the county: from signing in to the sealed sheet, and to nothing else."""

from typing import Any

import pytest
from django.test import Client

from qingquan.campaign.models import ReportedItem
from qingquan.people import acts as people
from qingquan.people.models import SYSTEM
from qingquan.people.words import AccountKind
from qingquan.review import acts
from qingquan.review.models import Expert, Panel, ScoreSheet, Seat, SetAside, Writing
from qingquan.review.tests.cast import DAY, Cast, K, at
from qingquan.review.words import Dimension
from tests.flows.review_hands import Desks, desks

__all__ = ["desks"]
pytestmark = pytest.mark.django_db
MINE = "/desk/clearing/review/scores/"
SCORES = {each.value: "4" for each in Dimension}


def text(page: Any, status: int = 200) -> str:
    assert page.status_code == status, page.status_code
    return str(page.content.decode())


def expert(cast: Cast, username: str, name: str) -> tuple[Expert, Client]:
    """Somebody of another city, with an account and no post, and their browser."""
    account = people.open_account(username, name, AccountKind.OFFICIAL, by=SYSTEM, at=at(DAY))
    told = {"employer": "清江大学", "field": "行政法"}
    browser = Client()
    browser.force_login(account)
    return acts.register_expert(name, **told, account=account, by=cast.office, at=at(DAY)), browser


def asked(desks: Desks, *experts: Expert) -> tuple[ReportedItem, Panel]:
    """A disputed item, and its panel of these experts and some on paper."""
    item = desks.cast.reported()
    desks.cast.both_say(item, K.RETAIN, K.CANCEL)
    return item, desks.cast.panel(item, [*experts, *desks.cast.experts(3 - len(experts))])


def seat_of(who: Expert) -> str:
    return f"{MINE}{Seat.objects.get(expert=who).pk}/"


def test_an_expert_without_a_post_scores_from_signing_in_to_the_seal(desks: Desks) -> None:
    who, browser = expert(desks.cast, "wen", "温教授")
    item, panel = asked(desks, who)
    home = browser.get("/desk/", follow=True)
    assert home.redirect_chain == [(MINE, 302)]
    assert item.name in text(home)
    mine = seat_of(who)
    assert mine in text(home)
    assert "先声明利害关系" in text(browser.get(mine))
    assert browser.post(mine, {"go": "declare", "conflict": "no"}).status_code == 303
    assert browser.post(mine, SCORES | {"opinion": "写到一半", "go": "keep", "seen": "0"}).status_code == 303
    assert "写到一半" in text(browser.get(mine))
    silent = browser.post(mine, {"legality": "4", "opinion": "写到一半", "seen": "1"})
    assert "请为“必要性”打分" in text(silent, 422)
    seen = Writing.objects.get().revision
    done = browser.post(mine, SCORES | {"opinion": "依据充分。", "seen": str(seen)}, follow=True)
    assert "已提交并密封" in text(done)
    sheet = ScoreSheet.objects.get()
    assert (sheet.seat.expert, sheet.entered_by, sheet.source) == (who, who.account, "")
    own = text(browser.get(mine))
    assert "依据充分。" in own
    assert "不能更改" in own
    again = text(browser.post(mine, SCORES | {"opinion": "再打一次", "seen": "0"}), 409)
    assert "已经提交过评分" in again
    assert ScoreSheet.objects.count() == 1
    assert f"{panel.number}" in own


def test_an_expert_finds_the_own_seats_alone(desks: Desks) -> None:
    who, browser = expert(desks.cast, "wen", "温教授")
    other, _ = expert(desks.cast, "hao", "郝律师")
    item, panel = asked(desks, who, other)
    assert seat_of(other) not in text(browser.get(MINE))
    on_paper = Seat.objects.get(expert__account=None)
    for address in (seat_of(other), f"{MINE}{on_paper.pk}/", f"{MINE}999999/"):
        assert browser.get(address).status_code == 404
        assert browser.post(address, {"go": "declare", "conflict": "no"}).status_code == 404
    assert not Seat.objects.exclude(declared_at=None).exists()
    assert item.name in text(browser.get(MINE))
    for rest in ("", "panels/", f"panels/{panel.number}/", "experts/", "comments/", "decisions/", "opinions/"):
        assert MINE in text(browser.get(f"/desk/clearing/review/{rest}"), 403)
    for address in (desks.page(item), "/desk/clearing/", "/desk/cases/", "/desk/catalogue/", "/desk/cards/"):
        assert item.name not in text(browser.get(address), 403)


def test_who_is_no_expert_finds_no_scores_without_a_post(desks: Desks) -> None:
    who, _ = expert(desks.cast, "wen", "温教授")
    asked(desks, who)
    account = people.open_account("idle", "闲一", AccountKind.OFFICIAL, by=SYSTEM, at=at(DAY))
    applicant = people.open_account("citizen", "陈民", AccountKind.APPLICANT, by=SYSTEM, at=at(DAY))
    idle, citizen = Client(), Client()
    idle.force_login(account)
    citizen.force_login(applicant)
    for address in (MINE, seat_of(who)):
        assert idle.get(address).status_code == 404
        assert citizen.get(address).status_code == 404
        assert Client().get(address).status_code == 302
        assert idle.post(address, {"go": "declare", "conflict": "no"}).status_code in {404, 405}
    assert MINE not in text(idle.get("/desk/"), 403)
    assert Seat.objects.filter(declared_at=None).count() == 3


def test_an_expert_whose_account_was_closed_or_who_left_finds_nothing(desks: Desks) -> None:
    who, browser = expert(desks.cast, "wen", "温教授")
    asked(desks, who)
    Expert.objects.filter(pk=who.pk).update(left_on=DAY)
    assert browser.get(MINE).status_code == 404
    assert browser.get(seat_of(who)).status_code == 404
    Expert.objects.filter(pk=who.pk).update(left_on=None)
    assert text(browser.get(MINE))
    assert who.account is not None
    type(who.account).objects.filter(pk=who.account.pk).update(is_active=False)
    assert browser.get(MINE).status_code in {302, 404}


def test_an_experts_two_windows_lose_nothing(desks: Desks) -> None:
    who, browser = expert(desks.cast, "wen", "温教授")
    asked(desks, who)
    mine = seat_of(who)
    browser.post(mine, {"go": "declare", "conflict": "no"})
    for n, words in enumerate(("第一稿", "第二稿", "第三稿")):
        assert browser.post(mine, SCORES | {"opinion": words, "go": "keep", "seen": str(n)}).status_code == 303
    other_window = browser.post(mine, SCORES | {"opinion": "另一个窗口写的", "seen": "1"})
    page = text(other_window, 409)
    assert "第三稿" in page
    assert "另一个窗口写的" in page
    assert SetAside.objects.get().fields["opinion"] == "另一个窗口写的"
    assert not ScoreSheet.objects.exists()


def test_an_expert_with_an_interest_takes_no_part(desks: Desks) -> None:
    who, browser = expert(desks.cast, "wen", "温教授")
    asked(desks, who)
    mine = seat_of(who)
    told = {"go": "declare", "conflict": "yes", "declaration": "曾任该局法律顾问。"}
    assert browser.post(mine, told).status_code == 303
    assert "已因利害关系回避：曾任该局法律顾问。" in text(browser.get(mine))
    assert "回避" in text(browser.post(mine, SCORES | {"opinion": "", "seen": "0"}), 409)
    assert "已回避" in text(browser.get(MINE))
    assert not ScoreSheet.objects.exists()
