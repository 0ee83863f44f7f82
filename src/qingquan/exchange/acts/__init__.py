"""What may be done in exchange: answer the upper level's rows, take items in from a file of the standard."""

from qingquan.exchange.acts.claiming import assign, claim, match, set_aside, take_note
from qingquan.exchange.acts.deciding import decide
from qingquan.exchange.acts.importing import take_in
from qingquan.exchange.acts.seeing import see

__all__ = ["assign", "claim", "decide", "match", "see", "set_aside", "take_in", "take_note"]
