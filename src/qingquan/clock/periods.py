"""What a period is: from which day, how long, and what stops or lengthens it. Nothing is computed here."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from qingquan.clock.words import Bounds
from qingquan.law import Limit, Unit


class BadPeriod(ValueError):
    """Values that cannot be a period; the message says which."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A procedure whose time is not counted: started on `first`, result on `last`.

    Which of the two end days count is the period's `bounds`. While `last` is None the clock stands still.
    """

    first: date
    last: date | None = None
    reason: str = ""
    document: str = ""
    cite: str = ""

    def __post_init__(self) -> None:
        if self.last is not None and self.last < self.first:
            raise BadPeriod(f"暂停的结束日 {self.last} 早于开始日 {self.first}。")


@dataclass(frozen=True, slots=True)
class Extension:
    """More time, in the same unit as the period it extends."""

    n: int
    document: str = ""
    cite: str = ""

    def __post_init__(self) -> None:
        if self.n <= 0:
            raise BadPeriod(f"延长的数量应大于 0，现在是 {self.n}。")


@dataclass(frozen=True, slots=True)
class Period:
    """So many units from a day that is itself not counted, with all that happened to the clock since.

    `cite` is what gives the length and `event` what happened on `start` (受理); both are only told, never used.
    """

    start: date
    n: int
    unit: Unit
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()
    bounds: Bounds = Bounds.OPEN_CLOSED
    cite: str = field(default="", compare=False)
    event: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        # A moment in UTC would silently be the day before for anything done before eight in the morning.
        if isinstance(self.start, datetime):
            raise BadPeriod(f"起算日应是日期，不是时刻：{self.start}。")
        if self.n < 0:
            raise BadPeriod(f"期限的数量不能是负数：{self.n}。")

    @classmethod
    def under(cls, limit: Limit, start: date) -> "Period":
        """The period a statute's limit gives, from the day of its event."""
        return cls(start, limit.days, limit.unit, cite=limit.basis, event=limit.event)

    @property
    def total(self) -> int:
        """The length with every extension."""
        return self.n + sum(extension.n for extension in self.extensions) if self.extensions else self.n

    def paused(self, *pauses: Pause) -> "Period":
        """The same period with further pauses."""
        return replace(self, pauses=(*self.pauses, *pauses))

    def extended(self, *extensions: Extension) -> "Period":
        """The same period with further extensions."""
        return replace(self, extensions=(*self.extensions, *extensions))
