"""Attempts to exercise a power that was given up. The attempt itself left nothing: the database undid it."""

from datetime import datetime

from qingquan.forfeits.models import Forfeit
from qingquan.forfeits.reading import behind
from qingquan.forfeits.words import Tried
from qingquan.law import Refused
from qingquan.ledger.acts import act, record
from qingquan.people.models import Actor


def tell_if_tried(no: Refused, what: Tried, subject: str, *, by: Actor, at: datetime) -> bool:
    """Record that an official ran into a finding; False when the refusal had another reason.

    For pages that caught the refusal, after the transaction it ended. `subject` is a case's number or an item's code.
    """
    forfeit = behind(no)
    if forfeit is None or by.post is None:
        return False
    note_tried(forfeit, what, subject, by=by, at=at)
    return True


@act("power.tried")
def note_tried(forfeit: Forfeit, what: Tried, subject: str, *, by: Actor, at: datetime) -> None:
    """Record that somebody tried to exercise a power given up and was refused; supervision reads it."""
    record(forfeit.number, "power.tried", {"what": what.value, "subject": subject}, by=by, at=at)
