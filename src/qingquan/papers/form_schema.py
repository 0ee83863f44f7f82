"""The part of JSON Schema (draft 2020-12) that a county's form may use.

An object whose properties are strings, numbers, integers, booleans or lists of choices.
Anything else is refused by name, so that no rule of a form is silently left unchecked.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError

from qingquan.law import Refused

Schema = Mapping[str, object]

FORMATS = ("date", "id-card", "phone", "uscc")
ROOT_KEYS = frozenset(
    {"$schema", "$id", "type", "title", "description", "properties", "required", "additionalProperties", "x-order"}
)
COMMON_KEYS = frozenset({"type", "title", "description", "x-group", "x-when", "x-message"})
KEYS_OF_TYPE = {
    "string": frozenset({"format", "enum", "x-labels", "minLength", "maxLength", "pattern", "x-control"}),
    "integer": frozenset({"minimum", "maximum"}),
    "number": frozenset({"minimum", "maximum", "x-decimals"}),
    "boolean": frozenset({"const"}),
    "array": frozenset({"items", "x-labels", "minItems", "maxItems", "uniqueItems"}),
}


def canonical(schema: Schema) -> str:
    """The one text of a schema. The order of keys is kept: it is the order of the questions."""
    return json.dumps(schema, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def digest(schema: Schema) -> str:
    """SHA-256 of the canonical text, in hexadecimal; answers are bound to it."""
    return hashlib.sha256(canonical(schema).encode()).hexdigest()


def to_keep(schema: Schema) -> dict[str, object]:
    """The schema as it can be stored: jsonb forgets the order of keys, so the order is written down."""
    properties = schema.get("properties")
    if "x-order" in schema or not isinstance(properties, Mapping):
        return dict(schema)
    return dict(schema) | {"x-order": list(properties)}


def in_order(schema: Schema) -> dict[str, object]:
    """The questions in the order in which they are asked."""
    properties, order = schema["properties"], schema.get("x-order")
    assert isinstance(properties, Mapping)
    return {name: properties[name] for name in order} if isinstance(order, list) else dict(properties)


def check_schema(schema: Schema) -> None:
    """Refuse a schema with anything that is not supported, naming the first such thing."""
    if found := next(problems(schema), None):
        raise Refused(f"表单定义有误：{found}")


def problems(schema: Schema) -> Iterator[str]:
    """All that is wrong with a schema, each in one Chinese sentence."""
    try:
        Draft202012Validator.check_schema(dict(schema))
    except SchemaError as problem:
        yield f"不是合格的 JSON Schema：{problem.message}。"
        return
    yield from _unknown(schema, ROOT_KEYS, "表单")
    properties = schema.get("properties")
    if schema.get("type") != "object" or not isinstance(properties, Mapping) or not properties:
        yield "表单的 type 应为 object，并至少有一个字段（properties）。"
        return
    required = schema.get("required", [])
    if isinstance(required, list):
        yield from (f"必填的字段“{name}”没有定义。" for name in required if name not in properties)
    order = schema.get("x-order", list(properties))
    if not isinstance(order, list) or sorted(map(str, order)) != sorted(properties):
        yield "“x-order”应把每个字段列出一次。"
        return
    earlier: dict[str, Schema] = {}
    for name, field in in_order(schema).items():
        if isinstance(field, Mapping):
            yield from _problems_of_field(name, field, earlier)
            earlier[name] = field
        else:
            yield f"字段“{name}”的定义应是对象。"


def choices(field: Schema) -> tuple[str, ...]:
    """The values a field offers to choose from; empty for a field that is typed."""
    source = field.get("items", field)
    values = source.get("enum", ()) if isinstance(source, Mapping) else ()
    return tuple(values) if isinstance(values, list) else ()


def _unknown(schema: Schema, known: frozenset[str], where: str) -> Iterator[str]:
    yield from (f"{where}的“{key}”不受支持。" for key in schema if key not in known)


def _problems_of_field(name: str, field: Schema, earlier: Mapping[str, Schema]) -> Iterator[str]:
    where = f"字段“{name}”"
    kind = field.get("type")
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,63}", name):
        yield f"{where}的名称应以字母开头，只用字母、数字和下划线。"
    if not isinstance(kind, str) or kind not in KEYS_OF_TYPE:
        yield f"{where}的类型“{kind}”不受支持。"
        return
    yield from _unknown(field, COMMON_KEYS | KEYS_OF_TYPE[kind], where)
    if not isinstance(field.get("title"), str) or not field["title"]:
        yield f"{where}没有中文标题（title）。"
    for key in ("x-group", "x-message"):
        if key in field and not isinstance(field[key], str):
            yield f"{where}的“{key}”应是文字。"
    if kind == "boolean" and field.get("const", True) is not True:
        yield f"{where}的 const 只能是 true（必须勾选）。"
    if not isinstance(field.get("x-decimals", 0), int):
        yield f"{where}的“x-decimals”应是整数。"
    if kind in {"string", "array"}:
        yield from _problems_of_words(where, field)
    if "x-when" in field:
        yield from _problems_of_condition(where, field["x-when"], earlier)


def _problems_of_words(where: str, field: Schema) -> Iterator[str]:
    offered = choices(field)
    if field["type"] == "array":
        items = field.get("items")
        if (
            not isinstance(items, Mapping)
            or items.get("type") != "string"
            or not offered
            or set(items) - {"type", "enum"}
        ):
            yield f"{where}只能是若干选项中的多选（items 为 type string 和 enum）。"
    if any(not isinstance(value, str) or not value for value in offered):
        yield f"{where}的选项应是不为空的文字。"
    labels = field.get("x-labels", {})
    if not isinstance(labels, Mapping) or set(labels) - set(offered):
        yield f"{where}的“x-labels”应为选项逐个给出文字。"
    if "format" in field and field["format"] not in FORMATS:
        yield f"{where}的格式“{field['format']}”不受支持，可用的有：{'、'.join(FORMATS)}。"
    if field.get("x-control", "textarea") != "textarea":
        yield f"{where}的“x-control”只能是 textarea。"
    try:
        re.compile(str(field.get("pattern", "")))
    except re.error as problem:
        yield f"{where}的 pattern 不是正确的正则表达式：{problem}。"


def _problems_of_condition(where: str, condition: object, earlier: Mapping[str, Schema]) -> Iterator[str]:
    if not isinstance(condition, Mapping) or set(condition) != {"field", "equals"}:
        yield f"{where}的“x-when”应只有 field 和 equals。"
        return
    other = earlier.get(str(condition["field"]))
    if other is None:
        # Only a question already asked can decide, which also rules out circles.
        yield f"{where}的“x-when”所指的字段“{condition['field']}”不在它之前。"
        return
    offered = choices(other)
    for expected in expected_by(condition):
        fits = expected in offered if offered else isinstance(expected, bool) and other.get("type") == "boolean"
        if not fits:
            yield f"{where}的“x-when”只能看选项或是否勾选，{expected!r} 不是“{condition['field']}”的可能取值。"


def expected_by(condition: Mapping[str, object]) -> list[object]:
    """The answers under which a question is asked: one, or any of a list."""
    equals = condition["equals"]
    return equals if isinstance(equals, list) and equals else [equals]
