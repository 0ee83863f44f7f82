"""What may be done about powers not reported truthfully: find, keep, lift, answer for, give back, decide, reply."""

from qingquan.forfeits.acts.finding import forfeit, hold_to_account, keep_serving, lift
from qingquan.forfeits.acts.matters import answer_matter, submit_matter
from qingquan.forfeits.acts.refunds import find_illegal, give_back, note_taken
from qingquan.forfeits.acts.stopping import decide_stopped, stop_cases
from qingquan.forfeits.acts.trying import note_tried, tell_if_tried

__all__ = [
    "answer_matter",
    "decide_stopped",
    "find_illegal",
    "forfeit",
    "give_back",
    "hold_to_account",
    "keep_serving",
    "lift",
    "note_taken",
    "note_tried",
    "stop_cases",
    "submit_matter",
    "tell_if_tried",
]
