"""The check before publication, in order: the file, its elements, its conditions, its behaviour, its promises.

Each stage is asked only when those before it found nothing that would make its answer meaningless.
"""

from collections.abc import Mapping

from qingquan.procedures.rules.branching import conditions_of, gaps
from qingquan.procedures.rules.compiling import compile_program
from qingquan.procedures.rules.diagram import Diagram, Shape
from qingquan.procedures.rules.expressions import Condition
from qingquan.procedures.rules.findings import Finding, NotRunnable, found
from qingquan.procedures.rules.program import Program
from qingquan.procedures.rules.promises import decisions, limits, review_levels
from qingquan.procedures.rules.reading import read
from qingquan.procedures.rules.soundness import soundness
from qingquan.procedures.rules.structure import BESIDE_THE_RUN, structure

MOST_REVIEW_LEVELS = 2


def program_of(diagram: Diagram, sha256: str) -> Program:
    """Compile a diagram; raises NotRunnable with everything that stands in the way."""
    conditions, findings = _ready(diagram)
    if findings:
        raise NotRunnable(findings)
    return compile_program(diagram, conditions, sha256)


def _ready(diagram: Diagram) -> tuple[Mapping[str, Condition], list[Finding]]:
    conditions, unclear = conditions_of(diagram)
    return conditions, [*diagram.findings, *structure(diagram), *unclear]


def check(xml: bytes, *, promised_working_days: int | None, max_review_levels: int) -> list[Finding]:
    """All that is wrong with a file, most basic first."""
    try:
        diagram = read(xml)
    except NotRunnable as refused:
        return list(refused.findings)
    conditions, findings = _ready(diagram)
    if findings:
        return findings
    findings += gaps(diagram, conditions)
    findings += soundness(diagram, compile_program(diagram, conditions, ""))
    findings += decisions(diagram)
    findings += review_levels(diagram, max_review_levels)
    if promised_working_days is not None:
        findings += limits(diagram, promised_working_days)
    return [*findings, *_not_drawn(diagram)]


def _not_drawn(diagram: Diagram) -> list[Finding]:
    """What would run without being seen. The inside of a folded sub-process is told in words, not drawn."""
    page = diagram.page
    if not page.boxes:
        return [found("no_page", diagram.id, diagram.name)]
    folded = {
        node.id
        for node in diagram.nodes.values()
        if node.shape is Shape.SUB_PROCESS and not any(inner.id in page.boxes for inner in diagram.inside(node.id))
    }
    hidden = [
        node
        for node in diagram.nodes.values()
        if node.id not in page.boxes and node.parent not in folded and node.shape not in BESIDE_THE_RUN
    ]
    unlined = [flow for flow in diagram.flows.values() if flow.id not in page.lines and flow.parent not in folded]
    named = [*((node.id, node.name) for node in hidden), *((flow.id, flow.name) for flow in unlined)]
    return [found("not_drawn", *one) for one in named]
