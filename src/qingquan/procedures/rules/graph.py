"""A diagram flattened into one directed graph, and the few classical questions asked of it.

Every step and sub-process becomes two vertices, its entry (the id) and its exit, so that a timer can leave
between them. The insides of a sub-process hang between its entry and its exit.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from qingquan.procedures.rules.diagram import Diagram, Node, Shape

Edges = dict[str, list[str]]


def exit_of(node: Node) -> str:
    """The vertex by which a node is left. A space keeps it apart from every id, which XML allows none in."""
    return f"{node.id} out" if node.shape in (Shape.STEP, Shape.SUB_PROCESS) else node.id


@dataclass(frozen=True, slots=True)
class View:
    """Which edges a question wants to see."""

    through_steps: bool = True
    """Without it, only what happens in an instant is connected."""
    timers_from_inside: bool = False
    """A sub-process's timer leaves from each step inside, not from the entry: the path then shows what was passed."""
    reminders: bool = True
    """Timers that do not interrupt open a second branch beside the main one."""


def edges_of(diagram: Diagram, view: View) -> Edges:
    """The flattened graph. Only for diagrams whose references are known to be sound."""
    edges: Edges = {}
    for node in diagram.nodes.values():
        edges.setdefault(node.id, [])
        edges.setdefault(exit_of(node), [])
        if node.shape is Shape.STEP and view.through_steps:
            edges[node.id].append(exit_of(node))
    for node in diagram.nodes.values():
        around = diagram.nodes.get(node.parent)
        if around is not None and node.shape is Shape.START:
            edges[around.id].append(node.id)
        if around is not None and node.shape is Shape.END:
            edges[node.id].append(exit_of(around))
        if node.shape is Shape.TIMER and (node.interrupting or view.reminders):
            for source in _left_by(node, diagram, view):
                edges[source].append(node.id)
    for flow in diagram.flows.values():
        edges[exit_of(diagram.nodes[flow.source])].append(flow.target)
    return edges


def _left_by(timer: Node, diagram: Diagram, view: View) -> Iterable[str]:
    """Vertices a timer leaves from. An instant graph has none: a timer waits, so it breaks a loop as a step does."""
    if not view.through_steps:
        return ()
    if not view.timers_from_inside or diagram.nodes[timer.attached_to].shape is Shape.STEP:
        return (timer.attached_to,)
    steps = (node for node in diagram.nodes.values() if node.shape is Shape.STEP)
    return [step.id for step in steps if timer.attached_to in enclosing(step, diagram)]


def enclosing(node: Node, diagram: Diagram) -> list[str]:
    """The sub-processes around a node, innermost first."""
    around: list[str] = []
    parent = diagram.nodes.get(node.parent)
    while parent is not None:
        around.append(parent.id)
        parent = diagram.nodes.get(parent.parent)
    return around


def reachable(edges: Edges, starts: Iterable[str], through: Callable[[str], bool] = lambda _: True) -> set[str]:
    """Everything that can be reached; a vertex for which `through` says no is reached but not left."""
    seen = set(starts)
    waiting = [vertex for vertex in seen if through(vertex)]
    while waiting:
        for following in edges[waiting.pop()]:
            if following not in seen:
                seen.add(following)
                if through(following):
                    waiting.append(following)
    return seen


@dataclass(frozen=True, slots=True)
class Forward:
    """A graph without its ways back: vertices so ordered that each comes after all it leads to."""

    order: list[str]
    edges: Edges
    looping: list[str]
    """Vertices that a dropped way back led to."""


def forward(edges: Edges, starts: Iterable[str]) -> Forward:
    """Walk depth first and drop each edge that leads back to a vertex still being walked."""
    order: list[str] = []
    kept: Edges = {}
    looping: list[str] = []
    entered: set[str] = set()
    finished: set[str] = set()
    for start in starts:
        if start in entered:
            continue
        entered.add(start)
        kept[start] = []
        trail = [(start, iter(edges[start]))]
        while trail:
            vertex, following = trail[-1]
            for after in following:
                if after in entered and after not in finished:
                    looping.append(after)
                    continue
                kept[vertex].append(after)
                if after not in entered:
                    entered.add(after)
                    kept[after] = []
                    trail.append((after, iter(edges[after])))
                    break
            else:
                trail.pop()
                finished.add(vertex)
                order.append(vertex)
    return Forward(order, kept, looping)
