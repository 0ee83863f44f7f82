"""Advice beside the fields: how short a promise must be, and whether the rank of a basis carries the power."""

from dataclasses import dataclass
from datetime import date

from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.rules import basis_level
from qingquan.catalogue.rules.basis_level import Judgement
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.parts import Span
from qingquan.catalogue.rules.promise import cut, cut_percent
from qingquan.catalogue.words import Verdict

TONES = {
    Verdict.OK: "good",
    Verdict.OK_WITH_NOTE: "busy",
    Verdict.NEEDS_LEGAL_REVIEW: "warn",
    Verdict.INVALID_BASIS: "warn",
}


@dataclass(frozen=True, slots=True)
class Advice:
    """One limit that the promise is measured against, and the longest promise that meets the demand."""

    against: str
    old: Span
    most: Span
    now: str = ""
    met: bool = False


def promise_advice(draft: ItemVersion, today: date) -> list[Advice]:
    """At least three tenths shorter than the law's limit and than the last promise, where the units agree."""
    facts = draft.facts()
    current = draft.item.versions.in_force(today).first()
    last = current.facts().promise if current else None
    against = [("法定办结时限", facts.legal_limit), ("现行版本的承诺", last)]
    return [advice(words, old, facts.promise) for words, old in against if old is not None and old.n]


def advice(words: str, old: Span, promise: Span | None) -> Advice:
    """`old * 7 // 10`, and whether the promise that is stored meets it."""
    most = Span(cut(old.n), old.unit)
    if promise is None or promise.unit is not old.unit:
        return Advice(words, old, most)
    percent = cut_percent(old.n, promise.n)
    return Advice(words, old, most, f"已保存的承诺 {promise}，缩短 {percent}%", promise.n <= most.n)


def verdicts(facts: VersionFacts) -> list[list[tuple[str, str, Judgement]]]:
    """For each basis row: what the power does, the tone, and the judgement of the rank with its article."""
    verbs = basis_level.verbs_of(facts)
    return [
        [
            (basis_level.name_of(verb), TONES[judged.verdict], judged)
            for verb in verbs
            for judged in (basis_level.judge(basis, facts.power_type, verb),)
        ]
        for basis in facts.legal_bases
    ]
