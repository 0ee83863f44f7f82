"""A procedure as drawn: its nodes, flows, declared facts and where everything stands on the page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from qingquan.procedures.rules.findings import Finding
from qingquan.procedures.words import DayUnit, FactType, FlowNode, Outcome, StepKind


class Shape(StrEnum):
    """What a node is to the run and to the eye. `REFUSED_*` are drawn but never run."""

    START = "start"
    END = "end"
    STEP = "step"
    EXCLUSIVE = "exclusive"
    PARALLEL = "parallel"
    SUB_PROCESS = "sub_process"
    TIMER = "timer"
    REFUSED_TASK = "refused_task"
    REFUSED_EVENT = "refused_event"
    REFUSED_GATEWAY = "refused_gateway"
    REFUSED_SUB_PROCESS = "refused_sub_process"
    NOTE = "note"
    DATA = "data"
    GROUP = "group"

    @property
    def is_refused(self) -> bool:
        """Whether the run cannot follow it."""
        return self.value.startswith("refused_")


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the page, in the diagram's own units (points, as editors write them)."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page: its upper left corner and size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> Point:
        """The centre."""
        return Point(self.x + self.width / 2, self.y + self.height / 2)


@dataclass(frozen=True, slots=True)
class Fact:
    """A case fact that conditions may ask for. A choice lists its values, each with a Chinese label."""

    name: str
    type: FactType
    label: str
    values: tuple[str, ...] = ()
    value_labels: tuple[str, ...] = ()

    def value_label(self, value: str) -> str:
        """What people call a value of a choice."""
        return dict(zip(self.values, self.value_labels, strict=True)).get(value, value)


@dataclass(frozen=True, slots=True)
class Wait:
    """How long a timer waits: a number of days and their unit."""

    days: int
    unit: DayUnit

    @property
    def words(self) -> str:
        """For people: 5个工作日."""
        return f"{self.days}{self.unit.label}"


@dataclass(frozen=True, slots=True)
class Node:
    """Anything that stands on the page. `parent` is the process or sub-process around it."""

    id: str
    name: str
    shape: Shape
    parent: str
    post: str = ""
    working_days: int | None = None
    kind: StepKind | None = None
    flow_node: FlowNode | None = None
    outcome: Outcome | None = None
    attached_to: str = ""
    interrupting: bool = True
    wait: Wait | None = None
    default: str = ""

    @property
    def label(self) -> str:
        """What people call it: its name, or its id when it has none."""
        return self.name or self.id


@dataclass(frozen=True, slots=True)
class Flow:
    """A sequence flow, with its condition as written ("" for none)."""

    id: str
    name: str
    parent: str
    source: str
    target: str
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """A dashed line that the run does not follow: an association or a message flow."""

    id: str
    name: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Frame:
    """A pool or a lane: a named band behind the nodes."""

    id: str
    name: str
    is_lane: bool


@dataclass(frozen=True, slots=True)
class Page:
    """Where things stand: boxes and label boxes by element, and the corners of every line."""

    boxes: Mapping[str, Box] = field(default_factory=dict)
    labels: Mapping[str, Box] = field(default_factory=dict)
    lines: Mapping[str, tuple[Point, ...]] = field(default_factory=dict)
    upright: frozenset[str] = frozenset()
    """Pools and lanes that run from top to bottom."""


@dataclass(frozen=True, slots=True)
class Diagram:
    """A whole file as read. `findings` are what reading itself found wrong."""

    id: str
    name: str
    nodes: Mapping[str, Node]
    flows: Mapping[str, Flow]
    facts: Mapping[str, Fact] = field(default_factory=dict)
    ties: tuple[Tie, ...] = ()
    frames: tuple[Frame, ...] = ()
    page: Page = field(default_factory=Page)
    review_exception: str = ""
    findings: tuple[Finding, ...] = ()

    def inside(self, parent: str) -> Iterator[Node]:
        """The nodes directly inside a process or sub-process, in document order."""
        return (node for node in self.nodes.values() if node.parent == parent)

    def out_of(self, node_id: str) -> list[Flow]:
        """Flows that leave a node, in document order."""
        return [flow for flow in self.flows.values() if flow.source == node_id]

    def into(self, node_id: str) -> list[Flow]:
        """Flows that enter a node, in document order."""
        return [flow for flow in self.flows.values() if flow.target == node_id]
