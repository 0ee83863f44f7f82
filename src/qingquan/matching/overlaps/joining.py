"""Which pairs of powers are worth comparing. Nothing that could reach the threshold is left out.

Names: two names with at least a share t of their weight in common share one of the rarest grams that make
up 1 - t of either's weight (prefix filtering). So only those grams are indexed. Articles: a pair below that
likeness can only reach the threshold by a common telling article.
"""

from collections.abc import Iterator, Sequence

from qingquan.matching.overlaps.behaviour import Head, Heads
from qingquan.matching.overlaps.facts import Facts


def like_heads(heads: Heads, least: float) -> Iterator[tuple[int, int, float]]:
    """The pairs of different main names with at least this share in common, and the share; smaller number first."""
    lists: dict[str, list[int]] = {}
    weights, sets = [head.weight for head in heads.all], [head.grams for head in heads.all]
    weight_of = heads.weights.__getitem__
    for number, head in enumerate(heads.all):
        near: set[int] = set()
        for gram in rarest(heads, head, least):
            found = lists.setdefault(gram, [])
            near.update(found)
            found.append(number)
        mine, lightest, heaviest = head.grams, least * head.weight, head.weight / least
        alike: list[tuple[int, float]] = []
        # This loop is nearly all of the work on a long list, so it calls nothing it can do itself.
        for other in near:
            theirs = weights[other]
            if lightest <= theirs <= heaviest:
                both = sum(map(weight_of, mine & sets[other]))
                if both >= least * (head.weight + theirs - both):
                    alike.append((other, both / (head.weight + theirs - both)))
        for other, common in sorted(alike):
            yield other, number, common


def rarest(heads: Heads, head: Head, least: float) -> list[str]:
    """The rarest grams of a name, so many that the others weigh less than `least` of it."""
    left, chosen = head.weight, []
    for gram in sorted(head.grams, key=lambda each: (heads.held[each], each)):
        if left < least * head.weight:
            break
        chosen.append(gram)
        left -= heads.weights[gram]
    return chosen


def same_articles(read: Sequence[Facts], telling: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The pairs of powers that cite a telling article together, each once."""
    lists: dict[str, list[int]] = {}
    for number, facts in enumerate(read):
        near: set[int] = set()
        for article in facts.articles & telling:
            found = lists.setdefault(article, [])
            near.update(found)
            found.append(number)
        for other in sorted(near):
            yield other, number
