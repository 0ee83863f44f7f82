"""What a window authorisation does to cases: received in its time, they are decided at the window."""

from dataclasses import replace
from datetime import date

import pytest

from qingquan.cases import acts as cases
from qingquan.cases.acts.hold import hold
from qingquan.cases.models import Case
from qingquan.deeds import acts, watch
from qingquan.deeds.acts.windows import Terms
from qingquan.deeds.models import WindowAuthorisation
from qingquan.deeds.words import Action
from qingquan.law import Refused
from qingquan.people.models import SYSTEM
from qingquan.places import acts as places
from qingquan.places.words import Role
from tests.county import County, at, found

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


@pytest.fixture
def at_window() -> tuple[County, Case, WindowAuthorisation]:
    """A case received while the window decides."""
    county = found()
    chief = places.enter_post(
        county.organ, code="013.chief", name="首席代表岗", role=Role.CHIEF_REPRESENTATIVE, by=SYSTEM, at=at(SIGNED)
    )
    deed = acts.authorise_window(chief, [county.item], TERMS, by=county.head.acts, at=at(SIGNED))
    return county, county.accept(FROM), deed


def decides(case: Case, day: date) -> int:
    return int(hold(case.number, at(day, 11)).posts[Role.APPROVER])


def test_an_authority_that_has_ended_decides_nothing_more(at_window: tuple[County, Case, WindowAuthorisation]) -> None:
    county, case, deed = at_window
    last, after = UNTIL, date(2026, 4, 1)
    assert watch.hand_back_decisions(at(last)) == 0
    assert decides(case, last) == deed.post_id
    assert watch.hand_back_decisions(at(after)) == 1
    assert decides(case, after) == county.approver.post.pk
    assert watch.hand_back_decisions(at(after)) == 0


def test_an_authority_given_anew_goes_on(at_window: tuple[County, Case, WindowAuthorisation]) -> None:
    county, case, deed = at_window
    after = date(2026, 4, 1)
    anew = replace(TERMS, from_on=after, until_on=date(2026, 6, 30))
    acts.authorise_window(deed.post, [county.item], anew, by=county.head.acts, at=at(UNTIL))
    assert watch.hand_back_decisions(at(after)) == 0
    assert decides(case, after) == deed.post_id


def test_a_revoked_authority_gives_its_cases_back_at_once(at_window: tuple[County, Case, WindowAuthorisation]) -> None:
    county, case, deed = at_window
    day = date(2026, 3, 11)
    acts.end_authorisation(deed, reason="人员调整。", on=day, by=county.head.acts, at=at(day))
    assert decides(case, day) == county.approver.post.pk


def test_a_hearing_takes_the_decision_from_the_window(at_window: tuple[County, Case, WindowAuthorisation]) -> None:
    county, case, _ = at_window
    day = date(2026, 3, 11)
    cases.pause(
        case.number,
        "hearing",
        procedure="听证告知书",
        planned_end=date(2026, 3, 25),
        by=county.handler.acts,
        at=at(day),
    )
    assert watch.hand_back_decisions(at(day)) == 1
    assert decides(case, day) == county.approver.post.pk


def test_a_step_that_is_open_goes_along_and_its_day_does_not_move(
    at_window: tuple[County, Case, WindowAuthorisation],
) -> None:
    county, case, _ = at_window
    step = case.steps.get(done_at__isnull=True)
    other = places.enter_post(
        county.organ, code="013.second", name="承办二岗", role=Role.HANDLER, by=SYSTEM, at=at(SIGNED)
    )
    cases.hand_on(case.number, Role.HANDLER, other, "岗位调整。", by=SYSTEM, at=at(FROM))
    moved = case.steps.get(pk=step.pk)
    assert (moved.post, moved.due_on) == (other, step.due_on)
    with pytest.raises(Refused, match="不是承办机关"):
        cases.hand_on(case.number, Role.HANDLER, county.stranger.post, "岗位调整。", by=SYSTEM, at=at(FROM))
    with pytest.raises(Refused, match="没有这个角色"):
        cases.hand_on(case.number, Role.HEARING_HOST, other, "岗位调整。", by=SYSTEM, at=at(FROM))
