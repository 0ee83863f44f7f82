"""Two people take many adjustments a step on at the same moment: each is taken once, and nobody waits in a ring."""

import pytest

from qingquan.adjustment import acts
from qingquan.adjustment.acts import NothingDone, Together
from qingquan.adjustment.models import Adjustment
from qingquan.adjustment.rules.together import Seen
from qingquan.adjustment.tests.several import TOLD, several
from qingquan.adjustment.words import Change
from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.tests.cast import at
from qingquan.ledger.models import Entry
from qingquan.people.models import Actor
from tests.flows.test_races import together

pytestmark = pytest.mark.usefixtures("committed")
MANY = 6


def never(*_: object) -> bool:
    """Nothing was done before."""
    return False


def test_of_two_who_apply_for_the_same_items_one_does() -> None:
    made = several(MANY)
    by: Actor = made.cast.administrator

    def deed(ticked: dict[str, Seen]) -> Together:
        return acts.carry_out(
            ticked, lambda each: acts.apply_with_draft(each, Change.ELEMENTS, TOLD, by=by, at=at()), never
        )

    ticked = made.seen()
    other_way = dict(reversed(ticked.items()))
    came = together(lambda: deed(ticked), lambda: deed(other_way), lambda: deed(ticked))
    assert sorted(type(each).__name__ for each in came) == ["NothingDone", "NothingDone", "Together"]
    nothing = [each for each in came if isinstance(each, NothingDone)]
    assert all(len(each.came.left) == MANY for each in nothing)
    assert Entry.objects.filter(kind="adjustment.applied").count() == MANY
    assert ItemVersion.objects.count() == 2 * MANY


def test_a_single_act_beside_them_counts_once() -> None:
    made = several(MANY)
    cast, first = made.cast, made.adjustments[-1]
    ticked = made.seen()
    came = together(
        lambda: acts.carry_out(
            ticked, lambda each: acts.close(each, "号码没有公布。", by=cast.establishment, at=at()), never
        ),
        lambda: acts.close(first, "另行处理这一件。", by=cast.legal, at=at()),
    )
    assert Entry.objects.filter(kind="adjustment.closed").count() == MANY
    assert Adjustment.objects.filter(state="closed").count() == MANY
    assert not [each for each in came if isinstance(each, Exception) and "没有一件" in str(each)]
