"""The conditions of a diagram as a whole: each understood, and each gateway left with a way for every case."""

from collections.abc import Iterator, Mapping

from qingquan.procedures.rules.conditions import understand
from qingquan.procedures.rules.coverage import coverage
from qingquan.procedures.rules.diagram import Diagram, Flow, Node, Shape
from qingquan.procedures.rules.expressions import BadExpression, Condition
from qingquan.procedures.rules.findings import Finding, found


def conditions_of(diagram: Diagram) -> tuple[dict[str, Condition], list[Finding]]:
    """The conditions that decide something, by flow, and what is wrong with how they are written."""
    conditions: dict[str, Condition] = {}
    findings: list[Finding] = []
    for gateway, flows in _splits(diagram):
        for flow in flows:
            if flow.id == gateway.default:
                if flow.condition:
                    findings.append(found("default_has_condition", flow.id, flow.name))
            elif not flow.condition:
                findings.append(found("no_condition", flow.id, flow.name))
            else:
                try:
                    conditions[flow.id] = understand(flow.condition, diagram.facts)
                except BadExpression as why:
                    findings.append(found("bad_condition", flow.id, flow.name, text=flow.condition[:60], why=why))
    return conditions, findings


def _splits(diagram: Diagram) -> Iterator[tuple[Node, list[Flow]]]:
    """Exclusive gateways with more than one way out; with only one there is nothing to choose."""
    for node in diagram.nodes.values():
        flows = diagram.out_of(node.id)
        if node.shape is Shape.EXCLUSIVE and len(flows) > 1:
            yield node, flows


def gaps(diagram: Diagram, conditions: Mapping[str, Condition]) -> Iterator[Finding]:
    """Gateways that leave a case without a way, and conditions that never win or win only by being first."""
    for gateway, flows in _splits(diagram):
        asked = [flow for flow in flows if flow.id in conditions]
        shown = coverage([conditions[flow.id] for flow in asked], diagram.facts)
        if shown is None:
            if not gateway.default:
                yield found("cannot_tell", gateway.id, gateway.name)
            continue
        if shown.gap and not gateway.default:
            yield found("not_covered", gateway.id, gateway.name, example=shown.gap)
        for place, flow in enumerate(asked):
            if place in shown.never:
                yield found("never_holds", flow.id, flow.name)
            elif place in shown.overlaps:
                yield found("overlap", flow.id, flow.name, example=shown.overlaps[place])
