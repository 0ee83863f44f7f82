"""Which steps come before which on every path: the order the published flowchart demands."""

from collections.abc import Iterator

from qingquan.procedures.rules.program import Act, Program


def precedence(program: Program) -> Iterator[tuple[str, str]]:
    """Pairs (earlier, later) of step ids: without the earlier, no run reaches the later."""
    steps = [program.ids.index(step.step_id) for step in program.steps]
    for earlier in steps:
        reached = _reached_without(program, earlier)
        yield from ((program.ids[earlier], program.ids[later]) for later in steps if later not in {*reached, earlier})


def _flows_out(program: Program) -> dict[int, list[int]]:
    """Flows by which a token may leave each node: its own, into a sub-process, by a timer on it."""
    leaving = {node: list(exits) for node, exits in enumerate(program.exits)}
    for node, entry in enumerate(program.entries):
        if entry >= 0:
            leaving[node].append(entry)
    for timer in program.timers.values():
        leaving[program.ids.index(timer.face.host_id)].append(timer.flow)
    return leaving


def _reached_without(program: Program, avoided: int) -> set[int]:
    """Nodes a run can reach when one is closed; a joining gateway is reached by all its lines or not at all."""
    leaving, lines = _flows_out(program), [0] * len(program.ids)
    for target in program.targets:
        lines[target] += 1
    seen, waiting = {program.start}, [program.start]
    while waiting:
        for flow in leaving[waiting.pop()]:
            target = program.targets[flow]
            lines[target] -= 1
            held_up = program.acts[target] is Act.JOIN and lines[target] > 0
            if target not in seen and target != avoided and not held_up:
                seen.add(target)
                waiting.append(target)
    return seen
