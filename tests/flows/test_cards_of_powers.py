"""Cards with no case behind them, on every page that shows cards."""

from datetime import date

import pytest

from qingquan.fees import acts as fees
from qingquan.fees.tests.cast import billed
from qingquan.forfeits import watch as forfeits
from qingquan.forfeits.models import Forfeit
from qingquan.forfeits.tests.cast import county_with_a_fee, given_up
from qingquan.ledger.models import Entry
from qingquan.supervision import powers
from qingquan.supervision.models import Card
from tests.county import County, at
from tests.flows.desk_hands import Clock, as_, clock, told

__all__ = ["clock"]

MON, TUE, WED = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4)


@pytest.fixture
def county(db: None, clock: Clock) -> County:
    """A bill paid and another tried after the power was given up; both are cards."""
    clock.now = at(WED, 12)
    found, fee = county_with_a_fee()
    case = found.receive(MON, hour=9)
    bill = billed(found, fee, MON)
    given_up(found, at(TUE))
    fees.pay(bill, "清财票2026-000001", by=found.clerk.acts, at=at(WED))
    forfeits.look(at(WED, 10))
    page = as_(found.clerk).post(
        "/desk/clearing/fees/new/", {"case": case.number, "fee": str(fee.pk), "amount": "120.50"}
    )
    assert page.status_code == 409
    for entry in Entry.objects.filter(kind__in=powers.FOLLOWED).order_by("pk"):
        powers.FOLLOWED[entry.kind](entry, at(WED, 11))
    assert sorted(Card.objects.values_list("rule", flat=True)) == ["AU-04", "FE-02"]
    return found


def test_the_supervisor_finds_them_by_rule_and_is_led_to_the_finding(county: County) -> None:
    watcher, finding = as_(county.supervisor), Forfeit.objects.get().number
    for rule in ("AU-04", "FE-02"):
        listed = told(watcher.get(f"/desk/cards/?rule={rule}"))
        card = Card.objects.get(rule=rule)
        assert card.number in listed and card.about in listed
        assert Card.objects.exclude(pk=card.pk).get().number not in listed
        page = told(watcher.get(f"/desk/cards/{card.number}/"))
        assert f"/desk/clearing/forfeits/found/{finding}/" in page
    assert "监察牌 2 张" in told(watcher.get("/desk/clearing/forfeits/"))
    assert "放弃以后仍然收费" in told(watcher.get(f"/desk/clearing/forfeits/found/{finding}/"))


def test_the_organ_reads_and_explains_another_organ_finds_nothing(county: County) -> None:
    card = Card.objects.get(rule="FE-02")
    window = as_(county.clerk)
    assert card.number in told(window.get("/desk/cards/"))
    answer = window.post(f"/desk/cards/{card.number}/explain/", {"text": "沿用旧单，已经停收并退还。"})
    assert answer.status_code == 303
    again = window.post(f"/desk/cards/{card.number}/explain/", {"text": "沿用旧单，已经停收并退还。"})
    assert again.status_code == 409
    stranger = as_(county.stranger)
    assert card.number not in told(stranger.get("/desk/cards/"))
    assert stranger.get(f"/desk/cards/{card.number}/").status_code == 404
    assert stranger.post(f"/desk/cards/{card.number}/explain/", {"text": "沿用旧单。"}).status_code == 404
    assert as_(county.supervisor).get("/desk/cards/JC2026999999/").status_code == 404


def test_pages_of_cases_and_tasks_are_whole_beside_them(county: County) -> None:
    case = "/desk/cases/"
    for who in (county.clerk, county.handler, county.supervisor):
        for page in (case, "/desk/", "/desk/cards/"):
            assert as_(who).get(page, follow=True).status_code == 200
