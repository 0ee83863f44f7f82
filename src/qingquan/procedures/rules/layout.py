"""Stages set out on the page: left to right in rows, refusals below their gateway, ways back above.

A row is packed until it is as wide as a page; the line to the next row runs through the channel between them.
"""

from collections.abc import Sequence
from dataclasses import replace

from qingquan.procedures.rules.diagram import Box, Diagram, Fact, Node, Page, Point, Shape
from qingquan.procedures.rules.grid import (
    CHANNEL,
    DROP,
    EVENT,
    GAP,
    GATE,
    LANE,
    LEFT,
    LETTERS,
    REFUSALS,
    STACK,
    STEP_HEIGHT,
    STEP_WIDTH,
    Block,
    Row,
    blocks_of,
    rows_of,
    space,
)
from qingquan.procedures.rules.lettering import LEADING, width_of
from qingquan.procedures.rules.sheet import PROCESS, Sheet
from qingquan.procedures.rules.stages import Stage, Way
from qingquan.procedures.words import FactType, Outcome, StepKind

FACTS = {
    Way.ACCEPTANCE: Fact("acceptance", FactType.CHOICE, "受理意见", ("accept", "refuse"), ("受理", "不予受理")),
    Way.REVIEW: Fact("review", FactType.CHOICE, "审核意见", ("agree", "return"), ("同意", "退回")),
    Way.DECISION: Fact("decision", FactType.CHOICE, "决定", ("grant", "refuse"), ("准予", "不予")),
}
QUESTIONS = {Way.ACCEPTANCE: "是否受理", Way.REVIEW: "审核意见", Way.DECISION: "是否准予"}


def lay_out(stages: Sequence[Stage], name: str) -> Diagram:
    """The diagram of a list of stages, with every coordinate."""
    rows = rows_of(blocks_of(stages))
    space(rows, stages)
    sheet = Sheet(name)
    pen = _Pen(sheet, rows)
    pen.write()
    asked = dict.fromkeys(stage.way for stage in stages if stage.way)
    return Diagram(
        id=PROCESS,
        name=name,
        nodes=sheet.nodes,
        flows=sheet.flows,
        facts={FACTS[way].name: FACTS[way] for way in asked},
        page=Page(sheet.boxes, sheet.labels, sheet.lines),
    )


