"""The run itself: a token leaves a step or a timer and moves until every branch waits again.

A move is one `Wave`. `advance` carries it until it has settled or needs a choice; the run chooses by the case's
facts, the state-space check takes every choice in turn. Both therefore follow the same rules.
"""

from qingquan.law import Refused
from qingquan.procedures.rules.conditions import Facts, UnknownFact
from qingquan.procedures.rules.marking import Marking, NotAMarking
from qingquan.procedures.rules.program import Act, OpenStep, OpenTimer, Program, Scope

DIGEST = 12
"""Characters of the procedure's SHA-256 that a marking carries."""
MOST_REMEMBERED = 20_000


class NotOpen(Refused):
    """The step or timer asked for is not open at this moment. The text is Chinese."""


class Stuck(Refused):
    """The run cannot go on from a place: no condition holds, or a fact is missing. The text is Chinese."""

    def __init__(self, element_id: str, why: str) -> None:
        self.element_id = element_id
        super().__init__(f"流程停在“{element_id}”：{why}。")


class Unsafe(Exception):
    """One place was about to hold two tokens, or one run two outcomes; `code` is the finding to report."""

    def __init__(self, code: str, element_id: str) -> None:
        self.code = code
        self.element_id = element_id
        super().__init__(code)


class Wave:
    """Tokens on the move. `closing` holds sub-processes in which one of them has just ended."""

    __slots__ = ("bits", "closing", "end", "pending", "seen")

    def __init__(self, bits: int, flow: int, end: int = -1) -> None:
        self.bits = bits
        self.end = end
        self.pending = [flow]
        self.seen = 0
        self.closing: list[Scope] = []

    def fork(self, flow: int) -> "Wave":
        """A copy that goes on along one flow."""
        copy = Wave(self.bits, flow, self.end)
        copy.pending = [*self.pending, flow]
        copy.seen = self.seen
        copy.closing = list(self.closing)
        return copy


def advance(program: Program, wave: Wave) -> int:
    """Move every pending token on. The number of the gateway where a choice is needed, or -1 when all is settled."""
    while True:
        while wave.pending:
            flow = wave.pending.pop()
            node = program.targets[flow]
            if wave.seen >> flow & 1:
                raise Unsafe("two_at_once", program.ids[node])
            wave.seen |= 1 << flow
            if program.acts[node] is Act.CHOOSE:
                return node
            _arrive(program, wave, flow, node)
        if not _close_one(program, wave):
            return -1


def _arrive(program: Program, wave: Wave, flow: int, node: int) -> None:
    """Let one token arrive at a node that needs no choice."""
    act = program.acts[node]
    if act is Act.OPEN:
        if wave.bits & program.bits[node]:
            raise Unsafe("two_at_once", program.ids[node])
        wave.bits |= program.bits[node] | program.armed[node]
    elif act is Act.PASS:
        wave.pending.extend(program.exits[node])
    elif act is Act.JOIN:
        if wave.bits & program.line_bits[flow]:
            raise Unsafe("two_at_once", program.ids[node])
        wave.bits |= program.line_bits[flow]
        if wave.bits & program.bits[node] == program.bits[node]:
            wave.bits &= ~program.bits[node]
            wave.pending.extend(program.exits[node])
    elif act is Act.ENTER:
        _enter(program, wave, node)
    else:
        _end(program, wave, node)


def _enter(program: Program, wave: Wave, node: int) -> None:
    scope = program.scopes[node]
    if scope is not None and wave.bits & (scope.tokens | scope.leaves):
        raise Unsafe("two_at_once", program.ids[node])
    wave.bits |= program.armed[node]
    wave.pending.append(program.entries[node])


def _end(program: Program, wave: Wave, node: int) -> None:
    scope = program.scopes[node]
    if scope is not None:
        if scope not in wave.closing:
            wave.closing.append(scope)
        return
    if program.outcomes[node] is None:
        return
    if wave.end >= 0 and program.outcomes[wave.end] is not program.outcomes[node]:
        raise Unsafe("two_outcomes", program.ids[node])
    wave.end = node


def _close_one(program: Program, wave: Wave) -> bool:
    """Leave the innermost sub-process whose last token has ended; False when there is none."""
    while wave.closing:
        scope = max(wave.closing, key=lambda one: one.depth)
        wave.closing.remove(scope)
        if not wave.bits & scope.tokens:
            wave.bits &= ~scope.leaves
            wave.pending.append(scope.flow)
            return True
    return False


def start(program: Program, facts: Facts) -> Marking:
    """A new run, moved to its first open steps."""
    return _settle(program, Wave(0, program.start), facts, None)


def complete(program: Program, marking: Marking, step_id: str, facts: Facts) -> Marking:
    """The run after a step was done. Raises NotOpen, or Stuck when the facts show no way on."""
    _belongs(program, marking)
    door = program.doors.get(step_id)
    if door is None or not marking.bits & door.bit:
        raise NotOpen(f"步骤“{step_id}”现在没有打开，不能办结。")
    return _settle(program, Wave(marking.bits & ~door.clears, door.flow), facts, marking)


def fire(program: Program, marking: Marking, timer_id: str, facts: Facts) -> Marking:
    """The run after a timer has run out. Raises NotOpen when the timer is not running."""
    _belongs(program, marking)
    timer = program.timers.get(timer_id)
    if timer is None or not marking.bits & timer.watches:
        raise NotOpen(f"定时器“{timer_id}”现在没有在走。")
    return _settle(program, Wave(marking.bits & ~timer.clears, timer.flow), facts, marking)


def _settle(program: Program, wave: Wave, facts: Facts, before: Marking | None) -> Marking:
    try:
        while (gateway := advance(program, wave)) >= 0:
            wave.pending.append(_choose(program, gateway, facts))
    except Unsafe as unsafe:
        raise Stuck(unsafe.element_id, "同一处会同时有两个令牌，流程图未经检查") from None
    outcome = program.outcomes[wave.end] if wave.end >= 0 else None
    if before is not None and before.outcome is not None:
        outcome = before.outcome
    return Marking(program.sha256[:DIGEST], wave.bits, outcome)


def _choose(program: Program, gateway: int, facts: Facts) -> int:
    try:
        for holds, flow in program.ways[gateway]:
            if holds(facts):
                return flow
    except UnknownFact as unknown:
        raise Stuck(program.ids[gateway], str(unknown)) from None
    if gateway in program.defaults:
        return program.defaults[gateway]
    raise Stuck(program.ids[gateway], "没有一个条件成立，也没有默认出线")


def open_steps(program: Program, marking: Marking) -> tuple[OpenStep, ...]:
    """The steps that wait for somebody, in the diagram's order."""
    _belongs(program, marking)
    steps = program.open_steps.get(marking.bits)
    if steps is None:
        steps = tuple(step for step in program.steps if marking.bits & program.doors[step.step_id].bit)
        if len(program.open_steps) < MOST_REMEMBERED:
            program.open_steps[marking.bits] = steps
    return steps


def open_timers(program: Program, marking: Marking) -> tuple[OpenTimer, ...]:
    """Every timer that is running, those of sub-processes included."""
    _belongs(program, marking)
    return tuple(timer.face for timer in program.timers.values() if marking.bits & timer.watches)


def _belongs(program: Program, marking: Marking) -> None:
    if marking.program != program.sha256[:DIGEST] or marking.bits & ~program.all_places:
        raise NotAMarking("办理进度属于另一份流程图，不能混用。")
