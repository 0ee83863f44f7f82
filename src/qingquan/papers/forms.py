"""A form made from JSON Schema: its questions in order, and answers read from a plain HTML post.

Works without scripts: every question is on the page, and what a condition hides
is dropped when the answers are read. Nothing is stored here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from qingquan.law import Refused
from qingquan.papers import form_schema
from qingquan.papers.form_fields import Field, field_of
from qingquan.papers.form_schema import Schema
from qingquan.papers.form_values import read_value
from qingquan.people.rules.identity import is_identity_number
from qingquan.people.rules.phones import parse_phone
from qingquan.places.rules import is_uscc


@dataclass(frozen=True, slots=True)
class Answers:
    """What was understood, ready to be kept, and what was not, in Chinese, by field."""

    values: dict[str, object]
    errors: dict[str, str]

    @property
    def complete(self) -> bool:
        """Whether every question was answered rightly."""
        return not self.errors


@dataclass(frozen=True, slots=True)
class Form:
    """The questions of one version of a form; `digest` says which."""

    title: str
    fields: tuple[Field, ...]
    schema: Schema
    digest: str

    @classmethod
    def from_schema(cls, schema: Schema) -> "Form":
        """The form of a schema; refuses by name whatever is not supported."""
        form_schema.check_schema(schema)
        required = schema.get("required", [])
        fields: dict[str, Field] = {}
        for name, field in form_schema.in_order(schema).items():
            assert isinstance(field, Mapping)
            fields[name] = field_of(name, field, required=name in _listed(required), earlier=fields)
        return cls(str(schema.get("title", "")), tuple(fields.values()), schema, form_schema.digest(schema))

    def check_schema(self) -> None:
        """Refuse by name whatever of the schema is not supported."""
        form_schema.check_schema(self.schema)

    @property
    def groups(self) -> list[tuple[str, list[Field]]]:
        """The questions in their order, by the heading they stand under; a form without headings has one, empty."""
        return [(title, list(fields)) for title, fields in groupby(self.fields, key=lambda field: field.group)]

    def read(self, post: Mapping[str, list[str]], *, on: date) -> Answers:
        """Read a post on the day `on` (no one is born after it). Fields the form does not ask are ignored."""
        values: dict[str, object] = {}
        errors: dict[str, str] = {}
        asked = []
        for field in self.fields:
            if field.when and not field.when.holds(values):
                continue
            asked.append(field)
            try:
                value = read_value(field, post.get(field.name, []), on=on)
            except Refused as no:
                errors[field.name] = no.why
                continue
            if value is not None:
                values[field.name] = value
        if not errors:
            errors = self._second_check(values, asked, on)
        return Answers(values, errors)

    def typed(self, post: Mapping[str, list[str]], *, limit: int = 10_000) -> dict[str, list[str]]:
        """What was typed into this form's fields, as typed: for a draft, or for showing the page again."""
        return {
            field.name: [text[:limit] for text in post[field.name][:100]] for field in self.fields if field.name in post
        }

    def _second_check(self, values: dict[str, object], asked: list[Field], on: date) -> dict[str, str]:
        """The library's own judgement over the whole, in case the first reading let something through."""
        schema = dict(self.schema) | {"required": [field.name for field in asked if field.required]}
        labels = {field.name: field for field in self.fields}
        errors: dict[str, str] = {}
        for problem in Draft202012Validator(schema, format_checker=_formats(on)).iter_errors(values):
            name = _name_in(problem)
            field = labels.get(name)
            label = field.label if field else self.title
            message = field.schema.get("x-message") if field else None
            errors.setdefault(name, str(message or f"“{label}”的填写不符合要求，请核对。"))
        return errors


def _listed(names: object) -> list[object]:
    return names if isinstance(names, list) else []


def _name_in(problem: ValidationError) -> str:
    return str(problem.absolute_path[0]) if problem.absolute_path else ""


def _formats(on: date) -> FormatChecker:
    """The formats of forms, for the second check."""
    checker = FormatChecker(formats=["date"])

    def checks(name: str, holds: Callable[[str], bool]) -> None:
        checker.checks(name)(lambda value: not isinstance(value, str) or holds(value))

    checks("id-card", lambda value: is_identity_number(value, on=on))
    checks("uscc", is_uscc)
    checker.checks("phone", raises=Refused)(lambda value: not isinstance(value, str) or bool(parse_phone(value)))
    return checker
