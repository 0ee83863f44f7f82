"""One question of a form: how it is shown, what may be chosen, and when it is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from qingquan.papers.form_schema import Schema, choices, expected_by

RADIO_CHOICES = 5
LONG_TEXT = 120


class Control(StrEnum):
    """How a question is shown."""

    TEXT = "text"
    TEXTAREA = "textarea"
    NUMBER = "number"
    DATE = "date"
    IDENTITY = "id-card"
    PHONE = "phone"
    USCC = "uscc"
    RADIO = "radio"
    SELECT = "select"
    CHECKBOX = "checkbox"
    CHECKBOXES = "checkboxes"


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: the value kept, and what people read."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class When:
    """A question is asked only if an earlier one was answered in one of these ways; of several choices, if any is."""

    field: str
    equals: tuple[object, ...]

    def holds(self, values: Mapping[str, object]) -> bool:
        """Whether the answers so far ask the question."""
        given = values.get(self.field)
        return any(answer in self.equals for answer in (given if isinstance(given, list) else [given]))


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form."""

    name: str
    label: str
    hint: str
    control: Control
    required: bool
    options: tuple[Option, ...]
    group: str
    when: When | None
    when_in_words: str
    schema: Schema

    def limit(self, key: str) -> Decimal | None:
        """A bound of the schema such as `maxLength`; None when it has none."""
        bound = self.schema.get(key)
        return Decimal(str(bound)) if isinstance(bound, int | float) else None


def field_of(name: str, schema: Schema, *, required: bool, earlier: Mapping[str, Field]) -> Field:
    """The question a property of a checked schema asks; `earlier` are the questions before it."""
    labels = schema.get("x-labels", {})
    assert isinstance(labels, Mapping)
    condition = schema.get("x-when")
    when = When(str(condition["field"]), tuple(expected_by(condition))) if isinstance(condition, Mapping) else None
    return Field(
        name=name,
        label=str(schema["title"]),
        hint=str(schema.get("description", "")),
        control=_control(schema),
        # A box that must be ticked is a required question, whether or not the list says so.
        required=required or schema.get("const") is True,
        options=tuple(Option(value, str(labels.get(value, value))) for value in choices(schema)),
        group=str(schema.get("x-group", "")),
        when=when,
        when_in_words=_in_words(when, earlier) if when else "",
        schema=schema,
    )


def _control(schema: Schema) -> Control:
    kind = schema["type"]
    offered = choices(schema)
    if kind == "array":
        return Control.CHECKBOXES
    if kind == "boolean":
        return Control.CHECKBOX
    if kind in {"integer", "number"}:
        return Control.NUMBER
    if offered:
        return Control.RADIO if len(offered) <= RADIO_CHOICES else Control.SELECT
    if "format" in schema:
        return Control(str(schema["format"]))
    longest = schema.get("maxLength", 0)
    is_long = "x-control" in schema or (isinstance(longest, int) and longest > LONG_TEXT)
    return Control.TEXTAREA if is_long else Control.TEXT


def _in_words(when: When, earlier: Mapping[str, Field]) -> str:
    """The condition as it stands under the question, for pages without scripts."""
    other = earlier[when.field]
    if isinstance(when.equals[0], bool):
        return f"仅在{'勾选' if when.equals[0] else '未勾选'}“{other.label}”时填写"
    chosen = "或者".join(f"“{option.label}”" for option in other.options if option.value in when.equals)
    return f"仅在“{other.label}”选择{chosen}时填写"
