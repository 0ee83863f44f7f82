"""Where a file says its elements stand: the diagram interchange part of BPMN (shapes, labels, waypoints)."""

import math
from collections.abc import Iterator

from qingquan.procedures.rules.diagram import Box, Page, Point
from qingquan.procedures.rules.findings import unreadable
from qingquan.procedures.rules.markup import Element
from qingquan.procedures.rules.vocabulary import DRAWING, GEOMETRY, LINES

FARTHEST = 50_000.0
"""No county's flowchart is seventeen metres wide; a coordinate beyond this is an attack or a slip."""


def page_of(root: Element) -> Page:
    """The first diagram of a file. Further ones hold the insides of folded sub-processes and are not shown."""
    boxes: dict[str, Box] = {}
    labels: dict[str, Box] = {}
    lines: dict[str, tuple[Point, ...]] = {}
    upright: set[str] = set()
    for shape in _of_first_plane(root, "BPMNShape"):
        about = shape.get("bpmnElement")
        _note_box(boxes, about, shape)
        _note_label(labels, about, shape)
        if shape.get("isHorizontal") == "false":
            upright.add(about)
    for edge in _of_first_plane(root, "BPMNEdge"):
        about = edge.get("bpmnElement")
        corners = tuple(_point(corner) for corner in edge.named(LINES, "waypoint"))
        if len(corners) > 1:
            lines[about] = corners
        _note_label(labels, about, edge)
    return Page(boxes, labels, lines, frozenset(upright))


def _of_first_plane(root: Element, name: str) -> Iterator[Element]:
    diagram = next(root.named(DRAWING, "BPMNDiagram"), None)
    if diagram is not None:
        for plane in diagram.named(DRAWING, "BPMNPlane"):
            yield from plane.named(DRAWING, name)


def _note_label(labels: dict[str, Box], about: str, element: Element) -> None:
    for label in element.named(DRAWING, "BPMNLabel"):
        _note_box(labels, about, label)


def _note_box(boxes: dict[str, Box], about: str, element: Element) -> None:
    for bounds in element.named(GEOMETRY, "Bounds"):
        width, height = _number(bounds, "width"), _number(bounds, "height")
        if width < 0 or height < 0:
            raise unreadable(f"第 {bounds.line} 行的图形大小为负数。")
        boxes[about] = Box(_number(bounds, "x"), _number(bounds, "y"), width, height)


def _point(element: Element) -> Point:
    return Point(_number(element, "x"), _number(element, "y"))


def _number(element: Element, attribute: str) -> float:
    try:
        number = float(element.get(attribute))
    except ValueError:
        number = math.nan
    if not abs(number) <= FARTHEST:
        raise unreadable(f"第 {element.line} 行的坐标 {attribute} 不是可用的数字。")
    return number