class _Pen:
    """Walks along the rows, putting shapes down and drawing the line from each to the next."""

    def __init__(self, sheet: Sheet, rows: Sequence[Row]) -> None:
        self.sheet = sheet
        self.rows = rows
        self.row = rows[0]
        self.x = LEFT
        self.last = ""
        self.word = ""
        self.condition = ""
        self.rows_of: dict[str, Row] = {}
        self.step_ids: dict[str, str] = {}
        # Where a case sent back to a stage begins again: the stage, or for stages side by side the gateway
        # before their fork. Sent to one of them only, it would wait for ever where they are joined.
        self.again: dict[str, str] = {}
        self.margins = 0
        self.rightmost = self.before_rightmost = 0.0
        self.last_end = ""
        self.landed: dict[str, int] = {}
        issuing = [
            stage for row in rows for block in row.blocks for stage in block.stages if stage.kind is StepKind.ISSUE
        ]
        self.delivery = issuing[0] if issuing else None

    def write(self) -> None:
        self._event(Node("Start", "申请", Shape.START, PROCESS))
        for place, row in enumerate(self.rows):
            if place:
                self._next_row(row)
            for block in row.blocks:
                self._block(block)
        decides = any(block.way is Way.DECISION for row in self.rows for block in row.blocks)
        outcome = Outcome.GRANTED if decides else Outcome.DONE
        granted = "发证办结" if self.delivery else "准予办结"
        self._event(Node("End", granted if decides else "办结", Shape.END, PROCESS, outcome=outcome))

    def _next_row(self, row: Row) -> None:
        self.before_rightmost = self.rightmost
        self.row, self.x, self.rightmost = row, LEFT + EVENT + GAP, 0.0

    def _event(self, node: Node) -> None:
        centre = Point(self.x + EVENT / 2, self.row.middle)
        box = self.sheet.put(node, centre, EVENT, EVENT)
        self.sheet.label(node.id, node.name, Point(centre.x, box.bottom + 5 + LETTERS * LEADING / 2))
        self._join(box, node.id)

    def _join(self, box: Box, identifier: str) -> None:
        """Draw the line from the last shape to this one and stand behind it."""
        if self.last:
            before = self.sheet.boxes[self.last]
            start, end = Point(before.right, before.middle.y), Point(box.x, box.middle.y)
            corners = [start, end] if start.y == end.y else self._wrapped(start, end)
            flow = self.sheet.link(self.last, identifier, corners, self.word, self.condition)
            if self.word:
                self.sheet.label(flow, self.word, Point(start.x + GAP / 2 - 4, start.y - LETTERS))
        self.last, self.word, self.condition = identifier, "", ""
        self.x = box.right + GAP

    def _wrapped(self, start: Point, end: Point) -> list[Point]:
        """From the end of a row through the channel below it to the beginning of the next."""
        channel = self.row.top - CHANNEL / 2
        right, left = max(start.x, self.before_rightmost) + GAP / 2, end.x - GAP / 2
        corners = [(right, start.y), (right, channel), (left, channel), (left, end.y)]
        return [start, *(Point(*corner) for corner in corners), end]

    def _block(self, block: Block) -> None:
        if len(block.stages) > 1:
            self._side_by_side(block)
            return
        stage = block.stages[0]
        box = self._step(stage, Point(self.x + STEP_WIDTH / 2, self.row.middle))
        self.rows_of[self.step_ids[stage.name]] = self.row
        self._join(box, self.step_ids[stage.name])
        if stage.way:
            self._gateway(stage, stage.way)

    def _step(self, stage: Stage, centre: Point) -> Box:
        identifier = f"Step_{self.sheet.count(Shape.STEP)}"
        self.step_ids[stage.name] = identifier
        self.again[stage.name] = identifier
        node = Node(
            identifier,
            stage.name,
            Shape.STEP,
            PROCESS,
            post=stage.post,
            working_days=stage.working_days,
            kind=stage.kind,
            flow_node=stage.flow_node,
        )
        return self.sheet.put(node, centre, STEP_WIDTH, STEP_HEIGHT)

    def _diamond(self, name: str, shape: Shape) -> str:
        identifier = f"{'Choice' if shape is Shape.EXCLUSIVE else 'Fork'}_{self.sheet.count(shape)}"
        box = self.sheet.put(
            Node(identifier, name, shape, PROCESS), Point(self.x + GATE / 2, self.row.middle), GATE, GATE
        )
        self._join(box, identifier)
        self.rows_of[identifier] = self.row
        return identifier

    def _side_by_side(self, block: Block) -> None:
        """A fork, the stages one below the other, and the gateway that waits for all of them."""
        stages = block.stages
        merge = self._diamond("", Shape.EXCLUSIVE) if block.again else ""
        fork = self._diamond("", Shape.PARALLEL)
        opening = self.sheet.boxes[fork]
        first = self.row.middle - block.height / 2 + STEP_HEIGHT / 2
        x = self.x + STEP_WIDTH / 2
        steps = [
            self._step(stage, Point(x, first + place * (STEP_HEIGHT + STACK))) for place, stage in enumerate(stages)
        ]
        ids = [self.step_ids[stage.name] for stage in stages]
        self.again.update(dict.fromkeys((stage.name for stage in stages), merge))
        for box, identifier in zip(steps, ids, strict=True):
            self.sheet.link(fork, identifier, _spread(opening, box, from_gate=True))
        self.x, self.last = steps[0].right + GAP, ""
        join = self._diamond("", Shape.PARALLEL)
        for box, identifier in zip(steps, ids, strict=True):
            self.sheet.link(identifier, join, _spread(self.sheet.boxes[join], box, from_gate=False))

    def _gateway(self, stage: Stage, way: Way) -> None:
        gate = self._diamond(QUESTIONS[way], Shape.EXCLUSIVE)
        box = self.sheet.boxes[gate]
        fact = FACTS[way]
        below = way is Way.REVIEW
        beside = box.bottom + LETTERS if below else box.y - LETTERS
        self.sheet.label(gate, QUESTIONS[way], Point(box.middle.x, beside))
        self.word, self.condition = fact.value_labels[0], f'{fact.name} = "{fact.values[0]}"'
        otherwise = f'{fact.name} = "{fact.values[1]}"'
        if way is Way.REVIEW:
            self._way_back(gate, self.again[stage.returns_to], fact.value_labels[1], otherwise)
        else:
            self._refusal(gate, REFUSALS[way], fact.value_labels[1], otherwise)

    def _refusal(self, gate: str, outcome: Outcome, word: str, condition: str) -> None:
        """Down from the gateway to an end; a refused decision is delivered first, as a granted one is."""
        box = self.sheet.boxes[gate]
        delivery = self.delivery if outcome is Outcome.REFUSED else None
        centre = Point(box.middle.x, box.middle.y + (self.row.drop if delivery else DROP))
        if delivery:
            refused = replace(delivery, name=f"送达{outcome.label}决定")
            below = self._step(refused, centre)
            first = self.step_ids[refused.name]
            centre = Point(below.right + GAP + EVENT / 2, centre.y)
            self._refused_end(outcome, centre)
            corners = [Point(below.right, centre.y), Point(centre.x - EVENT / 2, centre.y)]
            self.sheet.link(first, self.last_end, corners)
        else:
            below = self._refused_end(outcome, centre)
            first = self.last_end
        corners = [Point(box.middle.x, box.bottom), Point(box.middle.x, below.y)]
        flow = self.sheet.link(gate, first, corners, word, condition)
        middle = (corners[0].y + corners[1].y) / 2
        self.sheet.label(flow, word, Point(box.middle.x + 8 + width_of(word, LETTERS) / 2, middle))

    def _refused_end(self, outcome: Outcome, centre: Point) -> Box:
        self.last_end = f"End_{self.sheet.count(Shape.END)}"
        node = Node(self.last_end, outcome.label, Shape.END, PROCESS, outcome=outcome)
        box = self.sheet.put(node, centre, EVENT, EVENT)
        self.sheet.label(node.id, node.name, Point(centre.x, box.bottom + 5 + LETTERS * LEADING / 2))
        self.rightmost = max(self.rightmost, box.right)
        return box

    def _way_back(self, gate: str, target: str, word: str, condition: str) -> None:
        """Up from the gateway, along a lane above the row, and down onto the earlier stage."""
        box, aim = self.sheet.boxes[gate], self.sheet.boxes[target]
        aimed = self.rows_of[target]
        beginning = Point(box.middle.x, box.y)
        landing = Point(aim.middle.x + self._aside(target), aim.y)
        near = self._lane(self.row)
        corners = [beginning, Point(beginning.x, near)]
        if aimed is not self.row:
            self.margins += 1
            margin, far = LEFT - LANE * self.margins, self._lane(aimed)
            corners += [Point(margin, near), Point(margin, far), Point(landing.x, far)]
        else:
            corners.append(Point(landing.x, near))
        flow = self.sheet.link(gate, target, [*corners, landing], word, condition)
        centre = Point(beginning.x + 8 + width_of(word, LETTERS) / 2, beginning.y - LETTERS)
        self.sheet.label(flow, word, centre)

    def _aside(self, target: str) -> float:
        """How far from the middle of a step the next line lands; a gateway has only its tip."""
        before = self.landed.get(target, 0)
        self.landed[target] = before + 1
        if self.sheet.nodes[target].shape is not Shape.STEP:
            return 0.0
        return (before + 1) // 2 % 4 * 16.0 * (1 if before % 2 else -1)

    def _lane(self, row: Row) -> float:
        row.lanes += 1
        return row.middle - row.rise - LANE * row.lanes


def _spread(gate: Box, step: Box, *, from_gate: bool) -> list[Point]:
    """Between a gateway and one of the stages stacked beside it."""
    side, middle = (gate.right if from_gate else gate.x), gate.middle
    far = Point(step.x if from_gate else step.right, step.middle.y)
    if far.y == middle.y:
        corners = [Point(side, middle.y), far]
    else:
        corner = Point(middle.x, gate.bottom if far.y > middle.y else gate.y)
        corners = [corner, Point(middle.x, far.y), far]
    return corners if from_gate else corners[::-1]
