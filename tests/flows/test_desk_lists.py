"""What waits, and what can be found: tasks, cases and cards as their posts see them."""

from datetime import date

import pytest
from django.test import Client

from qingquan.cases import acts
from qingquan.cases.acts import Gap
from qingquan.desk import queue
from qingquan.people import acts as people
from qingquan.people.models import SYSTEM
from qingquan.people.words import AccountKind
from qingquan.places import acts as places
from qingquan.places.words import Role
from qingquan.supervision import watch
from qingquan.supervision.models import Card
from tests.county import FOUNDED, County, Official, at, found
from tests.flows.desk_hands import MON, TUE, Clock, as_, clock, told

__all__ = ["clock"]
pytestmark = pytest.mark.django_db

NEXT_MON = date(2026, 3, 9)


def page(official: Official, address: str = "/desk/") -> str:
    answer = as_(official).get(address)
    assert answer.status_code == 200
    return told(answer)


def order(text: str, *numbers: str) -> list[int]:
    return [text.index(number) for number in numbers]


def test_what_is_due_first_stands_on_top_with_its_days_left(clock: Clock) -> None:
    county = found()
    later, first = county.accept(TUE).number, county.accept(MON).number
    clock.go(NEXT_MON)
    text = page(county.handler)
    assert order(text, first, later) == sorted(order(text, first, later))
    assert "今天到期" in text
    assert "即将到期，剩 1 个工作日" in text
    clock.go(date(2026, 3, 12))
    assert "已逾期 3 个工作日" in page(county.handler)
    assert "逾期 2 件" in page(county.handler)


def test_an_empty_desk_says_so(clock: Clock) -> None:
    assert "都办完了" in page(found().reviewer)


def test_what_waits_for_the_applicant_is_kept_apart(clock: Clock) -> None:
    county = found()
    number = county.receive(MON, whole=False).number
    acts.notify_gaps(number, [Gap("建设项目水资源论证报告书")], by=county.clerk.acts, at=at(MON))
    assert number not in page(county.clerk)
    assert number in page(county.clerk, "/desk/?show=supplement")
    assert "等申请人补正" in page(county.clerk, "/desk/?show=supplement")


def test_what_stands_still_is_kept_apart(clock: Clock) -> None:
    county = found()
    number = county.accept(MON).number
    end = date(2026, 3, 20)
    acts.pause(number, "expert_review", procedure="评审", planned_end=end, by=county.handler.acts, at=at(MON, 15))
    assert number not in page(county.handler)
    text = page(county.handler, "/desk/?show=paused")
    assert number in text
    assert "计时暂停" in text


def test_the_whole_organ_is_one_tab_away(clock: Clock) -> None:
    county = found()
    received, accepted = county.receive(MON).number, county.accept(MON).number
    text = page(county.head, "/desk/?show=organ")
    assert received in text
    assert accepted in text
    assert "承办人" in text


@pytest.mark.parametrize("asked", ["陈民", "陈", "取水", "9901010130120260302"])
def test_a_task_is_found_by_number_applicant_or_item(clock: Clock, asked: str) -> None:
    county = found()
    number = county.accept(MON).number
    assert number in page(county.handler, f"/desk/?q={asked}")
    assert number in page(county.handler, f"/desk/cases/?q={asked}")
    assert number not in page(county.stranger, f"/desk/cases/?q={asked}")


def test_what_is_not_found_says_where_else_to_look(clock: Clock) -> None:
    county = found()
    assert "没有找到" in page(county.handler, "/desk/?q=养殖")
    assert "没有找到办件" in page(county.handler, "/desk/cases/?q=养殖")


