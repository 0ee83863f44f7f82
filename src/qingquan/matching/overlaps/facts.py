"""A power made ready for comparison: names, materials, texts and articles read once, equal ones kept once."""

import re
import zlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qingquan.matching.lexicon import NOTHING_STATED, PAPER_FORMS
from qingquan.matching.names import core, fold
from qingquan.matching.overlaps.behaviour import read_name
from qingquan.matching.overlaps.powers import Power

# Only the beginning of a long text is compared, by so many of its smallest hashes.
READ_CHARACTERS, SKETCH = 1_500, 48
ARTICLE = re.compile(
    r"《([^《》]{2,40})》[^《》。；]{0,12}?第([〇零一二三四五六七八九十百千\d]{1,8})条(之[一二三四五六七八九十])?"
)
# An article that more of the list than this cites (and more than so many items) tells nothing. [D]
TELLING_SHARE, TELLING_COUNT = 0.02, 50


@dataclass(frozen=True, slots=True)
class Facts:
    """A power as it is compared. Equal texts are the same object, which makes comparing most of them free."""

    power: Power
    head: int
    head_core: str
    variant_core: str
    articles: frozenset[str]
    mentioned: frozenset[str]
    materials: frozenset[str]
    objects: frozenset[str]
    themes: frozenset[str]
    conditions: "Sketch"


class Sketch:
    """A text by the smallest hashes of its three-character pieces: enough to tell how alike two long texts are."""

    __slots__ = ("hashes", "length")

    def __init__(self, text: str) -> None:
        bare = "" if text in NOTHING_STATED else text[:READ_CHARACTERS]
        pieces = {zlib.crc32(bare[at : at + 3].encode()) for at in range(max(len(bare) - 2, 0))}
        self.hashes = array("L", sorted(pieces)[:SKETCH])
        self.length = len(bare)

    def alike(self, other: "Sketch") -> float:
        """The share of pieces two texts have in common, estimated; 0 when one is empty."""
        if not self.hashes or not other.hashes:
            return 0.0
        if self is other:
            return 1.0
        mine, theirs = set(self.hashes), set(other.hashes)
        smallest = set(sorted(mine | theirs)[:SKETCH])
        return len(mine & theirs & smallest) / len(smallest)


class Reader:
    """Reads powers into facts, keeping each different head, text and set of materials once."""

    def __init__(self) -> None:
        self.heads: dict[str, int] = {}
        self._sketches: dict[str, Sketch] = {}
        self._sets: dict[frozenset[str], frozenset[str]] = {}

    def read_all(self, powers: Iterable[Power]) -> list[Facts]:
        """The powers as they are compared.

        A bracket at the end of a name is a way of handling, unless the whole name is the main name of others:
        设立（含分校区） beside 设立（含分校区）(民办).
        """
        listed = list(powers)
        names = [read_name(power.name) for power in listed]
        mains = {head for head, _ in names}
        whole = [core(power.name) for power in listed]
        return [
            self._read(power, (full, "") if full in mains else name)
            for power, name, full in zip(listed, names, whole, strict=True)
        ]

    def _read(self, power: Power, name: tuple[str, str]) -> Facts:
        head_core, variant_core = name
        conditions = fold(power.conditions)
        if (sketch := self._sketches.get(conditions)) is None:
            sketch = self._sketches[conditions] = Sketch(conditions)
        return Facts(
            power,
            self.heads.setdefault(head_core, len(self.heads)),
            head_core,
            variant_core,
            self._once(power.articles),
            self._once(articles_in(f"{power.conditions} {' '.join(power.materials)}")),
            self._once(filter(None, map(_paper, power.materials))),
            self._once(filter(None, map(str.strip, power.service_objects))),
            self._once(power.themes),
            sketch,
        )

    def _once(self, values: Iterable[str]) -> frozenset[str]:
        found = frozenset(values)
        return self._sets.setdefault(found, found)


def telling(read: Sequence[Facts]) -> frozenset[str]:
    """The articles few enough powers of the list cite for them to say which power it is."""
    cited: dict[str, int] = {}
    for facts in read:
        for article in facts.articles:
            cited[article] = cited.get(article, 0) + 1
    most = max(TELLING_COUNT, TELLING_SHARE * len(read))
    return frozenset(article for article, count in cited.items() if count <= most)


def articles_in(text: str) -> list[str]:
    """The articles a text mentions, each as 《…》第…条."""
    return [f"《{found[1]}》第{found[2]}条{found[3] or ''}" for found in ARTICLE.finditer(text)]


@lru_cache(maxsize=1 << 16)
def _paper(name: str) -> str:
    folded = fold(name)
    return "" if folded in NOTHING_STATED else PAPER_FORMS.sub("", folded) or folded
