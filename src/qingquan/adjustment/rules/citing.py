"""Which items a change of law touches, and whether it leaves them without ground."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from qingquan.statutes.rules.citations import cite
from qingquan.statutes.rules.names import key, keys

# A decision that only ends texts puts nothing in their place; a code that repeals ten acts takes their place.
ENDS_ONLY = ("废止", "清理", "失效")
QUOTED = re.compile("《([^》]+)》")

Numbers = Collection[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Basis:
    """One provision a version rests on, as the catalogue keeps it."""

    statute: str
    article: str
    sets_up: bool


def cites(bases: Iterable[Basis], title: str, articles: Numbers | None) -> list[Basis]:
    """The bases that a change touches: of that statute, and of these articles where only some were amended.

    A basis that names the statute without an article is touched by every change of it.
    """
    wanted = key(title)
    return [
        basis for basis in bases if wanted in keys(basis.statute) and (articles is None or touches(basis, articles))
    ]


def touches(basis: Basis, articles: Numbers) -> bool:
    """Whether a basis rests on one of these articles."""
    found = [each for each in cite(basis.statute, basis.article) if each.article is not None]
    return not found or any((each.article, each.suffix or 0) in articles for each in found)


def has_successor(by: str) -> bool:
    """Whether what repealed a statute regulates the matter itself, instead of only ending it."""
    titles = QUOTED.findall(by) or [by]
    return not any(word in title for title in titles for word in ENDS_ONLY)


def is_void(bases: Sequence[Basis], gone: Sequence[Basis], by: str) -> bool:
    """Whether an item stands without ground: what set it up was repealed, nothing took its place or sets it up besides.

    Where no basis is marked as setting the power up, all of them do.
    """
    if has_successor(by) or not gone:
        return False
    setting_up = [basis for basis in bases if basis.sets_up] or list(bases)
    return all(basis in gone for basis in setting_up)
