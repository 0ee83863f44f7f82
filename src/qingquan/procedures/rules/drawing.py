"""The flowchart as SVG, at the coordinates the diagram itself gives; current steps stand out, done ones are ticked."""

from collections.abc import Collection, Mapping
from itertools import pairwise

from qingquan.procedures.rules.branching import conditions_of
from qingquan.procedures.rules.canvas import INK, SOFT, Canvas
from qingquan.procedures.rules.diagram import Box, Diagram, Node, Point, Shape
from qingquan.procedures.rules.expressions import MOST_CHARACTERS
from qingquan.procedures.rules.findings import NotRunnable, found
from qingquan.procedures.rules.graph import enclosing
from qingquan.procedures.rules.lettering import Setting, wrap
from qingquan.procedures.rules.shapes import (
    BLUE,
    LABEL_SIZE,
    PALE_BLUE,
    details,
    draw_beside,
    draw_event,
    draw_frame,
    draw_gateway,
    draw_label,
    draw_refused,
    draw_rim,
    draw_step,
    draw_sub_process,
    draw_tick,
)
from qingquan.procedures.rules.wording import in_chinese

OTHERWISE = "其他情形"
LINE_LABEL_WIDTH = 120.0
BACK_TO_FRONT = (Shape.GROUP, Shape.SUB_PROCESS, Shape.REFUSED_SUB_PROCESS)
"""Drawn before everything else, for other shapes stand inside them."""
LABELLED_BESIDE = frozenset(
    {Shape.START, Shape.END, Shape.TIMER, Shape.EXCLUSIVE, Shape.PARALLEL, Shape.DATA, Shape.GROUP}
    | {Shape.REFUSED_EVENT, Shape.REFUSED_GATEWAY}
)


def draw(diagram: Diagram, *, identity: str, current: Collection[str] = (), done: Collection[str] = ()) -> str:
    """The picture. `identity` makes its inner ids unique on a page. Raises NotRunnable for a file without places."""
    if not any(node in diagram.page.boxes for node in diagram.nodes):
        raise NotRunnable([found("no_page", diagram.id, diagram.name)])
    canvas = Canvas()
    page = diagram.page
    for frame in diagram.frames:
        if frame.id in page.boxes:
            draw_frame(canvas, frame, page.boxes[frame.id], upright=frame.id in page.upright)
    shown = _shown(diagram, current)
    nodes = [node for node in diagram.nodes.values() if node.id in page.boxes]
    for node in sorted(nodes, key=lambda one: _layer(one, diagram)):
        if node.shape in BACK_TO_FRONT:
            _draw_node(canvas, node, diagram, shown, done)
        elif node.shape is Shape.STEP and node.id in shown:
            draw_rim(canvas, node, page.boxes[node.id])
    labels = line_labels(diagram)
    _draw_ties(canvas, diagram)
    for flow_id in diagram.flows:
        _draw_line(canvas, diagram, flow_id)
    for node in nodes:
        if node.shape not in BACK_TO_FRONT:
            _draw_node(canvas, node, diagram, shown, done)
    for flow_id, text in labels.items():
        _draw_line_label(canvas, diagram, flow_id, text)
    if current or done:
        _draw_legend(canvas)
    steps = sum(node.shape is Shape.STEP for node in diagram.nodes.values())
    description = f"流程图，共 {steps} 个步骤；与图相同的文字步骤另列。"
    return canvas.svg(title=diagram.name or "运行流程图", description=description, identity=identity)


def _shown(diagram: Diagram, current: Collection[str]) -> set[str]:
    """What to mark as current: the step, or the folded sub-process that hides it."""
    shown: set[str] = set()
    for identifier in current:
        node = diagram.nodes.get(identifier)
        if node is None:
            continue
        visible = [one for one in (identifier, *enclosing(node, diagram)) if one in diagram.page.boxes]
        shown.update(visible[:1])
    return shown


def _layer(node: Node, diagram: Diagram) -> int:
    return len(enclosing(node, diagram)) if node.shape is not Shape.GROUP else -1


def _draw_node(canvas: Canvas, node: Node, diagram: Diagram, current: set[str], done: Collection[str]) -> None:
    box = diagram.page.boxes[node.id]
    is_current = node.id in current
    state = " q-current" if is_current else (" q-done" if node.id in done else "")
    canvas.open(f"q-node q-{node.shape.value.replace('_', '-')}{state}", _tooltip(node), node.id)
    if node.shape is Shape.STEP:
        draw_step(canvas, node, box, current=is_current, done=node.id in done)
    elif node.shape in (Shape.START, Shape.END, Shape.TIMER):
        draw_event(canvas, node, box)
    elif node.shape in (Shape.EXCLUSIVE, Shape.PARALLEL):
        draw_gateway(canvas, node, box)
    elif node.shape is Shape.SUB_PROCESS:
        folded = not any(inner.id in diagram.page.boxes for inner in diagram.inside(node.id))
        draw_sub_process(canvas, node, box, folded=folded, current=is_current)
    elif node.shape.is_refused:
        draw_refused(canvas, node, box)
    else:
        draw_beside(canvas, node, box)
    if node.shape in LABELLED_BESIDE and node.name:
        draw_label(canvas, node, box, diagram.page.labels.get(node.id))
    canvas.close()


