"""The task that a difference is: put to an organ, answered, returned, settled."""

from datetime import date, datetime

from django.utils import timezone

from qingquan.crosscheck.models import Difference
from qingquan.crosscheck.rules import authority, tasks
from qingquan.crosscheck.rules.tasks import Standing
from qingquan.crosscheck.words import DifferenceState, Settlement
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.matching.twoway import DifferenceKind
from qingquan.people.models import Actor
from qingquan.places.calendar import county_calendar
from qingquan.places.models import Organ
from qingquan.places.words import Role

DECIDED = ["state", "settlement", "reason", "settled_by", "settled_at", "revision"]


@act("crosscheck.answered")
def answer(difference: Difference, words: str, *, expected: int, by: Actor, at: datetime) -> Difference:
    """The organ answers a difference: why it did not report, or on what it rests. `expected` is the revision read."""
    held = hold(difference, expected)
    authority.check_answers(by.role, by.organ.pk if by.organ else None, held.organ_id)
    tasks.check_may_answer(standing(held), words)
    held.state, held.answer = DifferenceState.ANSWERED.value, words.strip()
    held.answered_by, held.answered_at = by.account, at
    held.due_on = tasks.settling_due(timezone.localdate(at), county_calendar())
    held.revision += 1
    held.save(update_fields=["state", "answer", "answered_by", "answered_at", "due_on", "revision"])
    record(held.number, "crosscheck.answered", {"answer": held.answer}, by=by, at=at)
    return held


@act("crosscheck.answer_returned")
def give_back(difference: Difference, reason: str, *, expected: int, by: Actor, at: datetime) -> Difference:
    """Return an answer that does not answer, with what is still to be told; the term begins anew."""
    held = hold(difference, expected)
    authority.check_settles(by.role, kind(held))
    tasks.check_may_return(DifferenceState(held.state), reason)
    held.state, held.returned = DifferenceState.OPEN.value, reason.strip()
    held.due_on = tasks.answer_due(timezone.localdate(at), county_calendar())
    held.revision += 1
    held.save(update_fields=["state", "returned", "due_on", "revision"])
    record(held.number, "crosscheck.answer_returned", {"reason": held.returned}, by=by, at=at)
    return held


@act("crosscheck.assigned")
def assign(difference: Difference, organ: Organ, *, expected: int, by: Actor, at: datetime) -> Difference:
    """Put a difference to an organ to answer: one that had no owner, or what the supervisor asks an organ about."""
    held = hold(difference, expected)
    authority.check_settles(by.role, kind(held))
    tasks.check_open(DifferenceState(held.state))
    held.organ, held.owner, held.state = organ, Role.CATALOGUE_ADMIN.value, DifferenceState.OPEN.value
    held.due_on = tasks.answer_due(timezone.localdate(at), county_calendar())
    held.revision += 1
    held.save(update_fields=["organ", "owner", "state", "due_on", "revision"])
    record(held.number, "crosscheck.assigned", {"organ": organ.uscc, "due_on": held.due_on.isoformat()}, by=by, at=at)
    return held


@act("crosscheck.settled")
def settle(
    difference: Difference, settlement: Settlement, reason: str, *, expected: int, by: Actor, at: datetime
) -> Difference:
    """End a difference in one of the ways of its kind, with the reason."""
    held = hold(difference, expected)
    authority.check_settles(by.role, kind(held))
    on: date = timezone.localdate(at)
    tasks.check_may_settle(kind(held), standing(held), settlement, reason, on)
    held.state, held.settlement, held.reason = DifferenceState.SETTLED.value, settlement.value, reason.strip()
    held.settled_by, held.settled_at = by.account, at
    held.revision += 1
    held.save(update_fields=DECIDED)
    facts = {"settlement": settlement.value, "reason": held.reason}
    record(held.number, "crosscheck.settled", facts, by=by, at=at)
    return held


def hold(difference: Difference, expected: int) -> Difference:
    """The difference as it is now, locked; somebody else's change since it was read is told, not overwritten."""
    held = Difference.objects.select_related("organ").select_for_update(of=("self",)).get(pk=difference.pk)
    if held.revision != expected:
        raise Refused(f"您打开这一页以后，这项差异已经有了变化（现在是“{held.get_state_display()}”），请看清后再办。")
    return held


def kind(held: Difference) -> DifferenceKind:
    """Its kind as the rules know it."""
    return DifferenceKind(held.kind)


def standing(held: Difference) -> Standing:
    """Where it stands, as the rules see it."""
    return Standing(DifferenceState(held.state), held.owner, held.due_on)
