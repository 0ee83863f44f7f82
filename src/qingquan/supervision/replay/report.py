"""What a replay found: totals of the log, cards per rule, and what had to be left out."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from qingquan.supervision.replay.reading import Flaw
from qingquan.supervision.rules.facts import Deadline, Finding, WatchedCase
from qingquan.supervision.words import RULE_WORDS, Level, Rule

FLAWS_KEPT = 1_000


@dataclass(frozen=True, slots=True)
class ReplayCard:
    """A finding on a case of the log."""

    case: str
    organ: str
    ended_on: date | None
    finding: Finding


@dataclass(slots=True)
class DeadlineTotals:
    """How the cases stand to one kind of deadline. A late case left open is counted too, so it hides nothing."""

    stated: int = 0
    ended_late: int = 0
    ended_late_on_the_last_day: int = 0
    """Of the ended late ones: after the stated moment, yet on its day. By the day they are in time."""
    open_late: int = 0
    _open: list[date] = field(default_factory=list)

    def add(self, due: Deadline | None, case: WatchedCase) -> None:
        """Count one case."""
        if due is None:
            return
        self.stated += 1
        if case.ended_on is None:
            self._open.append(due.late_from(None, None))
        elif not due.met(case.ended_on, case.ended_at):
            self.ended_late += 1
            self.ended_late_on_the_last_day += case.ended_on == due.rolled

    def close(self, as_of: date) -> None:
        """Once the day is known by which open cases are judged."""
        self.open_late = sum(late_from <= as_of for late_from in self._open)
        self._open.clear()

    def as_json(self) -> dict[str, int]:
        """The totals by name."""
        return {
            "stated": self.stated,
            "ended_late": self.ended_late,
            "ended_late_on_the_last_day": self.ended_late_on_the_last_day,
            "open_late": self.open_late,
        }


@dataclass(slots=True)
class Report:
    """The outcome of one replay."""

    log: str
    map_name: str
    title: str
    checked: tuple[Rule, ...]
    cases: int = 0
    events: int = 0
    ended: int = 0
    planned: DeadlineTotals = field(default_factory=DeadlineTotals)
    legal: DeadlineTotals = field(default_factory=DeadlineTotals)
    uncounted_legal: DeadlineTotals = field(default_factory=DeadlineTotals)
    """Legal deadlines the log states and the map's condition leaves out of `legal`."""
    as_of: date | None = None
    cards: list[ReplayCard] = field(default_factory=list)
    flaws: list[Flaw] = field(default_factory=list)
    flaw_count: int = 0

    @property
    def open(self) -> int:
        """Cases not ended."""
        return self.cases - self.ended

    def left_out(self, flaw: Flaw) -> None:
        """Count a flaw; the first thousand are kept in full."""
        self.flaw_count += 1
        if len(self.flaws) < FLAWS_KEPT:
            self.flaws.append(flaw)

    def per_rule(self) -> dict[Rule, Counter[Level]]:
        """Cards per rule and level; a checked rule without cards is there with none."""
        counts: dict[Rule, Counter[Level]] = {rule: Counter() for rule in self.checked}
        for card in self.cards:
            counts[card.finding.rule][card.finding.level] += 1
        return counts

    def as_json(self, examples: int) -> dict[str, object]:
        """Everything the table shows, for machines."""
        unchecked = [rule.value for rule in Rule if rule not in self.checked]
        return {
            "log": self.log,
            "map": self.map_name,
            "title": self.title,
            "as_of": None if self.as_of is None else self.as_of.isoformat(),
            "cases": self.cases,
            "events": self.events,
            "ended": self.ended,
            "open": self.open,
            "after_plan": self.planned.ended_late,
            "with_legal_deadline": self.legal.stated,
            "past_legal_deadline": self.legal.ended_late,
            "planned": self.planned.as_json(),
            "legal": self.legal.as_json(),
            "legal_not_counted_by_map": self.uncounted_legal.as_json(),
            "rules": {rule.value: _rule_json(rule, levels) for rule, levels in self.per_rule().items()},
            "rules_not_checked": unchecked,
            "cards": len(self.cards),
            "examples": [_card_json(card) for card in self.cards[:examples]],
            "left_out": self.flaw_count,
            "left_out_examples": [{"where": flaw.where, "why": flaw.why} for flaw in self.flaws[:examples]],
        }


def _rule_json(rule: Rule, levels: Counter[Level]) -> dict[str, object]:
    counts = {level.code: levels[level] for level in Level if levels[level]}
    return {"name": RULE_WORDS[rule].name, "cards": levels.total(), "levels": counts}


def _card_json(card: ReplayCard) -> dict[str, object]:
    finding = card.finding
    return {
        "case": card.case,
        "rule": finding.rule.value,
        "level": finding.level.code,
        "since": finding.since.isoformat(),
        "step": finding.step,
        "person": finding.person,
        "organ": card.organ,
        "words": finding.words,
        "evidence": dict(finding.evidence),
    }