def _tooltip(node: Node) -> str:
    return "，".join((node.label, *details(node))) if node.shape is Shape.STEP else node.name


def line_labels(diagram: Diagram) -> dict[str, str]:
    """What is written along each flow: its name, or else its condition in Chinese."""
    conditions, _ = conditions_of(diagram)
    defaults = {node.default for node in diagram.nodes.values() if node.shape is Shape.EXCLUSIVE}
    labels: Mapping[str, str] = {
        flow.id: flow.name
        or (in_chinese(conditions[flow.id], diagram.facts) if flow.id in conditions else "")
        or (OTHERWISE if flow.id in defaults else flow.condition[:MOST_CHARACTERS])
        for flow in diagram.flows.values()
    }
    return {flow_id: text for flow_id, text in labels.items() if text}


def _draw_line(canvas: Canvas, diagram: Diagram, flow_id: str) -> None:
    corners = diagram.page.lines.get(flow_id)
    if corners:
        canvas.open("q-flow", element=flow_id)
        canvas.line(corners, "q-line", stroke=SOFT, stroke_width=1.6)
        canvas.polygon(_arrow(corners[-2], corners[-1]), "q-arrow", fill=SOFT)
        canvas.close()


def _draw_ties(canvas: Canvas, diagram: Diagram) -> None:
    for tie in diagram.ties:
        corners = diagram.page.lines.get(tie.id)
        if corners:
            canvas.line(corners, "q-tie", stroke="#8795a3", stroke_width=1.2, stroke_dasharray="3 4")
            if tie.name:
                lines = Setting(tuple(wrap(tie.name, LINE_LABEL_WIDTH, LABEL_SIZE)), LABEL_SIZE)
                canvas.text(lines, _beside(corners, lines), "q-label", SOFT, halo=True)


def _arrow(before: Point, tip: Point) -> list[Point]:
    """A slim arrow head that ends at the tip."""
    length = ((tip.x - before.x) ** 2 + (tip.y - before.y) ** 2) ** 0.5 or 1.0
    x, y = (tip.x - before.x) / length, (tip.y - before.y) / length
    foot = Point(tip.x - 9 * x, tip.y - 9 * y)
    return [tip, Point(foot.x - 4.2 * y, foot.y + 4.2 * x), Point(foot.x + 4.2 * y, foot.y - 4.2 * x)]


def _draw_line_label(canvas: Canvas, diagram: Diagram, flow_id: str, text: str) -> None:
    corners, box = diagram.page.lines.get(flow_id), diagram.page.labels.get(flow_id)
    if not corners:
        return
    lines = Setting(tuple(wrap(text, max(box.width if box else 0.0, LINE_LABEL_WIDTH), LABEL_SIZE)), LABEL_SIZE)
    centre = box.middle if box and box.width else _beside(corners, lines)
    canvas.text(lines, centre, "q-label q-condition", INK, halo=True)


def _beside(corners: tuple[Point, ...], lines: Setting) -> Point:
    """A place for a line's label: by its first stretch that is long enough, or its longest."""
    stretches = list(pairwise(corners))
    lengths = [abs(end.x - begin.x) + abs(end.y - begin.y) for begin, end in stretches]
    long_enough = [place for place, length in enumerate(lengths) if length >= lines.width + 12]
    begin, end = stretches[long_enough[0] if long_enough else lengths.index(max(lengths))]
    middle = Point((begin.x + end.x) / 2, (begin.y + end.y) / 2)
    if abs(end.x - begin.x) >= abs(end.y - begin.y):
        return Point(middle.x, middle.y - lines.height / 2 - 3)
    return Point(middle.x + lines.width / 2 + 6, middle.y)


def _draw_legend(canvas: Canvas) -> None:
    """What the marks mean, below the picture."""
    left, top = canvas.left + 4, canvas.bottom + 18
    canvas.open("q-legend")
    canvas.rectangle(Box(left, top, 26, 18), "q-box", 5, fill=BLUE, stroke=BLUE)
    canvas.word("当前步骤", Point(left + 34, top + 13.5), LABEL_SIZE, SOFT)
    draw_tick(canvas, Point(left + 122, top + 9))
    canvas.word("已办结", Point(left + 137, top + 13.5), LABEL_SIZE, SOFT)
    canvas.rectangle(Box(left + 206, top, 26, 18), "q-box", 5, fill=PALE_BLUE, stroke=BLUE)
    canvas.word("尚未办理", Point(left + 240, top + 13.5), LABEL_SIZE, SOFT)
    canvas.close()
