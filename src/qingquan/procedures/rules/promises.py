"""What a published procedure owes the people: few levels of review, a decision, and limits that keep the promise.

Two readings are chosen here. Review levels are the steps of kind examine or review on a path before its decision;
the decision is not one of them. A loop counts once: the way forward, and each way back that hangs from it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from qingquan.procedures.rules.diagram import Diagram, Node, Shape
from qingquan.procedures.rules.findings import Finding, found
from qingquan.procedures.rules.graph import Edges, View, edges_of, exit_of, forward, reachable
from qingquan.procedures.words import Outcome, StepKind

REVIEWS = frozenset({StepKind.EXAMINE, StepKind.REVIEW})
WITHOUT_DECISION = frozenset({Outcome.NOT_ACCEPTED, Outcome.WITHDRAWN, Outcome.TERMINATED})
"""Ends that need no decision on the merits."""


def decisions(diagram: Diagram) -> Iterator[Finding]:
    """Every path through a review meets a decision before it ends."""
    deciding = {exit_of(node) for node in diagram.nodes.values() if node.kind is StepKind.DECIDE}
    ends = [node for node in diagram.inside(diagram.id) if node.shape is Shape.END]
    told: set[str] = set()
    for reminders in (False, True):
        edges = edges_of(diagram, View(timers_from_inside=True, reminders=reminders))
        for review in (node for node in diagram.nodes.values() if node.kind in REVIEWS):
            passed = reachable(edges, [review.id], lambda vertex: vertex not in deciding)
            for end in ends:
                # A reminder's own branch may well end without an outcome: the main path decides.
                harmless = end.outcome in WITHOUT_DECISION or (reminders and end.outcome is None)
                if end.id in passed and not harmless and review.id not in told:
                    told.add(review.id)
                    yield found("no_decision", review.id, review.name, end=end.label)


def review_levels(diagram: Diagram, most: int) -> Iterator[Finding]:
    """No path has more levels of review before its decision than allowed, unless an exception is stated."""
    if diagram.review_exception:
        return
    longest = most_review_levels(diagram)
    if longest.total > most:
        last = diagram.nodes[longest.vertices[-1]]
        yield found(
            "too_many_reviews",
            last.id,
            last.name,
            count=longest.total,
            steps=_listed(diagram, longest.vertices),
            most=most,
        )


def most_review_levels(diagram: Diagram) -> "Longest":
    """The path with the most levels of review before its decision, whatever exception is stated."""
    edges = edges_of(diagram, View(timers_from_inside=True))
    for node in diagram.nodes.values():
        if node.kind is StepKind.DECIDE:
            edges[node.id] = []
    weights = {node.id: 1 for node in diagram.nodes.values() if node.kind in REVIEWS}
    return _longest(diagram, edges, weights)


def limits(diagram: Diagram, promised_working_days: int) -> Iterator[Finding]:
    """The limits along any path add up to no more than the promise; parallel branches count by the longest."""
    longest = longest_working_days(diagram)
    if longest.total > promised_working_days:
        yield found(
            "too_long",
            diagram.id,
            diagram.name,
            count=longest.total,
            steps=_listed(diagram, longest.vertices),
            most=promised_working_days,
        )


@dataclass(frozen=True, slots=True)
class Longest:
    """The heaviest path: its weight and the vertices on it that weigh something, in order."""

    total: int
    vertices: tuple[str, ...]


def longest_working_days(diagram: Diagram) -> Longest:
    """The longest path in working days. A timer that runs in calendar days is counted as if they were working days."""
    edges = edges_of(diagram, View())
    weights = {exit_of(node): node.working_days or 0 for node in diagram.nodes.values() if node.shape is Shape.STEP}
    weights |= {node.id: node.wait.days for node in diagram.nodes.values() if node.wait}
    return _longest(diagram, edges, weights)


def _longest(diagram: Diagram, edges: Edges, weights: dict[str, int]) -> Longest:
    starts = [node.id for node in diagram.inside(diagram.id) if node.shape is Shape.START]
    walked = forward(edges, starts)
    ends = {node.id for node in diagram.inside(diagram.id) if node.shape is Shape.END}
    finishing: set[str] = set()
    best: dict[str, int] = {}
    path: dict[str, list[str]] = {}
    for vertex in walked.order:
        following = walked.edges[vertex]
        onward = [after for after in following if after in finishing]
        if onward or vertex in ends or not edges[vertex]:
            finishing.add(vertex)
        # Ways that only lead back hang from this vertex; each is walked once, then the way forward.
        back = [after for after in following if after not in finishing]
        furthest = max(onward or back, key=best.__getitem__, default=None)
        walked_through = [furthest] if furthest else []
        if onward:
            walked_through = [*back, *walked_through]
        steps = [vertex, *(step for after in walked_through for step in path[after])]
        path[vertex] = [step for step in dict.fromkeys(steps) if weights.get(step)]
        best[vertex] = sum(weights[step] for step in path[vertex])
    start = starts[0]
    return Longest(best[start], tuple(path[start]))


def _listed(diagram: Diagram, vertices: tuple[str, ...]) -> str:
    nodes: list[Node] = [diagram.nodes[vertex.removesuffix(" out")] for vertex in vertices]
    return "、".join(node.label for node in nodes)
