"""Which rows of two sets are the same power: by code, then by name and articles, then by likeness of names."""

from collections.abc import Callable, Iterable, Sequence

from qingquan.matching.twoway.judging import judge
from qingquan.matching.twoway.knowing import Known, Names, Side
from qingquan.matching.twoway.sides import LIKELY, Pair, Progress, Remembered, Tell, sign
from qingquan.matching.twoway.words import Method, SetName

# So many rows with like names are looked at, and an article cited by more rows than this tells nothing. [D]
NEAR, TELLING = 8, 25
# Progress is told at every so many rows.
TOLD_EVERY = 200

PLAIN = (Method.REMEMBERED, Method.CODE, Method.NAME)

SideOf = Callable[[Known], Side]


class Pairing:
    """Pairs the rows of other sets with those of one set, the reported powers."""

    def __init__(self, names: Names, remembered: Remembered, tell: Tell) -> None:
        self._names, self._remembered, self._tell = names, remembered, tell
        self._confirmed: dict[str, list[str]] = {}
        for one, other in sorted(remembered.confirmed):
            self._confirmed.setdefault(one, []).append(other)
            self._confirmed.setdefault(other, []).append(one)

    def pairs(self, left_set: SetName, lefts: Sequence[Known], right_set: SetName, rights: SideOf) -> list[Pair]:
        """All pairs worth showing between some rows and the set that `rights` gives for each, the surest first."""
        found: list[Pair] = []
        stage = f"{left_set.label}与{right_set.label}"
        for done, left in enumerate(lefts):
            if done % TOLD_EVERY == 0:
                self._tell(Progress(stage, done, len(lefts)))
            found += self.of(left_set, left, right_set, rights(left))
        self._tell(Progress(stage, len(lefts), len(lefts)))
        return found

    def of(self, left_set: SetName, left: Known, right_set: SetName, rights: Side) -> list[Pair]:
        """All pairs worth showing of one row, the surest first."""
        judged = [
            judge((left_set, left), (right_set, right), self._names, self._remembered)
            for right in self._candidates(left, rights)
        ]
        return sorted(_kept(judged), key=lambda pair: -pair.confidence)

    def nearest(self, left: Known, rights: Side) -> Known | None:
        """The row of a set whose name is most like this one's, however little."""
        near = rights.near(left, NEAR)
        return max(near, key=lambda right: self._names.alike(left, right), default=None)

    def _candidates(self, left: Known, rights: Side) -> list[Known]:
        """Each way is only gone when the surer ones before it found nothing; what was confirmed is always there."""
        seen = rights.by_code.get(left.row.code, []) if left.row.code else []
        seen = seen or _merged(rights.named(left), rights.citing(left, TELLING))
        if not any(self._names.alike(left, right) >= LIKELY / 100 for right in seen):
            seen = _merged(seen, rights.near(left, NEAR))
        confirmed = self._confirmed.get(sign(left.row), ())
        return _merged(seen, (right for each in confirmed for right in rights.by_sign.get(each, ())))


def _merged(*lists: Iterable[Known]) -> list[Known]:
    return list({each.row.key: each for found in lists for each in found}.values())


def _kept(judged: list[Pair]) -> list[Pair]:
    """Those likely enough; beside one that is sure by decision, code or name only such are worth showing."""
    likely = [pair for pair in judged if pair.confidence >= LIKELY]
    plain = [pair for pair in likely if pair.sure and pair.method in PLAIN]
    return plain or likely
