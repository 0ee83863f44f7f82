"""What of a decision is public, and by when."""

from datetime import date

from qingquan import law
from qingquan.clock import BeyondCalendar, WorkCalendar
from qingquan.people.rules import mask_name, scrubbed

__all__ = ["public_name", "publish_by", "scrubbed"]


def publish_by(decided_on: date, calendar: WorkCalendar) -> date | None:
    """The last day to publish: seven working days from the decision. Double-publicity rules, handbook §6.1.

    None while the year of that day is not imported; what is to be published does not wait for it.
    """
    try:
        return calendar.add(decided_on, law.parameter("double_publicity_days").number)
    except BeyondCalendar:
        return None


def public_name(name: str, *, person: bool) -> str:
    """A person's surname and stars, an organisation's whole name. Handbook §6.4."""
    return mask_name(name) if person else name
