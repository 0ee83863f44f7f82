"""The forms of a word: a stored value with the Chinese name people read, and for some the code of a standard."""

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """An enum member written as `NAME = "value", "中文名"`."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Keep the name people read on the member."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label or value
        return member


class Term(StrEnum):
    """A word that is stored as its value, shown by its label and exchanged by its code."""

    label: str
    code: str

    def __new__(cls, value: str, label: str = "", code: str = "") -> Self:
        """One member: what is stored, what people read, what GB/T 39046-2020 or practice calls it."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.code = code
        return member

    @classmethod
    def from_code(cls, code: str) -> Self | None:
        """The member with this code of the standard; None when there is none."""
        return next((member for member in cls if member.code and member.code == code), None)

    @classmethod
    def from_label(cls, label: str) -> Self | None:
        """The member with this Chinese name; None when there is none."""
        return next((member for member in cls if member.label == label), None)


def sort_key(name: str) -> str:
    """How a Chinese name sorts: by its sound, then by its characters. The database knows no collation for Chinese."""
    # A quarter of a second and 20 MB of readings, which pages never need: only who writes a name does.
    from pypinyin import lazy_pinyin  # noqa: PLC0415

    return f"{' '.join(lazy_pinyin(name))} {name}"
