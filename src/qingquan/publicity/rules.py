"""What of a decision is public, and by when."""

import re
from datetime import date

from qingquan import law
from qingquan.clock import BeyondCalendar, WorkCalendar
from qingquan.people.rules import mask_name

# An identity number or a mobile number hidden in free text.
PERSONAL = re.compile(r"(?<!\d)(\d{17}[\dXx]|1[3-9]\d{9})(?!\d)")


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


def scrubbed(text: str) -> str:
    """A text without personal numbers: what a hurried official typed into reasons does not reach the public."""
    return PERSONAL.sub(lambda found: "*" * len(found[0]), text)
