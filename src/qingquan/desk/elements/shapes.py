"""What kind of answer each element wants, told from its type alone: a new element then needs no new form."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum, StrEnum
from functools import cache
from typing import NamedTuple, get_args, get_origin

from qingquan.catalogue.rules.canonical import hints_of, labels_of, optional
from qingquan.catalogue.rules.parts import Span


class Shape(StrEnum):
    """How an element is asked."""

    TEXT = "text"
    LONG = "long"
    LINES = "lines"
    NUMBER = "number"
    MONEY = "money"
    DAY = "day"
    TICK = "tick"
    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"
    SPAN = "span"
    PART = "part"
    ROWS = "rows"


class Place(NamedTuple):
    """One element of a dataclass: its name, its Chinese name, its shape, and what it is made of."""

    name: str
    label: str
    shape: Shape
    form: type
    optional: bool
    default: object


LONG = frozenset(
    {
        "accept_conditions",
        "approve_conditions",
        "refuse_conditions",
        "quantity_limit",
        "allocation_rule",
        "exercise_content",
        "rights_obligations",
        "remedies",
        "renewal_rule",
        "process_text",
        "legal_note",
        "text",
        "answer",
        "fill_notes",
        "standard",
        "checklist",
        "publicity",
        "range_text",
        "excluded_objects",
        "violation",
        "accept_standard",
        "basis",
        "notice_template",
    }
)
SIMPLE = {bool: Shape.TICK, int: Shape.NUMBER, date: Shape.DAY, Span: Shape.SPAN, str: Shape.TEXT}


@cache
def places_of(form: type) -> dict[str, Place]:
    """The elements of a dataclass by name, in its own order."""
    return {place.name: place for place in read_places(form)}


def read_places(form: type) -> Iterator[Place]:
    """Each element with its shape."""
    hints, labels = hints_of(form), labels_of(form)
    for field in fields(form):
        hint = hints[field.name]
        inner = optional(hint)
        shape, made_of = shape_of(field.name, hint if inner is None else inner)
        if shape is Shape.TICK and inner is not None:
            shape = Shape.YES_NO
        label = labels[field.name].replace("（分）", "（元）") if shape is Shape.MONEY else labels[field.name]
        yield Place(field.name, label, shape, made_of, inner is not None, field.default)


def shape_of(name: str, hint: object) -> tuple[Shape, type]:
    """The shape of a type that is not optional, and the type of its parts."""
    if get_origin(hint) is tuple:
        inside = get_args(hint)[0]
        if inside is str:
            return Shape.LINES, str
        return (Shape.CHOICES if issubclass(inside, Enum) else Shape.ROWS), inside
    assert isinstance(hint, type)
    if name.endswith("_fen"):
        return Shape.MONEY, int
    if name in LONG and hint is str:
        return Shape.LONG, str
    if hint in SIMPLE:
        return SIMPLE[hint], hint
    return (Shape.PART if is_dataclass(hint) else Shape.CHOICE), hint
