"""How complete the static information of many items is: one line for an organ, one for the county."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from qingquan.catalogue.rules.meter import Meter

TOLD = 3
"""How many of the most missing elements a line names."""


@dataclass(frozen=True, slots=True)
class Total:
    """How many items there are, how many lack nothing, and what is missing most often."""

    items: int
    whole: int
    percents: int
    """The sum of the items' percentages."""
    missing: tuple[tuple[str, int], ...] = ()
    """(element, in how many items it is missing), the most frequent first, few enough to be read."""

    @property
    def average(self) -> int:
        """Whole per cent, rounded down: a hundred means that no item lacks anything."""
        return self.percents // self.items if self.items else 0


def total(meters: Iterable[Meter]) -> Total:
    """One line over some items. An element missing twice in one item, of two materials say, counts once."""
    known = list(meters)
    counted: Counter[str] = Counter()
    for meter in known:
        counted.update({label_of(each.element, each.label) for each in meter.missing})
    most = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:TOLD]
    return Total(
        len(known), sum(not meter.missing for meter in known), sum(meter.percent for meter in known), tuple(most)
    )


def label_of(element: str, label: str) -> str:
    """The name under which an element is counted: what is said of single materials goes by what is missing of them."""
    return f"材料的{label.rsplit('的', 1)[-1]}" if element == "materials" and label.startswith("“") else label
