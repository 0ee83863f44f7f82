"""Every state a procedure can be in, whatever the cases' facts: conditions are taken as free choices."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from qingquan.procedures.rules.program import Program
from qingquan.procedures.rules.run import Unsafe, Wave, advance

MOST_STATES = 20_000
MOST_WAVES = 60_000
"""Moves tried. A chain of gateways without steps can offer very many ways between few states."""

State = tuple[int, int]
"""The open places and the end event that gave the outcome (-1 for none yet)."""


class TooMany(Exception):
    """The procedure has more states, or more ways between them, than are looked at."""


@dataclass(slots=True)
class Exploration:
    """What was seen. `nexts` holds every state, in the order of discovery, with the states that may follow."""

    nexts: dict[State, set[State]] = field(default_factory=dict)
    unsafe: dict[tuple[str, str], None] = field(default_factory=dict)
    """Findings met on the way, (code, element id); what lies behind them was not looked at."""
    taken: int = 0
    """Flows that some token took."""
    waves: int = 0

    @property
    def opened(self) -> int:
        """Places that are open in some state."""
        bits = 0
        for state in self.nexts:
            bits |= state[0]
        return bits


def explore(program: Program, *, reminders: bool = True) -> Exploration:
    """Walk through all states; raises TooMany. Without reminders, timers that do not interrupt stay silent."""
    seen = Exploration()
    waiting = list(_settled(program, Wave(0, program.start), seen))
    for first in waiting:
        seen.nexts[first] = set()
    while waiting:
        state = waiting.pop()
        for wave in _moves(program, state, reminders=reminders):
            for after in _settled(program, wave, seen):
                seen.nexts[state].add(after)
                if after not in seen.nexts:
                    seen.nexts[after] = set()
                    waiting.append(after)
        if len(seen.nexts) > MOST_STATES:
            raise TooMany
    return seen


def _moves(program: Program, state: State, *, reminders: bool) -> Iterator[Wave]:
    bits, end = state
    for door in program.doors.values():
        if bits & door.bit:
            yield Wave(bits & ~door.clears, door.flow, end)
    for timer in program.timers.values():
        if bits & timer.watches and (timer.face.interrupting or reminders):
            yield Wave(bits & ~timer.clears, timer.flow, end)


def _settled(program: Program, wave: Wave, seen: Exploration) -> Iterator[State]:
    """The states a move may lead to, one for each combination of choices on its way."""
    waves = [wave]
    while waves:
        seen.waves += 1
        if seen.waves > MOST_WAVES:
            raise TooMany
        moving = waves.pop()
        try:
            gateway = advance(program, moving)
        except Unsafe as unsafe:
            seen.unsafe[unsafe.code, unsafe.element_id] = None
            continue
        seen.taken |= moving.seen
        if gateway < 0:
            yield moving.bits, moving.end
        else:
            waves.extend(moving.fork(flow) for flow in program.exits[gateway])
