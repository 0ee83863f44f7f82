"""TOML tables turned into frozen dataclasses, strictly: unknown, missing and ill-typed fields are named by place."""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar, get_type_hints

Table = Mapping[str, object]
Shape = TypeVar("Shape")

NAMED_OTHERWISE = {"from": "since"}
"""Keys that Python keeps for itself."""


class CountyDataError(ValueError):
    """The files say something that cannot be; the message lists all of it, one line each."""


def load(path: Path) -> dict[str, object]:
    """One file; a slip in its grammar names the file."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as slip:
        raise CountyDataError(f"{path.name}：{slip}") from None


def rows(table: Table, key: str) -> list[dict[str, object]]:
    """The tables listed under a key; none when the key is absent."""
    listed = table.get(key, [])
    if not (isinstance(listed, list) and all(isinstance(row, dict) for row in listed)):
        raise CountyDataError(f"“{key}”应为一组表。")
    return listed


def made(shape: type[Shape], table: Table, where: str, **nested: object) -> Shape:
    """A dataclass from a table; keys and simple types must be right. `nested` replaces what the table holds."""
    given = {NAMED_OTHERWISE.get(key, key): frozen(value) for key, value in table.items()} | nested
    hints = get_type_hints(shape)
    if unknown := given.keys() - hints.keys():
        raise CountyDataError(f"{where}：不认识的字段 {'、'.join(sorted(unknown))}。")
    for name, value in given.items():
        form = hints[name]
        if form in (str, int, bool, date) and type(value) is not form:
            raise CountyDataError(f"{where}：字段 {name} 的值 {value!r} 应为 {form.__name__}。")
    try:
        return shape(**given)
    except TypeError as slip:
        raise CountyDataError(f"{where}：{slip}") from None


def frozen(value: object) -> object:
    """Lists as tuples, however deep."""
    if isinstance(value, list):
        return tuple(frozen(each) for each in value)
    if isinstance(value, dict):
        return {key: frozen(each) for key, each in value.items()}
    return value


def listed(shape: type[Shape], table: Table, key: str, where: str) -> tuple[Shape, ...]:
    """The rows under a key, each as a dataclass."""
    return tuple(made(shape, row, f"{where} {key}") for row in rows(table, key))
