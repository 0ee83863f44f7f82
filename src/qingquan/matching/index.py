"""An inverted index of grams: which of many texts share rare grams with a question."""

import heapq
from array import array
from collections.abc import Iterable
from math import log

# So many entries of posting lists are read for one question; the commonest grams wait for the comparison.
READ = 60_000


class GramIndex:
    """Gram → the numbers of the texts that hold it, and how telling it is.

    Weights are whole numbers, so that sums do not depend on the order in which a set is walked.
    """

    def __init__(self, texts: Iterable[frozenset[str]]) -> None:
        self._size = 0
        self._postings: dict[str, array[int]] = {}
        for number, grams in enumerate(texts):
            self._size += 1
            for gram in grams:
                if (posting := self._postings.get(gram)) is None:
                    posting = self._postings[gram] = array("I")
                posting.append(number)
        self._weights = {gram: weight(len(posting), self._size) for gram, posting in self._postings.items()}
        self._unseen = weight(0, self._size)

    def weigh(self, grams: Iterable[str]) -> int:
        """What a set of grams weighs together."""
        weights, unseen = self._weights, self._unseen
        return sum(weights.get(gram, unseen) for gram in grams)

    def nearest(self, grams: Iterable[str], keep: int) -> list[int]:
        """The numbers of the texts that share most weight with the question, the rarest grams read first."""
        known = [(self._postings[gram], self._weights[gram], gram) for gram in grams if gram in self._postings]
        known.sort(key=lambda each: (len(each[0]), each[2]))
        shared: dict[int, int] = {}
        left = READ
        for posting, telling, _ in known:
            if len(posting) > left and shared:
                break
            left -= len(posting)
            for number in posting:
                shared[number] = shared.get(number, 0) + telling
        # Most texts share one common gram; sorting only the others saves half the time of a question.
        least = max(shared.values(), default=0) / 4
        near = [(-total, number) for number, total in shared.items() if total >= least]
        return [number for _, number in heapq.nsmallest(keep, near)]


def weight(held: int, size: int) -> int:
    """The inverse document frequency of a gram that so many of so many texts hold, in thousandths."""
    return round(1000 * log(1 + size / (held + 0.5)))
