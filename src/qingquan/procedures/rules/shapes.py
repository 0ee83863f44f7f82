"""How each kind of node looks. Colours are also given as attributes, so that a picture alone is whole."""

from qingquan.places.words import Role
from qingquan.procedures.rules.canvas import INK, PAPER, SOFT, Canvas
from qingquan.procedures.rules.diagram import Box, Frame, Node, Point, Shape
from qingquan.procedures.rules.lettering import Setting, fit, wrap
from qingquan.procedures.words import Outcome

BLUE, PALE_BLUE, RIM_BLUE = "#1e5aa8", "#f3f7fc", "#bcd3ee"
GREEN, PALE_GREEN = "#23703f", "#eaf5ee"
RED, PALE_RED = "#a92a1a", "#fbeae6"
SLATE, PALE_SLATE = "#5a6b7c", "#f2f5f8"
LABEL_SIZE = 12.5
WIDEST_LABEL = 96.0
"""Names beside events and gateways are broken at this width."""

END_COLOURS = {
    Outcome.GRANTED: (GREEN, PALE_GREEN),
    Outcome.DONE: (GREEN, PALE_GREEN),
    Outcome.REFUSED: (RED, PALE_RED),
}


def details(node: Node) -> tuple[str, ...]:
    """What stands small below a step's name: who does it and by when."""
    parts = [Role(node.post).label] if node.post else []
    if node.working_days is not None:
        parts.append(limit(node.working_days))
    return tuple(parts)


def limit(working_days: int) -> str:
    """A limit as people say it."""
    return f"{working_days}个工作日" if working_days else "当日办结"


def draw_step(canvas: Canvas, node: Node, box: Box, *, current: bool, done: bool) -> None:
    """A rounded box with the name, the post and the limit; it grows rather than cut its text."""
    setting = fit(node.name, details(node), box.width - 14, box.height - 8)
    box = grown(box, setting)
    fill, stroke = (BLUE, BLUE) if current else ((PALE_GREEN, GREEN) if done else (PALE_BLUE, BLUE))
    canvas.rectangle(box, "q-box", 10, fill=fill, stroke=stroke, stroke_width=1.5)
    canvas.text(setting, box.middle, "q-name", PAPER if current else INK)
    if current:
        draw_flag(canvas, Point(box.x + 27, box.y - 8))
    elif done:
        draw_tick(canvas, Point(box.right - 3, box.y + 3))


def draw_rim(canvas: Canvas, node: Node, box: Box) -> None:
    """A pale rim around a current step, drawn before the lines so that no arrow's tip is hidden under it."""
    box = grown(box, fit(node.name, details(node), box.width - 14, box.height - 8))
    canvas.rectangle(Box(box.x - 4, box.y - 4, box.width + 8, box.height + 8), "q-rim", 14, fill=RIM_BLUE)


def grown(box: Box, setting: Setting) -> Box:
    """The box, made higher around its middle when the text asks for it."""
    more = max(0.0, setting.height + 8 - box.height)
    return Box(box.x, box.y - more / 2, box.width, box.height + more)


def draw_flag(canvas: Canvas, place: Point) -> None:
    """The word 当前 on the upper edge, left of where lines arrive: colour alone would not tell everybody."""
    canvas.rectangle(Box(place.x - 21, place.y - 11, 42, 20), "q-flag", 10, fill=PAPER, stroke=BLUE, stroke_width=1.5)
    canvas.word("当前", Point(place.x, place.y + 3.5), 12, BLUE, anchor="middle")


def draw_tick(canvas: Canvas, place: Point) -> None:
    """A tick in a green circle."""
    canvas.circle(place, 9, "q-tick", fill=GREEN, stroke=PAPER, stroke_width=1.5)
    tick = [Point(place.x - 4, place.y), Point(place.x - 1.2, place.y + 3), Point(place.x + 4.2, place.y - 3.2)]
    canvas.pieces.append(
        '<polyline points="' + " ".join(f"{point.x:.1f},{point.y:.1f}" for point in tick) + '"'
        f' fill="none" stroke="{PAPER}" stroke-width="1.8"/>'
    )


