"""Our own attributes of a BPMN element, each read strictly: a wrong value is a finding, never a guess."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import TypeVar

from qingquan.places.words import Role
from qingquan.procedures.rules.diagram import Fact, Wait
from qingquan.procedures.rules.findings import Finding, found
from qingquan.procedures.rules.markup import Element
from qingquan.procedures.rules.vocabulary import MODEL
from qingquan.procedures.words import NAMESPACE, DayUnit, FactType, FlowNode, StepKind

Word = TypeVar("Word", bound=StrEnum)

MOST_DAYS = 3650
"""Ten years; a longer limit is a slip of the pen."""
MOST_FACTS = 100
DURATION = re.compile(r"P(\d{1,4})D")
WHOLE = re.compile(r"\d{1,4}", re.ASCII)
FACT_NAME = re.compile(r"[^\W\d]\w{0,39}")
RESERVED = frozenset({"and", "or", "not", "in", "true", "false"})

NODE_OF_KIND = {
    StepKind.ACCEPT: FlowNode.ACCEPT,
    StepKind.EXAMINE: FlowNode.EXAMINE,
    StepKind.REVIEW: FlowNode.EXAMINE,
    StepKind.DECIDE: FlowNode.DECIDE,
    StepKind.ISSUE: FlowNode.ISSUE,
}
"""The published node a kind of step belongs to unless the diagram says otherwise."""


class Attributes:
    """Reads the attributes of one element and keeps what was wrong with them."""

    def __init__(self, element: Element, findings: list[Finding]) -> None:
        self.element = element
        self.findings = findings
        self.id = element.get("id")
        self.name = plain(element.get("name"))

    def word(self, attribute: str, words: type[Word]) -> Word | None:
        """One of an enumeration's words; None when absent or wrong."""
        value = self.element.get(attribute, NAMESPACE)
        if not value:
            return None
        try:
            return words(value)
        except ValueError:
            self.wrong(f"q:{attribute}", value, "、".join(words))
            return None

    def post(self) -> str:
        """The role code of `q:post`."""
        return self.word("post", Role) or ""

    def working_days(self) -> int | None:
        """The whole number of `q:workingDays`; None when absent or wrong."""
        value = self.element.get("workingDays", NAMESPACE)
        if not value:
            return None
        if WHOLE.fullmatch(value) and int(value) <= MOST_DAYS:
            return int(value)
        self.wrong("q:workingDays", value, f"0 到 {MOST_DAYS} 的整数")
        return None

    def wait(self) -> Wait | None:
        """The duration of a timer: days only, the unit said. None with a finding when it is not so."""
        unit: DayUnit | None = None
        days = ""
        for element in self.element.walk():
            if element.has("unit", NAMESPACE):
                unit = Attributes(element, self.findings).word("unit", DayUnit)
            if element.namespace == MODEL and element.name == "timeDuration":
                days = element.text
        match = DURATION.fullmatch(days)
        if match and unit and 1 <= int(match[1]) <= MOST_DAYS:
            return Wait(int(match[1]), unit)
        self.findings.append(found("bad_timer", self.id, self.name))
        return None

    def wrong(self, attribute: str, value: str, expected: str) -> None:
        """Note an attribute whose value cannot be used."""
        self.findings.append(
            found("bad_attribute", self.id, self.name, attribute=attribute, value=value[:40], expected=expected)
        )


def facts_of(process: Element, findings: list[Finding]) -> dict[str, Fact]:
    """The case facts a process declares."""
    facts: dict[str, Fact] = {}
    for element in _declarations(process):
        name = element.get("name")
        try:
            if name in facts:
                raise ValueError("重复声明")
            if len(facts) >= MOST_FACTS:
                raise ValueError(f"超过 {MOST_FACTS} 个")
            facts[name] = _fact(element)
        except ValueError as error:
            findings.append(found("bad_fact", process.get("id"), "", fact=name[:40], why=error))
    return facts


def _declarations(process: Element) -> Iterator[Element]:
    for extensions in process.named(MODEL, "extensionElements"):
        for block in extensions.named(NAMESPACE, "facts"):
            yield from block.named(NAMESPACE, "fact")


def _fact(element: Element) -> Fact:
    """One declaration; ValueError says in Chinese what is wrong."""
    name = element.get("name")
    if not FACT_NAME.fullmatch(name) or name in RESERVED:
        raise ValueError("名称须为字母、汉字、数字或下划线，不以数字开头，不用保留字")
    if element.get("type") not in set(FactType):
        raise ValueError("type 须为 boolean、number、string 或 choice")
    values = tuple(element.get("values").split())
    labels = tuple(element.get("valueLabels").split()) or values
    is_choice = element.get("type") == FactType.CHOICE
    if is_choice != bool(values):
        raise ValueError("choice 须写 values，其他类型不写")
    if len(set(values)) != len(values) or len(labels) != len(values):
        raise ValueError("values 不得重复，valueLabels 须与之一一对应")
    return Fact(name, FactType(element.get("type")), plain(element.get("label")) or name, values, labels)


def plain(text: str) -> str:
    """A name without line breaks and doubled spaces, as editors like to write them."""
    return " ".join(text.split())
