"""How text is set inside and beside shapes: whole, in lines, at a size that fits. Sizes are in the diagram's units.

No font is at hand, so widths are estimated: a Chinese character is as wide as it is high, other characters less.
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

LEADING = 1.35
"""Line height as a multiple of the letters' size."""
NOT_FIRST = frozenset("，。、；：？！）》」』】”’,.;:?!)]}%·")
"""Characters that may not begin a line."""
NOT_LAST = frozenset("（《「『【“‘([{")
"""Characters that may not end one."""
NARROW = frozenset("iIljtfr.,;:'|!()[] ")


def width_of(text: str, size: float) -> float:
    """Roughly how wide a text is when set at a size; rather too much than too little."""
    return sum(map(_relative_width, text)) * size


@lru_cache(maxsize=10_000)
def _relative_width(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WFA":
        return 1.0
    if character in NARROW:
        return 0.36
    return 0.78 if character.isupper() or character in "mwMW@%" else 0.6


def wrap(text: str, width: float, size: float) -> list[str]:
    """The text in lines no wider than a width, broken between words or Chinese characters."""
    lines: list[str] = []
    line, filled = "", 0.0
    for piece in _pieces(text, width, size):
        wide = width_of(piece, size)
        shown = width_of(piece.rstrip(), size) if piece[-1].isspace() else wide
        if line and filled + shown > width and piece.strip() not in NOT_FIRST:
            lines.append(line.rstrip())
            line, filled = "", 0.0
        line, filled = line + piece, filled + wide
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(text: str, width: float, size: float) -> Iterator[str]:
    """What must stay together: a Chinese character, or a word with the space after it if it fits a line at all."""
    piece, filled = "", 0.0
    for character in text:
        wide = _relative_width(character) * size
        if piece and (not _stays(piece[-1], character) or (filled + wide > width and not character.isspace())):
            yield piece
            piece, filled = "", 0.0
        piece, filled = piece + character, filled + wide
    if piece:
        yield piece


def _stays(before: str, after: str) -> bool:
    """Whether no line may end between two characters."""
    if before in NOT_LAST:
        return True
    return before.isascii() and after.isascii() and (not before.isspace() or after.isspace())


@dataclass(frozen=True, slots=True)
class Setting:
    """Lines ready to be drawn: a name and smaller details below it."""

    lines: tuple[str, ...]
    size: float
    details: tuple[str, ...] = ()
    detail_size: float = 0.0

    @property
    def height(self) -> float:
        """From the top of the first line to the bottom of the last."""
        gap = self.size * 0.25 if self.lines and self.details else 0.0
        return LEADING * (len(self.lines) * self.size + len(self.details) * self.detail_size) + gap

    @property
    def width(self) -> float:
        """The width of the widest line."""
        names = [width_of(line, self.size) for line in self.lines]
        return max([*names, *(width_of(line, self.detail_size) for line in self.details)], default=0.0)


LARGEST, SMALLEST = 15.0, 9.0
COMFORTABLE = 11.0
"""Details that would be smaller than this on one line stand below each other instead."""
SIZES = [SMALLEST + 0.5 * step for step in range(13)]


def fit(name: str, details: tuple[str, ...], width: float, height: float) -> Setting:
    """The largest setting that fits; at the smallest size it may be higher than asked, for text is never cut."""
    beside = " · ".join(details)
    rows = (beside,) if width_of(beside, COMFORTABLE) <= width else details
    detail_size = LARGEST - 3
    while detail_size > SMALLEST and any(width_of(row, detail_size) > width for row in rows):
        detail_size -= 0.5

    def at(size: float) -> Setting:
        small = min(detail_size, max(SMALLEST, size - 2))
        below = [line for row in rows for line in wrap(row, width, small)]
        return Setting(tuple(wrap(name, width, size)), size, tuple(below), small)

    too_high = bisect_left(SIZES, True, key=lambda size: at(size).height > height)
    setting = at(SIZES[max(0, too_high - 1)])
    return replace(setting, lines=tuple(even(name, width, setting.size)))


def even(text: str, width: float, size: float) -> list[str]:
    """As `wrap`, in as few lines, but with no single character left over for the last."""
    lines = wrap(text, width, size)
    narrowest, widest = width / max(1, len(lines)), width
    while len(lines) > 1 and widest - narrowest > size / 4:
        middle = (narrowest + widest) / 2
        narrower = wrap(text, middle, size)
        if len(narrower) > len(lines):
            narrowest = middle
        else:
            lines, widest = narrower, middle
    return lines
