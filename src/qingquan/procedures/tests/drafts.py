"""Small BPMN files written by hand in tests: one function for each element, `bpmn` puts them together."""

from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

HEAD = (
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"'
    ' xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"'
    ' xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:q="urn:qingquan:procedure:1" targetNamespace="urn:x">'
)


def bpmn(*elements: str, facts: str = "", attributes: str = "", beside: str = "") -> bytes:
    """A file with one process."""
    declared = f"<bpmn:extensionElements><q:facts>{facts}</q:facts></bpmn:extensionElements>" if facts else ""
    process = f'<bpmn:process id="P" name="流程" {attributes}>{declared}{"".join(elements)}</bpmn:process>'
    return f"{HEAD}{process}{beside}</bpmn:definitions>".encode()


def fact(name: str, type_: str = "boolean", values: str = "", label: str = "", value_labels: str = "") -> str:
    chosen = f' values="{values}"' if values else ""
    named = f' valueLabels="{value_labels}"' if value_labels else ""
    return f'<q:fact name="{name}" type="{type_}"{chosen}{named} label="{label}"/>'


DECISION = fact("decision", "choice", "grant refuse", "决定", "准予 不予")


def start(identifier: str = "s") -> str:
    return f'<bpmn:startEvent id="{identifier}" name="申请"/>'


def end(identifier: str = "e", outcome: str = "granted") -> str:
    stated = f' q:outcome="{outcome}"' if outcome else ""
    return f'<bpmn:endEvent id="{identifier}" name="结束{identifier}"{stated}/>'


def step(identifier: str, kind: str = "accept", days: int = 1, post: str = "handler", more: str = "") -> str:
    node = ' q:node="accept"' if kind == "other" else ""
    return (
        f'<bpmn:userTask id="{identifier}" name="步骤{identifier}" q:kind="{kind}" q:workingDays="{days}"'
        f' q:post="{post}"{node} {more}/>'
    )


def xor(identifier: str, default: str = "") -> str:
    stated = f' default="{default}"' if default else ""
    return f'<bpmn:exclusiveGateway id="{identifier}" name="网关{identifier}"{stated}/>'


def both(identifier: str) -> str:
    return f'<bpmn:parallelGateway id="{identifier}" name="网关{identifier}"/>'


def timer(identifier: str, host: str, duration: str = "P5D", unit: str = "WD", *, interrupting: bool = True) -> str:
    keeps = "" if interrupting else ' cancelActivity="false"'
    return (
        f'<bpmn:boundaryEvent id="{identifier}" name="超时{identifier}" attachedToRef="{host}" q:unit="{unit}"{keeps}>'
        f"<bpmn:timerEventDefinition><bpmn:timeDuration>{duration}</bpmn:timeDuration></bpmn:timerEventDefinition>"
        "</bpmn:boundaryEvent>"
    )


def sub(identifier: str, *elements: str) -> str:
    return f'<bpmn:subProcess id="{identifier}" name="子流程{identifier}">{"".join(elements)}</bpmn:subProcess>'


def flow(source: str, target: str, condition: str = "", identifier: str = "") -> str:
    inner = f"<bpmn:conditionExpression>{escape(condition)}</bpmn:conditionExpression>" if condition else ""
    name = identifier or f"{source}.{target}"
    return (
        f"<bpmn:sequenceFlow id={quoteattr(name)} sourceRef={quoteattr(source)} targetRef={quoteattr(target)}>"
        f"{inner}</bpmn:sequenceFlow>"
    )


def line(path: str) -> str:
    """Flows along a path of ids separated by spaces."""
    return "".join(flow(source, target) for source, target in pairwise(path.split()))
