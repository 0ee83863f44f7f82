"""Set C: which reported powers an organ's three-fixed duties 三定职责 cover. A duty is a sentence, a power a name.

So a power belongs to a duty when enough of its name stands in the sentence, whatever else the sentence says.
"""

from collections.abc import Sequence

from qingquan.matching.names import grams
from qingquan.matching.twoway.judging import compared
from qingquan.matching.twoway.knowing import Known, Names
from qingquan.matching.twoway.sides import Evidence, Pair, Remembered
from qingquan.matching.twoway.words import Field, Method, SetName

# From this share of a name's weight found in the sentence it is covered; from 70 % no one need look at it. [D]
COVERED = 0.45
LEAST, MORE = 60, 100


def covering(duties: Sequence[Known], reported: Sequence[Known], names: Names, remembered: Remembered) -> list[Pair]:
    """The pairs of duties and the powers of the same organ that they cover, in the order of the powers."""
    by_organ: dict[str, list[tuple[Known, frozenset[str]]]] = {}
    for duty in duties:
        by_organ.setdefault(duty.row.organ, []).append((duty, said(duty)))
    judged = (
        _judged(duty, power, covered(power, words, names), remembered.says(duty.row, power.row))
        for power in reported
        for duty, words in by_organ.get(power.row.organ, ())
    )
    return [pair for pair in judged if pair]


def covers(duty: Known, power: Known, names: Names) -> Pair | None:
    """The pair of one duty and one power, of whatever organs; None if the duty does not cover the power."""
    return _judged(duty, power, covered(power, said(duty), names), None)


def best(pairs: Sequence[Pair]) -> list[Pair]:
    """Of each power the duty that says most of it, and what was decided by people."""
    chosen: dict[str, Pair] = {}
    for pair in pairs:
        if (there := chosen.get(pair.right.key)) is None or pair.confidence > there.confidence:
            chosen[pair.right.key] = pair
    return [pair for pair in pairs if pair.method is Method.REMEMBERED or chosen[pair.right.key] is pair]


def said(duty: Known) -> frozenset[str]:
    """The grams of all that a duty says."""
    return grams(duty.core) | grams(duty.row.text)


def covered(power: Known, words: frozenset[str], names: Names) -> float:
    """How much of a power's name a duty says."""
    return max(names.covered(power.core, words), names.covered(power.main_core, words))


def _judged(duty: Known, power: Known, share: float, decided: bool | None) -> Pair | None:
    if decided is False or (decided is None and share < COVERED):
        return None
    telling = Evidence(
        Field.TEXT, duty.row.text or duty.row.name, power.row.name, True, share, f"职责写到事项名称的 {share:.0%}"
    )
    others = [each for each in compared(duty, power, share) if each.field in (Field.ORGAN, Field.ARTICLES)]
    if decided:
        before = Evidence(Field.DECISION, "", "", True, 1.0, "以往认定属于这项职责")
        return _pair(duty, power, Method.REMEMBERED, 100, (before, telling, *others))
    return _pair(duty, power, Method.TEXT, min(99, round(LEAST + MORE * (share - COVERED))), (telling, *others))


def _pair(duty: Known, power: Known, method: Method, confidence: int, evidence: tuple[Evidence, ...]) -> Pair:
    return Pair(SetName.DUTIES, duty.row, SetName.REPORTED, power.row, method, confidence, evidence)