@pytest.mark.parametrize(
    ("narrowed", "shown"),
    [
        ("stage=received", True),
        ("stage=open", True),
        ("stage=delivered", False),
        ("since=2026-03-02&until=2026-03-02", True),
        ("since=2026-03-03", False),
        ("since=gestern", True),
        ("late=1", False),
        ("page=999", True),
    ],
)
def test_cases_are_narrowed(clock: Clock, narrowed: str, shown: bool) -> None:
    county = found()
    number = county.receive(MON).number
    assert (number in page(county.clerk, f"/desk/cases/?{narrowed}")) is shown


def test_late_cases_are_those_whose_day_has_passed(clock: Clock) -> None:
    county = found()
    number = county.accept(date(2026, 2, 2)).number
    clock.go(date(2026, 3, 20))
    assert number in page(county.clerk, "/desk/cases/?late=1")


def test_the_tasks_ask_few_questions(clock: Clock, django_assert_max_num_queries: object) -> None:
    county = found()
    for _ in range(5):
        county.accept(MON)
    browser = as_(county.handler)
    browser.get("/desk/")
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        browser.get("/desk/")


def test_beyond_five_hundred_nobody_counts_on(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "MOST", 2)
    county = found()
    for _ in range(3):
        county.accept(MON)
    assert queue.tally(county.handler.post, MON) == queue.Tally(2, 0, 0, 0, 0, more=True)
    assert "2+" in page(county.handler)


def carded(county: County) -> Card:
    """A case whose examination ran past its limit."""
    number = county.accept(date(2026, 2, 2)).number
    watch.examine([number], at(NEXT_MON))
    return Card.objects.filter(case__number=number).latest("level", "pk")


def test_an_organ_explains_its_card_once(clock: Clock) -> None:
    county = found()
    clock.go(NEXT_MON)
    card = carded(county)
    browser = as_(county.handler)
    text = told(browser.get(f"/desk/cards/{card.number}/"))
    assert card.fact in text
    assert card.rule_words.rests_on in text
    short = browser.post(f"/desk/cards/{card.number}/explain/", {"text": "无"})
    assert short.status_code == 409
    assert browser.post(f"/desk/cards/{card.number}/explain/", {"text": ""}).status_code == 422
    said = {"text": "承办人病假，已安排顶岗，3月9日办结。"}
    assert browser.post(f"/desk/cards/{card.number}/explain/", said).status_code == 303
    again = browser.post(f"/desk/cards/{card.number}/explain/", {"text": "再说明一次情况"})
    assert again.status_code == 409
    assert "已经说明过" in told(again)
    assert "承办人病假" in page(county.supervisor, f"/desk/cards/{card.number}/")


def test_a_supervisor_sees_the_countys_cards_masked_and_explains_none(clock: Clock) -> None:
    county = found()
    clock.go(NEXT_MON)
    card = carded(county)
    text = page(county.supervisor, "/desk/cards/")
    assert card.number in text
    assert "陈民" not in page(county.supervisor, f"/desk/cards/{card.number}/")
    assert as_(county.supervisor).post(f"/desk/cards/{card.number}/explain/", {"text": "情况说明"}).status_code == 409


def test_another_organs_card_looks_like_no_card(clock: Clock) -> None:
    county = found()
    card = carded(county)
    assert as_(county.stranger).get(f"/desk/cards/{card.number}/").status_code == 404
    assert as_(county.stranger).post(f"/desk/cards/{card.number}/explain/", {"text": "说明"}).status_code == 404


@pytest.mark.parametrize(("narrowed", "shown"), [("rule=TL-05", True), ("rule=AU-01", False), ("state=closed", False)])
def test_cards_are_narrowed(clock: Clock, narrowed: str, shown: bool) -> None:
    county = found()
    clock.go(NEXT_MON)
    carded(county)
    assert ("环节超时</a>" in page(county.supervisor, f"/desk/cards/?{narrowed}")) is shown


