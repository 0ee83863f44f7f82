"""How text is set inside and beside shapes: whole, in lines, at a size that fits. Sizes are in the diagram's units.

No font is at hand, so widths are estimated: a Chinese character is as wide as it is high, other characters less.
"""

import unicodedata
from dataclasses import dataclass

LEADING = 1.35
"""Line height as a multiple of the letters' size."""
NOT_FIRST = frozenset("，。、；：？！）》」』】”’,.;:?!)]}%·")
"""Characters that may not begin a line."""
NARROW = frozenset("iIljtfr.,;:'|!()[] ")


def width_of(text: str, size: float) -> float:
    """Roughly how wide a text is when set at a size; rather too much than too little."""
    return sum(_relative_width(character) for character in text) * size


def _relative_width(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WFA":
        return 1.0
    if character in NARROW:
        return 0.36
    return 0.78 if character.isupper() or character in "mwMW@%" else 0.6


def wrap(text: str, width: float, size: float) -> list[str]:
    """The text in lines no wider than a width, broken between words or Chinese characters."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        fits = width_of((line + piece).rstrip(), size) <= width
        if line and not fits and piece.strip() not in NOT_FIRST:
            lines.append(line.rstrip())
            line = ""
        line = (line + piece) if line else piece.lstrip()
        while width_of(line.rstrip(), size) > width and len(line.rstrip()) > 1 and line.rstrip().isascii():
            cut = max(1, sum(width_of(line[: end + 1], size) <= width for end in range(len(line))))
            lines.append(line[:cut])
            line = line[cut:]
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(text: str) -> list[str]:
    """What must stay together: a Chinese character, or a word with the space after it."""
    pieces: list[str] = []
    for character in text:
        joins = pieces and character.isascii() and pieces[-1][-1].isascii()
        if joins and (not pieces[-1][-1].isspace() or character.isspace()):
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


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


def fit(name: str, details: tuple[str, ...], width: float, height: float) -> Setting:
    """The largest setting that fits; at the smallest size it may be higher than asked, for text is never cut."""
    size, detail_size = LARGEST, LARGEST - 3
    while detail_size > SMALLEST and any(width_of(detail, detail_size) > width for detail in details):
        detail_size -= 0.5
    while True:
        detail_size = min(detail_size, max(SMALLEST, size - 2))
        below = [line for detail in details for line in wrap(detail, width, detail_size)]
        setting = Setting(tuple(even(name, width, size)), size, tuple(below), detail_size)
        if size <= SMALLEST or setting.height <= height:
            return setting
        size -= 0.5


def even(text: str, width: float, size: float) -> list[str]:
    """As `wrap`, in as few lines, but with no single character left over for the last."""
    lines = wrap(text, width, size)
    while len(lines) > 1 and width > size:
        width -= size / 2
        narrower = wrap(text, width, size)
        if len(narrower) > len(lines):
            return lines
        lines = narrower
    return lines
