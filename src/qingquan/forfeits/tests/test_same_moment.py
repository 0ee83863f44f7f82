"""A finding and a receipt in the same moment wait for each other; the receipt then finds the door closed."""

import threading

import pytest
from django.db import connection, transaction

from qingquan.cases.models import Case
from qingquan.forfeits import acts
from qingquan.forfeits.tests.cast import DOCUMENT, MON, REASON, TUE, county_with_a_fee
from qingquan.forfeits.words import ForfeitKind
from qingquan.law import Refused
from tests.county import at


@pytest.mark.usefixtures("committed")
def test_a_case_received_in_the_same_moment_waits_and_is_refused() -> None:
    county, _ = county_with_a_fee()
    told: list[str] = []

    def receives() -> None:
        try:
            county.receive(TUE)
        except Refused as no:
            told.append(no.why)
        finally:
            connection.close()

    other = threading.Thread(target=receives)
    with transaction.atomic():
        acts.forfeit(
            county.item,
            kind=ForfeitKind.CONCEALED,
            found_on=MON,
            reason=REASON,
            document_no=DOCUMENT,
            by=county.supervisor.acts,
            at=at(MON),
        )
        other.start()
        other.join(0.5)
        assert other.is_alive()
    other.join(10)
    assert len(told) == 1
    assert not Case.objects.exists()
