"""An organ or a hall is reached otherwise than before: what that changes in an item that still says the old."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from qingquan.catalogue.rules.facts import VersionFacts

LABELS = {"phone": "电话", "address": "地址", "hours": "办公时间"}


@dataclass(frozen=True, slots=True)
class Replacement:
    """One text that is to be read in the place of another, wherever an item tells people where to come or call."""

    name: str
    old: str
    new: str

    def __str__(self) -> str:
        return f"{LABELS[self.name]}由“{self.old}”改为“{self.new}”"


def followed(told: Iterable[Mapping[str, Sequence[str]]]) -> tuple[Replacement, ...]:
    """What the first change came to by way of those after it: (old, new) by name, in the order of their days.

    A telephone that changed again is replaced by the last one, not by the one in between; one that came back is not
    replaced at all.
    """
    first, *later = list(told)
    found = []
    for name in LABELS:
        old, new = first.get(name, ("", ""))
        for change in later:
            before, after = change.get(name, ("", ""))
            new = after if before == new else new
        if old and new and old != new:
            found.append(Replacement(name, old, new))
    return tuple(found)


def rewritten(facts: VersionFacts, replacements: Iterable[Replacement]) -> VersionFacts:
    """The elements with the new texts and nothing else changed."""
    for each in replacements:
        places = tuple(
            replace(place, **{each.name: each.new}) if getattr(place, each.name) == each.old else place
            for place in facts.places
        )
        facts = replace(facts, places=places)
        if each.name == "phone":
            facts = replace(
                facts,
                consult_phones=swapped(facts.consult_phones, each),
                supervise_phones=swapped(facts.supervise_phones, each),
            )
        if each.name == "address" and facts.single_window_place == each.old:
            facts = replace(facts, single_window_place=each.new)
    return facts


def swapped(texts: tuple[str, ...], by: Replacement) -> tuple[str, ...]:
    """A list with the new text where the old one stood, each once."""
    return tuple(dict.fromkeys(by.new if text == by.old else text for text in texts))
