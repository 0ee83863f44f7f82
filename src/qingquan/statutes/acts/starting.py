"""From which day a statute applies: as stated, or as its last article says. No act here: the acts call it."""

from datetime import date

from qingquan.statutes.models import Statute
from qingquan.statutes.rules.commencement import Commencement
from qingquan.statutes.words import DaySource


def state(statute: Statute, day: date | None) -> None:
    """Take the day somebody states. Without one, that the text names no day is still worth knowing."""
    if day is None:
        kept = statute.from_source == DaySource.PUBLICATION
        statute.from_on, statute.from_source = None, DaySource.PUBLICATION.value if kept else ""
    elif day != statute.from_on:
        statute.from_on, statute.from_source = day, DaySource.STATED.value


def read(statute: Statute, said: Commencement) -> None:
    """Take what a last article says where nobody stated a day: of several texts the earliest."""
    if statute.from_source == DaySource.STATED or not fits(statute, said.day):
        return
    if said.day and (statute.from_on is None or said.day < statute.from_on):
        statute.from_on, statute.from_source = said.day, DaySource.ARTICLE.value
    elif said.says_so and not statute.from_source:
        statute.from_source = DaySource.PUBLICATION.value


def fits(statute: Statute, day: date | None) -> bool:
    """Whether a statute may begin on a day: not after its end."""
    return day is None or statute.repealed_on is None or day <= statute.repealed_on
