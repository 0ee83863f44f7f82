"""What was typed becomes elements again; what cannot be understood is told beside its field."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum

from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.catalogue.rules.parts import Span
from qingquan.catalogue.words import LimitUnit
from qingquan.desk.elements.shapes import Place, Shape, places_of
from qingquan.desk.elements.typed import Typed, count, first

MOST_NUMBER = 9999
MOST_YUAN = 10_000_000


class Reader:
    """Reads one page; `errors` then holds a sentence for each field that was not understood."""

    def __init__(self, typed: Typed) -> None:
        self.typed = typed
        self.errors: dict[str, str] = {}

    def elements(self, names: Iterable[str]) -> dict[str, object]:
        """The elements of a version by name."""
        places = places_of(VersionFacts)
        return {name: self.value(places[name], name) for name in names}

    def rows(self, place: Place, path: str) -> tuple[object, ...]:
        """Every row on the page, also the empty ones."""
        return tuple(self.part(place.form, f"{path}[{n}].") for n in range(count(self.typed, path)))

    def part(self, form: type, path: str) -> object:
        """A dataclass from the fields under a path."""
        places = places_of(form).values()
        made: object = form(**{place.name: self.value(place, f"{path}{place.name}") for place in places})
        return made

    def value(self, place: Place, path: str) -> object:
        """One element. What was left empty is what the element is when nothing is stated."""
        if place.shape is Shape.ROWS:
            empty = place.form()
            return tuple(row for row in self.rows(place, path) if row != empty)
        if place.shape is Shape.PART:
            part = self.part(place.form, f"{path}.")
            return None if place.optional and part == place.form() else part
        if place.shape is Shape.SPAN:
            return self.span(place, path)
        if place.shape is Shape.CHOICES:
            chosen = [self.word(place, text, path) for text in self.typed.get(path, []) if text]
            return tuple(dict.fromkeys(word for word in chosen if word is not None))
        return self.single(place, first(self.typed, path), path)

    def single(self, place: Place, text: str, path: str) -> object:
        """The text of one field as the value it stands for."""
        if place.shape is Shape.TICK:
            return text == "yes"
        if place.shape is Shape.LINES:
            return tuple(line.strip() for line in text.split("\n") if line.strip())
        if not text:
            return place.default
        if place.shape is Shape.YES_NO:
            return {"yes": True, "no": False}.get(text)
        readers = {Shape.NUMBER: self.number, Shape.MONEY: self.fen, Shape.DAY: self.day, Shape.CHOICE: self.word}
        return readers[place.shape](place, text, path) if place.shape in readers else text

    def number(self, place: Place, text: str, path: str) -> object:
        """A whole number, in any digits people type."""
        if re.fullmatch(r"\d{1,4}", text):
            return int(text)
        self.errors[path] = f"{place.label}填写的“{text[:20]}”不是 0 到 {MOST_NUMBER} 的整数，请改正。"
        return place.default

    def fen(self, place: Place, text: str, path: str) -> object:
        """Yuan with at most two decimals, kept as integer fen."""
        try:
            yuan = Decimal(text.replace(",", "").replace("，", ""))
        except InvalidOperation:
            yuan = Decimal("NaN")
        if yuan.is_finite() and 0 <= yuan <= MOST_YUAN and yuan * 100 == int(yuan * 100):
            return int(yuan * 100)
        self.errors[path] = f"{place.label}填写的“{text[:20]}”不是金额，请写成 5000 或者 5000.50。"
        return place.default

    def day(self, place: Place, text: str, path: str) -> object:
        """A day as browsers send it."""
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.errors[path] = f"{place.label}填写的“{text[:20]}”不是日期，请写成 2026-03-02。"
            return place.default

    def word(self, place: Place, text: str, path: str) -> Enum | None:
        """A word of a list."""
        assert issubclass(place.form, Enum)
        try:
            return place.form(text)
        except ValueError:
            self.errors[path] = f"{place.label}的选项“{text[:20]}”不在名单里，请重新选择。"
            return None if place.optional or not isinstance(place.default, Enum) else place.default

    def span(self, place: Place, path: str) -> Span | None:
        """A number and its unit; without a number nothing is stated."""
        text = first(self.typed, f"{path}.n")
        if not text:
            return None
        unit = first(self.typed, f"{path}.unit")
        known = LimitUnit(unit) if unit in set(LimitUnit) else LimitUnit.WORKING_DAY
        n = self.number(place, text, path)
        return Span(n, known) if isinstance(n, int) else None
