"""The form of a word: a stored value with the Chinese name people read."""

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
