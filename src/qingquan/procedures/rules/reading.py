"""From a BPMN 2.0 file to a `Diagram`. What cannot be run is kept for drawing and noted as a finding."""

from qingquan.procedures.rules.attributes import NODE_OF_KIND, Attributes, facts_of, plain
from qingquan.procedures.rules.diagram import Diagram, Flow, Frame, Node, Shape, Tie
from qingquan.procedures.rules.findings import Finding, NotRunnable, found, unreadable
from qingquan.procedures.rules.markup import Element, parse
from qingquan.procedures.rules.page import page_of
from qingquan.procedures.rules.vocabulary import DRAWN, HARMLESS, MODEL, REFUSED, RUN, refused_shape
from qingquan.procedures.words import NAMESPACE, FlowNode, Outcome, StepKind

MOST_NODES = 500
MOST_FLOWS = 1500
MOST_NOTE = 300
"""Longest note beside the steps, in characters."""
TRUE = ("true", "1")
FALSE = ("false", "0")
"""How XML Schema writes a yes and a no."""


def read(xml: bytes) -> Diagram:
    """The diagram in a file; raises NotRunnable when the file is not BPMN at all or is out of bounds."""
    root = parse(xml)
    if root.namespace != MODEL or root.name != "definitions":
        raise unreadable("文件不是 BPMN 2.0：最外层应为 definitions。")
    processes = [process for process in root.named(MODEL, "process") if _has_nodes(process)]
    if not processes:
        raise NotRunnable([found("no_process", "")])
    reader = _Reader()
    reader.note_ids(root)
    for other in processes[1:]:
        reader.findings.append(found("two_processes", other.get("id"), plain(other.get("name"))))
    for process in processes:
        reader.read_inside(process)
    for count, most, what in ((len(reader.nodes), MOST_NODES, "节点"), (len(reader.flows), MOST_FLOWS, "连线")):
        if count > most:
            raise NotRunnable([found("too_many_elements", "", count=count, most=most, what=what)])
    for collaboration in root.named(MODEL, "collaboration"):
        reader.read_collaboration(collaboration)
    main = processes[0]
    return Diagram(
        id=main.get("id"),
        name=plain(main.get("name")) or plain(root.get("name")),
        nodes=reader.nodes,
        flows=reader.flows,
        facts=facts_of(main, reader.findings),
        ties=tuple(reader.ties),
        frames=tuple(reader.frames),
        page=page_of(root),
        review_exception=plain(main.get("reviewException", NAMESPACE)),
        findings=tuple(reader.findings),
    )


def _has_nodes(process: Element) -> bool:
    return any(child.namespace == MODEL and child.name not in HARMLESS for child in process.children)


