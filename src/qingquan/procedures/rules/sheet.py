"""A diagram while it is being laid out: nodes put down, lines drawn between them, words set beside both."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from qingquan.procedures.rules.diagram import Box, Flow, Node, Point, Shape
from qingquan.procedures.rules.grid import LETTERS
from qingquan.procedures.rules.lettering import LEADING, width_of

PROCESS = "Procedure"
"""The id of every process laid out here."""


@dataclass(slots=True)
class Sheet:
    """The diagram as it grows."""

    name: str
    nodes: dict[str, Node] = field(default_factory=dict)
    flows: dict[str, Flow] = field(default_factory=dict)
    boxes: dict[str, Box] = field(default_factory=dict)
    labels: dict[str, Box] = field(default_factory=dict)
    lines: dict[str, tuple[Point, ...]] = field(default_factory=dict)

    def put(self, node: Node, centre: Point, width: float, height: float) -> Box:
        """Stand a node on the page, its middle at a point."""
        self.nodes[node.id] = node
        self.boxes[node.id] = Box(centre.x - width / 2, centre.y - height / 2, width, height)
        return self.boxes[node.id]

    def label(self, element: str, text: str, centre: Point) -> None:
        """Set an element's words around a point."""
        width, height = width_of(text, LETTERS), LETTERS * LEADING
        self.labels[element] = Box(centre.x - width / 2, centre.y - height / 2, width, height)

    def link(self, source: str, target: str, corners: Sequence[Point], name: str = "", condition: str = "") -> str:
        """Tie two nodes by a line through corners; its id."""
        identifier = f"Flow_{len(self.flows) + 1}"
        self.flows[identifier] = Flow(identifier, name, PROCESS, source, target, condition)
        self.lines[identifier] = tuple(corners)
        return identifier

    def count(self, shape: Shape) -> int:
        """The number of the next node of a shape."""
        return 1 + sum(node.shape is shape for node in self.nodes.values())
