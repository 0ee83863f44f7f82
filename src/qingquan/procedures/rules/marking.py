"""Where a run stands: one integer of open places, small enough to be stored on the case as a short text."""

import re
from dataclasses import dataclass

from qingquan.procedures.words import Outcome

FORM = "1"
"""Version of the stored form; it changes whenever the order of a program's places would."""
STORED = re.compile(r"1:([0-9a-f]{12}):([0-9a-f]{1,400}):([a-z_]{0,20})")


class NotAMarking(ValueError):
    """A stored text that is no marking, or the marking of another procedure."""


@dataclass(frozen=True, slots=True)
class Marking:
    """A moment of a run. `program` is the beginning of the procedure's SHA-256, so the two cannot be mixed up."""

    program: str
    bits: int
    outcome: Outcome | None = None

    @property
    def ended(self) -> bool:
        """Whether nothing is left to do."""
        return not self.bits

    def encode(self) -> str:
        """The text to store, for example `1:9f86d081884c:5:granted`."""
        return f"{FORM}:{self.program}:{self.bits:x}:{self.outcome or ''}"

    @staticmethod
    def decode(text: str) -> "Marking":
        """The marking of a stored text; raises NotAMarking."""
        match = STORED.fullmatch(text)
        if not match or match[3] not in ("", *Outcome):
            raise NotAMarking(f"“{text[:40]}”不是办理进度的存储形式。")
        return Marking(match[1], int(match[2], 16), Outcome(match[3]) if match[3] else None)
