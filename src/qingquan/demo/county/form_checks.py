"""What must hold of an application form: few questions, each answerable, each asked under an answer already given."""

from collections.abc import Iterator

from qingquan.demo.county.powers import Choice, Field, Item

FORMATS = frozenset({"", "date", "phone", "id-card", "uscc"})
TYPES = frozenset({"string", "integer", "number", "boolean"})
FEWEST, MOST = 5, 11


def form_problems(item: Item) -> Iterator[str]:
    """Every fault of the item's form."""
    if not FEWEST <= len(item.form) <= MOST:
        yield f"申请表有 {len(item.form)} 个问题，应为 {FEWEST} 到 {MOST} 个。"
    asked: dict[str, Field] = {}
    for field in item.form:
        if field.key in asked or not (field.key.isidentifier() and field.key.isascii()):
            yield f"申请表问题 {field.key} 重复或者不是英文标识。"
        if field.format not in FORMATS or field.type not in TYPES or not field.group:
            yield f"申请表问题 {field.key} 的类型、格式或者分组不对。"
        if field.type != "string" and (field.format or field.enum or field.pattern):
            yield f"申请表问题 {field.key} 不是文字，却有格式或者选项。"
        if len(field.when) > 1:
            yield f"申请表问题 {field.key} 只能由一个问题决定问不问。"
        for key, value in field.when.items():
            wanted = value if isinstance(value, tuple) else (value,)
            if key not in asked or not all(possible(asked[key], each) for each in wanted):
                yield f"申请表问题 {field.key} 的条件 {key} 不是前面问过的回答。"
        asked[field.key] = field


def possible(field: Field, answer: Choice) -> bool:
    """Whether the question can be answered so."""
    return isinstance(answer, bool) if field.type == "boolean" else answer in field.enum
