"""Two people decide of one field at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from qingquan.catalogue.tests.cast import at, gather
from qingquan.exchange import acts
from qingquan.exchange.models import FieldDecision
from qingquan.exchange.tests.test_decisions import KEEP, REASON, TAKE, line, matched
from qingquan.exchange.words import BaseField, FieldChoice
from qingquan.law import Refused


@pytest.mark.usefixtures("committed")
def test_of_two_who_decide_at_once_one_is_told_of_the_other() -> None:
    cast = gather()
    claim = matched(cast)
    token = line(claim, BaseField.NAME).seen

    def one(choice: FieldChoice) -> str:
        try:
            acts.decide(claim, BaseField.NAME, choice, seen=token, reason=REASON, by=cast.administrator, at=at())
        except Refused as no:
            return no.why
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(one, (TAKE, KEEP)))
    assert told[0] == ""
    assert "刚刚对“事项名称”作了决定" in told[1]
    assert FieldDecision.objects.count() == 1
