"""The two-way check: the five sets set against each other. Handbook §2.3.

The order of the sets' rows decides the order of everything that is found; nothing depends on chance or on when.
A set that is empty is taken for not collected: then nothing is missing from it.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from qingquan.matching.twoway import differences as told
from qingquan.matching.twoway import duties
from qingquan.matching.twoway.doubling import between_organs
from qingquan.matching.twoway.judging import judge
from qingquan.matching.twoway.knowing import Known, Names, Organs, Side, as_row, know
from qingquan.matching.twoway.pairing import Pairing
from qingquan.matching.twoway.sides import Activity, Comparison, Difference, Pair, Progress, Remembered, Row, Tell
from qingquan.matching.twoway.words import SetName

# A row of a catalogue that is only exercised above the county is not expected of it.
ABOVE = frozenset({"state", "province", "city"})
NOTHING_DECIDED = Remembered()


class Sets(NamedTuple):
    """Sets A to E of one comparison."""

    basis: Sequence[Row]
    reported: Sequence[Row]
    duties: Sequence[Row]
    activity: Sequence[Activity]
    towns: Sequence[Row]


def compare(  # noqa: PLR0917 - the five sets stand in the order of their letters in the handbook
    basis: Sequence[Row],
    reported: Sequence[Row],
    duty: Sequence[Row],
    activity: Sequence[Activity],
    towns: Sequence[Row],
    remembered: Remembered = NOTHING_DECIDED,
    *,
    tell: Tell = lambda progress: None,
) -> Comparison:
    """Sets A to E compared: the pairs with confidence and evidence, and every difference."""
    sets = Sets(basis, reported, duty, activity, towns)
    check = _Check(sets, remembered, tell)
    founded, covered, practised, from_towns = check.founded(), check.covered(), check.practised(), check.from_towns()
    found = told.told_apart(
        [
            *check.unreported(founded),
            *check.unfounded(founded),
            *check.outside(covered),
            *check.idle(covered),
            *check.concealed(practised),
            *check.told_by_towns(from_towns),
            *between_organs(reported, remembered, tell),
            *told.deviating(founded),
        ]
    )
    pairs = (*founded, *duties.best(covered), *practised, *from_towns)
    sizes = dict(zip("ABCDE", map(len, sets), strict=True))
    return Comparison(pairs, tuple(found), {**sizes, "pairs": len(pairs), "differences": len(found)})


class _Check:
    """One comparison under way: the sets made ready, and the questions put to them."""

    def __init__(self, sets: Sets, remembered: Remembered, tell: Tell) -> None:
        self.basis, self.reported, self.duties = Side(sets.basis), Side(sets.reported), Side(sets.duties)
        self.by_organ = Organs(self.reported)
        self.practice = Side([as_row(each) for each in sets.activity])
        self.activity = {each.key: each for each in sets.activity}
        self.towns = [know(row) for row in sets.towns]
        self.remembered, self.tell = remembered, tell
        self.names = Names([*self.basis.known, *self.reported.known])
        self.pairing = Pairing(self.names, remembered, tell)

    def founded(self) -> list[Pair]:
        """A with B, asked from both sides: a report with another code may still bear a catalogue's name."""
        ask, reported = self.pairing.pairs, self.reported.known
        pairs = ask(SetName.BASIS, self.basis.known, SetName.REPORTED, lambda _: self.reported)
        paired = {pair.right.key for pair in pairs}
        left = [each for each in reported if each.row.key not in paired]
        turned = ask(SetName.REPORTED, left, SetName.BASIS, lambda _: self.basis)
        return [*pairs, *(self._judged(know(pair.right), know(pair.left)) for pair in turned)]

    def covered(self) -> list[Pair]:
        """C with B, within each organ."""
        self.tell(Progress(f"{SetName.DUTIES.label}与{SetName.REPORTED.label}", 0, len(self.duties.known)))
        return duties.covering(self.duties.known, self.reported.known, self.names, self.remembered)

    def practised(self) -> list[Pair]:
        """D with B, within each organ."""
        return self.pairing.pairs(SetName.ACTIVITY, self.practice.known, SetName.REPORTED, self.by_organ.of)

    def from_towns(self) -> list[Pair]:
        """E with B, within the organ that a town names."""
        return self.pairing.pairs(SetName.TOWNS, self.towns, SetName.REPORTED, self.by_organ.of)

    def unreported(self, founded: Sequence[Pair]) -> Iterable[Difference]:
        """A−B, once for all sources that list a power."""
        paired = {pair.left.key for pair in founded}
        missing: dict[str, list[Known]] = {}
        for each in self.basis.known if self.reported.known else ():
            if each.row.key not in paired and not (each.row.levels and ABOVE.issuperset(each.row.levels)):
                missing.setdefault(each.normal, []).append(each)
        for each, *others in missing.values():
            seen = self.practice.named(each)
            yield told.unreported(each.row, len(others), self.activity[seen[0].row.key] if seen else None)

    def unfounded(self, founded: Sequence[Pair]) -> Iterable[Difference]:
        """B−A, with the nearest thing there is."""
        paired = {pair.right.key for pair in founded}
        for each in self.reported.known if self.basis.known else ():
            if each.row.key not in paired:
                near = self.pairing.nearest(each, self.basis)
                yield told.unfounded(each.row, self._judged(near, each) if near else None)

    def outside(self, covered: Sequence[Pair]) -> Iterable[Difference]:
        """B−C, for organs whose duties are known, with the organ whose duty covers the power."""
        inside, organs = {pair.right.key for pair in covered}, {each.row.organ for each in self.duties.known}
        for each in self.reported.known:
            if each.row.organ in organs and each.row.key not in inside:
                yield told.outside(each.row, self._duty_elsewhere(each))

    def idle(self, covered: Sequence[Pair]) -> Iterable[Difference]:
        """C−B, for organs that reported anything."""
        used, organs = {pair.left.key for pair in covered}, {each.row.organ for each in self.reported.known}
        for each in self.duties.known:
            if each.row.organ in organs and each.row.key not in used:
                yield told.idle(each.row)

    def concealed(self, practised: Sequence[Pair]) -> Iterable[Difference]:
        """D−B, with the organ that did report the power, if one did."""
        paired = {pair.left.key for pair in practised}
        for each in self.practice.known if self.reported.known else ():
            if each.row.key not in paired:
                elsewhere = self.pairing.of(SetName.ACTIVITY, each, SetName.REPORTED, self.reported)
                yield told.practised(self.activity[each.row.key], elsewhere[0] if elsewhere else None)

    def told_by_towns(self, paired: Sequence[Pair]) -> Iterable[Difference]:
        """E−B."""
        known = {pair.left.key for pair in paired}
        return (told.told_by_towns(each.row) for each in self.towns if each.row.key not in known)

    def _judged(self, basis: Known, reported: Known) -> Pair:
        return judge((SetName.BASIS, basis), (SetName.REPORTED, reported), self.names, self.remembered)

    def _duty_elsewhere(self, power: Known) -> Pair | None:
        near = (each for each in self.duties.near(power, 5) if each.row.organ != power.row.organ)
        pairs = filter(None, (duties.covers(duty, power, self.names) for duty in near))
        return max(pairs, key=lambda pair: pair.confidence, default=None)
