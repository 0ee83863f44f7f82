"""All rules together: what holds on a day, and the next day on which something new will hold."""

from collections.abc import Callable, Collection, Iterable
from datetime import date

from qingquan.supervision.rules import authority, procedure, timing
from qingquan.supervision.rules.facts import DEFAULTS, Finding, Thresholds, WatchedCase, WorkingDays
from qingquan.supervision.words import Level, Rule

Judgement = Callable[[WatchedCase, WorkingDays, Thresholds], Iterable[Finding]]

JUDGEMENTS: dict[Rule, Judgement] = {
    Rule.TL01: timing.acceptance_slow,
    Rule.TL02: timing.promise_nearly_used,
    Rule.TL03: timing.promise_exceeded,
    Rule.TL04: timing.law_exceeded,
    Rule.TL05: timing.step_exceeded,
    Rule.TL14: timing.silence_accepted,
    Rule.PR01: procedure.order_broken,
    Rule.PR03: procedure.second_notice,
    Rule.PR07: procedure.duties_mixed,
    Rule.AU01: authority.item_not_listed,
    Rule.AU02: authority.actor_not_authorised,
}
ALL_RULES = frozenset(JUDGEMENTS)


def foreseen(
    case: WatchedCase,
    calendar: WorkingDays,
    limits: Thresholds = DEFAULTS,
    rules: Collection[Rule] = ALL_RULES,
) -> list[Finding]:
    """Every finding of the case, past and to come if nothing else happens, in order of its first day.

    Of one rule at one step only a rise of the level is kept: cards count per case, rule and step once.
    """
    found = [finding for rule in JUDGEMENTS if rule in rules for finding in JUDGEMENTS[rule](case, calendar, limits)]
    highest: dict[tuple[Rule, str | None], Level] = {}
    rising = []
    for finding in sorted(found, key=lambda f: (f.since, -f.level, f.rule, f.step or "")):
        key = finding.rule, finding.step
        if key not in highest or finding.level > highest[key]:
            highest[key] = finding.level
            rising.append(finding)
    return rising


def judge(
    case: WatchedCase,
    on: date,
    calendar: WorkingDays,
    limits: Thresholds = DEFAULTS,
    rules: Collection[Rule] = ALL_RULES,
) -> list[Finding]:
    """What holds on the morning of the day `on`: of each rule and step the gravest finding so far."""
    return reached(foreseen(case, calendar, limits, rules), on)


def reached(findings: Iterable[Finding], on: date) -> list[Finding]:
    """Of foreseen findings, those whose day has come, the gravest of each rule and step."""
    return list({(f.rule, f.step): f for f in findings if f.since <= on}.values())


def next_look(case: WatchedCase, after: date, calendar: WorkingDays, limits: Thresholds = DEFAULTS) -> date | None:
    """The first day later than `after` on which a rule will newly speak; None when only an event can change that."""
    return next((f.since for f in foreseen(case, calendar, limits) if f.since > after), None)
