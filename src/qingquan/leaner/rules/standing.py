"""What one item asked of people on one day: time, levels of review, steps, materials, visits."""

from dataclasses import dataclass

from qingquan.catalogue.rules.parts import Span
from qingquan.catalogue.words import LimitUnit

# Fifths of a calendar day, so that limits in different units may be added up: seven days hold five working days.
# Only for sums over many items; whether one promise keeps the law is asked of the calendar, never of this.
FIFTHS = {
    LimitUnit.WORKING_DAY: 7,
    LimitUnit.CALENDAR_DAY: 5,
    LimitUnit.MONTH: 150,
    LimitUnit.YEAR: 1825,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One version as it is measured. None means: not stated, or there is no flowchart to measure."""

    version: int
    promise: Span | None = None
    legal: Span | None = None
    instant: bool = False
    levels: int | None = None
    levels_stated: int | None = None
    steps: int | None = None
    materials: int = 0
    from_people: int = 0
    visits: int | None = None
    entered: bool = False
    needs_authority: bool = False
    online: bool = False

    @property
    def promised(self) -> Span | None:
        """The promise; what is decided while one waits promises no day."""
        return self.promise or (Span(0) if self.instant else None)

    @property
    def end_to_end(self) -> bool:
        """全程网办: applied for online and never a visit."""
        return self.online and self.visits == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An item before and after; either may be missing: an item that is new, or one that is gone."""

    code: str
    name: str
    organ: str
    organ_name: str
    power_type: str
    on_application: bool = True
    before: Standing | None = None
    after: Standing | None = None
    exception: str = ""
    authorised: bool = False

    @property
    def gone(self) -> bool:
        """Whether it was a power then and is none now."""
        return self.before is not None and self.after is None


def weight(span: Span) -> int:
    """The length of a limit in fifths of a calendar day, for sums."""
    return span.n * FIFTHS[span.unit]