def draw_event(canvas: Canvas, node: Node, box: Box) -> None:
    """A circle: thin for the start, thick for an end, double with a clock for a timer."""
    centre, radius = box.middle, max(8.0, min(box.width, box.height) / 2)
    if node.shape is Shape.START:
        canvas.circle(centre, radius, "q-start", fill=PALE_BLUE, stroke=BLUE, stroke_width=1.8)
        arrow = [(-0.3, -0.42), (0.5, 0.0), (-0.3, 0.42)]
        corners = [Point(centre.x + x * radius, centre.y + y * radius) for x, y in arrow]
        canvas.polygon(corners, "q-start-mark", fill=BLUE)
    elif node.shape is Shape.END:
        stroke, fill = END_COLOURS.get(node.outcome, (SLATE, PALE_SLATE)) if node.outcome else (SLATE, PALE_SLATE)
        canvas.circle(centre, radius, f"q-end q-{node.outcome or 'plain'}", fill=fill, stroke=stroke, stroke_width=3.6)
    else:
        dashed = {} if node.interrupting else {"stroke_dasharray": "4 3"}
        canvas.circle(centre, radius, "q-timer", fill=PAPER, stroke=SLATE, stroke_width=1.5, **dashed)
        canvas.circle(centre, radius - 3.5, "q-timer-inner", fill=PAPER, stroke=SLATE, stroke_width=1.2, **dashed)
        hands = [Point(centre.x, centre.y - radius * 0.45), centre, Point(centre.x + radius * 0.35, centre.y)]
        canvas.line(hands, "q-timer-hands", stroke=SLATE, stroke_width=1.5)


def draw_gateway(canvas: Canvas, node: Node, box: Box) -> None:
    """A diamond: a cross where one way is chosen, a plus where all are taken."""
    canvas.polygon(_diamond(box), "q-gateway", fill=PALE_SLATE, stroke=SLATE, stroke_width=1.5)
    centre, arm = box.middle, min(box.width, box.height) * (0.17 if node.shape is Shape.EXCLUSIVE else 0.24)
    turned = node.shape is Shape.EXCLUSIVE
    for along in ((1, 1), (1, -1)) if turned else ((1, 0), (0, 1)):
        x, y = along[0] * arm, along[1] * arm
        ends = [Point(centre.x - x, centre.y - y), Point(centre.x + x, centre.y + y)]
        canvas.line(ends, "q-gateway-mark", stroke=SLATE, stroke_width=2.6)


def draw_sub_process(canvas: Canvas, node: Node, box: Box, *, folded: bool, current: bool) -> None:
    """A frame around its steps; when folded, its name in the middle and a plus below."""
    stroke = BLUE if current else SLATE
    canvas.rectangle(box, "q-sub", 12, fill="#fbfcfe", stroke=stroke, stroke_width=2.4 if current else 1.5)
    if not folded:
        canvas.text(_title(node.name, box), Point(box.x + box.width / 2, box.y + 14), "q-label", SOFT)
        return
    setting = fit(node.name, (), box.width - 14, box.height - 28)
    canvas.text(setting, Point(box.middle.x, box.middle.y - 8), "q-name")
    mark = Point(box.middle.x, box.bottom - 11)
    canvas.rectangle(Box(mark.x - 7, mark.y - 7, 14, 14), "q-plus", 2, fill=PAPER, stroke=stroke)
    canvas.line([Point(mark.x - 4, mark.y), Point(mark.x + 4, mark.y)], "q-plus", stroke=stroke)
    canvas.line([Point(mark.x, mark.y - 4), Point(mark.x, mark.y + 4)], "q-plus", stroke=stroke)


def _title(name: str, box: Box) -> Setting:
    size = LABEL_SIZE
    while size > 9 and len(wrap(name, box.width - 16, size)) > 1:
        size -= 0.5
    return Setting(tuple(wrap(name, box.width - 16, size)), size)


def draw_refused(canvas: Canvas, node: Node, box: Box) -> None:
    """What cannot be run: its outline dashed and red, so that nobody takes it for a step."""
    style = {"fill": PALE_RED, "stroke": RED, "stroke_width": 1.6, "stroke_dasharray": "5 4"}
    if node.shape is Shape.REFUSED_EVENT:
        canvas.circle(box.middle, max(8.0, min(box.width, box.height) / 2), "q-refused", **style)
    elif node.shape is Shape.REFUSED_GATEWAY:
        canvas.polygon(_diamond(box), "q-refused", **style)
    elif node.shape is Shape.REFUSED_SUB_PROCESS:
        canvas.rectangle(box, "q-refused", 12, **style)
        canvas.text(_title(node.name, box), Point(box.middle.x, box.y + 14), "q-label", RED)
    else:
        setting = fit(node.name, (), box.width - 14, box.height - 8)
        canvas.rectangle(grown(box, setting), "q-refused", 10, **style)
        canvas.text(setting, box.middle, "q-name", RED)


