"""What may be done to a batch: put it together, review it for secrets, enter its approval, publish it, give it up."""

from qingquan.publication.acts.approving import approve, drop, give_back
from qingquan.publication.acts.preparing import prepare, put_together_anew
from qingquan.publication.acts.publishing import publish
from qingquan.publication.acts.screening import clear, screen_batch, withhold

__all__ = [
    "approve",
    "clear",
    "drop",
    "give_back",
    "prepare",
    "publish",
    "put_together_anew",
    "screen_batch",
    "withhold",
]
