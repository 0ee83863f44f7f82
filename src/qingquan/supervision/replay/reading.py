"""What every log reader gives: traces of events, and the rows it could not use. Reading a moment is here too."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo


class Unreadable(Exception):
    """A log or a map cannot be used at all; the text says what and where in one line."""


@dataclass(slots=True)
class Event:
    """One line of a log."""

    activity: str
    at: datetime
    person: str = ""
    post: str = ""


@dataclass(slots=True)
class Trace:
    """One case of a log: its own attributes, and its events in order of time."""

    number: str
    attributes: dict[str, str] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something in the log that was left out, and why."""

    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Stated:
    """A time as a log states it: always a day, and a moment when one is given."""

    day: date
    moment: datetime | None

    @property
    def to_the_fraction(self) -> bool:
        """Whether it carries a fraction of a second, as recorded moments do and typed dates do not."""
        return self.moment is not None and self.moment.microsecond != 0


# Ways of writing that ISO 8601 does not know: 2026/3/2 9:05, 2026年3月2日, 2026.03.02.
LOOSE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?)?")
DATE_ONLY_LENGTH = 10


def stated(text: str, zone: ZoneInfo) -> Stated:
    """Read a time; without an offset it is taken to be in `zone`. ValueError when it is none.

    Years that leave no room for an offset or a limit are refused with the rest.
    """
    text = text.strip()
    moment = _iso(text) or _loose(text)
    if not 1900 <= moment.year <= 2200:
        raise ValueError(f"时间“{text}”的年份不合理")
    local = moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)
    only_day = ":" not in text and "T" not in text
    return Stated(local.date(), None if only_day else local)


def moment_of(text: str, zone: ZoneInfo) -> datetime:
    """A time as a moment; a mere day is its first moment."""
    read = stated(text, zone)
    return read.moment or datetime.combine(read.day, time(), zone)


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _loose(text: str) -> datetime:
    match = LOOSE.fullmatch(text)
    if match is None:
        raise ValueError(f"“{text[:40]}”不是时间")
    *parts, fraction = match.groups()
    year, month, day, hour, minute, second = (int(part or 0) for part in parts)
    microsecond = int((fraction or "").ljust(6, "0"))
    try:
        # The caller adds the zone.
        return datetime(year, month, day, hour, minute, second, microsecond)  # noqa: DTZ001
    except ValueError:
        raise ValueError(f"“{text[:40]}”不是时间") from None
