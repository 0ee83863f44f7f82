"""What may be done to an adjustment: raise, apply, review, approve, publish, file, switch, report, close, remind."""

from qingquan.adjustment.acts.course import apply, approve, close, publish, review
from qingquan.adjustment.acts.following import file, remind, switch, sync
from qingquan.adjustment.acts.raising import raise_trigger

__all__ = ["apply", "approve", "close", "file", "publish", "raise_trigger", "remind", "review", "switch", "sync"]
