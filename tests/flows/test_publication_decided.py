"""The form for the next batch offers what the review decided to end, ticked, with the number of the decision."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from qingquan.people import acts as people
from qingquan.people.models import SYSTEM
from qingquan.publication.models import Batch
from qingquan.publication.tests.cast import Cast
from qingquan.publication.tests.test_decided import cancelled
from qingquan.review.models import Decision
from qingquan.review.tests.cast import DUE, at
from qingquan.review.tests.cast import Cast as Reviewing
from qingquan.review.tests.cast import gather as gather_review

pytestmark = pytest.mark.django_db
HERE = "/desk/clearing/publication/"
ADDED = {"from_on": "2026-04-01"}


@pytest.fixture
def reviewing() -> Reviewing:
    return gather_review()


@pytest.fixture
def cast(reviewing: Reviewing) -> Cast:
    county = reviewing.campaigning
    return Cast(of_items=county.catalogue, office=county.office, head=county.head, forester=county.forest_head)


@pytest.fixture
def decision(cast: Cast, reviewing: Reviewing, monkeypatch: pytest.MonkeyPatch) -> Decision:
    """A licence in force that is decided to be cancelled, and another beside it."""
    assert cast.office.account is not None
    assert cast.office.post is not None
    people.appoint(cast.office.account, cast.office.post, from_on=date(2026, 1, 5), by=SYSTEM, at=at(DUE))
    version = cast.of_items.published()
    cast.published(cast.licence(9))
    monkeypatch.setattr(timezone, "now", lambda: at(DUE))
    return cancelled(reviewing, version)


@pytest.fixture
def office(cast: Cast, decision: Decision) -> Client:
    client = Client()
    assert cast.office.account is not None
    client.force_login(cast.office.account)
    return client


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content.decode()[:2000]
    return str(answer.content.decode())


def test_a_decided_ending_is_offered_ticked_and_named_by_its_decision(decision: Decision, office: Client) -> None:
    page = text(office.get(f"{HERE}new/licence_approval/"))
    code = decision.reported.code
    assert f'name="decided" value="{code}" checked' in page
    assert decision.number in page
    assert "取水许可：取消" in page
    sent = ADDED | {"decided": [code]}
    assert office.post(f"{HERE}new/licence_approval/", sent).status_code == 303
    batch = Batch.objects.get(seq=2)
    ended = batch.items.get(part="ended")
    assert (ended.code, ended.ended_document) == (code, decision.number)
    again = text(office.get(f"{HERE}{batch.number}/change/"))
    assert f'name="decided" value="{code}" checked' in again
    assert 'value="清理审核决定取消"' not in again, "what is ticked is not asked for a second time"


def test_a_decided_ending_that_is_unticked_stays_out(decision: Decision, office: Client) -> None:
    assert office.post(f"{HERE}new/licence_approval/", ADDED | {"decided": [decision.reported.code]}).status_code == 303
    batch = Batch.objects.get(seq=2)
    refused = text(office.post(f"{HERE}{batch.number}/change/", ADDED), 409)
    assert "没有差别" in refused
    assert f'name="decided" value="{decision.reported.code}">' in refused


def test_a_catalogue_the_decision_does_not_touch_offers_nothing(office: Client) -> None:
    assert "清理审核已经决定" not in text(office.get(f"{HERE}new/penalty/"))


def test_an_ending_nobody_knows_is_passed_over(office: Client) -> None:
    page = text(
        office.post(f"{HERE}new/penalty/", ADDED | {"decided": ["NONE"], "ended": ["X"], "ended_reason": ["理由"]}), 409
    )
    assert "没有可以公布的事项" in page
