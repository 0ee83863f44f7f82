"""Many adjustments of one source at once: how many, and whether each still stands where the page showed it."""

import re
from dataclasses import dataclass
from typing import Self

from qingquan.adjustment.words import State
from qingquan.law import Refused

AT_ONCE = 100
SENT = re.compile(r"(TZ[0-9]{9,})-([a-z]+)\.([0-9]{1,4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Seen:
    """Where an adjustment stood when somebody read it: its state, and the how-manyeth application it was."""

    state: State
    round: int

    @classmethod
    def of(cls, state: str, round_: int) -> Self:
        """From the columns of an adjustment."""
        return cls(State(state), round_)


def tick_of(number: str, seen: Seen) -> str:
    """What a tick of the page sends."""
    return f"{number}-{seen.state}.{seen.round}"


def read_tick(text: str) -> tuple[str, Seen] | None:
    """The number and where it stood; None for what no page of ours has sent."""
    found = SENT.fullmatch(text)
    if found is None or found[2] not in set(State):
        return None
    return found[1], Seen.of(found[2], int(found[3]))


def check_number(many: int) -> None:
    """Not none, and not more than people read through."""
    if not many:
        raise Refused("请至少勾选一件。")
    if many > AT_ONCE:
        raise Refused(f"一次最多 {AT_ONCE} 件，请分几次办。")


def check_seen(seen: Seen, now: Seen) -> None:
    """What was read is what is there."""
    if seen != now:
        raise Refused(f"您打开页面以后有人办过，现在是“{now.state.label}”，请打开这一件看过再办。")
