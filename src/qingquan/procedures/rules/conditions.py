"""Conditions over declared facts: checked for type and made ready to be asked."""

import math
import operator
from collections.abc import Callable, Mapping
from decimal import Decimal

from qingquan.procedures.rules.diagram import Fact
from qingquan.procedures.rules.expressions import (
    BadExpression,
    Comparison,
    Condition,
    Join,
    Literal,
    Membership,
    Name,
    Not,
    Term,
    parse,
)
from qingquan.procedures.words import FactType

FactValue = bool | int | float | Decimal | str
"""What a case may answer for a fact. A yes-or-no fact takes only a bool, a number never a bool."""
Facts = Mapping[str, FactValue]
Predicate = Callable[[Facts], bool]
Reader = Callable[[Facts], FactValue]

COMPARE: Mapping[str, Callable[..., bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
PYTHON_TYPES: Mapping[FactType, tuple[type, ...]] = {
    FactType.BOOLEAN: (bool,),
    FactType.NUMBER: (int, float, Decimal),
    FactType.STRING: (str,),
    FactType.CHOICE: (str,),
}


class UnknownFact(LookupError):
    """A condition asks for a fact the case has not given, or gave in another type; the text is Chinese."""


def understand(text: str, facts: Mapping[str, Fact]) -> Condition:
    """The tree of a condition whose names and types agree with the declared facts; raises BadExpression."""
    condition = parse(text)
    _check(condition, facts)
    return condition


def _check(condition: Condition, facts: Mapping[str, Fact]) -> None:
    match condition:
        case Join(_, parts):
            for part in parts:
                _check(part, facts)
        case Not(inner):
            _check(inner, facts)
        case Comparison(left, sign, right):
            _check_comparison(left, sign, right, facts)
        case Membership(name, values):
            for value in values:
                _check_comparison(name, "=", value, facts)
        case Name() | Literal():
            if _type_of(condition, facts) is not FactType.BOOLEAN:
                raise BadExpression("单独成为条件的，须是“是否”类事实")


def _check_comparison(left: Term, sign: str, right: Term, facts: Mapping[str, Fact]) -> None:
    types = {_type_of(left, facts), _type_of(right, facts)}
    for choice, other in ((left, right), (right, left)):
        if isinstance(choice, Name) and facts[choice.name].type is FactType.CHOICE:
            _check_choice(facts[choice.name], other, facts)
            types = {FactType.CHOICE}
    if len(types) > 1:
        raise BadExpression("比较的两边类型不同")
    if sign not in ("=", "!=") and types != {FactType.NUMBER}:
        raise BadExpression(f"只有数字能用“{sign}”比较")


def _check_choice(choice: Fact, other: Term, facts: Mapping[str, Fact]) -> None:
    if isinstance(other, Name):
        raise BadExpression(f"选项“{choice.name}”只能与写定的值比较")
    if other.value not in choice.values:
        raise BadExpression(f"“{other.value}”不是“{choice.name}”的选项（{'、'.join(choice.values)}）")


def _type_of(term: Term, facts: Mapping[str, Fact]) -> FactType:
    if isinstance(term, Name):
        if term.name not in facts:
            raise BadExpression(f"事实“{term.name}”没有声明")
        return facts[term.name].type
    if isinstance(term.value, bool):
        return FactType.BOOLEAN
    return FactType.STRING if isinstance(term.value, str) else FactType.NUMBER


def predicate(condition: Condition, facts: Mapping[str, Fact]) -> Predicate:
    """A function that answers the condition for a case. It raises UnknownFact rather than guess."""
    match condition:
        case Join(word, parts):
            asked = [predicate(part, facts) for part in parts]
            if word == "and":
                return lambda given: all(ask(given) for ask in asked)
            return lambda given: any(ask(given) for ask in asked)
        case Not(inner):
            opposite = predicate(inner, facts)
            return lambda given: not opposite(given)
        case Comparison(left, sign, right):
            compare, first, second = COMPARE[sign], _reader(left, facts), _reader(right, facts)
            return lambda given: compare(first(given), second(given))
        case Membership(name, values):
            read, among = _reader(name, facts), frozenset(value.value for value in values)
            return lambda given: read(given) in among
        case Name() | Literal():
            answer = _reader(condition, facts)
            return lambda given: answer(given) is True


def _reader(term: Term, facts: Mapping[str, Fact]) -> Reader:
    if isinstance(term, Literal):
        value = term.value
        return lambda given: value
    fact = facts[term.name]
    name, expected = fact.name, PYTHON_TYPES[fact.type]
    allowed = frozenset(fact.values) if fact.type is FactType.CHOICE else None

    def read(given: Facts) -> FactValue:
        try:
            value = given[name]
        except KeyError:
            raise UnknownFact(f"案件还没有“{fact.label}”这一事实") from None
        if not isinstance(value, expected) or (isinstance(value, bool) and bool not in expected):
            raise UnknownFact(f"事实“{fact.label}”不是{fact.type.label}")
        if (allowed is not None and value not in allowed) or _is_nan(value):
            raise UnknownFact(f"事实“{fact.label}”的值“{value}”不在选项内")
        return value

    return read


def _is_nan(value: FactValue) -> bool:
    # Not a number is neither above nor below anything, so every condition on it would quietly fail.
    return isinstance(value, float | Decimal) and math.isnan(value)
