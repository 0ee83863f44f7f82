"""Looking at an SVG as a machine can: its texts, its marks, and whether everything lies inside the picture."""

import re
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def parsed(svg: str) -> ElementTree.Element:
    """The root; the text must be well-formed."""
    return ElementTree.fromstring(svg)


def group(svg: str, element: str) -> ElementTree.Element:
    """The group drawn for one element."""
    return next(found for found in parsed(svg).iter(f"{SVG}g") if found.get("data-element") == element)


def said_in(part: ElementTree.Element) -> str:
    """All letters in a part but its tooltip, without spaces: lines may be broken anywhere."""
    texts = ["".join(text.itertext()) for text in part.iter(f"{SVG}text")]
    return "".join("".join(texts).split())


def outside(svg: str) -> list[tuple[str, float, float]]:
    """Coordinates that lie outside the view box."""
    root = parsed(svg)
    x, y, width, height = map(float, (root.get("viewBox") or "").split())
    return [
        (tag, left, top) for tag, left, top in _places(root) if not (x <= left <= x + width and y <= top <= y + height)
    ]


def _places(root: ElementTree.Element) -> list[tuple[str, float, float]]:
    places: list[tuple[str, float, float]] = []
    for element in root.iter():
        tag = element.tag.removeprefix(SVG)
        if tag == "rect":
            left, top = float(element.get("x", "")), float(element.get("y", ""))
            right, bottom = left + float(element.get("width", "")), top + float(element.get("height", ""))
            places += [(tag, left, top), (tag, right, bottom)]
        elif tag == "circle":
            centre_x, centre_y, radius = (float(element.get(name, "")) for name in ("cx", "cy", "r"))
            places += [(tag, centre_x - radius, centre_y - radius), (tag, centre_x + radius, centre_y + radius)]
        elif tag in ("polygon", "polyline", "path"):
            numbers = [float(found) for found in NUMBER.findall(element.get("points") or element.get("d") or "")]
            places += [(tag, *pair) for pair in zip(numbers[::2], numbers[1::2], strict=True)]
        elif tag in ("tspan", "text") and element.get("x"):
            places.append((tag, float(element.get("x", "")), float(element.get("y", ""))))
    return places
