"""What may be done to an adjustment: raise, apply, review, approve, publish, file, switch, report, close, remind."""

from qingquan.adjustment.acts.course import apply, approve, close, publish, review
from qingquan.adjustment.acts.following import file, remind, switch, sync
from qingquan.adjustment.acts.raising import raise_trigger, stop_newcomers
from qingquan.adjustment.acts.records import enter_reform, enter_ruling, void
from qingquan.adjustment.acts.together import NothingDone, Together, apply_with_draft, carry_out

__all__ = [
    "NothingDone",
    "Together",
    "apply",
    "apply_with_draft",
    "approve",
    "carry_out",
    "close",
    "enter_reform",
    "enter_ruling",
    "file",
    "publish",
    "raise_trigger",
    "remind",
    "review",
    "stop_newcomers",
    "switch",
    "sync",
    "void",
]
