"""Ending a suspension through its page: who may, on what, and what the page says when it cannot be."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from qingquan.ledger.models import Entry
from qingquan.review.models import Decision, Freeze
from qingquan.review.rules.particulars import Particulars
from qingquan.review.tests.cast import DAY, K, at
from tests.flows.review_hands import Desks, desks, signed_in

__all__ = ["desks"]
pytestmark = pytest.mark.django_db
AFTER_HEARING = date(2026, 3, 24)
BEGINS, ENDS = date(2026, 3, 26), date(2026, 4, 30)
PAPER = "国发〔2026〕9号"


def text(page: Any) -> str:
    return str(page.content.decode())


def suspended(desks: Desks, until_on: date | None = ENDS) -> Decision:
    """An item in force, suspended from above."""
    version = desks.cast.campaigning.catalogue.published()
    item = desks.cast.reported(version.facts())
    desks.cast.both_say(item, K.FREEZE)
    said = Particulars(authority="国务院", document_no="国发〔2026〕1号", from_on=BEGINS, until_on=until_on)
    return desks.cast.decide(item, K.FREEZE, said, AFTER_HEARING)


def address(decision: Decision) -> str:
    return f"/desk/clearing/review/decisions/{decision.pk}/suspension/"


def on(desks: Desks, monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    """Another day; sessions have ended by then, so who acts signs in again."""
    monkeypatch.setattr(timezone, "now", lambda: at(day, 10))
    desks.establishment, desks.head = signed_in(desks.cast.establishment), signed_in(desks.cast.head)


def test_a_suspension_is_ended_on_its_page_by_the_establishment_office_once(
    desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = suspended(desks)
    on(desks, monkeypatch, date(2026, 4, 1))
    page = text(desks.establishment.get(address(made)))
    assert "暂停中" in page
    assert 'name="document_no"' in page
    form = {"document_no": PAPER, "until_on": "2026-04-03"}
    done = desks.establishment.post(address(made), form)
    assert (done.status_code, done["Location"]) == (303, address(made))
    assert Freeze.objects.get().until_on == date(2026, 4, 3)
    again = desks.establishment.post(address(made), form)
    assert (again.status_code, "只能更早" in text(again)) == (409, True)
    assert Entry.objects.filter(kind="review.freeze_lifted").count() == 1
    on(desks, monkeypatch, date(2026, 4, 4))
    shown = text(desks.head.get(address(made)))
    assert "已恢复实施" in shown
    assert PAPER in shown
    late = desks.establishment.post(address(made), form)
    assert (late.status_code, "已于2026-04-03结束" in text(late)) == (409, True)


@pytest.mark.parametrize(
    ("today", "last_day", "why"),
    [
        (date(2026, 4, 1), "2026-03-31", "不能早于今天"),
        (date(2026, 4, 1), "2026-12-31", "只能更早"),
        (date(2026, 4, 1), "2026-04-30", "只能更早"),
        (DAY, "2026-03-20", "还没有开始，最早填2026-03-25"),
    ],
)
def test_a_day_that_would_lie_or_lengthen_is_refused_and_what_was_typed_stays(
    desks: Desks, monkeypatch: pytest.MonkeyPatch, today: date, last_day: str, why: str
) -> None:
    made = suspended(desks)
    on(desks, monkeypatch, today)
    page = desks.establishment.post(address(made), {"document_no": PAPER, "until_on": last_day})
    assert (page.status_code, why in text(page), PAPER in text(page)) == (409, True, True)
    assert Freeze.objects.get().until_on == ENDS


@pytest.mark.parametrize("form", [{}, {"document_no": " ", "until_on": "2026-04-02"}, {"document_no": PAPER}])
def test_without_its_document_or_its_day_nothing_ends(desks: Desks, form: dict[str, str]) -> None:
    made = suspended(desks, None)
    assert desks.establishment.post(address(made), form).status_code == 422
    assert Freeze.objects.get().until_on is None


def test_one_that_has_yet_to_begin_may_be_called_off(desks: Desks) -> None:
    made = suspended(desks, None)
    assert "尚未开始" in text(desks.establishment.get(address(made)))
    done = desks.establishment.post(address(made), {"document_no": PAPER, "until_on": "2026-03-25"})
    assert done.status_code == 303
    assert Freeze.objects.get().until_on == date(2026, 3, 25)


def test_others_read_it_or_find_nothing_and_nobody_else_ends_it(desks: Desks) -> None:
    made = suspended(desks)
    form = {"document_no": PAPER, "until_on": "2026-04-03"}
    for browser in (desks.legal, desks.office, desks.government, desks.head, desks.administrator):
        page = browser.get(address(made))
        assert page.status_code == 200
        assert 'name="document_no"' not in text(page)
        assert browser.post(address(made), form).status_code == 404
    assert desks.stranger.get(address(made)).status_code == 404
    assert desks.visitor.get(address(made)).status_code == 302
    for pk in (made.pk + 1, 0, 2**62):
        assert desks.establishment.get(f"/desk/clearing/review/decisions/{pk}/suspension/").status_code == 404
    assert Freeze.objects.get().until_on == ENDS


def test_a_decision_that_suspends_nothing_has_no_such_page(desks: Desks) -> None:
    item = desks.cast.reported()
    desks.cast.both_say(item, K.RETAIN)
    made = desks.cast.decide(item, K.RETAIN)
    assert desks.establishment.get(address(made)).status_code == 404
    assert address(made) not in text(desks.establishment.get(f"/desk/clearing/review/decisions/{made.pk}/"))


def test_setting_the_decision_right_ends_a_suspension_that_had_its_last_day(desks: Desks) -> None:
    made = suspended(desks)
    day = date(2026, 4, 1)
    desks.cast.conclude(made.reported, K.RETAIN, day)
    desks.cast.decide(made.reported, K.RETAIN, day=day)
    assert Freeze.objects.get().until_on == date(2026, 3, 31)
