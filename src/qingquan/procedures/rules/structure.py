"""What can be said of a diagram by looking at each element and its lines, before anything is run."""

from collections.abc import Iterator

from qingquan.procedures.rules.diagram import Diagram, Flow, Node, Shape
from qingquan.procedures.rules.findings import Finding, found
from qingquan.procedures.rules.graph import View, edges_of, forward

BESIDE_THE_RUN = frozenset({Shape.NOTE, Shape.DATA, Shape.GROUP})
HOSTS = frozenset({Shape.STEP, Shape.SUB_PROCESS})


def structure(diagram: Diagram) -> list[Finding]:
    """Everything wrong with elements and lines. Questions about the whole graph wait until the lines are right."""
    findings = [finding for flow in diagram.flows.values() for finding in _flow(flow, diagram)]
    running = [node for node in diagram.nodes.values() if node.shape not in BESIDE_THE_RUN]
    for node in running:
        findings.extend(_node(node, diagram))
    for scope in (diagram.id, *(node.id for node in running if node.shape is Shape.SUB_PROCESS)):
        findings.extend(_scope(scope, diagram))
    return findings or list(_instant_loops(diagram))


def _flow(flow: Flow, diagram: Diagram) -> Iterator[Finding]:
    ends = []
    for reference in (flow.source, flow.target):
        node = diagram.nodes.get(reference)
        if node is None or node.shape in BESIDE_THE_RUN:
            yield found("missing_reference", flow.id, flow.name, ref=reference[:60])
        else:
            ends.append(node)
    if len(ends) < 2:
        return
    source, target = ends
    if source.parent != target.parent or source.parent != flow.parent:
        yield found("crosses_border", flow.id, flow.name)
    if target.shape is Shape.START:
        yield found("into_start", flow.id, flow.name)
    if target.shape is Shape.TIMER:
        yield found("into_timer", flow.id, flow.name)
    if source.shape is Shape.END:
        yield found("out_of_end", flow.id, flow.name)
    if flow.condition and source.shape is not Shape.EXCLUSIVE:
        yield found("condition_outside_gateway", flow.id, flow.name)


def _node(node: Node, diagram: Diagram) -> Iterator[Finding]:
    if node.shape.is_refused:
        return
    leaving, entering = diagram.out_of(node.id), diagram.into(node.id)
    if not entering and node.shape not in (Shape.START, Shape.TIMER):
        yield found("no_way_in", node.id, node.name)
    if not leaving and node.shape is not Shape.END:
        yield found("no_way_out", node.id, node.name)
    if len(leaving) > 1 and node.shape not in (Shape.EXCLUSIVE, Shape.PARALLEL, Shape.END):
        yield found("implicit_split", node.id, node.name, count=len(leaving))
    if node.shape is Shape.STEP:
        yield from _step(node)
    if node.shape is Shape.TIMER:
        host = diagram.nodes.get(node.attached_to)
        if host is None or host.shape not in HOSTS or host.parent != node.parent:
            yield found("unattached", node.id, node.name)
    if node.shape is Shape.END and node.outcome and node.parent in diagram.nodes:
        yield found("outcome_inside", node.id, node.name)
    if node.shape is Shape.EXCLUSIVE and node.default and node.default not in {flow.id for flow in leaving}:
        yield found("bad_default", node.id, node.name, ref=node.default[:60])


def _step(step: Node) -> Iterator[Finding]:
    missing = {
        "no_name": not step.name,
        "no_post": not step.post,
        "no_limit": step.working_days is None,
        "no_kind": step.kind is None,
        "no_node": step.kind is not None and step.flow_node is None,
    }
    for code, is_missing in missing.items():
        if is_missing:
            yield found(code, step.id, step.name)


def _scope(scope: str, diagram: Diagram) -> Iterator[Finding]:
    name = diagram.nodes[scope].name if scope in diagram.nodes else diagram.name
    starts = [node for node in diagram.inside(scope) if node.shape is Shape.START]
    refused = any(node.shape is Shape.REFUSED_EVENT for node in diagram.inside(scope))
    if not starts and not refused:
        yield found("no_start", scope, name)
    for start in starts[1:]:
        yield found("two_starts", start.id, start.name)
    if not refused and not any(node.shape is Shape.END for node in diagram.inside(scope)):
        yield found("no_end", scope, name)


def _instant_loops(diagram: Diagram) -> Iterator[Finding]:
    if any(node.shape.is_refused for node in diagram.nodes.values()):
        return
    edges = edges_of(diagram, View(through_steps=False))
    for vertex in sorted(set(forward(edges, edges).looping)):
        node = diagram.nodes[vertex.removesuffix(" out")]
        yield found("instant_loop", node.id, node.name)