def draw_beside(canvas: Canvas, node: Node, box: Box) -> None:
    """Notes, data and groups: they explain and are never run."""
    if node.shape is Shape.GROUP:
        canvas.rectangle(box, "q-group", 10, fill="none", stroke=SLATE, stroke_dasharray="8 4 2 4")
    elif node.shape is Shape.DATA:
        fold = min(10.0, box.width / 3)
        corners = [(box.x, box.y), (box.right - fold, box.y), (box.right, box.y + fold)]
        corners += [(box.right, box.bottom), (box.x, box.bottom)]
        canvas.polygon([Point(*corner) for corner in corners], "q-data", fill=PAPER, stroke=SLATE)
    else:
        setting = fit(node.name, (), box.width - 12, box.height - 4)
        box = grown(box, setting)
        bracket = [(box.x + 9, box.y), (box.x, box.y), (box.x, box.bottom), (box.x + 9, box.bottom)]
        canvas.line([Point(*corner) for corner in bracket], "q-note", stroke=SLATE)
        canvas.text(setting, Point(box.middle.x + 4, box.middle.y), "q-label", SOFT)


def draw_frame(canvas: Canvas, frame: Frame, box: Box, *, upright: bool) -> None:
    """A pool or a lane, its name in a band along the near edge, one character below the other."""
    fill = "none" if frame.is_lane else "#fcfdfe"
    canvas.rectangle(box, "q-lane" if frame.is_lane else "q-pool", 4, fill=fill, stroke="#c3ccd6")
    if upright:
        canvas.text(_title(frame.name, box), Point(box.middle.x, box.y + 15), "q-label", SOFT)
        return
    # Chinese is set one character below the other; letters of other scripts would fall apart that way.
    step = 0.62 if frame.name.isascii() else 1.35
    size = LABEL_SIZE
    while size > 8 and size * step * len(frame.name) > box.height - 8:
        size -= 0.5
    if size * step * len(frame.name) > box.height - 8:
        canvas.text(_title(frame.name, box), Point(box.middle.x, box.y + 12), "q-label", SOFT)
    elif frame.name.isascii():
        canvas.rising(frame.name, Point(box.x + 19, box.middle.y), size, SOFT)
    else:
        canvas.text(Setting(tuple(frame.name), size), Point(box.x + 15, box.middle.y), "q-label", SOFT)


def draw_label(canvas: Canvas, node: Node, box: Box, label: Box | None) -> None:
    """The name of an event or gateway, where the diagram puts it or else below."""
    width = max(label.width, WIDEST_LABEL) if label else WIDEST_LABEL
    lines = Setting(tuple(wrap(node.name, width, LABEL_SIZE)), LABEL_SIZE)
    centre = Point(box.middle.x, box.bottom + 5 + lines.height / 2)
    if node.shape is Shape.TIMER:
        # The line out of a timer usually goes straight down.
        centre = Point(box.right + 2 + lines.width / 2, box.bottom + 2)
    if label is not None and label.width:
        centre = _clear_of(box, label.middle, lines)
    canvas.text(lines, centre, "q-label", INK, halo=True)


def _clear_of(box: Box, centre: Point, lines: Setting) -> Point:
    """Push a label sideways off its own shape: our letters may be wider than those it was measured with."""
    overlap_x = (box.width + lines.width) / 2 + 4 - abs(centre.x - box.middle.x)
    overlap_y = (box.height + lines.height) / 2 - abs(centre.y - box.middle.y)
    if overlap_x <= 0 or overlap_y <= 6:
        return centre
    return Point(centre.x + (overlap_x if centre.x > box.middle.x else -overlap_x), centre.y)


def _diamond(box: Box) -> list[Point]:
    middle = box.middle
    return [Point(middle.x, box.y), Point(box.right, middle.y), Point(middle.x, box.bottom), Point(box.x, middle.y)]
