"""A runnable procedure: nodes and flows are numbers, open steps are bits of one integer. `compiling` makes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from qingquan.procedures.rules.conditions import Predicate
from qingquan.procedures.rules.diagram import Fact, Wait
from qingquan.procedures.words import FlowNode, Outcome, StepKind


class Act(IntEnum):
    """What a node does with a token that arrives."""

    OPEN = 0
    PASS = 1
    CHOOSE = 2
    JOIN = 3
    ENTER = 4
    END = 5


@dataclass(frozen=True, slots=True)
class OpenTimer:
    """A timer that is running, on the step or sub-process it is attached to."""

    timer_id: str
    name: str
    wait: Wait
    interrupting: bool
    host_id: str


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A step that waits for its post, with its limit in working days and the timers attached to it."""

    step_id: str
    name: str
    post: str
    working_days: int
    kind: StepKind
    node: FlowNode
    timers: tuple[OpenTimer, ...] = ()


@dataclass(frozen=True, slots=True)
class Timer:
    """A boundary timer: when it may fire and what firing takes away."""

    face: OpenTimer
    flow: int
    watches: int
    """It may fire while any of these bits is set: its host's step, all inside its host, or its own."""
    clears: int
    """Bits that firing takes away."""


@dataclass(frozen=True, slots=True)
class Scope:
    """A sub-process: its tokens, and where a token goes when the last of them has ended."""

    node: int
    depth: int
    tokens: int
    leaves: int
    """Reminders on the sub-process itself, dropped when it is done."""
    flow: int


@dataclass(frozen=True, slots=True)
class Door:
    """How a step is left: its own bit, what completing it takes away (its reminders too), and the flow out."""

    bit: int
    clears: int
    flow: int


@dataclass(frozen=True, slots=True)
class Program:
    """A runnable procedure. The first five fields are for everyone, the rest for `run`."""

    sha256: str
    name: str
    facts: Mapping[str, Fact]
    steps: tuple[OpenStep, ...]
    timers: Mapping[str, Timer]
    ids: tuple[str, ...]
    acts: tuple[Act, ...]
    exits: tuple[tuple[int, ...], ...]
    """Flows out of each node."""
    targets: tuple[int, ...]
    """The node each flow leads to."""
    flow_ids: tuple[str, ...]
    start: int
    bits: tuple[int, ...]
    """For a step the bit of being open; for a joining gateway the bits of all its lines."""
    line_bits: tuple[int, ...]
    """The bit of a line into a joining gateway; 0 for other flows."""
    armed: tuple[int, ...]
    """Reminders that begin to run when a step or sub-process is entered."""
    doors: Mapping[str, "Door"]
    """How each step is left, by its id."""
    all_places: int
    """Every bit there is."""
    scopes: tuple[Scope | None, ...]
    """For each node the sub-process around it, or the sub-process it is; None at the outermost level."""
    entries: tuple[int, ...]
    """For a sub-process the flow out of its start event; -1 for other nodes."""
    ways: Mapping[int, tuple[tuple[Predicate, int], ...]]
    """At an exclusive gateway: conditions in document order and where they lead."""
    defaults: Mapping[int, int]
    outcomes: tuple[Outcome | None, ...]
    open_steps: dict[int, tuple[OpenStep, ...]] = field(default_factory=dict)
    """Remembered answers by marking: the run asks the same few again and again."""
