"""What may be done to a case. Each act: hold the case, ask the rules, write, record."""

from qingquan.cases.acts.course import complete_step, extend, pause, resume, set_due
from qingquan.cases.acts.ending import decide, deliver, lapse, terminate, withdraw
from qingquan.cases.acts.handing import hand_on
from qingquan.cases.acts.intake import (
    Gap,
    accept,
    deem_accepted,
    notify_gaps,
    refuse_acceptance,
    supply,
    take_in,
)
from qingquan.cases.acts.receipt import MaterialGiven, receive

__all__ = [
    "Gap",
    "MaterialGiven",
    "accept",
    "complete_step",
    "decide",
    "deem_accepted",
    "deliver",
    "extend",
    "hand_on",
    "lapse",
    "notify_gaps",
    "pause",
    "receive",
    "refuse_acceptance",
    "resume",
    "set_due",
    "supply",
    "take_in",
    "terminate",
    "withdraw",
]
