"""How often an act asks the database: the number that makes a desk quick or slow."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qingquan.cases import acts
from qingquan.cases.acts.hold import hold as hold_case
from qingquan.cases.words import Delivery, Opinion, Outcome
from qingquan.ledger import swift
from tests.county import at, found

pytestmark = pytest.mark.django_db

MON = date(2026, 3, 2)


def test_a_step_asks_the_database_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    county = found()
    asked: list[str] = []
    call = swift.call

    def counted(text: str, values: Sequence[Any]) -> Any:
        asked.append(text.split("(", 1)[0].strip())
        return call(text, values)

    monkeypatch.setattr(swift, "call", counted)
    case = county.receive(MON)
    county.receive(MON)
    asked.clear()
    hold, advance = "SELECT cases_hold", "SELECT cases_advance"
    with CaptureQueriesContext(connection) as others:
        acts.accept(case.number, by=county.clerk.acts, at=at(MON))
        for official in (county.handler, county.reviewer):
            step = next(step for step in hold_case(case.number, at(MON)).open_steps())
            acts.complete_step(case.number, step.step_id, Opinion.AGREE, "", by=official.acts, at=at(MON))
        acts.decide(case.number, Outcome.GRANT, "", by=county.approver.acts, at=at(MON))
    assert asked == [hold, advance, hold, hold, advance, hold, hold, advance, hold, advance]
    assert [query["sql"] for query in others.captured_queries] == []
    asked.clear()
    with CaptureQueriesContext(connection) as others:
        acts.deliver(case.number, Delivery.WINDOW, "陈民", by=county.clerk.acts, at=at(MON))
        county.receive(MON)
    assert asked == [hold, advance, "SELECT cases_intake", "SELECT cases_receive"]
    assert [query["sql"] for query in others.captured_queries] == []