def admin(county: County) -> Client:
    post = places.enter_post(
        county.organ, code="admin", name="系统管理员", role=Role.SYSTEM_ADMIN, by=SYSTEM, at=FOUNDED
    )
    account = people.open_account("admin", "郑管", AccountKind.OFFICIAL, by=SYSTEM, at=FOUNDED)
    people.appoint(account, post, from_on=FOUNDED.date(), by=SYSTEM, at=FOUNDED)
    return as_(Official(account, post))


def test_an_account_is_opened_with_a_password_shown_once(clock: Clock) -> None:
    county = found()
    browser = admin(county)
    fields = {"name": "吴新", "username": "wu", "post": county.handler.post.pk, "from_on": "2026-03-02"}
    answer = browser.post("/desk/people/new/", fields)
    assert answer.status_code == 201
    assert "no-store" in answer["Cache-Control"]
    password = told(answer).split('<span class="code">')[1].split("<")[0]
    newcomer = Client()
    assert newcomer.login(username="wu", password=password)
    assert "password" in newcomer.get("/desk/")["Location"]
    assert "吴新" in told(browser.get("/desk/people/"))
    taken = browser.post("/desk/people/new/", fields)
    assert taken.status_code == 422
    assert "已经有人用了" in told(taken)


def test_a_post_is_handed_over_on_a_day(clock: Clock) -> None:
    county = found()
    browser = admin(county)
    tenure = county.handler.post.tenures.get()
    address = f"/desk/people/tenures/{tenure.pk}/"
    early = browser.post(address, {"to": county.reviewer.account.pk, "on": "2026-01-05"})
    assert early.status_code == 409
    done = browser.post(address, {"to": county.reviewer.account.pk, "on": "2026-03-03"})
    assert done.status_code == 303
    assert as_(Official(county.handler.account, county.handler.post)).get("/desk/").status_code == 200
    clock.go(TUE)
    assert as_(Official(county.handler.account, county.handler.post)).get("/desk/").status_code == 403
    assert "承办人" in told(as_(Official(county.reviewer.account, county.handler.post)).get("/desk/"))


def test_somebody_takes_a_further_post(clock: Clock) -> None:
    county = found()
    browser = admin(county)
    fields = {"post": county.reviewer.post.pk, "from_on": "2026-03-02"}
    assert browser.post(f"/desk/people/{county.handler.account.pk}/", fields).status_code == 303
    assert county.reviewer.post.tenures.count() == 2


def test_a_reset_shows_the_password_once_and_ends_what_is_open(clock: Clock) -> None:
    county = found()
    browser, working = admin(county), as_(county.handler)
    address = f"/desk/people/{county.handler.account.pk}/reset/"
    assert "核实来人身份" in told(browser.get(address))
    answer = browser.post(address)
    assert answer.status_code == 201
    assert "no-store" in answer["Cache-Control"]
    password = told(answer).split('<span class="code">')[1].split("<")[0]
    assert password not in told(browser.get(address))
    assert "login" in working.get("/desk/")["Location"]
    again = Client()
    assert again.login(username=county.handler.account.username, password=password)
    assert "password" in again.get("/desk/")["Location"]


def test_an_account_with_posts_is_not_closed(clock: Clock) -> None:
    county = found()
    address = f"/desk/people/{county.handler.account.pk}/close/"
    refused = admin(county).post(address, {"reason": "调离"})
    assert refused.status_code == 409
    assert "请先移交" in told(refused)
    assert 'value="调离"' in told(refused)


@pytest.mark.parametrize("address", ["/desk/people/", "/desk/people/new/", "/desk/people/1/reset/"])
def test_only_the_administrator_finds_the_people(clock: Clock, address: str) -> None:
    assert as_(found().head).get(address).status_code == 404


def test_the_administrator_sees_no_case(clock: Clock) -> None:
    county = found()
    number = county.receive(MON).number
    browser = admin(county)
    assert browser.get(f"/desk/cases/{number}/").status_code == 404
    for address in ("/desk/?show=organ", "/desk/?show=organ&q=取水", "/desk/cases/"):
        assert number not in told(browser.get(address))
