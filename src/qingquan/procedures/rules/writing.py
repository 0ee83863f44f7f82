"""A `Diagram` written as a BPMN 2.0 file with its picture, as editors and `reading` understand it."""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from qingquan.procedures.rules.canvas import number
from qingquan.procedures.rules.diagram import Box, Diagram, Flow, Node, Shape
from qingquan.procedures.rules.vocabulary import DRAWING, GEOMETRY, LINES, MODEL
from qingquan.procedures.words import NAMESPACE

TAGS = {
    Shape.START: "startEvent",
    Shape.END: "endEvent",
    Shape.STEP: "userTask",
    Shape.EXCLUSIVE: "exclusiveGateway",
    Shape.PARALLEL: "parallelGateway",
}


def write(diagram: Diagram) -> bytes:
    """The file. Only the shapes of `TAGS` are written: what `layout` makes, not whatever can be read."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<bpmn:definitions xmlns:bpmn="{MODEL}" xmlns:bpmndi="{DRAWING}" xmlns:dc="{GEOMETRY}" xmlns:di="{LINES}"'
        f' xmlns:q="{NAMESPACE}" id="Definitions" targetNamespace="{NAMESPACE}">',
        f"  <bpmn:process{_attributes(id=diagram.id, name=diagram.name, isExecutable='false')}>",
        *_facts(diagram),
        *(line for node in diagram.nodes.values() for line in _node(node, diagram)),
        *(line for flow in diagram.flows.values() for line in _flow(flow)),
        "  </bpmn:process>",
        '  <bpmndi:BPMNDiagram id="Diagram">',
        f'    <bpmndi:BPMNPlane id="Plane"{_attributes(bpmnElement=diagram.id)}>',
        *(line for node in diagram.nodes.values() for line in _shape(node, diagram)),
        *(line for flow in diagram.flows.values() for line in _edge(flow, diagram)),
        "    </bpmndi:BPMNPlane>",
        "  </bpmndi:BPMNDiagram>",
        "</bpmn:definitions>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _attributes(**values: object) -> str:
    """Attributes in order; empty ones are left out. A double underscore stands for a colon."""
    written = {name.replace("__", ":"): str(value) for name, value in values.items() if value not in ("", None)}
    return "".join(f" {name}={quoteattr(value)}" for name, value in written.items())


def _facts(diagram: Diagram) -> Iterator[str]:
    if not diagram.facts:
        return
    yield "    <bpmn:extensionElements>"
    yield "      <q:facts>"
    for fact in diagram.facts.values():
        values, labels = " ".join(fact.values), " ".join(fact.value_labels)
        told = _attributes(name=fact.name, type=fact.type, values=values, valueLabels=labels, label=fact.label)
        yield f"        <q:fact{told}/>"
    yield "      </q:facts>"
    yield "    </bpmn:extensionElements>"


def _node(node: Node, diagram: Diagram) -> Iterator[str]:
    tag = f"bpmn:{TAGS[node.shape]}"
    told = _attributes(
        id=node.id,
        name=node.name,
        default=node.default,
        q__post=node.post,
        q__workingDays=node.working_days,
        q__kind=node.kind,
        q__node=node.flow_node,
        q__outcome=node.outcome,
    )
    yield f"    <{tag}{told}>"
    for flow in diagram.into(node.id):
        yield f"      <bpmn:incoming>{escape(flow.id)}</bpmn:incoming>"
    for flow in diagram.out_of(node.id):
        yield f"      <bpmn:outgoing>{escape(flow.id)}</bpmn:outgoing>"
    yield f"    </{tag}>"


def _flow(flow: Flow) -> Iterator[str]:
    told = _attributes(id=flow.id, name=flow.name, sourceRef=flow.source, targetRef=flow.target)
    if not flow.condition:
        yield f"    <bpmn:sequenceFlow{told}/>"
        return
    yield f"    <bpmn:sequenceFlow{told}>"
    yield f"      <bpmn:conditionExpression>{escape(flow.condition)}</bpmn:conditionExpression>"
    yield "    </bpmn:sequenceFlow>"


def _shape(node: Node, diagram: Diagram) -> Iterator[str]:
    told = _attributes(id=f"{node.id}_di", bpmnElement=node.id)
    marked = ' isMarkerVisible="true"' if node.shape is Shape.EXCLUSIVE else ""
    yield f"      <bpmndi:BPMNShape{told}{marked}>"
    yield f"        {_bounds(diagram.page.boxes[node.id])}"
    yield from _label(node.id, diagram)
    yield "      </bpmndi:BPMNShape>"


def _edge(flow: Flow, diagram: Diagram) -> Iterator[str]:
    yield f"      <bpmndi:BPMNEdge{_attributes(id=f'{flow.id}_di', bpmnElement=flow.id)}>"
    for corner in diagram.page.lines[flow.id]:
        yield f'        <di:waypoint x="{number(corner.x)}" y="{number(corner.y)}"/>'
    yield from _label(flow.id, diagram)
    yield "      </bpmndi:BPMNEdge>"


def _label(element: str, diagram: Diagram) -> Iterator[str]:
    if element in diagram.page.labels:
        yield f"        <bpmndi:BPMNLabel>{_bounds(diagram.page.labels[element])}</bpmndi:BPMNLabel>"


def _bounds(box: Box) -> str:
    size = f'width="{number(box.width)}" height="{number(box.height)}"'
    return f'<dc:Bounds x="{number(box.x)}" y="{number(box.y)}" {size}/>'
