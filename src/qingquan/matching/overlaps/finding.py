"""The overlap test over a whole list: every pair of powers that reaches the threshold, explained."""

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, product

from qingquan.matching.overlaps.behaviour import Heads, Likeness, least_common, likeness
from qingquan.matching.overlaps.explaining import explained
from qingquan.matching.overlaps.facts import Facts, Reader, telling
from qingquan.matching.overlaps.joining import like_heads, same_articles
from qingquan.matching.overlaps.powers import Overlap, Power
from qingquan.matching.overlaps.scoring import judge
from qingquan.matching.overlaps.weights import BY_NAME, THRESHOLD

Tell = Callable[[int, int], None]


def overlaps(
    powers: Iterable[Power], *, threshold: float = THRESHOLD, tell: Tell = lambda done, total: None
) -> Iterator[Overlap]:
    """The pairs that overlap, within and across organs, in the order of the list; each pair once.

    `tell` hears how many of the main names are done.
    """
    reader = Reader()
    read = reader.read_all(powers)
    heads = Heads(list(reader.heads))
    known = telling(read)
    members: list[list[Facts]] = [[] for _ in heads.all]
    for facts in read:
        members[facts.head].append(facts)

    # Everything but the name can add at most what it weighs; the name must bring the rest.
    least = least_common(threshold, 1 - BY_NAME.behaviour, BY_NAME.behaviour)
    for number, head in enumerate(heads.all):
        tell(number, len(heads.all))
        yield from _reaching(combinations(members[number], 2), likeness(head, head, 1.0), known, threshold)
    for one, other, common in like_heads(heads, least):
        tell(other, len(heads.all))
        alike = likeness(heads.all[one], heads.all[other], common)
        if _may_reach(alike, threshold):
            yield from _reaching(product(members[one], members[other]), alike, known, threshold)

    for left, right in same_articles(read, known):
        mine, theirs = heads.all[read[left].head], heads.all[read[right].head]
        common = heads.common(mine, theirs)
        alike = likeness(mine, theirs, common)
        # The others were already compared because of their names.
        if common < least or not _may_reach(alike, threshold):
            yield from _reaching(((read[left], read[right]),), alike, known, threshold)


def _may_reach(alike: Likeness, threshold: float) -> bool:
    return alike.slip or BY_NAME.most(alike.share) >= threshold


def _reaching(
    pairs: Iterable[tuple[Facts, Facts]], alike: Likeness, known: frozenset[str], threshold: float
) -> Iterator[Overlap]:
    for one, other in pairs:
        if judged := judge(one, other, alike, known, threshold):
            yield explained(one, other, alike, judged)
