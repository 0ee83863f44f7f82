"""The difference of two versions, field by field, in the words of the form.

Rows (bases, materials, fees …) are matched by their key; a row that only changed its place is no change.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum

from qingquan.catalogue.rules.canonical import labels_of
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.parts import Span
from qingquan.catalogue.words import Term


class ChangeKind(StrEnum):
    """What happened to a field or a row."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {"added": "新增", "removed": "删除", "changed": "修改"}[self.value]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: the field's path, its Chinese name, and both values as people read them."""

    where: str
    label: str
    kind: ChangeKind
    old: str = ""
    new: str = ""

    def __str__(self) -> str:
        if self.kind is ChangeKind.CHANGED:
            return f"{self.label}：{self.old} → {self.new}"
        return f"{self.label}：{self.kind.label}{self.new or self.old}"


def difference(old: VersionFacts, new: VersionFacts) -> tuple[Change, ...]:
    """Every change from the old version to the new one, in the order of the form; empty when they are equal."""
    return tuple(between(old, new, "", ""))


def between(old: object, new: object, path: str, label: str) -> Iterator[Change]:
    """The changed fields of two dataclasses of the same kind."""
    form: type = type(new)
    labels = labels_of(form)
    assert is_dataclass(new)
    for place in fields(new):
        before, after = getattr(old, place.name), getattr(new, place.name)
        if before != after:
            where = f"{path}.{place.name}" if path else place.name
            named = f"{label}·{labels[place.name]}" if label else labels[place.name]
            yield from of_field(before, after, where, named)


def of_field(old: object, new: object, where: str, label: str) -> Iterator[Change]:
    """One field: rows by their keys, parts field by field, anything else by its words."""
    if isinstance(old, tuple) and isinstance(new, tuple) and has_keys(old + new):
        yield from of_rows(by_key(old), by_key(new), where, label)
    elif is_part(old) and is_part(new):
        yield from between(old, new, where, label)
    else:
        yield one(old, new, where, label)


def of_rows(old: Mapping[str, object], new: Mapping[str, object], where: str, label: str) -> Iterator[Change]:
    """Rows gone, rows changed inside, rows come."""
    for key, row in old.items():
        here = f"{where}[{key}]"
        if key not in new:
            yield Change(here, label, ChangeKind.REMOVED, old=key)
        elif row != new[key]:
            yield from between(row, new[key], here, f"{label}“{key}”")
    for key in new:
        if key not in old:
            yield Change(f"{where}[{key}]", label, ChangeKind.ADDED, new=key)


def one(old: object, new: object, where: str, label: str) -> Change:
    """A single value that came, went or changed."""
    before, after = in_words(old), in_words(new)
    if not before:
        return Change(where, label, ChangeKind.ADDED, new=after)
    if not after:
        return Change(where, label, ChangeKind.REMOVED, old=before)
    return Change(where, label, ChangeKind.CHANGED, before, after)


def is_part(value: object) -> bool:
    """A dataclass that is shown field by field; a span of time is read as one value."""
    return is_dataclass(value) and not isinstance(value, Span)


def has_keys(rows: tuple[object, ...]) -> bool:
    """Whether the tuple holds rows that can be matched."""
    return all(hasattr(row, "key") for row in rows)


def by_key(rows: tuple[object, ...]) -> dict[str, object]:
    """Rows by key; a key that comes twice is told apart by its place among its equals."""
    found: dict[str, object] = {}
    for row in rows:
        key, n = str(getattr(row, "key", "")), 2
        while key in found:
            key, n = f"{getattr(row, 'key', '')}（{n}）", n + 1
        found[key] = row
    return found


def in_words(value: object) -> str:
    """A value as people read it; empty for what is not stated."""
    if value in (None, "", ()):
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Term):
        return value.label
    if isinstance(value, tuple):
        return "、".join(in_words(each) for each in value)
    if is_part(value):
        return str(getattr(value, "key", "")) or "（已填写）"
    return str(value)
