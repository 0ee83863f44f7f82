"""Whether the conditions of a gateway leave a way open for every case, and whether each of them can ever win.

Facts that are compared only with written values have finitely many different cases: each value of a choice, yes
and no, and for numbers every value named, one below, one between and one above. All of them are tried.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise, product
from math import prod

from qingquan.procedures.rules.conditions import FactValue, predicate
from qingquan.procedures.rules.diagram import Fact
from qingquan.procedures.rules.expressions import Comparison, Condition, Join, Literal, Membership, Name, Not, Term
from qingquan.procedures.rules.wording import value_in_chinese
from qingquan.procedures.words import FactType

MOST_ANSWERS = 5_000
"""Conditions asked for one gateway. Beyond, the answer is left open and a default way is asked for."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What trying every case showed. `gap` is a case in which no condition holds, in Chinese; "" when there is none."""

    gap: str
    never: frozenset[int]
    """Places of the conditions that never win."""
    overlaps: Mapping[int, str]
    """Places of conditions that hold together with an earlier one, with an example."""


def coverage(conditions: Sequence[Condition], facts: Mapping[str, Fact]) -> Coverage | None:
    """Try every case; None when the cases cannot be told apart finitely or are too many."""
    used = [term for condition in conditions for term in _comparisons(condition)]
    if any(value is None for _, value in used):
        return None
    names = sorted({name for name, _ in used})
    answers = [_answers(facts[name], {value for fact, value in used if fact == name}) for name in names]
    if prod(len(values) for values in answers) * len(conditions) > MOST_ANSWERS:
        return None
    asked = [predicate(condition, facts) for condition in conditions]
    gap, winners, overlaps = "", set[int](), dict[int, str]()
    for values in product(*answers):
        case = dict(zip(names, values, strict=True))
        holding = [place for place, ask in enumerate(asked) if ask(case)]
        if not holding:
            gap = gap or _told(case, facts)
            continue
        winners.add(holding[0])
        for place in holding[1:]:
            overlaps.setdefault(place, _told(case, facts))
    return Coverage(gap, frozenset(range(len(asked))) - winners, overlaps)


def _told(case: Mapping[str, FactValue], facts: Mapping[str, Fact]) -> str:
    parts = []
    for name, value in case.items():
        told = str(value) if isinstance(value, float) else value_in_chinese(value, facts[name])
        parts.append(f"{facts[name].label} = {told}")
    return "，".join(parts)


def _comparisons(condition: Condition) -> Iterator[tuple[str, FactValue | None]]:
    """Every fact asked for, with the written value it is compared to; None when it is compared to another fact."""
    match condition:
        case Join(_, parts):
            for part in parts:
                yield from _comparisons(part)
        case Not(inner):
            yield from _comparisons(inner)
        case Comparison(left, _, right):
            yield from _pair(left, right)
        case Membership(name, values):
            for value in values:
                yield name.name, value.value
        case Name(name):
            yield name, True
        case Literal():
            return


def _pair(left: Term, right: Term) -> Iterator[tuple[str, FactValue | None]]:
    for term, other in ((left, right), (right, left)):
        if isinstance(term, Name):
            yield term.name, other.value if isinstance(other, Literal) else None


def _answers(fact: Fact, named: set[FactValue | None]) -> Sequence[FactValue]:
    """One value for each case the conditions can tell apart."""
    if fact.type is FactType.BOOLEAN:
        return (True, False)
    if fact.type is FactType.CHOICE:
        return fact.values
    if fact.type is FactType.STRING:
        texts = sorted(value for value in named if isinstance(value, str))
        return (*texts, "其他" + "".join(texts))
    numbers = sorted(value for value in named if isinstance(value, int | Decimal))
    between = [(Decimal(low) + Decimal(high)) / 2 for low, high in pairwise(numbers)]
    return (numbers[0] - 1, *numbers, *between, numbers[-1] + 1)
