"""Whether a procedure can always be brought to a proper end, and every step of it can happen.

Soundness as for workflow nets (van der Aalst): from every state an end can be reached, when the outcome is
reached nothing else is open, and no step is dead.
"""

from collections.abc import Iterator

from qingquan.procedures.rules.diagram import Diagram, Shape
from qingquan.procedures.rules.exploration import MOST_STATES, Exploration, State, TooMany, explore
from qingquan.procedures.rules.findings import Finding, found
from qingquan.procedures.rules.program import Act, Program


def soundness(diagram: Diagram, program: Program) -> list[Finding]:
    """Everything found by walking through all states; a single finding when there are too many."""
    try:
        seen = explore(program)
        plain = explore(program, reminders=False)
    except TooMany:
        return [found("too_many_states", diagram.id, diagram.name, most=MOST_STATES)]
    findings = [_named(diagram, code, element) for code, element in seen.unsafe]
    waiting_for_ever = list(_deadlocks(diagram, program, seen))
    findings += waiting_for_ever
    if not findings:
        findings += _no_completion(diagram, program, seen)
        findings += _without_outcome(diagram, program, seen)
    findings += _ends_too_early(diagram, program, plain)
    findings += _dead(diagram, program, seen, only_steps=bool(findings))
    return findings


def _named(diagram: Diagram, code: str, element: str, **values: object) -> Finding:
    node = diagram.nodes.get(element)
    return found(code, element, node.name if node else "", **values)


def _deadlocks(diagram: Diagram, program: Program, seen: Exploration) -> Iterator[Finding]:
    """States in which joining gateways wait and nobody can do anything."""
    workable = sum(door.bit for door in program.doors.values())
    waiting = 0
    for (bits, _), after in seen.nexts.items():
        if bits and not after and not bits & workable:
            waiting |= bits
    for node, act in enumerate(program.acts):
        if act is Act.JOIN and waiting & program.bits[node]:
            yield _named(diagram, "deadlock", program.ids[node])


def _no_completion(diagram: Diagram, program: Program, seen: Exploration) -> Iterator[Finding]:
    """States from which no end can be reached; the first one found names the step."""
    before: dict[State, list[State]] = {}
    for state, after in seen.nexts.items():
        for following in after:
            before.setdefault(following, []).append(state)
    finishing = {state for state in seen.nexts if not state[0]}
    waiting = list(finishing)
    while waiting:
        for earlier in before.get(waiting.pop(), []):
            if earlier not in finishing:
                finishing.add(earlier)
                waiting.append(earlier)
    for bits, end in seen.nexts:
        if (bits, end) not in finishing:
            step = next(step_id for step_id, door in program.doors.items() if bits & door.bit)
            yield _named(diagram, "no_completion", step)
            return


def _without_outcome(diagram: Diagram, program: Program, seen: Exploration) -> Iterator[Finding]:
    if any(not bits and end < 0 for bits, end in seen.nexts):
        for node in diagram.inside(diagram.id):
            if node.shape is Shape.END and node.outcome is None:
                yield found("no_outcome", node.id, node.name)


def _ends_too_early(diagram: Diagram, program: Program, plain: Exploration) -> Iterator[Finding]:
    """The outcome is reached while other work is open. What only a reminder opened does not count."""
    told: set[int] = set()
    for bits, end in plain.nexts:
        if bits and end >= 0 and end not in told:
            told.add(end)
            steps = [step.name for step in program.steps if bits & program.doors[step.step_id].bit]
            left_over = "、".join(f"「{name}」" for name in steps) or "另一条并行分支"
            yield _named(diagram, "ends_too_early", program.ids[end], open=left_over)


def _dead(diagram: Diagram, program: Program, seen: Exploration, *, only_steps: bool) -> list[Finding]:
    """Steps that never open; when there is none of these, other nodes no token ever reaches."""
    opened = seen.opened
    steps = [step_id for step_id, door in program.doors.items() if not opened & door.bit]
    if steps or only_steps:
        return [_named(diagram, "dead_step", step_id) for step_id in steps]
    reached = {program.targets[flow] for flow in range(len(program.targets)) if seen.taken >> flow & 1}
    return [_named(diagram, "dead_flow", program.ids[node]) for node in sorted(set(program.targets) - reached)]
