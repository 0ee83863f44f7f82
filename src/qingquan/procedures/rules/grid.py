"""How a list of stages is divided into rows, and how much room each row takes. Sizes are in the diagram's units."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from qingquan.procedures.rules.lettering import LEADING
from qingquan.procedures.rules.stages import Stage, Way
from qingquan.procedures.words import Outcome

STEP_WIDTH, STEP_HEIGHT = 144.0, 76.0
GATE, EVENT = 50.0, 36.0
GAP = 50.0
"""Between neighbours in a row; a short word such as 准予 has room above the line."""
STACK = 26.0
"""Between stages that run side by side."""
LANE = 26.0
"""Between the lines of ways back, above a row."""
DROP = 104.0
"""From the middle of a row down to the middle of its refusals, unless stages side by side need the room."""
CHANNEL = 56.0
WIDEST_ROW = 980.0
LETTERS = 12.5
LEFT, TOP = 60.0, 40.0

REFUSALS = {Way.ACCEPTANCE: Outcome.NOT_ACCEPTED, Way.DECISION: Outcome.REFUSED}


@dataclass(frozen=True, slots=True)
class Block:
    """What stands together: one stage or several side by side, and the gateway after them."""

    stages: tuple[Stage, ...]
    again: bool = False
    """Some later stage sends cases back to stages side by side: a gateway before the fork takes them in."""

    @property
    def way(self) -> Way | None:
        """The gateway's question. Stages side by side have none."""
        return self.stages[0].way if len(self.stages) == 1 else None

    @property
    def refusal(self) -> Outcome | None:
        """How a refusal at its gateway ends."""
        return REFUSALS.get(self.way) if self.way else None

    @property
    def width(self) -> float:
        """From the first shape to the end of the gap after the last."""
        forks = (2 + self.again) * (GATE + GAP) if len(self.stages) > 1 else 0.0
        return STEP_WIDTH + GAP + forks + (GATE + GAP if self.way else 0.0)

    @property
    def height(self) -> float:
        """Of all its stages, one below the other."""
        return len(self.stages) * (STEP_HEIGHT + STACK) - STACK


@dataclass(slots=True)
class Row:
    """Blocks beside each other. `middle` is the height of their line, `lanes` where ways back have been drawn."""

    blocks: list[Block]
    middle: float = 0.0
    top: float = 0.0
    lanes: int = 0

    @property
    def rise(self) -> float:
        """How far its highest block goes up from the middle, and as far down."""
        return max(block.height for block in self.blocks) / 2

    @property
    def drop(self) -> float:
        """From the middle down to the step that delivers a refusal."""
        return max(DROP, self.rise + STACK + STEP_HEIGHT / 2)

    @property
    def reach(self) -> float:
        """How far the whole row goes down from its middle, names below included."""
        drops = {Outcome.NOT_ACCEPTED: DROP, Outcome.REFUSED: self.drop}
        named = [drops[block.refusal] + EVENT / 2 + 2 * LETTERS * LEADING for block in self.blocks if block.refusal]
        return max([self.rise, *named])


def blocks_of(stages: Sequence[Stage]) -> list[Block]:
    """Stages grouped by what stands together."""
    groups: list[list[Stage]] = []
    for stage in stages:
        if stage.beside:
            groups[-1].append(stage)
        else:
            groups.append([stage])
    aims = {stage.returns_to for stage in stages}
    return [Block(tuple(group), any(stage.name in aims for stage in group)) for group in groups]


def rows_of(blocks: Sequence[Block]) -> list[Row]:
    """As few rows as fit on a page, each about as full as the others."""
    total = sum(block.width for block in blocks)
    fair = total / ceil(total / WIDEST_ROW)
    rows = [Row([])]
    filled = 0.0
    for block in blocks:
        if rows[-1].blocks and filled + block.width / 2 > fair:
            rows.append(Row([]))
            filled = 0.0
        rows[-1].blocks.append(block)
        filled += block.width
    return rows


def space(rows: Sequence[Row], stages: Sequence[Stage]) -> None:
    """Give every row its height, leaving room above for the ways back that run there."""
    home = {stage.name: place for place, row in enumerate(rows) for block in row.blocks for stage in block.stages}
    needed = [0] * len(rows)
    for stage in stages:
        if stage.returns_to:
            for place in {home[stage.name], home[stage.returns_to]}:
                needed[place] += 1
    top = TOP
    for row, lanes in zip(rows, needed, strict=True):
        row.top = top
        row.middle = top + LANE * lanes + 2 * LETTERS + row.rise
        top = row.middle + row.reach + CHANNEL
