"""The picture of an organ's round seal, drawn as SVG.

The picture only shows that a document is sealed; what proves it is the signature
(see `signing`). A county that has seals of GB/T 38540 puts their picture in its place.
"""

import math
from xml.sax.saxutils import escape

RED = "#d2232a"
SIZE = 420
CENTRE = SIZE / 2
RING = 201
NAME_RADIUS = 150
# The name fills at most this much of the circle, leaving the foot of the seal free.
NAME_ARC = 236
WIDEST_STEP = 38


def organ_seal(organ: str, title: str = "", *, demo: bool = False) -> str:
    """A round seal of 42 mm (drawn in tenths) with star, the organ's name on the circle and the seal's title below.

    It says 电子印章, and 演示 too when the county is a fictitious one.
    """
    label = "电子印章 · 演示" if demo else "电子印章"
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" fill="{RED}"',
            ' font-family="Noto Serif SC" text-anchor="middle">',
            f'<circle cx="{CENTRE}" cy="{CENTRE}" r="{RING}" fill="none" stroke="{RED}" stroke-width="11"/>',
            f'<polygon points="{_star(CENTRE, CENTRE - 4, 62)}"/>',
            *_on_circle(organ),
            _line(title, 306, 34, 210, outline=0.8) if title else "",
            _line(label, 350, 21, 160),
            "</svg>",
        )
    )


def _star(x: float, y: float, radius: float) -> str:
    inner = radius * math.sin(math.radians(18)) / math.sin(math.radians(126))
    corners = []
    for step in range(10):
        angle = math.radians(-90 + 36 * step)
        reach = inner if step % 2 else radius
        corners.append(f"{x + reach * math.cos(angle):.2f},{y + reach * math.sin(angle):.2f}")
    return " ".join(corners)


def _on_circle(name: str) -> list[str]:
    """Each character upright on the circle, tall and narrow as on a cut seal, closer together in a long name."""
    step = min(WIDEST_STEP, NAME_ARC / max(len(name) - 1, 1))
    size = min(64.0, 2 * math.pi * NAME_RADIUS * step / 360 * 1.25)
    first = -step * (len(name) - 1) / 2
    return [
        f'<g transform="rotate({first + step * place:.2f} {CENTRE} {CENTRE})">'
        f'<text transform="translate({CENTRE} {CENTRE - NAME_RADIUS + size * 0.32:.2f}) scale(0.78 1.1)"'
        f' font-size="{size:.1f}" stroke="{RED}" stroke-width="1.6">{escape(character)}</text></g>'
        for place, character in enumerate(name)
    ]


def _line(words: str, y: float, size: float, width: float, *, outline: float = 0.0) -> str:
    narrow = min(1.0, width / (size * max(len(words), 1)))
    return (
        f'<text transform="translate({CENTRE} {y}) scale({narrow:.3f} 1)" font-size="{size}"'
        f' stroke="{RED}" stroke-width="{outline}">{escape(words)}</text>'
    )
