"""Conditions as people read them: 决定 = 准予 且 金额 ≤ 5000."""

from collections.abc import Mapping

from qingquan.procedures.rules.diagram import Fact
from qingquan.procedures.rules.expressions import (
    Comparison,
    Condition,
    Join,
    Literal,
    Membership,
    Name,
    Not,
    Term,
    Value,
)

SIGNS = {"<=": "≤", ">=": "≥", "!=": "≠"}


def in_chinese(condition: Condition, facts: Mapping[str, Fact]) -> str:
    """The condition in Chinese, by the labels of the declared facts."""
    match condition:
        case Join(word, parts):
            if word == "or":
                return " 或 ".join(in_chinese(part, facts) for part in parts)
            return " 且 ".join(_bracketed(part, facts) for part in parts)
        case Not(inner):
            return _denied(inner, facts)
        case Comparison(left, sign, right):
            beside = next((term for term in (left, right) if isinstance(term, Name)), None)
            return f"{_term(left, beside, facts)} {SIGNS.get(sign, sign)} {_term(right, beside, facts)}"
        case Membership(name, values):
            return f"{_called(name, facts)} 属于 {_listed(name, values, facts)}"
        case Name() | Literal():
            return _term(condition, None, facts)


def _denied(inner: Condition, facts: Mapping[str, Fact]) -> str:
    match inner:
        case Membership(name, values):
            return f"{_called(name, facts)} 不属于 {_listed(name, values, facts)}"
        case Name():
            return f"{_called(inner, facts)} = 否"
        case _:
            return f"并非（{in_chinese(inner, facts)}）"


def _bracketed(part: Condition, facts: Mapping[str, Fact]) -> str:
    text = in_chinese(part, facts)
    return f"（{text}）" if isinstance(part, Join) else text


def _called(name: Name, facts: Mapping[str, Fact]) -> str:
    return facts[name.name].label


def _listed(name: Name, values: tuple[Literal, ...], facts: Mapping[str, Fact]) -> str:
    return "、".join(_term(value, name, facts) for value in values)


def _term(term: Term, beside: Name | None, facts: Mapping[str, Fact]) -> str:
    if isinstance(term, Name):
        return _called(term, facts)
    return value_in_chinese(term.value, facts[beside.name] if beside else None)


def value_in_chinese(value: Value, fact: Fact | None) -> str:
    """A value as people read it, by the labels of the fact it belongs to."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if fact is not None and isinstance(value, str):
        return fact.value_label(value)
    return str(value)
