"""A question of a form as the page shows it: what was typed, what was wrong, and the answer in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from qingquan.languages import say
from qingquan.papers.form_fields import Control, Field
from qingquan.rendering import day

# What the browser is told, so that phones open the right keyboard; the server judges alone.
KINDS = {Control.DATE: "date", Control.PHONE: "tel", Control.IDENTITY: "text", Control.NUMBER: "text"}
MODES = {Control.NUMBER: "decimal", Control.PHONE: "tel"}
SHORT = frozenset({Control.DATE, Control.PHONE, Control.NUMBER, Control.IDENTITY, Control.USCC})


@dataclass(frozen=True, slots=True)
class Shown:
    """One question on the page."""

    field: Field
    typed: list[str]
    error: str

    @property
    def value(self) -> str:
        """What stands in a box for one value."""
        return self.typed[-1] if self.typed else ""

    @property
    def hint(self) -> str:
        """The form's own hint, and when the question need not be answered."""
        return " ".join(part for part in (self.field.when_in_words, self.field.hint) if part)

    @property
    def required(self) -> bool:
        """A question asked only sometimes cannot be demanded by the browser; the server knows when."""
        return self.field.required and self.field.when is None

    @property
    def kind(self) -> str:
        """The type of the box."""
        return KINDS.get(self.field.control, "text")

    @property
    def short(self) -> bool:
        """Whether a short box is enough."""
        return self.field.control in SHORT

    @property
    def more(self) -> dict[str, str]:
        """Further attributes of the box."""
        mode = MODES.get(self.field.control)
        found = {"inputmode": mode} if mode else {}
        longest = self.field.limit("maxLength")
        return found | ({"maxlength": str(longest)} if longest else {})

    @property
    def options(self) -> list[tuple[str, str]]:
        """What may be chosen."""
        return [(option.value, option.label) for option in self.field.options]

    @property
    def in_words(self) -> str:
        """The answer as people read it; empty when there is none."""
        if self.field.control is Control.CHECKBOX:
            return say("是") if self.value else say("否")
        if self.field.control is Control.DATE and self.error == "":
            return spelled(self.value)
        labels = dict(self.options)
        return "、".join(labels.get(text, text) for text in self.typed if text)


def spelled(text: str) -> str:
    """A day as people read it; what is no day stays as typed."""
    try:
        return str(day(date.fromisoformat(text)))
    except ValueError:
        return text


def shown(field: Field, typed: Mapping[str, list[str]], errors: Mapping[str, str]) -> Shown:
    """A question with what was typed into it."""
    return Shown(field, list(typed.get(field.name, [])), errors.get(field.name, ""))
