"""Frozen dataclasses to plain JSON values and back, so that the same elements always give the same digest.

What equals its default is left out: a field added to the form later then changes no digest of old versions.
"""

import functools
import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Annotated, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from qingquan.law import Refused

T = TypeVar("T")


def to_plain(value: object) -> object:
    """Dictionaries, lists, strings, numbers and None; defaults left out."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [to_plain(each) for each in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {
            place.name: to_plain(kept)
            for place in fields(value)
            if (kept := getattr(value, place.name)) != place.default
        }
    return value


def from_plain(form: type[T], plain: object) -> T:
    """The dataclass again, or `Refused` naming the field that does not fit."""
    return cast(T, read(form, plain, form.__name__))


def read(form: object, plain: object, where: str) -> object:
    """One value of the given form."""
    if (inner := optional(form)) is not None:
        return None if plain is None else read(inner, plain, where)
    if get_origin(form) is tuple:
        if not isinstance(plain, list):
            raise misfit(where, plain)
        return tuple(read(get_args(form)[0], each, f"{where}[{n}]") for n, each in enumerate(plain))
    if isinstance(form, type):
        return read_one(form, plain, where)
    raise misfit(where, plain)


def read_one(form: type, plain: object, where: str) -> object:
    """A dataclass, a word of a list, a day, or a bare value."""
    if is_dataclass(form):
        return read_fields(form, plain, where)
    if issubclass(form, Enum | date):
        if not isinstance(plain, str):
            raise misfit(where, plain)
        try:
            return form(plain) if issubclass(form, Enum) else date.fromisoformat(plain)
        except ValueError:
            raise misfit(where, plain) from None
    # bool is an int to Python, but a yes is not a number.
    if type(plain) is not form:
        raise misfit(where, plain)
    return plain


def read_fields(form: type, plain: object, where: str) -> object:
    """A dataclass from a mapping that may leave out what has a default."""
    if not isinstance(plain, Mapping):
        raise misfit(where, plain)
    hints = hints_of(form)
    if unknown := [str(name) for name in plain if name not in hints]:
        raise Refused(f"要素“{where}”有不认识的字段：{'、'.join(unknown)}。")
    missing = [each.name for each in fields(form) if each.default is MISSING and each.name not in plain]
    if missing:
        raise Refused(f"要素“{where}”缺少字段：{'、'.join(missing)}。")
    given = {name: read(hints[name], value, f"{where}.{name}") for name, value in plain.items()}
    made: object = form(**given)
    return made


@functools.cache
def hints_of(form: type) -> dict[str, object]:
    """The types of a dataclass's fields, without their Chinese names, resolved once."""
    return dict(get_type_hints(form))


@functools.cache
def labels_of(form: type) -> dict[str, str]:
    """The Chinese name of each field: the second part of its `Annotated` type."""
    hints = get_type_hints(form, include_extras=True)
    return {name: get_args(hint)[1] if get_origin(hint) is Annotated else name for name, hint in hints.items()}


def optional(form: object) -> object | None:
    """What an `X | None` may hold besides nothing; None when the form is not of that kind."""
    if get_origin(form) in {Union, types.UnionType}:
        return next((each for each in get_args(form) if each is not type(None)), None)
    return None


def misfit(where: str, plain: object) -> Refused:
    """The refusal for one value."""
    return Refused(f"要素“{where}”的值“{str(plain)[:40]}”不合要求。")
