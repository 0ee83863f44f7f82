"""Names of powers made comparable: one form for many ways to write the same, and its parts."""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from qingquan.matching.lexicon import JOINTS, LONG_FORMS, MISWRITTEN, SHORTENED, SILENT

SPACES = re.compile(r"\s+")


class Parts(NamedTuple):
    """A name's main name and, in brackets at its end, the way of handling: 律师执业许可(申请专职执业)."""

    head: str
    variant: str


def fold(name: str) -> str:
    """Full-width forms made half-width, capitals small, spaces gone; every character still there."""
    return SPACES.sub("", unicodedata.normalize("NFKC", name).translate(MISWRITTEN)).lower()


@lru_cache(maxsize=1 << 17)
def normal(name: str) -> str:
    """The form under which two ways of writing a power's name are equal; empty only for an empty name.

    核发取水许可证, 取水许可证颁发 and 取水许可审批 all become 取水. What says that another thing is done (登记, 注销,
    初审) stays.
    """
    folded = fold(name)
    return stripped(LONG_FORMS.sub(lambda found: SHORTENED[found.group()], folded)) or folded


@lru_cache(maxsize=1 << 17)
def core(name: str) -> str:
    """Like `normal`, but long forms stay: when likeness is measured one wrong character must not cost a word."""
    folded = fold(name)
    return stripped(folded) or folded


def stripped(folded: str) -> str:
    """Without silent words and joints; a name made of nothing but silent words keeps them."""
    bare = JOINTS.sub("", SILENT.sub("", folded))
    return bare if len(bare) > 1 else JOINTS.sub("", folded)


def parts(name: str) -> Parts:
    """The name folded and parted at its last outer bracket, if nothing but silent words follows it."""
    folded = fold(name)
    end = folded.rfind(")")
    if end < 0 or JOINTS.sub("", SILENT.sub("", folded[end:])):
        return Parts(folded, "")
    depth = 0
    for at in range(end, 0, -1):
        depth += {")": 1, "(": -1}.get(folded[at], 0)
        if depth == 0:
            return Parts(folded[:at] + folded[end + 1 :], folded[at + 1 : end])
    return Parts(folded, "")


def grams(text: str) -> frozenset[str]:
    """The characters of a text and its pairs of neighbours: what names are indexed and compared by."""
    return frozenset(text).union(map("".join, pairwise(text)))
