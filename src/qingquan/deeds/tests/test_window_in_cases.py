"""What a window authorisation does to cases: received in its time, they are decided at the window."""

from datetime import date

import pytest

from qingquan.cases.acts.hold import hold
from qingquan.deeds import acts
from qingquan.deeds.acts.windows import Terms
from qingquan.deeds.words import Action
from qingquan.people.models import SYSTEM
from qingquan.places import acts as places
from qingquan.places.words import Role
from tests.county import at, found

pytestmark = pytest.mark.django_db
SIGNED, FROM, UNTIL = date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 31)
TERMS = Terms(actions=frozenset({Action.DECIDE}), seal="行政审批专用章", limits="", from_on=FROM, until_on=UNTIL)


@pytest.mark.parametrize(
    ("day", "at_window"),
    [
        pytest.param(date(2026, 3, 6), False, id="before it begins"),
        pytest.param(FROM, True, id="on its first day"),
        pytest.param(UNTIL, True, id="on its last day"),
        pytest.param(date(2026, 4, 1), False, id="after it has ended"),
    ],
)
def test_a_case_received_under_the_authority_is_decided_at_the_window(day: date, at_window: bool) -> None:
    county = found()
    chief = places.enter_post(
        county.organ, code="013.chief", name="首席代表岗", role=Role.CHIEF_REPRESENTATIVE, by=SYSTEM, at=at(SIGNED)
    )
    acts.authorise_window(chief, [county.item], TERMS, by=county.head.acts, at=at(SIGNED))
    case = county.receive(day)
    decides = hold(case.number, at(day, 11)).posts[Role.APPROVER]
    assert decides == (chief.pk if at_window else county.approver.post.pk)
