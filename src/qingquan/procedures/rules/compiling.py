"""From a diagram to a `Program`: every node and flow gets its number, every place of a run its bit.

The places of a run, in this order and each in document order: every step, every line into a parallel gateway that
joins, every timer that reminds without interrupting. The order is part of the stored form of a marking: it may
not change without a new version of that form.
"""

from collections.abc import Mapping

from qingquan.procedures.rules.conditions import Predicate, predicate
from qingquan.procedures.rules.diagram import Diagram, Node, Shape
from qingquan.procedures.rules.expressions import Condition
from qingquan.procedures.rules.graph import enclosing
from qingquan.procedures.rules.program import Act, Door, OpenStep, OpenTimer, Program, Scope, Timer

RUN = (
    Shape.START,
    Shape.END,
    Shape.STEP,
    Shape.EXCLUSIVE,
    Shape.PARALLEL,
    Shape.SUB_PROCESS,
    Shape.TIMER,
)


def compile_program(diagram: Diagram, conditions: Mapping[str, Condition], sha256: str) -> Program:
    """Compile a diagram that reading, the structure check and the conditions found nothing wrong with."""
    return _Compiler(diagram, conditions).program(sha256)


class _Compiler:
    def __init__(self, diagram: Diagram, conditions: Mapping[str, Condition]) -> None:
        self.diagram = diagram
        self.conditions = conditions
        self.nodes = [node for node in diagram.nodes.values() if node.shape in RUN]
        self.around = {node.id: enclosing(node, diagram) for node in self.nodes}
        self.number = {node.id: place for place, node in enumerate(self.nodes)}
        self.flows = list(diagram.flows.values())
        self.flow_number = {flow.id: place for place, flow in enumerate(self.flows)}
        self.exits = {
            node.id: tuple(self.flow_number[flow.id] for flow in diagram.out_of(node.id)) for node in self.nodes
        }
        self.joins = {node.id for node in self.nodes if node.shape is Shape.PARALLEL and len(diagram.into(node.id)) > 1}
        self.steps = [node for node in self.nodes if node.shape is Shape.STEP]
        self.reminders = [node for node in self.nodes if node.shape is Shape.TIMER and not node.interrupting]
        lines = [flow.id for flow in self.flows if flow.target in self.joins]
        placed = [*(node.id for node in self.steps), *lines, *(node.id for node in self.reminders)]
        self.bit = {identifier: 1 << place for place, identifier in enumerate(placed)}
        self.scope_of = {node.id: self._scope(node) for node in self.nodes if node.shape is Shape.SUB_PROCESS}

    def program(self, sha256: str) -> Program:
        nodes, flows = self.nodes, self.flows
        timers = {node.id: self._timer(node) for node in nodes if node.shape is Shape.TIMER}
        return Program(
            sha256=sha256,
            name=self.diagram.name,
            facts=self.diagram.facts,
            steps=tuple(self._open_step(node, timers) for node in self.steps),
            timers=timers,
            ids=tuple(node.id for node in nodes),
            acts=tuple(self._act(node) for node in nodes),
            exits=tuple(self.exits[node.id] for node in nodes),
            targets=tuple(self.number[flow.target] for flow in flows),
            flow_ids=tuple(flow.id for flow in flows),
            start=self._start_flow(self.diagram.id),
            bits=tuple(self._bits(node) for node in nodes),
            line_bits=tuple(self.bit[flow.id] if flow.target in self.joins else 0 for flow in flows),
            armed=tuple(self._reminders_on(node) for node in nodes),
            doors={node.id: self._door(node) for node in self.steps},
            all_places=(1 << len(self.bit)) - 1,
            scopes=tuple(self.scope_of.get(node.id) or self.scope_of.get(node.parent) for node in nodes),
            entries=tuple(self._start_flow(node.id) if node.id in self.scope_of else -1 for node in nodes),
            ways={self.number[node.id]: self._ways(node) for node in nodes if node.shape is Shape.EXCLUSIVE},
            defaults={
                self.number[node.id]: self.flow_number[node.default] for node in nodes if self._has_default(node)
            },
            outcomes=tuple(node.outcome for node in nodes),
        )

    def _act(self, node: Node) -> Act:
        if node.shape is Shape.EXCLUSIVE and len(self.exits[node.id]) > 1:
            return Act.CHOOSE
        if node.id in self.joins:
            return Act.JOIN
        acts = {Shape.STEP: Act.OPEN, Shape.SUB_PROCESS: Act.ENTER, Shape.END: Act.END}
        return acts.get(node.shape, Act.PASS)

    def _bits(self, node: Node) -> int:
        if node.id in self.joins:
            return sum(self.bit[flow.id] for flow in self.diagram.into(node.id))
        return self.bit[node.id] if node.shape is Shape.STEP else 0

    def _reminders_on(self, host: Node) -> int:
        return sum(self.bit[timer.id] for timer in self.reminders if timer.attached_to == host.id)

    def _start_flow(self, scope: str) -> int:
        start = next(node for node in self.diagram.inside(scope) if node.shape is Shape.START)
        return self.exits[start.id][0]

    def _has_default(self, node: Node) -> bool:
        return node.shape is Shape.EXCLUSIVE and bool(node.default) and len(self.exits[node.id]) > 1

    def _ways(self, gateway: Node) -> tuple[tuple[Predicate, int], ...]:
        flows = [flow for flow in self.diagram.out_of(gateway.id) if flow.id in self.conditions]
        return tuple(
            (predicate(self.conditions[flow.id], self.diagram.facts), self.flow_number[flow.id]) for flow in flows
        )

    def _inside(self, scope: str) -> list[Node]:
        return [node for node in self.nodes if scope in self.around[node.id]]

    def _tokens(self, scope: str) -> int:
        return sum(self._bits(node) for node in self._inside(scope))

    def _scope(self, node: Node) -> Scope:
        return Scope(
            node=self.number[node.id],
            depth=len(self.around[node.id]),
            tokens=self._tokens(node.id),
            leaves=self._reminders_on(node),
            flow=self.exits[node.id][0],
        )

    def _door(self, step: Node) -> Door:
        bit = self.bit[step.id]
        return Door(bit, bit | self._reminders_on(step), self.exits[step.id][0])

    def _timer(self, timer: Node) -> Timer:
        host = self.diagram.nodes[timer.attached_to]
        assert timer.wait is not None, "a timer without a duration does not pass reading"
        tokens = self.bit[host.id] if host.shape is Shape.STEP else self._tokens(host.id)
        clears = tokens | self._reminders_on(host)
        for node in self._inside(host.id):
            clears |= self._reminders_on(node)
        return Timer(
            face=OpenTimer(timer.id, timer.name, timer.wait, timer.interrupting, host.id),
            flow=self.exits[timer.id][0],
            watches=tokens if timer.interrupting else self.bit[timer.id],
            clears=clears if timer.interrupting else self.bit[timer.id],
        )

    def _open_step(self, step: Node, timers: Mapping[str, Timer]) -> OpenStep:
        assert step.working_days is not None, "a step without a limit does not pass the structure check"
        assert step.kind is not None, "a step without a kind does not pass the structure check"
        assert step.flow_node is not None, "a step without a node does not pass the structure check"
        mine = tuple(timer.face for timer in timers.values() if timer.face.host_id == step.id)
        return OpenStep(step.id, step.name, step.post, step.working_days, step.kind, step.flow_node, mine)
