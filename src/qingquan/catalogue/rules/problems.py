"""What may be wrong with a version, and what has to be known besides the version to say so."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from qingquan.catalogue.rules.library import NOT_ASKED, LibraryView
from qingquan.catalogue.words import ExerciseLevel
from qingquan.clock import WorkCalendar


class Gravity(StrEnum):
    """How much a problem matters. Errors and gaps keep a version from being published."""

    ERROR = "error"
    GAP = "gap"
    WARNING = "warning"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {"error": "错误", "gap": "缺项", "warning": "提示"}[self.value]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: the rule, how much it matters, the field, the sentence, the article."""

    code: str
    gravity: Gravity
    where: str
    words: str
    cite: str = ""

    @property
    def blocks(self) -> bool:
        """Whether a version with this problem may not be published."""
        return self.gravity is not Gravity.WARNING

    def __str__(self) -> str:
        return f"{self.code} {self.words}" + (f"（{self.cite}）" if self.cite else "")


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another row in force: what ITM-12 compares with."""

    code: str
    base_code: str
    organ_uscc: str
    handling_code: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known besides the version: the day, the calendar, the organ as registered, the rows in force.

    What a room above this one knows (risk points, discretion tables) arrives as a count or a flag;
    None means that room has nothing to say yet.
    """

    on: date
    calendar: WorkCalendar
    organ_uscc: str = ""
    organ_region: str = ""
    organ_level: ExerciseLevel | None = None
    siblings: tuple[Sibling, ...] = ()
    library: LibraryView = NOT_ASKED
    procedure_review_levels: int | None = None
    risk_points: int | None = None
    discretion_tables: int | None = None


def error(code: str, where: str, words: str, cite: str = "") -> Problem:
    """Something contradicts the law or itself."""
    return Problem(code, Gravity.ERROR, where, words, cite)


def gap(code: str, where: str, words: str, cite: str = "") -> Problem:
    """Something needed is not there yet."""
    return Problem(code, Gravity.GAP, where, words, cite)


def warning(code: str, where: str, words: str, cite: str = "") -> Problem:
    """Something a reviewer should look at."""
    return Problem(code, Gravity.WARNING, where, words, cite)
