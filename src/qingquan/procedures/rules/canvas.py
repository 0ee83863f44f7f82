"""A sheet on which SVG is written. It escapes everything, and knows how far the drawing reaches."""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from qingquan.procedures.rules.diagram import Box, Point
from qingquan.procedures.rules.lettering import LEADING, Setting, width_of

FONTS = "PingFang SC, Microsoft YaHei, Noto Sans SC, Source Han Sans SC, Noto Sans CJK SC, sans-serif"
INK, SOFT, PAPER = "#1f2d3d", "#4a5b6c", "#ffffff"
CORNER = 7.0
"""How far the corners of a line are rounded."""
ALIGN = {"middle": 0.5, "start": 0.0, "end": 1.0}


def number(value: float) -> str:
    """A coordinate without needless digits."""
    return f"{value:.1f}".removesuffix(".0")


class Canvas:
    """Collects shapes in drawing order."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.left = self.top = float("inf")
        self.right = self.bottom = float("-inf")

    def reach(self, box: Box, margin: float = 0.0) -> None:
        """Note that the drawing covers a box."""
        self.left, self.top = min(self.left, box.x - margin), min(self.top, box.y - margin)
        self.right, self.bottom = max(self.right, box.right + margin), max(self.bottom, box.bottom + margin)

    def open(self, css: str, title: str = "", element: str = "") -> None:
        """Begin a group; its title is shown when pointed at."""
        about = f" data-element={quoteattr(element)}" if element else ""
        self.pieces.append(f"<g class={quoteattr(css)}{about}>")
        if title:
            self.pieces.append(f"<title>{escape(title)}</title>")

    def close(self) -> None:
        """End the group."""
        self.pieces.append("</g>")

    def rectangle(self, box: Box, css: str, radius: float = 0.0, **style: object) -> None:
        """A rectangle, its corners rounded."""
        self.reach(box, 2)
        size = f'width="{number(box.width)}" height="{number(box.height)}" rx="{number(radius)}"'
        self._shape("rect", f'x="{number(box.x)}" y="{number(box.y)}" {size}', css, style)

    def circle(self, centre: Point, radius: float, css: str, **style: object) -> None:
        """A circle."""
        self.reach(Box(centre.x - radius, centre.y - radius, 2 * radius, 2 * radius), 2)
        self._shape("circle", f'cx="{number(centre.x)}" cy="{number(centre.y)}" r="{number(radius)}"', css, style)

    def polygon(self, corners: Sequence[Point], css: str, **style: object) -> None:
        """A closed shape."""
        self._reach_all(corners)
        points = " ".join(f"{number(corner.x)},{number(corner.y)}" for corner in corners)
        self._shape("polygon", f'points="{points}"', css, style)

    def line(self, corners: Sequence[Point], css: str, **style: object) -> None:
        """An open line through corners, which are rounded."""
        self._reach_all(corners)
        path = [f"M{number(corners[0].x)},{number(corners[0].y)}"]
        for before, corner, after in zip(corners, corners[1:], corners[2:], strict=False):
            enter, leave = _toward(corner, before), _toward(corner, after)
            path.append(f"L{number(enter.x)},{number(enter.y)}")
            path.append(f"Q{number(corner.x)},{number(corner.y)} {number(leave.x)},{number(leave.y)}")
        path.append(f"L{number(corners[-1].x)},{number(corners[-1].y)}")
        self._shape("path", f'd="{" ".join(path)}"', css, {"fill": "none", **style})

    def text(self, setting: Setting, centre: Point, css: str, fill: str = INK, *, halo: bool = False) -> None:
        """Lines of text around a point, each centred."""
        if not setting.lines and not setting.details:
            return
        self.reach(Box(centre.x - setting.width / 2, centre.y - setting.height / 2, setting.width, setting.height), 2)
        top = centre.y - setting.height / 2
        self._lines(setting.lines, setting.size, Point(centre.x, top), css, fill, halo=halo)
        below = top + setting.height - len(setting.details) * setting.detail_size * LEADING
        self._lines(setting.details, setting.detail_size, Point(centre.x, below), f"{css}-detail", fill, halo=halo)

    def word(self, text: str, place: Point, size: float, fill: str, *, anchor: str = "start") -> None:
        """One line of text; `place` is where it is anchored, on the base line."""
        width = width_of(text, size)
        self.reach(Box(place.x - width * ALIGN[anchor], place.y - size, width, size * LEADING), 2)
        style = f'font-size="{number(size)}" text-anchor="{anchor}" fill="{fill}"'
        self.pieces.append(
            f'<text class="q-word" x="{number(place.x)}" y="{number(place.y)}" {style}>{escape(text)}</text>'
        )

    def rising(self, text: str, centre: Point, size: float, fill: str) -> None:
        """One line of text that runs upwards, for names that are not Chinese."""
        width = width_of(text, size)
        self.reach(Box(centre.x - size, centre.y - width / 2, 2 * size, width), 2)
        x, y = number(centre.x), number(centre.y)
        style = f'font-size="{number(size)}" text-anchor="middle" fill="{fill}" transform="rotate(-90 {x} {y})"'
        self.pieces.append(f'<text class="q-word" x="{x}" y="{y}" {style}>{escape(text)}</text>')

    def _lines(self, lines: Sequence[str], size: float, top: Point, css: str, fill: str, *, halo: bool) -> None:
        if not lines:
            return
        # A rim of paper around letters keeps them legible where a line passes behind.
        rim = f' stroke="{PAPER}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"' if halo else ""
        style = f'text-anchor="middle" font-size="{number(size)}" fill="{fill}"{rim}'
        spans = "".join(
            f'<tspan x="{number(top.x)}" y="{number(top.y + (row + 0.78) * size * LEADING)}">{escape(line)}</tspan>'
            for row, line in enumerate(lines)
        )
        self.pieces.append(f'<text class="{css}" {style}>{spans}</text>')

    def _shape(self, tag: str, geometry: str, css: str, style: dict[str, object]) -> None:
        named = " ".join(f"{name.replace('_', '-')}={quoteattr(str(value))}" for name, value in style.items())
        self.pieces.append(f"<{tag} class={quoteattr(css)} {geometry} {named}/>")

    def _reach_all(self, corners: Sequence[Point]) -> None:
        for corner in corners:
            self.reach(Box(corner.x, corner.y, 0, 0), 2)

    def svg(self, *, title: str, description: str, identity: str, margin: float = 16.0) -> str:
        """The finished picture."""
        x, y = self.left - margin, self.top - margin
        width, height = self.right - x + margin, self.bottom - y + margin
        view = f"{number(x)} {number(y)} {number(width)} {number(height)}"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="procedure" viewBox="{view}" width="{number(width)}"'
            f' height="{number(height)}" role="img" aria-labelledby="{identity}-title {identity}-desc"'
            f' font-family="{FONTS}" stroke-linejoin="round" stroke-linecap="round">'
            f'<title id="{identity}-title">{escape(title)}</title>'
            f'<desc id="{identity}-desc">{escape(description)}</desc>{"".join(self.pieces)}</svg>\n'
        )


def _toward(corner: Point, other: Point) -> Point:
    """The point on the way from a corner to another where its rounding ends."""
    length = ((other.x - corner.x) ** 2 + (other.y - corner.y) ** 2) ** 0.5
    if not length:
        return corner
    part = min(CORNER, length / 2) / length
    return Point(corner.x + (other.x - corner.x) * part, corner.y + (other.y - corner.y) * part)
