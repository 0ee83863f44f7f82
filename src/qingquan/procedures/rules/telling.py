"""The flowchart in words: each step with its post and limit, and where it goes next under which condition.

The same content as the picture, in reading order, for screen readers and for those who would rather read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from qingquan.places.words import Role
from qingquan.procedures.rules.branching import conditions_of
from qingquan.procedures.rules.diagram import Diagram, Flow, Node, Shape
from qingquan.procedures.rules.drawing import OTHERWISE
from qingquan.procedures.rules.expressions import Condition
from qingquan.procedures.rules.graph import View, edges_of, forward
from qingquan.procedures.rules.shapes import limit
from qingquan.procedures.rules.wording import in_chinese

MOST_WAYS = 40
MOST_LOOKS = 1_000
"""Ways on from one step, and lines followed to find them; a tangle of gateways could otherwise offer very many."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way on: when it is taken ("" for always), what comes, and its id."""

    when: str
    to: str
    to_id: str
    joining: bool = False
    """Several branches meet before it: it waits for all of them."""


@dataclass(frozen=True, slots=True)
class StepText:
    """One row of the list. A start has no number, post or limit."""

    step_id: str
    number: int | None
    name: str
    post: str
    limit: str
    kind: str
    inside: str
    """The sub-process it belongs to, "" at the outermost level."""
    ways: tuple[Way, ...]

    @property
    def words(self) -> str:
        """The row as one sentence."""
        head = f"{self.number}. {self.name}" if self.number else self.name
        told = "，".join(part for part in (self.inside and f"属于{self.inside}", self.post, self.limit) if part)
        ways = "；".join(_clause(list(ways)) for _, ways in groupby(self.ways, lambda way: (way.when, way.joining)))
        return f"{head}（{told}）：{ways}。" if told else f"{head}：{ways}。"


def _clause(ways: list[Way]) -> str:
    """Ways taken under the same condition, in one clause."""
    goes = "进入" + "、".join(way.to for way in ways)
    goes = f"各并行分支都完成后，{goes}" if ways[0].joining else goes
    return f"{ways[0].when}：{goes}" if ways[0].when else goes


def tell(diagram: Diagram) -> list[StepText]:
    """The rows, from the start, in the order in which a case meets them."""
    return list(_Teller(diagram).rows())


class _Teller:
    def __init__(self, diagram: Diagram) -> None:
        self.diagram = diagram
        conditions, _ = conditions_of(diagram)
        self.conditions: Mapping[str, Condition] = conditions
        self.exits = {identifier: diagram.out_of(identifier) for identifier in diagram.nodes}
        self.looks = 0

    def rows(self) -> Iterator[StepText]:
        steps = [node for node in self._in_order() if node.shape is Shape.STEP]
        starts = [node for node in self.diagram.inside(self.diagram.id) if node.shape is Shape.START]
        for start in starts:
            yield StepText(start.id, None, start.name or "开始", "", "", "", "", tuple(self._onward(start)))
        for number, step in enumerate(steps, start=1):
            around = self.diagram.nodes.get(step.parent)
            yield StepText(
                step_id=step.id,
                number=number,
                name=step.label,
                post=Role(step.post).label if step.post else "",
                limit=limit(step.working_days) if step.working_days is not None else "",
                kind=step.kind.label if step.kind else "",
                inside=f"“{around.label}”" if around else "",
                ways=(*self._onward(step), *self._timers(step)),
            )

    def _in_order(self) -> list[Node]:
        """Nodes as a case meets them: the reverse of the order in which a walk finishes with them."""
        starts = [node.id for node in self.diagram.inside(self.diagram.id) if node.shape is Shape.START]
        # The walk finishes with its first branch first; turned round, branches come in document order.
        edges = {vertex: after[::-1] for vertex, after in edges_of(self.diagram, View()).items()}
        walked = [vertex for vertex in reversed(forward(edges, starts).order) if vertex in self.diagram.nodes]
        return [self.diagram.nodes[identifier] for identifier in dict.fromkeys([*walked, *self.diagram.nodes])]

    def _onward(self, node: Node) -> list[Way]:
        self.looks = 0
        found = [way for flow in self.exits[node.id] for way in self._along(flow, "", joining=False, seen=())]
        return list(dict.fromkeys(found))[:MOST_WAYS]

    def _timers(self, step: Node) -> Iterator[Way]:
        """What happens when a step, or a sub-process around it, takes too long."""
        hosts = [step]
        while (parent := self.diagram.nodes.get(hosts[-1].parent)) is not None:
            hosts.append(parent)
        for host in hosts:
            for timer in self.diagram.nodes.values():
                if timer.shape is Shape.TIMER and timer.attached_to == host.id and timer.wait:
                    late = f"“{host.label}”" if host is not step else ""
                    when = f"{late}满{timer.wait.words}未办结" + ("" if timer.interrupting else "（本步骤继续）")
                    for way in self._onward(timer):
                        yield Way("，".join(part for part in (when, way.when) if part), way.to, way.to_id, way.joining)

    def _along(self, flow: Flow, when: str, *, joining: bool, seen: tuple[str, ...]) -> Iterator[Way]:
        """Follow a flow through gateways and borders of sub-processes to the next steps and ends."""
        target = self.diagram.nodes.get(flow.target)
        self.looks += 1
        if target is None or flow.target in seen or self.looks > MOST_LOOKS:
            return
        seen = (*seen, flow.target)
        if target.shape is Shape.SUB_PROCESS:
            starts = [node for node in self.diagram.inside(target.id) if node.shape is Shape.START]
            onward = [after for start in starts for after in self.exits[start.id]]
        elif target.shape is Shape.END and target.parent in self.diagram.nodes:
            onward = self.exits[target.parent]
        elif target.shape in (Shape.EXCLUSIVE, Shape.PARALLEL):
            onward = self.exits[target.id]
            joining = joining or (target.shape is Shape.PARALLEL and len(self.diagram.into(target.id)) > 1)
        else:
            yield Way(when, _called(target), target.id, joining)
            return
        together = target.shape is Shape.PARALLEL and len(onward) > 1
        for after in onward:
            said = "同时" if together else self._condition(after, target)
            yield from self._along(after, "，".join(filter(None, (when, said))), joining=joining, seen=seen)

    def _condition(self, flow: Flow, source: Node) -> str:
        if flow.id in self.conditions:
            return in_chinese(self.conditions[flow.id], self.diagram.facts)
        return OTHERWISE if source.default == flow.id else ""


def _called(node: Node) -> str:
    if node.shape is not Shape.END:
        return f"“{node.label}”"
    outcome = f"（{node.outcome.label}）" if node.outcome else ""
    return f"结束“{node.name}”{outcome}" if node.name else f"结束{outcome}"