class _Reader:
    """Collects nodes, flows and findings while walking down a process."""

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}
        self.flows: dict[str, Flow] = {}
        self.ties: list[Tie] = []
        self.frames: list[Frame] = []
        self.findings: list[Finding] = []

    def note_ids(self, root: Element) -> None:
        """An id used twice would let one element hide behind another."""
        seen: set[str] = set()
        for element in root.walk():
            identifier = element.get("id")
            if element.namespace != MODEL or not identifier:
                continue
            if identifier in seen:
                self.findings.append(found("duplicate_id", identifier, id=identifier))
            seen.add(identifier)

    def read_inside(self, around: Element) -> None:
        """Everything directly inside a process or sub-process, then inside its sub-processes."""
        for element in around.children:
            if element.namespace != MODEL or element.name in HARMLESS:
                continue
            if not element.get("id"):
                self.findings.append(found("no_id", "", tag=element.name))
            elif element.name == "sequenceFlow":
                self._read_flow(element, around)
            elif element.name == "association":
                self.ties.append(_tie(element))
            elif element.name in RUN or element.name in DRAWN:
                self._read_node(element, around)
            elif element.name not in ("standardLoopCharacteristics", "multiInstanceLoopCharacteristics"):
                self._refuse(element, around)
        for lanes in around.named(MODEL, "laneSet"):
            self._read_lanes(lanes)

    def _read_flow(self, element: Element, around: Element) -> None:
        condition = ""
        for expression in element.named(MODEL, "conditionExpression"):
            condition = expression.text
            if expression.get("language") not in ("", NAMESPACE):
                attributes = Attributes(element, self.findings)
                attributes.wrong("language", expression.get("language"), "本系统的条件写法（不写 language）")
        flow = Flow(
            id=element.get("id"),
            name=plain(element.get("name")),
            parent=around.get("id"),
            source=element.get("sourceRef"),
            target=element.get("targetRef"),
            condition=condition,
        )
        self.flows.setdefault(flow.id, flow)

    def _read_node(self, element: Element, around: Element) -> None:
        shape = DRAWN.get(element.name) or RUN[element.name]
        reasons = list(_reasons_to_refuse(element)) if element.name in RUN else []
        attributes = Attributes(element, self.findings)
        for reason in reasons:
            what = REFUSED.get(reason, reason)
            self.findings.append(found("unsupported", attributes.id, attributes.name, what=what))
        if reasons:
            shape = refused_shape(element.name)
        self._keep(_node(element, around, shape, attributes))
        if element.name == "subProcess":
            self.read_inside(element)

    def _refuse(self, element: Element, around: Element) -> None:
        what = REFUSED.get(element.name, f"未知元素（{element.name}）")
        attributes = Attributes(element, self.findings)
        self.findings.append(found("unsupported", attributes.id, attributes.name, what=what))
        self._keep(Node(attributes.id, attributes.name, refused_shape(element.name), around.get("id")))
        if element.name in ("adHocSubProcess", "transaction"):
            self.read_inside(element)

    def _keep(self, node: Node) -> None:
        # The first of two elements with one id is kept; the second is already a finding.
        self.nodes.setdefault(node.id, node)

    def _read_lanes(self, lanes: Element) -> None:
        for lane in lanes.walk():
            if lane.name == "lane" and lane.namespace == MODEL:
                self.frames.append(Frame(lane.get("id"), plain(lane.get("name")), is_lane=True))

    def read_collaboration(self, collaboration: Element) -> None:
        """Pools and message flows: drawn, never run."""
        for pool in collaboration.named(MODEL, "participant"):
            self.frames.insert(0, Frame(pool.get("id"), plain(pool.get("name")), is_lane=False))
        self.ties.extend(_tie(element) for element in collaboration.named(MODEL, "messageFlow"))


def _tie(element: Element) -> Tie:
    return Tie(element.get("id"), plain(element.get("name")), element.get("sourceRef"), element.get("targetRef"))


def _reasons_to_refuse(element: Element) -> list[str]:
    """Names of what makes an otherwise known element behave in a way that is not run here."""
    children = [child.name for child in element.children if child.namespace == MODEL]
    definitions = [name for name in children if name.endswith(("EventDefinition", "eventDefinitionRef"))]
    reasons = [name for name in children if name.endswith("LoopCharacteristics")]
    reasons += [flag for flag in ("isForCompensation", "triggeredByEvent") if element.get(flag) in TRUE]
    reasons += [flag for flag in ("startQuantity", "completionQuantity") if element.get(flag) not in ("", "1")]
    if element.name != "boundaryEvent":
        return reasons + definitions
    if definitions != ["timerEventDefinition"]:
        return reasons + (definitions or ["没有定时的边界事件（boundaryEvent）"])
    kinds = [child.name for child in element.walk() if child.namespace == MODEL]
    return reasons + [name for name in ("timeDate", "timeCycle") if name in kinds]


def _node(element: Element, around: Element, shape: Shape, attributes: Attributes) -> Node:
    kind = attributes.word("kind", StepKind) if shape is Shape.STEP else None
    stated = attributes.word("node", FlowNode) if shape is Shape.STEP else None
    name = attributes.name
    if shape is Shape.NOTE:
        name = plain(" ".join(child.text for child in element.named(MODEL, "text")))
        if len(name) > MOST_NOTE:
            raise unreadable(f"第 {element.line} 行的注释超过 {MOST_NOTE} 个字。")
    return Node(
        id=attributes.id,
        name=name,
        shape=shape,
        parent=around.get("id"),
        post=attributes.post() if shape is Shape.STEP else "",
        working_days=attributes.working_days() if shape is Shape.STEP else None,
        kind=kind,
        flow_node=stated or (NODE_OF_KIND.get(kind) if kind else None),
        outcome=attributes.word("outcome", Outcome) if shape is Shape.END else None,
        attached_to=element.get("attachedToRef"),
        interrupting=element.get("cancelActivity") not in FALSE,
        wait=attributes.wait() if shape is Shape.TIMER else None,
        default=element.get("default"),
    )
