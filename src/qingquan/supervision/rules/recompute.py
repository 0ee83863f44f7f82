"""The proof that cards can be recomputed: the same facts give the same cards."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from qingquan.supervision.rules.facts import DEFAULTS, Thresholds, WatchedCase, WorkingDays
from qingquan.supervision.rules.judge import judge
from qingquan.supervision.words import Level, Rule


class CardKey(NamedTuple):
    """A card counts once per case, rule and step; a step of None means the case as a whole."""

    case: str
    rule: Rule
    step: str | None


@dataclass(frozen=True, slots=True)
class Differences:
    """How kept cards differ from those the facts give."""

    missing: tuple[CardKey, ...]
    """The facts give a card that was not kept."""
    unfounded: tuple[CardKey, ...]
    """A card was kept that the facts do not give."""
    changed: tuple[CardKey, ...]
    """The same card with another level."""

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.missing or self.unfounded or self.changed)


def recompute(
    case: WatchedCase, on: date, calendar: WorkingDays, limits: Thresholds = DEFAULTS
) -> dict[CardKey, Level]:
    """The cards of a case and their levels, from the facts alone."""
    found = judge(case, on, calendar, limits)
    return {CardKey(case.number, finding.rule, finding.step): finding.level for finding in found}


def differences(kept: Iterable[tuple[CardKey, Level]], recomputed: dict[CardKey, Level]) -> Differences:
    """Compare kept cards with recomputed ones, in the order of their keys."""
    cards = dict(kept)
    by_key = sorted(cards.keys() | recomputed.keys(), key=lambda key: (key.case, key.rule, key.step or ""))
    return Differences(
        missing=tuple(key for key in by_key if key not in cards),
        unfounded=tuple(key for key in by_key if key not in recomputed),
        changed=tuple(key for key in by_key if key in cards and key in recomputed and cards[key] != recomputed[key]),
    )
