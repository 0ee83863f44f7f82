"""What stands in the fields of a page, as text by field name; rows are added, moved and removed here.

A field's name is the path of the element (`materials[2].name`), the same that a problem points at.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum

from qingquan.catalogue.rules.parts import Span
from qingquan.desk.elements.shapes import Place, Shape, places_of

Typed = dict[str, list[str]]

# A page with more rows would send more fields than the server takes in one post.
MOST_ROWS = 80
LONGEST_TEXT = 20_000
ROWS_MARK = ".rows"


def spelled(form: type, value: object, names: Iterable[str], path: str = "") -> Typed:
    """The stored elements as they stand in the fields of a page."""
    places, typed = places_of(form), Typed()
    for name in names:
        typed |= dict(spell(places[name], getattr(value, name), f"{path}{name}"))
    return typed


def spell(place: Place, value: object, path: str) -> Iterator[tuple[str, list[str]]]:
    """One element as text."""
    if place.shape is Shape.ROWS:
        assert isinstance(value, tuple)
        yield path + ROWS_MARK, [str(len(value))]
        for n, row in enumerate(value):
            yield from spelled(place.form, row, places_of(place.form), f"{path}[{n}].").items()
    elif place.shape is Shape.PART:
        part = place.form() if value is None else value
        yield from spelled(place.form, part, places_of(place.form), f"{path}.").items()
    elif place.shape is Shape.SPAN:
        yield f"{path}.n", [str(value.n) if isinstance(value, Span) else ""]
        yield f"{path}.unit", [value.unit.value if isinstance(value, Span) else "WD"]
    elif isinstance(value, tuple):
        words = [plain(each) for each in value]
        yield path, words if place.shape is Shape.CHOICES else ["\n".join(words)]
    elif place.shape is Shape.TICK:
        yield path, ["yes"] if value else []
    elif place.shape is Shape.MONEY and isinstance(value, int):
        yield path, [f"{value // 100}.{value % 100:02d}".removesuffix(".00")]
    else:
        yield path, [plain(value)]


def plain(value: object) -> str:
    """A single value as text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value)
    return value.isoformat() if isinstance(value, date) else str(value)


def posted(post: Mapping[str, Sequence[str]], names: Sequence[str]) -> Typed:
    """What a post says of these elements; everything else in it is ignored."""
    heads = set(names)
    return {
        field: [tidy(text) for text in texts]
        for field, texts in post.items()
        if re.split(r"[.\[]", field, maxsplit=1)[0] in heads
    }


def tidy(text: str) -> str:
    """Text as it can be kept: no characters that only machines see, one kind of line end."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")[:LONGEST_TEXT]
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", text)


def count(typed: Typed, path: str) -> int:
    """How many rows a list has on the page."""
    said = first(typed, path + ROWS_MARK)
    return min(int(said), MOST_ROWS) if said.isascii() and said.isdecimal() and len(said) < 4 else 0


def first(typed: Typed, name: str) -> str:
    """The text of a field, empty when the page had no such field."""
    texts = typed.get(name, [])
    return texts[0].strip() if texts else ""


def added(typed: Typed, path: str, row: type) -> Typed:
    """The page with one empty row more."""
    n = count(typed, path)
    if n >= MOST_ROWS:
        return typed
    return typed | spelled(row, row(), places_of(row), f"{path}[{n}].") | {path + ROWS_MARK: [str(n + 1)]}


def without(typed: Typed, path: str, n: int) -> Typed:
    """The page without one row."""
    return arranged(typed, path, [each for each in range(count(typed, path)) if each != n])


def moved(typed: Typed, path: str, n: int, by: int) -> Typed:
    """The page with a row one place up or down."""
    order = list(range(count(typed, path)))
    to = n + by
    if n in order and to in order:
        order[n], order[to] = order[to], order[n]
    return arranged(typed, path, order)


def arranged(typed: Typed, path: str, order: Sequence[int]) -> Typed:
    """The page with the rows of a list in this order; rows not named are gone."""
    kept = {name: texts for name, texts in typed.items() if not name.startswith(f"{path}[")}
    kept[path + ROWS_MARK] = [str(len(order))]
    for new, old in enumerate(order):
        head = f"{path}[{old}]."
        kept |= {f"{path}[{new}].{name[len(head) :]}": texts for name, texts in typed.items() if name.startswith(head)}
    return kept
