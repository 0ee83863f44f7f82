"""从旧兼从轻: by which law a conduct is punished when the law changed between the conduct and the decision."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Applies(StrEnum):
    """Which law applies."""

    OLD = "old"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Ruling:
    """Which law applies, and why."""

    law: Applies
    why: str
    cite: str = "《行政处罚法》第三十七条"


def law_for(*, conduct_on: date, changed_on: date, decided_on: date, lighter: bool, no_offence: bool = False) -> Ruling:
    """The law for a penalty. 《行政处罚法》第三十七条。

    The law of the day of the conduct applies; but where it was amended or repealed before the decision, and the new
    provision punishes less or does not regard the conduct as unlawful, the new one. `lighter` and `no_offence` are
    what a reviewer found when comparing the two.
    """
    if conduct_on >= changed_on:
        return Ruling(Applies.NEW, "违法行为发生时新规定已经施行。")
    if decided_on < changed_on:
        return Ruling(Applies.OLD, "作出决定时新规定尚未施行，适用行为发生时的规定。")
    if no_offence:
        return Ruling(Applies.NEW, "新的规定不认为是违法的，适用新的规定。")
    if lighter:
        return Ruling(Applies.NEW, "新的规定处罚较轻，适用新的规定。")
    return Ruling(Applies.OLD, "新的规定处罚不轻于旧规定，适用行为发生时的规定。")
