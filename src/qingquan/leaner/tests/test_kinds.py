"""The kind of a handling item, corrected: who may, what wins, what the database refuses."""

import pytest
from django.db import IntegrityError, transaction

from qingquan.catalogue.tests.cast import Cast, at, gather
from qingquan.law import Refused
from qingquan.leaner import kinds
from qingquan.leaner.models import SaidKind
from qingquan.leaner.reading.handling import family
from qingquan.leaner.rules.flows import HandlingKind
from qingquan.ledger.models import Entry

pytestmark = pytest.mark.django_db
WHY = "依据的条款规定的是延续，名称没有写明。"


@pytest.fixture
def cast() -> Cast:
    return gather()


def test_what_was_said_wins_over_the_name_and_is_in_the_ledger(cast: Cast) -> None:
    item = cast.draft().item
    assert [(one.kind, one.corrected) for one in family(item)] == [(HandlingKind.NEW, "")]
    kinds.correct(item, HandlingKind.RENEW, WHY, by=cast.administrator, at=at())
    assert [(one.kind, one.corrected) for one in family(item)] == [(HandlingKind.RENEW, WHY)]
    kinds.correct(item, HandlingKind.CHANGE, WHY, by=cast.administrator, at=at())
    said = [entry.facts for entry in Entry.objects.filter(kind="handling_kind.corrected").order_by("pk")]
    assert [(facts["before"], facts["kind"]) for facts in said] == [("new", "renew"), ("renew", "change")]
    assert SaidKind.objects.get().kind == "change"


def test_the_organs_administrator_says_it_with_a_reason_and_only_what_is_new(cast: Cast) -> None:
    item = cast.draft().item
    with pytest.raises(Refused, match="事项管理员"):
        kinds.correct(item, HandlingKind.RENEW, WHY, by=cast.government, at=at())
    with pytest.raises(Refused, match="理由"):
        kinds.correct(item, HandlingKind.RENEW, "  ", by=cast.administrator, at=at())
    with pytest.raises(Refused, match="没有要更正"):
        kinds.correct(item, HandlingKind.NEW, WHY, by=cast.administrator, at=at())
    assert not SaidKind.objects.exists()


@pytest.mark.parametrize("changes", [{"kind": "other"}, {"reason": ""}])
def test_the_database_keeps_known_kinds_with_a_reason(cast: Cast, changes: dict[str, str]) -> None:
    item = cast.draft().item
    kinds.correct(item, HandlingKind.RENEW, WHY, by=cast.administrator, at=at())
    with pytest.raises(IntegrityError, match="said_kind_is_known_and_reasoned"), transaction.atomic():
        SaidKind.objects.update(**changes)
