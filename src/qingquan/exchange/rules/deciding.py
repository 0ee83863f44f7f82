"""What to do about a field in which an item differs from the upper level's row, and how long a decision stands."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.words import ExerciseLevel
from qingquan.exchange.rules.claims import BaseSays, Compared, labels, lacking
from qingquan.exchange.words import BaseField, FieldChoice
from qingquan.law import Refused

COUNTYS = {ExerciseLevel.COUNTY, ExerciseLevel.TOWN, ExerciseLevel.VILLAGE, ExerciseLevel.GRADED}
"""What an item of the county may be exercised at; a row for others only is none the county can make its own."""


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision, with what both sides said when it was made."""

    pk: int
    field: BaseField
    choice: FieldChoice
    base: str
    county: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody had before them when deciding: the words of both sides and the last decision (0: none)."""

    words: str
    last: int

    @classmethod
    def of(cls, compared: Compared, last: int) -> "Seen":
        """What is there now."""
        # A separator that neither text can hold, or two texts cut elsewhere would look the same.
        told = hashlib.sha256(f"{compared.base}\0{compared.county}".encode())
        return cls(told.hexdigest()[:16], last)

    @classmethod
    def read(cls, token: str) -> "Seen":
        """As a form sent it back; what is none fits nothing and is refused as outdated."""
        words, _, last = token.partition("-")
        return cls(words, int(last) if last.isascii() and last.isdecimal() and len(last) < 19 else -1)

    def __str__(self) -> str:
        return f"{self.words}-{self.last}"


def standing(compared: Compared, decisions: Iterable[Decided]) -> Decided | None:
    """The decision that still holds for a field: the latest made about these very words of both sides.

    An older one holds again when both sides say again what they said then. To take the upper level's word holds only
    as long as the item says it, and then nothing differs any more: a difference after it is decided anew.
    """
    about = (each for each in decisions if each.field is compared.field)
    alike = [each for each in about if (each.base, each.county) == (compared.base, compared.county)]
    last = max(alike, key=lambda each: each.pk, default=None)
    return last if compared.differs and last is not None and last.choice is not FieldChoice.TAKE else None


def waits(compared: Compared, decisions: Iterable[Decided]) -> bool:
    """Whether somebody must still decide: what was left open waits as what nobody looked at."""
    found = standing(compared, decisions)
    return compared.differs and (found is None or found.choice is FieldChoice.LEAVE)


def check_decides(compared: Compared, choice: FieldChoice, reason: str) -> None:
    """Only about a difference; keeping the county's own word needs a reason that the upper level can read."""
    if not compared.differs:
        raise Refused(f"“{compared.label}”与上级目录已经一致，不必再作决定。")
    if choice is FieldChoice.KEEP and not reason:
        raise Refused(f"保留本县的“{compared.label}”请写明理由，例如依据的本省规定或者本县的实际情况。")


def check_seen(compared: Compared, seen: Seen, last: int, who: str) -> None:
    """What was decided upon is what is there: nobody else decided meanwhile, and neither side says something new."""
    if seen.last != last and last:
        raise Refused(f"{who}刚刚对“{compared.label}”作了决定，请看过下面的决定以后再办。")
    if seen != Seen.of(compared, last):
        raise Refused(f"“{compared.label}”的内容刚刚有变化，请看过下面现在的内容以后再办。")


def taken(item: VersionFacts, field: BaseField, base: BaseSays) -> VersionFacts:
    """The item with the upper level's word in one field; bases of its own stay beside the upper level's."""
    if field is BaseField.NAME:
        return replace(item, name=base.name)
    if field is BaseField.POWER_TYPE:
        return replace(item, power_type=base.power_type)
    if field is BaseField.BASES:
        return replace(item, legal_bases=(*item.legal_bases, *lacking(base.bases, item.legal_bases)))
    if field is BaseField.CONTENT:
        return replace(item, exercise_content=base.content)
    fitting = tuple(level for level in base.levels if level in COUNTYS)
    if not fitting:
        raise Refused(
            f"上级目录把该事项列为{labels(base.levels)}行使，县级事项不能照此填写；"
            "不再由本县行使的请撤回事项，由本县行使的请保留本县并写明理由。"
        )
    return replace(item, exercise_levels=fitting)
