"""An item's questions as a JSON Schema: the subset that application forms use.

`x-group` names the group a question stands in, `x-when` the answers under which it is asked at all; what is required
is required only where it is asked.
"""

from collections.abc import Mapping, Sequence

from qingquan.demo.county.powers import Field, When

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema(title: str, fields: Sequence[Field]) -> dict[str, object]:
    """The whole form; answers beyond its questions are not accepted."""
    return {
        "$schema": DRAFT,
        "title": title,
        "type": "object",
        "properties": {each.key: question(each) for each in fields},
        "required": [each.key for each in fields if each.required],
        "additionalProperties": False,
    }


def question(field: Field) -> dict[str, object]:
    """One question. What is empty is left out."""
    stated: dict[str, object] = {
        "title": field.title,
        "description": field.description,
        "type": field.type,
        "format": field.format,
        "enum": list(field.enum),
        "pattern": field.pattern,
        "minimum": field.minimum,
        "maximum": field.maximum,
        "x-group": field.group,
        "x-control": "textarea" if field.long else "",
        "x-when": condition(field.when),
    }
    return {name: value for name, value in stated.items() if value not in ("", [], {}, None, False)}


def condition(when: When) -> Mapping[str, object]:
    """Which earlier question decides, and the answers under which this one is asked."""
    return next(
        ({"field": key, "equals": list(value) if isinstance(value, tuple) else value} for key, value in when.items()),
        {},
    )
